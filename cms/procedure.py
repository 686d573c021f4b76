"""The procedure fields of a consultation page, as an editor drafts them."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms.blocks.procedure import Doors, Questions
from cms.models.base import SitePage
from participatie.accounts.models import User
from participatie.core.organisation import details
from participatie.pipeline.statuses import Audience, Phase, Regime


def first_doors() -> list[tuple[str, dict[str, str]]]:
    """The doors of a new consultation: all of the organisation's own."""
    organisation = details()
    return [
        ("web", {"note": ""}),
        ("letter", {"address": organisation.postal_address, "note": ""}),
        ("phone", {"address": organisation.phone, "note": organisation.phone_hours}),
        ("desk", {"address": organisation.visiting_address, "note": ""}),
        ("email", {"address": organisation.email, "note": ""}),
    ]


def first_questions() -> list[tuple[str, dict[str, str | bool]]]:
    """The question of a new consultation, with every field: Wagtail shows “undefined” in others."""
    label = gettext("What do you think of the plan?")
    return [("open", {"label": label, "help_text": "", "optional": False})]


class ProcedurePage(SitePage):
    """How people may speak. In force is what the record holds, not these fields: see cms.seam."""

    regime = models.CharField(
        _("legal regime"), max_length=20, choices=Regime, default=Regime.AWB34
    )
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.PREPARATION)
    audience = models.CharField(
        _("who may respond"), max_length=20, choices=Audience, default=Audience.EVERYONE
    )
    prefix = models.CharField(
        _("number prefix"),
        max_length=6,
        help_text=_(
            "Two to four capital letters and the year, such as OV26. Every contribution gets a "
            "number with it: OV26-0001."
        ),
    )
    opens_on = models.DateField(_("opening day"), null=True)
    closes_on = models.DateField(
        _("last day"), null=True, help_text=_("People can respond until midnight of this day.")
    )
    term_reason = models.TextField(
        _("reason for the changed term"),
        blank=True,
        help_text=_(
            "Only needed when the term changes after publication. It is shown on the page."
        ),
    )
    doors = StreamField(
        Doors(),
        verbose_name=_("open doors"),
        default=first_doors,
        help_text=_("By which ways people can respond. At least letter, telephone or desk."),
    )
    questions = StreamField(
        Questions(),
        verbose_name=_("questions of the form"),
        default=first_questions,
        help_text=_(
            "Once people have answered, a change makes a new version; the old one is kept."
        ),
    )
    themes = models.TextField(
        _("themes"),
        blank=True,
        help_text=_("One per line. Case handlers sort the contributions by them."),
    )
    responsible = models.CharField(
        _("responsible"),
        max_length=200,
        help_text=_("The member of the provincial executive, with the office."),
    )
    contact_name = models.CharField(
        _("name"), max_length=120, help_text=_("Of an office or function, not of a person.")
    )
    contact_phone = models.CharField(_("telephone number"), max_length=30)
    contact_hours = models.CharField(_("hours"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    decision_expected_on = models.DateField(_("decision expected on"), null=True, blank=True)

    consultation = models.OneToOneField(
        "pipeline.Consultation",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="page",
    )

    class Meta:
        abstract = True

    @property
    def publisher(self) -> User | None:
        """Who published the live page; nobody when it went live on its schedule."""
        revision = self.live_revision
        if revision is None:
            return None
        # Wagtail's edit view publishes without our `publish`: a revision made right then.
        return revision.publisher if hasattr(revision, "publisher") else revision.user

    @property
    def theme_names(self) -> list[str]:
        """The themes, each once."""
        lines = (line.strip() for line in self.themes.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def contact(self) -> dict[str, str]:
        """The contact as the record keeps it."""
        return {
            "name": self.contact_name,
            "phone": self.contact_phone,
            "phone_hours": self.contact_hours,
            "email": self.contact_email,
        }
