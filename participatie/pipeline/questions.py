"""The questions of a form, as they are kept in a numbered version of it."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

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


@dataclass(frozen=True)
class Question:
    """One question. `key` is stable between versions; `choices` only for the choice kinds."""

    key: str
    kind: QuestionKind
    label: str
    help_text: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()

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
        return asdict(self) | {"kind": str(self.kind), "choices": list(self.choices)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Question":
        """The question as it was kept."""
        return cls(
            **value | {"kind": QuestionKind(value["kind"]), "choices": tuple(value["choices"])}
        )


Given = str | list[str]
"""An answer to a question: text, the choice made, or the choices made."""


def compose(questions: Sequence[Question], given: dict[str, Given]) -> str:
    """What a sender said, as one text: each answered question above its answer.

    A single answer stands alone. Files are not text and are left out.
    """
    parts = []
    for question in questions:
        value = given.get(question.key)
        if question.kind is QuestionKind.FILE or not value:
            continue
        parts.append((question.label, ", ".join(value) if isinstance(value, list) else value))
    if len(parts) == 1:
        return parts[0][1]
    return "\n\n".join(f"{label}\n{value}" for label, value in parts)
