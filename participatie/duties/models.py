"""What the law wants the site to say and only the organisation itself knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="clipboard-list")
class LegalDetails(BaseGenericSetting):
    """Who looks after privacy and security, and how long what is kept.

    What is left empty is told as not known yet; the site never fills in a term by itself.
    """

    officer_name = models.CharField(
        _("data protection officer"),
        max_length=120,
        blank=True,
        help_text=_("Name or function (functionaris gegevensbescherming, AVG 37)."),
    )
    officer_email = models.EmailField(_("e-mail address of that officer"), blank=True)
    officer_phone = models.CharField(
        _("telephone number of that officer"), max_length=30, blank=True
    )
    ordinance = models.CharField(
        _("participation ordinance"),
        max_length=200,
        blank=True,
        help_text=_("As people can find it: “Participatieverordening Woldermark 2024”."),
    )
    ordinance_url = models.URLField(_("address of the ordinance"), blank=True)
    contact_months = models.PositiveSmallIntegerField(
        _("months that contact details are kept"),
        null=True,
        blank=True,
        help_text=_("Counted from the decision."),
    )
    record_years = models.PositiveSmallIntegerField(
        _("years that contributions are kept"),
        null=True,
        blank=True,
        help_text=_("Counted from the decision, by the selection list (Archiefwet)."),
    )
    processing_url = models.URLField(
        _("address of the register of processing"), blank=True, help_text=_("AVG 30.")
    )
    security_email = models.EmailField(
        _("e-mail address for weaknesses in security"),
        blank=True,
        help_text=_("Stands in security.txt. Left empty: the general e-mail address."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("officer_name"), FieldPanel("officer_email"), FieldPanel("officer_phone")],
            heading=_("Data protection officer"),
        ),
        MultiFieldPanel(
            [FieldPanel("ordinance"), FieldPanel("ordinance_url")], heading=_("Ordinance")
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_months"),
                FieldPanel("record_years"),
                FieldPanel("processing_url"),
            ],
            heading=_("How long what is kept"),
        ),
        FieldPanel("security_email"),
    ]

    class Meta:
        verbose_name = _("privacy and security")
