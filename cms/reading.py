"""How easily the words of a page read: beside the words, never in the way."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms import language
from cms.algorithms import READABILITY
from cms.blocks.content import Quote
from participatie.core import algorithms, readability

NOT_READ = frozenset({"seo_title", "search_description", "draft_title", "url_path", "themes"})
"""Fields of a page that are no text for its readers."""


class ReadingNotes(Panel):
    """What was measured, with the sentences and words to look at."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/reading_notes.html"

        def is_shown(self) -> bool:
            """Only for Dutch: other languages have formulas of their own."""
            return is_dutch(self.instance) and algorithms.is_on(READABILITY.slug)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`reading`: a `readability.Reading`, or None while there are too few words."""
            context = super().get_context_data(parent_context)
            return context | {
                "reading": readability.measure(words_of(self.instance)),
                "long_sentence": readability.LONG_SENTENCE,
                "long_word": readability.LONG_WORD,
            }


def is_dutch(page: Page) -> bool:
    """Whether the words of this page are in Dutch."""
    return language.language_of(page) == "nl"


def words_of(page: Page) -> str:
    """Everything on a page that its editor wrote for readers, a line for each paragraph."""
    return "\n".join(_texts(page))


def _texts(page: Page) -> Iterator[str]:
    for field in page._meta.get_fields():
        if getattr(field, "choices", None) or field.name in NOT_READ:
            continue
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                yield from _in_block(child.block, child.value)
        elif isinstance(field, RichTextField):
            yield readability.text_of(getattr(page, field.name))
        elif isinstance(field, models.TextField):
            yield getattr(page, field.name) or ""


def _in_block(block: Any, value: Any) -> Iterator[str]:
    match block:
        case Quote():  # Somebody else's words.
            return
        case blocks.RichTextBlock():
            yield readability.text_of(value.source)
        case ImageBlock():  # Its value is a picture.
            yield (value and value.contextual_alt_text) or ""
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _in_block(child, value.get(name))
        case blocks.ListBlock():
            for one in value:
                yield from _in_block(block.child_block, one)
        case blocks.CharBlock() | blocks.TextBlock():
            yield value or ""
