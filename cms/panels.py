"""The procedure in the edit form of a consultation."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from cms import advice, language, newsroom
from participatie.news import spread


class ProcedureNotes(Panel):
    """What to look at before publishing, and what is in force now."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/procedure_notes.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`warnings`; `consultation` when the procedure is in force; `is_translation`."""
            context = super().get_context_data(parent_context)
            return context | {
                "warnings": advice.warnings(self.instance),
                "consultation": self.instance.consultation,
                "is_translation": language.is_translation(self.instance),
            }


class SpreadNotes(Panel):
    """What became of a piece of news: mails and the post on Mastodon."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/spread_notes.html"

        def is_shown(self) -> bool:
            """Once it was news."""
            return super().is_shown() and self._spread is not None

        @cached_property
        def _spread(self) -> spread.Spread | None:
            return spread.of(newsroom.source_of(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`spread`: see `participatie.news.spread`."""
            return super().get_context_data(parent_context) | {"spread": self._spread}


PANELS: list[Any] = [
    ProcedureNotes(heading=_("What to look at")),
    MultiFieldPanel(
        [
            FieldPanel("regime"),
            FieldRowPanel([FieldPanel("phase"), FieldPanel("audience")]),
            FieldPanel("prefix"),
        ],
        heading=_("Rules"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
            FieldPanel("term_reason"),
            FieldPanel("decision_expected_on"),
        ],
        heading=_("Term"),
    ),
    FieldPanel("doors"),
    FieldPanel("questions"),
    FieldPanel("themes"),
    MultiFieldPanel(
        [
            FieldPanel("responsible"),
            FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_phone")]),
            FieldRowPanel([FieldPanel("contact_hours"), FieldPanel("contact_email")]),
        ],
        heading=_("Who is responsible, and who answers"),
    ),
]
