"""The list of consultations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import filtering
from cms.models.base import HOME, FixedPage
from cms.permissions import IndexPermissions

SLUG = "inspraak"
"""The web form and the accounts answer to addresses under it."""


class ConsultationIndexPage(FixedPage):
    """All consultations, by how far they are."""

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*FixedPage.content_panels, FieldPanel("lead")]
    template = "cms/consultation_index_page.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ConsultationPage"]

    class Meta:
        verbose_name = _("list of consultations")

    def permissions_for_user(self, user: Any) -> IndexPermissions:
        """What `user` may do with this page."""
        return IndexPermissions(user, self)

    def clean(self) -> None:
        """Refuse another address: links on letters lead here."""
        super().clean()
        if self.slug != SLUG:
            raise ValidationError(
                {
                    "slug": _("The address of this page is always “%(slug)s”: letters name it.")
                    % {"slug": SLUG}
                }
            )

    def crumbs(self, request: Any) -> list[dict[str, Any]]:
        """The home page."""
        return [HOME]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """All groups, or what fits the filters; see `cms.filtering`."""
        return super().get_context(request, *args, **kwargs) | filtering.for_index(request.GET)
