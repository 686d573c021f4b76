"""A text on the screen with its marks, ready for selecting in it."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from participatie.triage.passages import Piece

register = template.Library()


BLOCK = 60
"""Sentences in one block at most. A browser lays out thousands of elements in one paragraph in
many seconds; blocks outside the window it leaves for later."""


@register.simple_tag
def marked_text(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as HTML. `data-start` is where each begins, in characters, for select.js.

    Numbers of sentences and labels of marks stand outside the elements that bear `data-start`, so
    that they never count as text.
    """
    blocks: list[list[str]] = [[]]
    sentences = 0
    ended_line = False
    for piece in pieces:
        if piece.sentence:
            if sentences == BLOCK or (ended_line and blocks[-1]):
                blocks.append([])
                sentences = 0
            sentences += 1
        blocks[-1].append(_drawn(piece))
        ended_line = piece.text.endswith("\n")
    if len(blocks) == 1:
        return mark_safe("".join(blocks[0]))
    return mark_safe("".join(f'<div class="block">{"".join(block)}</div>' for block in blocks))


def _drawn(piece: Piece) -> str:
    number = piece.sentence and format_html(
        '<span class="sentence-number" id="zin-{}" data-at="{}">{}</span>',
        piece.sentence,
        piece.start,
        piece.sentence,
    )
    kind = ' class="open-sentence"' if piece.is_open else ""
    text = f'<span data-start="{piece.start}"{kind}>{conditional_escape(piece.text)}</span>'
    if piece.is_marked:
        labels = format_html_join(
            "",
            '<a class="mark-label" href="{}">{}</a>',
            ((mark.url, mark.label) for mark in piece.ending if mark.url),
        )
        named = format_html_join(
            "",
            '<span class="mark-label">{}</span>',
            ((mark.label,) for mark in piece.ending if not mark.url),
        )
        text = f'<mark class="utrecht-mark">{text}{labels}{named}</mark>'
    return f"{number or ''}{text}"
