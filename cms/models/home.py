"""The home page."""

from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale

from cms import listing
from cms.blocks.content import SHORT_PROSE, Step, Way
from cms.models.base import FixedPage


class HomePage(FixedPage):
    """What can be said now, how it works, and the ways in besides the web."""

    lead = models.TextField(_("lead"), blank=True)
    steps = StreamField(
        [("step", Step())],
        blank=True,
        verbose_name=_("how it works"),
        help_text=_("Left empty, the page explains it in three steps of its own."),
    )
    promise = RichTextField(_("what we promise"), blank=True, features=SHORT_PROSE)
    ways = StreamField(
        [("way", Way())],
        blank=True,
        verbose_name=_("other ways in"),
        help_text=_("Besides this website. Left empty: telephone, desk and letter."),
    )

    content_panels = [
        *FixedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("steps"),
        FieldPanel("promise"),
        FieldPanel("ways"),
    ]
    template = "cms/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ConsultationIndexPage", "cms.ContentPage", "cms.NewsPage"]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Where an address leads; one without a page in this language, to the Dutch page."""
        try:
            return super().route(request, path_components)
        except Http404:
            original = self.get_translation_or_none(Locale.get_default())
            if original is None or original == self:
                raise
            return original.route(request, path_components)

    def crumbs(self, request: Any) -> list[dict[str, str]]:
        """None: this is where every way begins."""
        return []

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `groups`: the consultations that matter now."""
        return super().get_context(request, *args, **kwargs) | {"groups": listing.groups()}
