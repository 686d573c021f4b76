"""The questions of a form, as they are kept in a numbered version of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from participatie.core.text import Span
from participatie.pipeline.refusals import Refused

MAX_TEXT = 250_000
"""The most characters that one contribution may have."""


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    OPEN = "open", _("open text")
    ONE_CHOICE = "one_choice", _("one choice")
    SEVERAL_CHOICES = "several_choices", _("several choices")
    SCALE = "scale", _("scale from 1 to 5")
    FILE = "file", _("file")


WITH_CHOICES = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES})


SCALE = ("1", "2", "3", "4", "5")
"""The steps of a scale."""


@dataclass(frozen=True)
class Question:
    """One question. `key` is stable between versions; `choices` only for the choice kinds."""

    key: str
    kind: QuestionKind
    label: str
    help_text: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()
    group: str = ""
    """The heading that it stands under, together with its neighbours of the same group."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", self.key):
            raise Refused(_("A question has no usable key: “%(key)s”.") % {"key": self.key})
        if not self.label.strip():
            raise Refused(_("A question has no text."))
        if self.kind in WITH_CHOICES and len(self.choices) < 2:
            raise Refused(
                _("The question “%(label)s” needs at least two choices.") % {"label": self.label}
            )

    def as_json(self) -> dict[str, Any]:
        """The question as plain values, for the form version."""
        value = asdict(self) | {"kind": str(self.kind), "choices": list(self.choices)}
        if not self.group:
            # As forms were kept before there were groups: the same questions stay the same version.
            del value["group"]
        return value

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Question":
        """The question as it was kept."""
        return cls(
            **value | {"kind": QuestionKind(value["kind"]), "choices": tuple(value["choices"])}
        )


def groups_of(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """The questions under their headings, in order; the heading may be empty."""
    return [(heading, list(asked)) for heading, asked in groupby(questions, lambda q: q.group)]


BETWEEN = "\n\n"
"""Stands between one question and the next."""

Given = str | list[str]
"""An answer to a question: text, the choice made, or the choices made."""


def compose(questions: Sequence[Question], given: Mapping[str, Given]) -> str:
    """What a sender said, as one text: each answered question above its answer.

    A single answer stands alone. Files are not text and are left out.
    """
    parts = _answered(questions, given)
    if len(parts) == 1:
        return parts[0][1]
    return BETWEEN.join(f"{question.label}\n{answer}" for question, answer in parts)


def not_own_words(
    questions: Sequence[Question], given: Mapping[str, Given], text: str
) -> list[Span]:
    """The pieces of `text` that are not the sender's own words: the questions, and the answers
    that were chosen from a list.

    A text that was composed of one answer has none. In one that was corrected afterwards, or had
    something added, the questions that still stand there are found.
    """
    spans = []
    here = 0
    for question, answer in _answered(questions, given):
        asked = f"{question.label}\n"
        if not text.startswith(asked, here):
            gap = text.find(BETWEEN + asked, here)
            if gap < 0:
                continue
            here = gap + len(BETWEEN)
        said = here + len(asked)
        # Texts of before the scale was put in words hold the bare number.
        bare = str(given[question.key]) if question.kind is QuestionKind.SCALE else answer
        stands = next((each for each in (answer, bare) if text.startswith(each, said)), "")
        chosen = stands and question.kind is not QuestionKind.OPEN
        end = said + len(stands)
        spans.append(Span(here, end if chosen else here + len(question.label)))
        here = end + len(BETWEEN) if stands else said
    return spans


def from_own_words(questions: Sequence[Question], beginning: str) -> str:
    """The beginning of a composed text, from the first words of the sender's own: for lists.

    The beginning as it is when it has none of those, or is no composed text.
    """
    rest = beginning
    for question in questions:
        asked = f"{question.label}\n"
        if not rest.startswith(asked):
            continue
        if question.kind is QuestionKind.OPEN:
            return rest.removeprefix(asked)
        _chosen, _between, rest = rest.partition(BETWEEN)
    return beginning


def in_words(question: Question, answer: Given) -> str:
    """An answer as people read it, wherever it is shown; in Dutch, the language of the record."""
    if isinstance(answer, list):
        return ", ".join(answer)
    if question.kind is QuestionKind.SCALE and answer in SCALE:
        with override(settings.LANGUAGE_CODE):
            return of_the_scale(answer)
    return answer


def of_the_scale(step: str) -> str:
    """A step of the scale as people read it: “4 of 5”."""
    return gettext("%(step)s of %(most)d") % {"step": step, "most": len(SCALE)}


def answered(
    questions: Sequence[Question], given: Mapping[str, Given]
) -> list[tuple[Question, Given]]:
    """The questions that were answered in words or by a choice, with the answers."""
    return [
        (question, value)
        for question in questions
        if question.kind is not QuestionKind.FILE and (value := given.get(question.key))
    ]


def _answered(
    questions: Sequence[Question], given: Mapping[str, Given]
) -> list[tuple[Question, str]]:
    return [(question, in_words(question, value)) for question, value in answered(questions, given)]
