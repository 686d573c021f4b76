"""The page of a consultation."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms import language, moments, scheduling, seam, shown
from cms.blocks.content import SHORT_PROSE, Body
from cms.models.base import HOME, SitePage
from cms.panels import PANELS
from cms.permissions import ConsultationPermissions
from cms.procedure import ProcedurePage
from cms.reading import ReadingNotes
from participatie.news import agenda
from participatie.pipeline import addresses


class ConsultationForm(WagtailAdminPageForm):
    """Says beside each field why the procedure cannot be put in force as it is.

    A draft may be incomplete; everything else than saving one asks for all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if language.is_translation(self.instance):
            for name in language.FROM_THE_ORIGINAL:
                self.fields.pop(name, None)

    def clean_prefix(self) -> str:
        """In capitals, however it was typed."""
        return self.cleaned_data["prefix"].strip().upper()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        about = language if language.is_translation(self.instance) else seam
        for field, message in about.obstacles(self.instance):
            self.add_error(field if field in self.fields else None, message)


class ConsultationPage(ProcedurePage):
    """Where an editor drafts a consultation. Publishing it puts the procedure in force."""

    base_form_class = ConsultationForm

    lead = models.TextField(
        _("lead"), help_text=_("What it is about, in at most five short sentences.")
    )
    can_change = RichTextField(
        _("what can still change"), features=SHORT_PROSE, help_text=_("A list works best.")
    )
    is_fixed = RichTextField(_("what is fixed already"), blank=True, features=SHORT_PROSE)
    body = StreamField(
        Body(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "Documents, questions and moments get a place of their own on the page, in whatever "
            "order you put them here."
        ),
    )
    decided_by = models.TextField(
        _("who decides"),
        blank=True,
        help_text=_("Who takes the decision, who advises, and when. Two or three sentences."),
    )
    areas = ParentalManyToManyField(
        "cms.Area", blank=True, related_name="pages", verbose_name=_("areas")
    )
    subjects = ParentalManyToManyField(
        "cms.Subject", blank=True, related_name="pages", verbose_name=_("subjects")
    )

    content_panels = [
        language.TranslationNotes(heading=_("Translation")),
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("can_change"),
        FieldPanel("is_fixed"),
        FieldPanel("body"),
        FieldPanel("decided_by"),
        MultiFieldPanel(
            [
                FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
                FieldPanel("areas", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Found by"),
        ),
        ReadingNotes(heading=_("How easily it reads")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(PANELS, heading=_("Procedure")),
            ObjectList(SitePage.promote_panels, heading=_("Promote")),
            ObjectList(SitePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    exclude_fields_in_copy = ["consultation", "prefix", "term_reason"]
    template = "cms/consultation_page.html"
    parent_page_types = ["cms.ConsultationIndexPage"]
    subpage_types = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def permissions_for_user(self, user: Any) -> ConsultationPermissions:
        """What `user` may do with this page."""
        return ConsultationPermissions(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "ConsultationPage":
        """A revision as a page. Which procedure the page belongs to is not up to a revision."""
        page = super().with_content_json(content)
        page.consultation_id = self.consultation_id
        if language.is_translation(self):
            language.follow(page, self)
        return page

    def save(self, clean: bool = True, *args: Any, **kwargs: Any) -> Any:
        """Save; whenever the page is live, its procedure is in force, or nothing is saved.

        A new page is a draft until a revision of it is published, and so is an alias for good:
        it would be a second page of the same procedure. A translation is one of the same procedure
        too, and only puts its questions in other words.
        """
        if self._state.adding or self.alias_of_id:
            self.live = False
        is_translation = language.is_translation(self)
        with transaction.atomic():
            if is_translation:
                language.follow(self, language.original_of(self))
            result = super().save(clean, *args, **kwargs)
            if not self.live or kwargs.get("update_fields") is not None:
                return result
            if is_translation:
                language.publish_words(self)
            else:
                seam.put_in_force(self)
                agenda.put_moments(self.consultation, moments.for_calendar(self.body))
                language.pass_on(self)
        return result

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        """Publish a revision; on a schedule, a refusal is told to who scheduled it.

        Raises `Refused` or `ValidationError` otherwise; then nothing was published.
        """
        revision.publisher = user
        with scheduling.refusals_told(self, revision, kwargs.get("log_action")):
            super().publish(revision, user=user, **kwargs)

    def crumbs(self, request: Any) -> list[dict[str, Any]]:
        """The list of consultations, whose address is fixed."""
        return [
            HOME,
            {"name": _("Consultations"), "url": addresses.consultations()},
        ]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the editor's words; see `cms.shown`."""
        if language.is_translation(self):
            # Only to show it: the page of the record is the original.
            original = language.original_of(self)
            self.consultation = original and original.consultation
        return super().get_context(request, *args, **kwargs) | shown.context(self)
