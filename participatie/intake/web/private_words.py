"""A hint, before sending, that somebody's own text seems to hold something private."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participatie.core import algorithms, personal_data
from participatie.core.personal_data import PersonalData
from participatie.intake.web.algorithms import PRIVATE_WORDS
from participatie.pipeline.questions import Given, Question, QuestionKind

MOST = 10
"""More hints than this help nobody."""


@dataclass(frozen=True)
class PrivateWord:
    """Words that somebody typed, and what they look like."""

    words: str
    kind: PersonalData


def hints(questions: Sequence[Question], given: Mapping[str, Given]) -> list[PrivateWord]:
    """What the answers in own words seem to hold, each words once, at most `MOST`.

    None while the algorithm is switched off. A postcode alone says too little to mention.
    """
    if not algorithms.is_on(PRIVATE_WORDS.slug):
        return []
    found: dict[str, PrivateWord] = {}
    for question in questions:
        text = given.get(question.key)
        if question.kind is not QuestionKind.OPEN or not isinstance(text, str):
            continue
        for kind, span in personal_data.find(text):
            words = text[span.start : span.end]
            if kind is PersonalData.POSTCODE and len(words) <= len("9999 AB"):
                continue
            found.setdefault(words.casefold(), PrivateWord(words, kind))
    return list(found.values())[:MOST]
