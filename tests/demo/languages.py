"""Which words of a page say to be in another language than they are."""

import re
from collections.abc import Iterator

import polib
from django.conf import settings
from lxml import html

ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "content", "data-label")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%")
FEW_LETTERS = 9
DUTCH = re.compile(
    r"\b(?:aan|bij|dat|de|deze|dit|een|en|er|heeft|het|kunt|maar|naar|niet|nog|om|ook|op|te|tot"
    r"|uit|uw|van|voor|waar|wij|wordt|worden|zijn)\b"
)
"""Words that Dutch sentences are full of, and English ones are not."""


def _catalogue() -> list[tuple[str, str]]:
    """Each text as (English, Dutch), where they differ."""
    source = settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    texts = []
    for entry in polib.pofile(str(source)):
        pairs = [(entry.msgid, entry.msgstr or entry.msgstr_plural.get(0, ""))]
        if entry.msgid_plural:
            pairs.append((entry.msgid_plural, entry.msgstr_plural.get(1, "")))
        texts += [(one, other) for one, other in pairs if one != other]
    return texts


def _pattern(text: str) -> str:
    parts = PLACEHOLDER.split(" ".join(text.split()))
    return ".+?".join(map(re.escape, parts))


class Catalogue:
    """Our own texts in one language, to look for on a page that should have none of them."""

    def __init__(self, language: str) -> None:
        pairs = _catalogue()
        ours = [dutch if language == "nl" else english for english, dutch in pairs]
        other = {english if language == "nl" else dutch for english, dutch in pairs}
        # Not one that is right in both, nor one of hardly more than names and numbers: that is
        # found in any sentence.
        texts = [
            text
            for text in ours
            if text not in other
            and len(re.sub(r"\W", "", PLACEHOLDER.sub("", text)))
            > (FEW_LETTERS if PLACEHOLDER.search(text) else 3)
        ]
        self.known = re.compile("|".join(sorted(map(_pattern, texts), key=len, reverse=True)))

    def has(self, words: str) -> bool:
        """Whether these words are one of our texts."""
        return self.known.fullmatch(words) is not None


def foreign(page: str, language: str, other: Catalogue) -> list[str]:
    """What stands on a page in `language` without saying that it is in the other one.

    On an English page also what looks Dutch. What people wrote themselves (`dir="auto"`) may be in
    any language.
    """
    return [
        words
        for words in _said(html.document_fromstring(page), language)
        if other.has(words) or (language == "en" and len(set(DUTCH.findall(words.lower()))) > 1)
    ]


def _said(document: html.HtmlElement, language: str) -> Iterator[str]:
    for element in document.iter(html.etree.Element):
        # The title of a page names in one line what it is about, in whatever language.
        if element.tag in {"script", "style"} or (
            element.tag == "title" and not element.get("lang")
        ):
            continue
        if _language(element) == language:
            yield from _words(element.text)
            for name in ATTRIBUTES:
                yield from _words(element.get(name))
        for child in element:
            if _language(element) == language:
                yield from _words(child.tail)


def _language(element: html.HtmlElement) -> str:
    for one in (element, *element.iterancestors()):
        if one.get("lang"):
            return str(one.get("lang"))
        if one.get("dir") == "auto":
            return ""
    return ""


def _words(text: str | None) -> Iterator[str]:
    words = " ".join((text or "").split())
    if words:
        yield words
