"""A question as a field of the form, in the words that its reader knows it by."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from participatie.core import languages
from participatie.core.languages import marked
from participatie.intake import scale
from participatie.intake.web.fields import KeptFilesField, LongTextField
from participatie.intake.web.models import DraftFile
from participatie.intake.web.pages import Page
from participatie.pipeline.models import QuestionForm
from participatie.pipeline.questions import WITH_CHOICES, Question, QuestionKind
from participatie.pipeline.wordings import Wording

FILES_HELP = _(
    "PDF, JPEG, PNG, ODT, DOCX or TXT, at most 25 MB each. You can choose several at once. "
    "At most 10 files in all."
)


def in_this_language(form: QuestionForm) -> dict[str, Wording]:
    """{key: how a question reads} for who looks at a page now."""
    return form.in_language(languages.current())


def group_of(wording: Wording) -> str:
    """The heading over a question, for a page."""
    return marked(wording.group, wording.language)


def heading_of(page: Page, wordings: Mapping[str, Wording]) -> str:
    """The heading that all questions of a page share, for a page; empty when there is none."""
    return group_of(wordings[page.questions[0].key]) if page.heading else ""


def question_field(question: Question, wording: Wording, kept: Sequence[DraftFile]) -> forms.Field:
    missing = _("You have not answered this yet.")
    shared: dict[str, Any] = {
        "label": marked(wording.label, wording.language),
        # The component takes help texts for HTML; this one is what an editor typed.
        "help_text": marked(escape(wording.help_text), wording.language),
        "required": not question.optional,
    }
    if question.kind is QuestionKind.FILE:
        shared["help_text"] = " ".join(filter(None, (shared["help_text"], str(FILES_HELP))))
        return KeptFilesField(kept=kept, error_messages={"required": missing}, **shared)
    if question.kind is QuestionKind.OPEN:
        return LongTextField(error_messages={"required": missing}, **shared)
    choose = {"required": missing, "invalid_choice": _("Make a choice from the list.")}
    if question.kind is QuestionKind.SEVERAL_CHOICES:
        return forms.MultipleChoiceField(
            choices=_choices(question, wording),
            widget=forms.CheckboxSelectMultiple,
            error_messages=choose,
            **shared,
        )
    choices = _choices(question, wording)
    if question.kind not in WITH_CHOICES:
        choices = scale.choices([words for _choice, words in _choices(question, wording)])
    if question.optional:
        # A radio button cannot be undone, so there is one for no answer.
        choices.append(("", _("No answer")))
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=choose, **shared
    )


def _choices(question: Question, wording: Wording) -> list[tuple[str, Any]]:
    return [
        (choice, marked(wording.choice(choice), wording.language)) for choice in question.choices
    ]
