"""What the page around the content needs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from participatie.core import house_style, languages
from participatie.core.house_style import HouseStyle
from participatie.core.organisation import Organisation, details

register = template.Library()


@register.simple_tag
def organisation() -> Organisation:
    """Contact details, also where there is no request: error pages and letters."""
    return details()


@register.simple_tag
def current_style() -> HouseStyle:
    """The house style of this site: `theme` is the class of the page, `stylesheet` its address."""
    return house_style.current()


@register.simple_tag
def content_lang(written_in: str = "") -> str:
    """` lang="nl"` for words that are in another language than the page around them.

    `written_in`: a language code; by default that of the record and of the editors.
    """
    code = written_in or settings.LANGUAGE_CODE
    return "" if code == get_language() else format_html(' lang="{}"', code)


@register.filter
def as_written(text: str, written_in: str = "") -> str:
    """The same words, within a sentence in another language; see `content_lang`."""
    return languages.marked(text, written_in or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def language_versions(context: Context) -> list[languages.Version]:
    """This page in every language; none on a page that is in Dutch only.

    A page that is kept for everyone says in `kept_query` what may stand after its address: what
    one visitor typed there must not reach the next.
    """
    request = context.get("request")
    if request is None:
        return []
    query = str(context.get("kept_query", request.GET.urlencode()))
    return languages.versions(request.path, query)


@register.simple_tag
def alternate_links(versions: Iterable[languages.Version]) -> SafeString:
    """Tells programs where this page is in each language, for `<head>`."""
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        ((version.code, settings.BASE_URL, version.path) for version in versions),
    )


@register.filter
def telephone_uri(number: str) -> str:
    """`tel:` address of a Dutch number as people write it: `030 - 258 91 11`."""
    digits = "".join(character for character in number if character.isdigit())
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("0") and len(digits) == 10:
        return f"tel:+31{digits[1:]}"
    return f"tel:{digits}"


@register.filter
def is_within(path: str, address: str) -> bool:
    """Whether a page lies at or under an address, to mark the current part of a menu."""
    return path.startswith(address)


@register.filter
def beside(columns: Sequence[Any], cells: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each column of a table with the cell under it."""
    return list(zip(columns, cells, strict=True))


@register.filter
def page_numbers(page: Page[Any]) -> list[int]:
    """Numbers to link to: first, last and those around this page; 0 stands for a gap."""
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in around]


@register.simple_tag
def page_address(query: QueryDict | None, number: int) -> str:
    """Relative address of another page of a list, with the filters of `query` kept."""
    kept = query.copy() if query else QueryDict(mutable=True)
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"
