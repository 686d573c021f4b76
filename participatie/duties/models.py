"""What the law wants the site to say and only the organisation itself knows."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from participatie.core import accessibility, clock

VALID_FOR = timedelta(days=3 * 365 + 1)
"""A check of accessibility is repeated at least every three years, one of which may be longer."""


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


class Accessible(models.TextChoices):
    """How far a site keeps to the norm: the five of the Dutch model statement."""

    FULLY = "A", _("Complies fully")
    PARTLY = "B", _("Complies in part")
    BEGUN = "C", _("First measures taken")
    NOT = "D", _("Does not comply")
    UNKNOWN = "E", _("Not yet known")


MEANINGS = {
    Accessible.FULLY: _(
        "The whole website was checked, and it keeps to all the rules for accessibility."
    ),
    Accessible.PARTLY: _(
        "The whole website was checked. It does not keep to all the rules yet. Below you read "
        "what is wrong, and when we mend it."
    ),
    Accessible.BEGUN: _(
        "We have begun with accessibility. Not everything was checked yet by somebody who did "
        "not make the website. So we do not know of all faults."
    ),
    Accessible.NOT: _("The website was checked, and it does not keep to the rules."),
    Accessible.UNKNOWN: _("The website was not checked yet. So we do not know how well it does."),
}
"""What each status says to a visitor."""


class Shortcoming(blocks.StructBlock):
    """Something that does not work for everyone yet."""

    what = blocks.CharBlock(label=_("What does not work"))
    whom = blocks.CharBlock(label=_("Whom it hinders, and how"))
    instead = blocks.CharBlock(label=_("What they can do instead"))
    rule = blocks.CharBlock(
        required=False, label=_("Rule"), help_text=_("Such as “1.4.3 Contrast (minimum)”.")
    )
    mended_by = blocks.DateBlock(required=False, label=_("Mended by"))

    class Meta:
        icon = "warning"
        label = _("Shortcoming")
        label_format = "{what}"


@register_setting(icon="view")
class AccessibilityStatement(BaseGenericSetting):
    """How accessible the site is, as the law wants it told (Besluit digitale toegankelijkheid
    overheid). It stands at the foot of the page /toegankelijkheid/.
    """

    level = models.CharField(
        _("status"), max_length=1, choices=Accessible, default=Accessible.BEGUN
    )
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("The day of the last whole check.")
    )
    method = models.TextField(
        _("how it was checked"),
        blank=True,
        help_text=_("By whom and how: “by bureau X, by WCAG-EM, 40 pages”."),
    )
    report_url = models.URLField(_("address of the report"), blank=True)
    register_url = models.URLField(
        _("address in the national register"),
        blank=True,
        help_text=_("The statement as it is registered at toegankelijkheidsverklaring.nl."),
    )
    shortcomings = StreamField(
        [("shortcoming", Shortcoming())], blank=True, verbose_name=_("what does not work yet")
    )
    answered_by = models.CharField(
        _("who answers"),
        max_length=120,
        blank=True,
        help_text=_("Function or team that answers reports about accessibility."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days until an answer"), null=True, blank=True
    )
    drawn_up_on = models.DateField(_("drawn up on"), null=True, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldPanel("checked_on"),
                FieldPanel("method"),
                FieldPanel("report_url"),
                FieldPanel("register_url"),
                FieldPanel("drawn_up_on"),
            ],
            heading=_("Status"),
        ),
        FieldPanel("shortcomings"),
        MultiFieldPanel(
            [FieldPanel("answered_by"), FieldPanel("answer_days")],
            heading=_("Reports about accessibility"),
        ),
    ]

    class Meta:
        verbose_name = _("accessibility statement")

    @property
    def meaning(self) -> str:
        """The status, said to a visitor."""
        return str(MEANINGS[Accessible(self.level)])

    @property
    def is_too_old(self) -> bool:
        """Whether the law wants a new check."""
        day: date | None = self.checked_on
        return day is not None and day + VALID_FOR < clock.today()

    @classmethod
    def in_short(cls) -> accessibility.Statement:
        """What it says now; one query."""
        kept = cls.load()
        return accessibility.Statement(
            status=Accessible(kept.level).label,
            checked_on=kept.checked_on,
            is_too_old=kept.is_too_old,
            shortcomings=len(kept.shortcomings),
        )
