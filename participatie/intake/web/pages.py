"""What stands on which page of the form: all on one, or in steps when there is much to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from participatie.pipeline.questions import Question, groups_of

ONE_PAGE_GROUPS = 3
ONE_PAGE_QUESTIONS = 6


@dataclass(frozen=True)
class Page:
    """One page before the check page."""

    questions: Sequence[Question] = ()
    closes_questions: bool = False
    """Whether no questions come after it: attachments of no question in particular stand here."""
    about: bool = False
    """Whether it asks who somebody is and how they want to be answered."""

    @property
    def heading(self) -> str:
        """The heading that all its questions share; empty when there is none."""
        headings = {question.group for question in self.questions}
        return headings.pop() if len(headings) == 1 else ""


def whole(questions: Sequence[Question]) -> Page:
    """The form as if it were one page."""
    return Page(questions, closes_questions=True, about=True)


def pages_of(questions: Sequence[Question]) -> list[Page]:
    """The pages in order: one for up to three groups of questions, otherwise one for each."""
    groups = [asked for _heading, asked in groups_of(questions)]
    if len(groups) > ONE_PAGE_GROUPS:
        *first, last = groups
        asked = [*(Page(group) for group in first), Page(last, closes_questions=True)]
        return [*asked, Page(about=True)]
    if len(questions) > ONE_PAGE_QUESTIONS:
        return [Page(questions, closes_questions=True), Page(about=True)]
    return [whole(questions)]
