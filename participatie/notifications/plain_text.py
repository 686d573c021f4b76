"""A notice as plain text for a braille service: short lines, no pictures, no columns."""

import textwrap
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from participatie.notifications.messages import Block

WIDTH = 32
"""Characters on a line: what fits on a sheet of A4 in braille, and on every braille display."""


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The blocks of a message (see templates/pdf/base.typ), parted by empty lines."""
    found: list[str] = []
    for block in blocks:
        for paragraph in _paragraphs(block):
            found += [*wrapped(paragraph), ""]
    return found


def wrapped(text: str) -> list[str]:
    """`text` in lines of at most `WIDTH`; a longer word, such as an address, is cut."""
    lines: list[str] = []
    for line in str(text).splitlines():
        lines += textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""]
    return lines


def _paragraphs(block: Block) -> Iterable[str]:
    if isinstance(block, str):
        return [block]
    match block["type"]:
        case "heading":
            # Nothing is large or bold in braille: an empty line and a sign say it is a heading.
            return [f"= {block['text']}"]
        case "facts" | "table":
            return ["\n".join(": ".join(map(str, row)) for row in block["rows"])]
        case "list":
            return ["\n".join(f"- {item}" for item in block["items"])]
        case "quote":
            return [f"“{block['text']}”"]
        case "code":
            return [f"{block['label']}: {block['value']}", block["note"]]
        case "before_after":
            return _change(block)
        case "qr" | "link":
            return [block["url"]]
        case _:
            return [block["text"]]


def _change(block: dict[str, Any]) -> list[str]:
    """A change in words: both texts, and apart from them what was taken out and put in."""
    pieces = block.get("pieces", ())
    out = [piece.text.strip() for piece in pieces if piece.kind == "removed" and piece.text.strip()]
    put = [piece.text.strip() for piece in pieces if piece.kind == "added" and piece.text.strip()]
    told = [block["title"]] if block.get("title") else []
    nothing = _("nothing")
    told.append(f"{block['was']}: {block['before'] or nothing}")
    told.append(f"{block['becomes']}: {block['after'] or nothing}")
    if out and put:
        told.append(_("Taken out: %(words)s") % {"words": "; ".join(f"“{words}”" for words in out)})
        told.append(_("Put in: %(words)s") % {"words": "; ".join(f"“{words}”" for words in put)})
    return told
