"""Dates, sizes, codes and texts as people read them."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.core import clock, languages
from participatie.core import text as texts
from participatie.core.word_diff import Piece, shortened
from participatie.core.word_diff import word_diff as diff

register = template.Library()

_DUTCH = {
    word[0]: word
    for word in (
        *("Anton", "Bernard", "Cornelis", "Dirk", "Eduard", "Ferdinand", "Gerard", "Hendrik"),
        *("Izaak", "Johan", "Karel", "Lodewijk", "Maria", "Nico", "Otto", "Pieter", "Quotiënt"),
        *("Rudolf", "Simon", "Theodor", "Utrecht", "Victor", "Willem", "Xantippe", "Ypsilon"),
        "Zaandam",
    )
}
"""The Dutch telephone alphabet."""
_INTERNATIONAL = {
    word[0]: word
    for word in (
        *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
        *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
        *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
    )
}
"""The spelling alphabet of ICAO and ITU, as that of NATO known to who speaks no Dutch."""


@register.filter
def nl_date(moment: date | datetime | str | None, style: str = "day") -> str:
    """A day in words, in the local time zone: `3 maart 2026`; empty for nothing.

    What is in words already ("in september") stays so. `style` may be `weekday` (`dinsdag 3
    maart 2026`), `time` (`3 maart 2026, 14.05 uur`) or `short` (`3 mrt`).
    """
    if not isinstance(moment, date):
        return moment or ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    day = formats.date_format(moment, {"weekday": "l j F Y", "short": "j b"}.get(style, "j F Y"))
    if style == "time" and isinstance(moment, datetime):
        return _("%(day)s, %(time)s") % {"day": day, "time": moment.strftime("%H.%M")}
    return day


@register.filter
def days_left(last_day: date, today: date | None = None) -> str:
    """How long it still lasts: `nog 12 dagen`, `laatste dag`; empty once it is over."""
    days = (last_day - (today or clock.today())).days
    if days < 0:
        return ""
    if days == 0:
        return _("last day")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def file_size(size: int) -> str:
    """Bytes as `312 bytes`, `48 kB` or `2,4 MB` (1 MB = 1,000,000 bytes)."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1_000)} kB"
    return f"{formats.number_format(size / 1_000_000, 1)} MB"


@register.filter
def file_type(name: str) -> str:
    """The ending of a file name in capitals: `PDF`."""
    _base, dot, ending = str(name).rpartition(".")
    return ending.upper() if dot and len(ending) <= 5 else _("file")


@register.filter
def spelled(code: str) -> str:
    """A code as read out by telephone: `7, Karel, Quotiënt, 4`; groups divided by a dash.

    In another language than that of the province: with the international alphabet.
    """
    words = _DUTCH if languages.current() == settings.LANGUAGE_CODE else _INTERNATIONAL
    groups = str(code).upper().split("-")
    return " – ".join(", ".join(words.get(sign, sign) for sign in group) for group in groups)


@register.filter
def without_hard_line_ends(text: str) -> str:
    """A text of which a scan or a mail broke the lines, with one line per paragraph."""
    return texts.without_hard_line_ends(text)


@register.filter
def groups(code: str) -> list[str]:
    """The parts of a code between dashes, each with the dash that follows it."""
    *before, last = str(code).split("-")
    return [f"{part}-" for part in before] + [last]


@register.simple_tag
def word_diff(before: str, after: str) -> SafeString:
    """Both versions in one text: removed words in `<del>`, added ones in `<ins>`.

    Each carries a word for who cannot see colour or line. What stayed the same far from them is
    left out, and so is where a scan broke its lines.
    """
    pieces = diff(without_hard_line_ends(before), without_hard_line_ends(after))
    return mark_safe("".join(_changed(piece) for piece in shortened(pieces)))


def _changed(piece: Piece) -> SafeString:
    if piece.kind == "same":
        return format_html("{}", piece.text)
    tag, word = ("del", _("removed:")) if piece.kind == "removed" else ("ins", _("added:"))
    # White space around it stays outside, where it is neither underlined nor struck through.
    inner = piece.text.strip()
    before, _inner, after = piece.text.partition(inner) if inner else (piece.text, "", "")
    # The text around our word is of the record, in another language on an English page.
    language = languages.current()
    of = format_html(' lang="{}"', language) if language != settings.LANGUAGE_CODE else ""
    return format_html(
        '{}<{}><span class="visually-hidden"{}>{} </span>{}</{}>{}',
        *(before, tag, of, word, inner or "¶", tag, after),
    )
