"""HTML of a mail as text that a person can read: paragraphs, lists, tables, links with address."""

import html
import re

from inscriptis import get_text
from inscriptis.model.config import ParserConfig

_CONFIG = ParserConfig(display_links=True)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:mailto:)?([^()\s]*)\)")


def from_html(source: str) -> str:
    """The words of `source`; an address of a link stands in brackets behind what it is called."""
    try:
        text = get_text(source, _CONFIG) if source.strip() else ""
    except Exception:  # noqa: BLE001 - whatever the parser makes of broken HTML, the words remain
        text = html.unescape(re.sub(r"<[^>]*>", " ", source))
    text = _LINK.sub(_link, text)
    lines = [line.rstrip() for line in text.replace("\N{NO-BREAK SPACE}", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _link(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2]
    if not words or words == address or not address:
        return words or address
    return f"{words} ({address})"
