"""A paper form that came back: its code says which questions were answered."""

from collections.abc import Mapping
from typing import Any

from participatie.intake.paper.codes import InvalidFormCode, form_with, looks_like
from participatie.pipeline.models import QuestionForm

FIELD = "form_code"


def paper_form(typed: Mapping[str, Any]) -> tuple[QuestionForm | None, str]:
    """The version of the questions that the code in `typed` means, or what is wrong with it.

    A clerk may also type or scan the code in the place of the consultation.
    """
    code = typed.get(FIELD) or ""
    if not code and names_a_form(typed):
        code = typed["consultation"]
    try:
        return (form_with(code), "") if code else (None, "")
    except InvalidFormCode as error:
        return None, str(error)


def names_a_form(typed: Mapping[str, Any]) -> bool:
    """Whether a code stands in the place of the consultation."""
    return looks_like(str(typed.get("consultation", "")))
