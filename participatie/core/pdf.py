"""PDF documents that can be archived (PDF/A-3a) and read aloud (PDF/UA-1), from Typst templates."""

import dataclasses
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from anyascii import anyascii
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from fontTools.ttLib import TTFont

from participatie.core import paper
from participatie.core.paper import Paper
from participatie.core.typesetting import TypesettingError, compile_apart

MAIN_FONT = "Noto Sans"

# Keys whose text is for machines and must arrive as it is.
VERBATIM = frozenset({"svg", "url"})
UNBROKEN = 40
"""After so many characters without a gap a line may be broken anywhere."""

_FONT_DIR = Path(str(files("manimgx_fonts")))
# Shown by the fonts inside Typst: arrows, mathematical signs, boxes, check marks and stars.
_SIGNS = (range(0x2190, 0x2300), range(0x2500, 0x2600), (0x2605, 0x2606, 0x2610, 0x2612))
_TICKS = (0x2713, 0x2717)
_UNBROKEN = re.compile(rf"\S{{{UNBROKEN}}}(?=\S)")
_JOINERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_UNKNOWN = "\ufffd"


class PdfError(Exception):
    """A document could not be made. The text names template and cause, never the contents."""


@dataclasses.dataclass(frozen=True)
class Attachment:
    """A file inside the PDF, such as the figures behind it as CSV."""

    name: str
    content: bytes
    mime_type: str
    description: str


def render(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    lang: str = "nl",
    made_at: datetime | None = None,
    attachments: Sequence[Attachment] = (),
    look: Paper | None = None,
    apart: bool = False,
) -> bytes:
    """The PDF that `templates/<template>` (a `.typ` file, which says what it expects) makes.

    `data` holds text, numbers, lists, mappings and dataclasses; it reaches the template as JSON
    and never as Typst source. Characters that no font of ours can show are spelt in Latin letters.
    `lang` is an ISO 639-1 code; `look` is that of the house style when left out. The same arguments
    and `made_at` (default: now) give the same bytes. `apart` sets it in a process of its own, for a
    long document. Raises PdfError.
    """
    moment = made_at or timezone.now()
    meta = {
        "title": title,
        "lang": lang,
        "fonts": _font_families(),
        "paper": dataclasses.asdict(look or paper.current()),
        "attachments": [_attachment(file) for file in attachments],
    }
    try:
        return _compile(template, data, meta, moment, _shown, apart)
    except (typst.TypstError, TypesettingError) as error:
        if "could not be displayed" not in error.message:
            raise PdfError(f"{template}: {_cause(error)}") from None
    # Marks of one script on letters of another: each has a font, the pair has none.
    try:
        return _compile(template, data, meta, moment, _latin, apart)
    except (typst.TypstError, TypesettingError) as error:
        raise PdfError(f"{template}: {_cause(error)}") from None


def _compile(
    template: str,
    data: dict[str, Any],
    meta: dict[str, Any],
    moment: datetime,
    letters: Callable[[str], str],
    apart: bool,
) -> bytes:
    root = settings.BASE_DIR / "templates"
    source = root / template
    if source.suffix != ".typ" or not source.is_file():
        raise PdfError(f"{template}: no such template")
    compile_ = compile_apart if apart else typst.compile
    return compile_(
        str(source),
        root=str(root),
        font_paths=[str(_FONT_DIR)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(moment.timestamp()),
        sys_inputs={
            "data": json.dumps(_prepared(data, letters)),
            "meta": json.dumps(meta | {"title": _flat(letters(meta["title"]))}),
        },
    )


def _cause(error: typst.TypstError | TypesettingError) -> str:
    # Typst quotes the offending text between backticks; it may be somebody's own words.
    message = re.sub(r"`.*`", "…", error.message, flags=re.DOTALL)
    place = re.search(r"┌─ .*?([^/\\]+:\d+):\d+\n", error.diagnostic)
    return f"{message} ({place.group(1)})" if place else message


def _attachment(file: Attachment) -> dict[str, Any]:
    content: str | list[int]
    try:
        content = file.content.decode()
    except UnicodeDecodeError:
        content = list(file.content)
    return dataclasses.asdict(file) | {"content": content}


def _prepared(value: Any, letters: Callable[[str], str]) -> Any:
    """`value` as JSON can hold it, with text that can be set and broken into lines."""
    if isinstance(value, str | Promise):
        return _UNBROKEN.sub("\\g<0>\u200b", letters(str(value)))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {
            key: str(item) if key in VERBATIM and item else _prepared(item, letters)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_prepared(item, letters) for item in value]
    return value


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Letters(dict[int, str]):
    """For str.translate: what stands in the document for each character."""

    def __init__(self, known: frozenset[int]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._shown(chr(code), code)
        return shown

    def _shown(self, character: str, code: int) -> str:
        if character in _LINE_ENDS:
            return "\n"
        if character == "\t":
            return " "
        if character in _JOINERS:
            return character
        if unicodedata.category(character) in ("Cc", "Cf"):
            return ""
        # PDF/A allows no private characters; half a surrogate pair is no character at all.
        if code in self.known and unicodedata.category(character) not in ("Co", "Cs", "Cn"):
            return character
        loose = unicodedata.category(character).startswith("M")
        return anyascii(character) or ("" if loose else _UNKNOWN)


def _shown(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_all_letters())


def _latin(text: str) -> str:
    """`text` in the main font only: other scripts spelt in Latin letters, loose marks dropped."""
    flat = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(c for c in flat if not unicodedata.category(c).startswith("M"))
    return kept.translate(_main_letters())


@cache
def _all_letters() -> _Letters:
    covered = {code for path in _FONT_DIR.glob("*.ttf") for code in _coverage(path)}
    return _Letters(frozenset(covered.union(*_SIGNS, _TICKS)))


@cache
def _main_letters() -> _Letters:
    upright, italic = (_FONT_DIR / f"{name}[wght].ttf" for name in ("NotoSans", "NotoSans-Italic"))
    return _Letters(_coverage(upright) & _coverage(italic))


def _coverage(font: Path) -> frozenset[int]:
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@cache
def _font_families() -> list[str]:
    """The main font first, then the scripts it lacks; signs and emoji only for what is left."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_FONT_DIR)])
    last = ("Noto Sans Symbols", "Noto Emoji")
    noto = [family for family in fonts.families() if family.startswith("Noto")]
    scripts = [family for family in noto if family not in (MAIN_FONT, *last)]
    return [MAIN_FONT, *scripts, *last]
