"""A piece of news that an editor writes."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from cms import newsroom, scheduling
from cms.blocks.content import Body
from cms.models.base import AddressForm, SitePage
from cms.panels import SpreadNotes
from cms.reading import ReadingNotes


class NewsForm(AddressForm):
    """Says why the page cannot be news yet."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and (
            problem := newsroom.obstacle(self.instance, self.parent_page)
        ):
            self.add_error(None, problem)


class NewsPage(SitePage):
    """News about the consultation it stands under, or about the whole site.

    While it is live it is news everywhere: on the lists, in the feeds, by mail. See cms.newsroom.
    """

    base_form_class = NewsForm

    lead = models.TextField(
        _("lead"),
        help_text=_("What is new, in two or three sentences. This is what the mail says."),
    )
    body = StreamField(Body(), blank=True, verbose_name=_("body"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *SitePage.content_panels,
                    FieldPanel("lead"),
                    FieldPanel("body"),
                    SpreadNotes(heading=_("Where it went")),
                    ReadingNotes(heading=_("How easily it reads")),
                ],
                heading=_("Content"),
            ),
            ObjectList(SitePage.promote_panels, heading=_("Promote")),
            ObjectList(SitePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    template = "cms/news_page.html"
    parent_page_types = ["cms.ConsultationPage", "cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def save(self, clean: bool = True, *args: Any, **kwargs: Any) -> Any:
        """Save; while the page is live it is news, and otherwise it is not."""
        with transaction.atomic():
            result = super().save(clean, *args, **kwargs)
            if kwargs.get("update_fields") is None:
                newsroom.put(self)
        return result

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        """Publish a revision. Raises `Refused` or `ValidationError`, except on a schedule."""
        with scheduling.refusals_told(self, revision, kwargs.get("log_action")):
            super().publish(revision, user=user, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete; then it is no news either."""
        with transaction.atomic():
            newsroom.retract(self)
            return super().delete(*args, **kwargs)

    def move(self, target: Any, pos: Any = None, user: Any = None) -> None:
        """Move under another page; then it is news about that one."""
        with transaction.atomic():
            super().move(target, pos=pos, user=user)
            newsroom.put(type(self).objects.get(pk=self.pk))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What stands around the news: the consultation, and the other news."""
        return super().get_context(request, *args, **kwargs) | newsroom.around(self)
