"""How easily Dutch text reads: a hint for who writes, never a gate.

Flesch-Douma (W.H. Douma, De leesbaarheid van landbouwbladen, 1960): 207 − 0,93 × words per
sentence − 77 × syllables per word. Nothing is sent anywhere and nothing is kept.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from participatie.core import text as texts

LONG_SENTENCE = 20
"""A sentence of more words than this is one to look at."""

LONG_WORD = 14
"""A word of as many letters or more is one to look at."""

ENOUGH = 30
"""Fewer words than this say nothing."""

QUOTED = 3
LISTED = 8

LEVELS = (
    (80, _("very easy to read")),
    (65, _("easy to read")),
    (50, _("fairly hard to read")),
    (35, _("hard to read")),
    (-1000, _("very hard to read")),
)
"""From which score on a text is called so."""

PLAIN_WORDS = {
    "aangaande": "over",
    "alsmede": "en",
    "alvorens": "voordat",
    "betreffende": "over",
    "conform": "volgens",
    "derhalve": "daarom",
    "dienaangaande": "daarover",
    "dientengevolge": "daardoor",
    "doch": "maar",
    "echter": "maar",
    "hiertoe": "daarvoor",
    "indien": "als",
    "ingevolge": "volgens",
    "inzake": "over",
    "jegens": "tegenover",
    "krachtens": "volgens",
    "middels": "met",
    "mits": "alleen als",
    "nochtans": "toch",
    "omtrent": "over",
    "onderhavige": "deze",
    "reeds": "al",
    "schrijven": "brief",
    "teneinde": "om",
    "tevens": "ook",
    "thans": "nu",
    "trachten": "proberen",
    "vernemen": "horen",
    "voornemens": "van plan",
    "voorts": "verder",
    "vooralsnog": "voorlopig",
    "zulks": "dat",
}
"""Words that people rarely say, with what they do say."""

_LETTERS = "a-zà-öø-ÿ"
_WORD = re.compile(rf"[{_LETTERS}]+(?:['’-][{_LETTERS}]+)*", re.IGNORECASE)
_SOUND = re.compile(
    r"eeuw|ieuw|ieu|eau|[aeo]ei|aai|ooi|oei|aa|ee|ie|oe|oo|uu|eu|ui|ij|ei|au|ou"
    r"|[aeiouyà-æè-ïò-öø-ýÿ]"
)
_BLOCK = re.compile(r"</?(?:p|h\d|li|ul|ol|br|div|blockquote|tr|td|th)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What was measured. Lengths are in words and letters; `score` is that of Flesch-Douma."""

    score: int
    level: str
    words_per_sentence: float
    long_sentences: tuple[str, ...]
    """The longest first, at most three."""
    long_share: int
    """Long words, in per cent of all words."""
    long_words: tuple[str, ...]
    rare_words: tuple[tuple[str, str], ...]
    """Each with a plainer one."""


def measure(text: str) -> Reading | None:
    """Measure a plain text, of which each line ends a sentence; None for a few words."""
    said = [(sentence, _words(sentence)) for sentence in sentences(text)]
    said = [(sentence, words) for sentence, words in said if words]
    words = [word for _sentence, found in said for word in found]
    if len(words) < ENOUGH:
        return None
    per_sentence = len(words) / len(said)
    score = round(207 - 0.93 * per_sentence - 77 * sum(map(syllables, words)) / len(words))
    long_ones = [(sentence, len(found)) for sentence, found in said if len(found) > LONG_SENTENCE]
    long_ones.sort(key=lambda one: -one[1])
    long_words = Counter(word.lower() for word in words if len(word) >= LONG_WORD)
    return Reading(
        score=max(0, min(100, score)),
        level=str(next(name for least, name in LEVELS if score >= least)),
        words_per_sentence=round(per_sentence, 1),
        long_sentences=tuple(sentence for sentence, _count in long_ones[:QUOTED]),
        long_share=round(100 * long_words.total() / len(words)),
        long_words=tuple(sorted(long_words, key=len, reverse=True)[:LISTED]),
        rare_words=tuple(
            (word, PLAIN_WORDS[word])
            for word in dict.fromkeys(word.lower() for word in words)
            if word in PLAIN_WORDS
        )[:LISTED],
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, each as one line; see `participatie.core.text.sentences`."""
    return [" ".join(text[span.start : span.end].split()) for span in texts.sentences(text)]


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its vowel sounds.

    Hyphenation dictionaries count fewer: they never break off one letter ("over", "energie").
    """
    return max(1, len(_SOUND.findall(word.lower())))


def text_of(html: str) -> str:
    """The words of rich text, a line for each paragraph, heading or item."""
    return unescape(strip_tags(_BLOCK.sub("\n", html)))


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)
