"""How a title and the questions of a form read in another language than that of the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from participatie.pipeline.questions import (
    WITH_CHOICES,
    Given,
    Question,
    QuestionKind,
    of_the_scale,
)


@dataclass(frozen=True)
class Title:
    """What a consultation is called, and the language that these words are really in."""

    text: str
    language: str = settings.LANGUAGE_CODE

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Wording:
    """How one question reads. What is answered is the question itself, in whatever words."""

    label: str
    help_text: str = ""
    group: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """{choice as the record keeps it: choice as it reads}"""
    language: str = settings.LANGUAGE_CODE
    """The language that the words are really in."""

    def choice(self, recorded: str) -> str:
        """How a choice reads."""
        return self.choices.get(recorded, recorded)


def as_json(question: Question, wording: Wording) -> dict[str, Any]:
    """A translation as plain values, with the words that it is of."""
    return {
        "of": [question.label, *question.choices],
        "label": wording.label,
        "help_text": wording.help_text,
        "group": wording.group,
        "choices": [wording.choice(choice) for choice in question.choices],
    }


def read(question: Question, language: str, kept: Mapping[str, Any] | None) -> Wording:
    """How this question reads in `language`, given what was kept of its translation.

    In its own words when there is none, or when the question has other words by now than the
    translation was made of.
    """
    if not kept or kept["of"] != [question.label, *question.choices]:
        own = {choice: choice for choice in question.choices}
        return Wording(question.label, question.help_text, question.group, own)
    return Wording(
        kept["label"],
        kept["help_text"],
        kept["group"],
        dict(zip(question.choices, kept["choices"], strict=True)),
        language,
    )


@dataclass(frozen=True)
class Said:
    """A question with its answer, as they read for somebody.

    `asked_in` is the language of the question, `chosen_in` that of an answer from its list; empty
    when the answer is in the sender's own words.
    """

    asked: str
    answer: str
    asked_in: str
    chosen_in: str


def said(question: Question, wording: Wording, answer: Given) -> Said:
    """What was answered to a question that reads as `wording`."""
    chosen_in = wording.language if question.kind in WITH_CHOICES else ""
    if question.kind is QuestionKind.SCALE and answer:
        value = of_the_scale(str(answer))
    elif question.kind in WITH_CHOICES:
        choices = answer if isinstance(answer, list) else filter(None, [answer])
        value = "\n".join(map(wording.choice, choices))
    else:
        value = str(answer)
    return Said(wording.label, value, wording.language, chosen_in)
