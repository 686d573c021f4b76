"""How easily a text reads: a hint to the writer, never a bar to saving."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.core.text import sentences

AVERAGE = 12
"""Words in a sentence on average that people at level B1 follow easily."""

LONG = 20
"""Words from where a sentence is long."""

LONG_WORD = 18
"""Letters from where a word is hard."""


@dataclass(frozen=True)
class Reading:
    """Words and sentences of a text, the long sentences and the long words."""

    words: int
    sentences: int
    long_sentences: list[str]
    long_words: list[str]

    @property
    def average(self) -> int:
        """Words in a sentence, rounded."""
        return round(self.words / self.sentences) if self.sentences else 0

    @property
    def hints(self) -> list[str]:
        """What would make it easier to read; empty when nothing stands out."""
        found = []
        if self.average > AVERAGE:
            told = _("On average a sentence has %(average)d words. Aim at %(aim)d or fewer.")
            found.append(told % {"average": self.average, "aim": AVERAGE})
        found += [
            _("Long sentence: “%(sentence)s”") % {"sentence": sentence}
            for sentence in self.long_sentences
        ]
        if self.long_words:
            told = ngettext("Long word: %(words)s", "Long words: %(words)s", len(self.long_words))
            found.append(told % {"words": ", ".join(self.long_words)})
        return found


def read(text: str) -> Reading:
    """Measure `text`."""
    spans = [text[span.start : span.end] for span in sentences(text)]
    words = [word.strip(".,;:!?()“”\"'…") for word in text.split()]
    return Reading(
        words=len(words),
        sentences=len(spans),
        long_sentences=[span for span in spans if len(span.split()) > LONG],
        long_words=list(dict.fromkeys(word for word in words if len(word) >= LONG_WORD)),
    )
