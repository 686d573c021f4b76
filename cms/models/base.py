"""What all pages share."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import resolve, reverse, reverse_lazy
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from cms import language
from cms.permissions import FixedPagePermissions

HOME: dict[str, Any] = {"name": _("Home"), "url": reverse_lazy("wagtail_serve", args=[""])}


class AddressForm(WagtailAdminPageForm):
    """Knows which addresses are taken by what is not a page, such as /volg/."""

    def clean_slug(self) -> str:
        """Refuse an address that another part of the site answers to."""
        slug: str = self.cleaned_data["slug"]
        # The home page has a name too, which stands in no address.
        above = self.parent_page.url_path.split("/", 2)[2]
        # Only in this language do addresses without a prefix lead somewhere.
        with translation.override(settings.LANGUAGE_CODE):
            taken_by = resolve(reverse("wagtail_serve", args=[f"{above}{slug}/"])).url_name
        is_language = not above and slug in dict(settings.LANGUAGES)
        if is_language or taken_by != "wagtail_serve":
            raise ValidationError(_("This address is in use by another part of the site."))
        return slug


class SitePage(Page):
    """A page that cannot go live with half-filled blocks, whichever way it is published.

    The edit form asks for complete blocks when somebody presses "publish" there, but publishing
    from a list, from a workflow or on a schedule takes a draft as it was saved.
    """

    # Those of Wagtail, in plain words; no menu of this site is made from pages.
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address of the page"),
                    help_text=_(
                        "The last part of the web address. Small letters, digits and hyphens."
                    ),
                ),
                FieldPanel(
                    "seo_title",
                    heading=_("Title in search engines"),
                    help_text=_("Leave empty for the title of the page."),
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description in search engines"),
                    help_text=_("One or two sentences, shown under the title."),
                ),
            ],
            heading=_("For search engines"),
        )
    ]

    # No page is behind a password or login, which saves looking for one at every view.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def save(self, clean: bool = True, *args: Any, **kwargs: Any) -> Any:
        """Save; a page that is live must be complete."""
        if clean and self.live and kwargs.get("update_fields") is None:
            self.check_blocks()
        return super().save(clean, *args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: pages are for everyone."""
        return PageViewRestriction.objects.none()

    def get_url_parts(self, request: Any = None) -> tuple[int, str | None, str | None] | None:
        """Where the page is for a visitor in the language of now."""
        parts = super().get_url_parts(request)
        if parts is None or not parts[2]:
            return parts
        site, root, path = parts
        return site, root, language.address_now(self, path)

    def crumbs(self, request: Any) -> list[dict[str, str]]:
        """The way to this page, from the home page down."""
        above = self.get_ancestors().filter(depth__gt=1) if self.path else Page.objects.none()
        crumbs = [
            {
                "name": page.title,
                "url": language.address_now(page, page.get_url(request)),
                "written_in": page.locale.language_code,
            }
            for page in above.select_related("locale")
        ]
        return [HOME, *crumbs[1:]]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `crumbs`."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"crumbs": self.crumbs(request)}

    def check_blocks(self) -> None:
        """Raise `ValidationError`, by field, when a block is not complete."""
        errors = {}
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                try:
                    field.stream_block.clean(getattr(self, field.name))
                except ValidationError:
                    errors[field.name] = _(
                        "Something is missing here. Open the page and publish it there to see what."
                    )
        if errors:
            raise ValidationError(errors)


class FixedPage(SitePage):
    """A page that the site cannot do without, at an address that does not change."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> FixedPagePermissions:
        """What `user` may do with this page."""
        return FixedPagePermissions(user, self)
