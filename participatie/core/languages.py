"""The languages of the public pages. The language of a page is part of its address.

Dutch has no prefix, English has /en/: an address says which language it is in, without a cookie,
and may be kept, shared and cached.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True)
class Version:
    """A page in one language. `name` is what that language calls itself."""

    code: str
    name: str
    path: str
    query: str
    is_current: bool

    @property
    def url(self) -> str:
        """Where it is, with what was asked of it."""
        return f"{self.path}?{self.query}" if self.query else self.path


def current() -> str:
    """The language of now, also where none was chosen: that of the record."""
    return get_language() or settings.LANGUAGE_CODE


def marked(text: str, written_in: str) -> str:
    """Words for a page: with their language around them when that is not the one of the page."""
    if not text or written_in == get_language():
        return text
    return format_html('<span lang="{}">{}</span>', written_in, text)


def versions(path: str, query: str = "") -> list[Version]:
    """The page at `path` in every language; none for a page that is in one language only."""
    found = [
        Version(
            code=code,
            name=get_language_info(code)["name_local"],
            path=translate_url(path, code),
            query=query,
            is_current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]
    return found if len({version.path for version in found}) > 1 else []
