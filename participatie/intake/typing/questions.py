"""The questions of a form as a clerk asks them, or finds them on paper: a field for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from participatie.intake import scale
from participatie.intake.typing.fields import FirstFocused, FirstOfSeveralFocused
from participatie.pipeline.models import QuestionForm
from participatie.pipeline.questions import (
    BETWEEN,
    MAX_TEXT,
    Given,
    Question,
    QuestionKind,
    answered,
    compose,
    in_words,
)

ONE, SEVERAL = "answer_", "answers_"
"""What the names of the fields begin with, of questions with one answer and with several."""


def name_of(question: Question) -> str:
    """The name of the field of a question."""
    return (SEVERAL if question.kind is QuestionKind.SEVERAL_CHOICES else ONE) + question.key


def asked(questions: Sequence[Question]) -> list[Question]:
    """The questions that are answered in words or by a choice; files have their own place."""
    return [question for question in questions if question.kind is not QuestionKind.FILE]


def field_of(question: Question) -> forms.Field:
    """A field that may stay empty: nobody has to answer what a clerk asks."""
    # The component takes help texts for HTML; this one is what an editor typed.
    shared: dict[str, Any] = {
        "label": question.label,
        "help_text": escape(question.help_text),
        "required": False,
    }
    if question.kind is QuestionKind.OPEN:
        typing = forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"})
        return forms.CharField(widget=typing, validators=[MaxLengthValidator(MAX_TEXT)], **shared)
    wrong = {"invalid_choice": _("Make a choice from the list.")}
    choices: list[tuple[str, Any]] = [(choice, choice) for choice in question.choices]
    if question.kind is QuestionKind.SEVERAL_CHOICES:
        return forms.MultipleChoiceField(
            choices=choices, widget=FirstOfSeveralFocused, error_messages=wrong, **shared
        )
    if question.kind is QuestionKind.SCALE:
        choices = scale.choices(question.choices)
    # A radio button cannot be undone, so there is one for no answer.
    choices = [*choices, ("", _("No answer"))]
    return forms.ChoiceField(choices=choices, widget=FirstFocused, error_messages=wrong, **shared)


def given(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, Given]:
    """{key: answer} of what was answered."""
    values = {question.key: cleaned.get(name_of(question)) for question in asked(questions)}
    return {key: value for key, value in values.items() if value}


def one_text(questions: Sequence[Question], said: Mapping[str, Given], rest: str) -> str:
    """The answers, with what was said besides them below."""
    if not rest:
        return compose(questions, said)
    parts = [
        f"{question.label}\n{in_words(question, value)}"
        for question, value in answered(questions, said)
    ]
    return BETWEEN.join([*parts, rest])


def is_answer(name: str) -> bool:
    """Whether this is the name of a field of some question."""
    return name.startswith((ONE, SEVERAL))


def as_typed(questions: Sequence[Question], said: Mapping[str, Given]) -> dict[str, Any]:
    """Answers as they stand in the fields of these questions."""
    return {
        name_of(question): said[question.key]
        for question in asked(questions)
        if said.get(question.key)
    }


def that_stood(pk: str) -> Sequence[Question]:
    """The questions that stood on the page that was sent, by the number of their form."""
    found = QuestionForm.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    return found.questions if found is not None else ()


def without_lost_answers(
    typed: Mapping[str, Any], questions: Sequence[Question], stood: Sequence[Question]
) -> dict[str, Any]:
    """What was typed, in which answers to questions that are not asked any more stand in the text,
    below their questions: somebody chose another consultation after typing them.

    `stood` are the questions that stood on the page; a question that only has the same key is
    another one.
    """
    before = {name_of(question): question for question in asked(stood)}
    now = {name_of(question): question for question in asked(questions)}
    lost = [
        name
        for name in sorted(typed)
        if is_answer(name) and (name not in now or before.get(name, now[name]) != now[name])
    ]
    if not lost:
        return dict(typed)
    words = [
        f"{question.label}\n{in_words(question, typed[name])}"
        for name, question in before.items()
        if name in lost
    ]
    bare = [typed[name] for name in lost if name not in before]
    words += [", ".join(answer) if isinstance(answer, list) else answer for answer in bare]
    rest = {name: value for name, value in typed.items() if name not in lost}
    return rest | {"text": BETWEEN.join(filter(None, [typed.get("text", ""), *words]))}
