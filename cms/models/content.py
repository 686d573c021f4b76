"""Pages that explain: how it works, privacy, accessibility, contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.content import Body
from cms.models.base import AddressForm, SitePage
from cms.reading import ReadingNotes

STATEMENT = "toegankelijkheid"
"""The address of the page with the accessibility statement; its text is a setting."""
BELOW_HOME = 3


class ContentPage(SitePage):
    """A page with a lead and a body."""

    base_form_class = AddressForm

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("body"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        ReadingNotes(heading=_("How easily it reads")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    template = "cms/content_page.html"
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types = ["cms.ContentPage"]

    @property
    def ends_with_statement(self) -> bool:
        """Whether the law's statement follows: on the page that the foot of every page names."""
        return self.slug == STATEMENT and self.depth == BELOW_HOME

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
