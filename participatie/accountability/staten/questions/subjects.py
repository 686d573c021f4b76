"""What a question is about: the whole consultation, or a point, an answer or a change of it."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.overview import Overview, changes_of, points_of
from participatie.accountability.staten.questions.models import About, Question
from participatie.pipeline import addresses
from participatie.pipeline.models import Answer, Change, Consultation, Point
from participatie.pipeline.statuses import COUNTED, AnswerStatus, Status

KEY = re.compile(r"(punt|antwoord|wijziging)-(\d{1,7})(?:\.(\d{1,5}))?\Z")


@dataclass(frozen=True)
class Subject:
    """Something that a question can be about, as it is now."""

    about: About
    key: str = ""
    """What the address of the form names it by: `punt-42.3`, `antwoord-7`, `wijziging-3`."""
    reference: str = ""
    summary: str = ""
    point: Point | None = None
    answer: Answer | None = None
    change: Change | None = None


def find(consultation: Consultation, key: str) -> Subject | None:
    """What this key names, if members of the council can see it now; no key: the consultation."""
    if not key:
        return Subject(About.CONSULTATION)
    match = KEY.match(key)
    if match is None or consultation.answers_published_at is None:
        return None
    kind, first, second = About(match[1]), int(match[2]), match[3]
    if (kind is About.POINT) != (second is not None):
        return None
    if kind is About.POINT:
        return _point(consultation, key, first, int(second))
    return (_answer if kind is About.ANSWER else _change)(consultation, key, first)


def _point(consultation: Consultation, key: str, contribution: int, number: int) -> Subject | None:
    found = (
        points_of(consultation)
        .filter(contribution__number=contribution, number=number)
        .select_related("contribution__consultation")
        .first()
    )
    return found and Subject(About.POINT, key, found.reference, found.summary, point=found)


def _answer(consultation: Consultation, key: str, number: int) -> Subject | None:
    found = consultation.answers.filter(status=AnswerStatus.PUBLISHED, number=number).first()
    if found is None:
        return None
    reference = f"{consultation.prefix}-A{number}"
    return Subject(About.ANSWER, key, reference, found.plain, answer=found)


def _change(consultation: Consultation, key: str, number: int) -> Subject | None:
    found = changes_of(consultation).filter(number=number).first()
    if found is None:
        return None
    reference = f"{consultation.prefix}-W{number}"
    place = f"{found.label} {found.heading}".strip()
    return Subject(
        About.CHANGE, key, reference, f"{place}: {found.explanation}".strip(), change=found
    )


@dataclass(frozen=True)
class Standing:
    """Where what a question is about can be read now; without addresses it is not there any more.

    `gone` then says what became of it.
    """

    workspace: str = ""
    public: str = ""
    gone: str = ""
    is_withdrawn: bool = False
    """Whether its sender took it back: then nothing of it is shown to the public."""


def standing(question: Question, seen: Overview) -> Standing:
    """Where to read what `question` is about, in its consultation as `seen`."""
    consultation = question.consultation
    slug = consultation.slug
    if question.about == About.CONSULTATION:
        return Standing(
            workspace=reverse("staten:consultation", args=[slug]),
            public=addresses.consultation(slug),
        )
    if question.point is not None:
        return _of_point(slug, question.point)
    account = reverse("accountability:account", args=[slug])
    kind, name, number = (
        ("answer", "staten:answer", question.answer.number)
        if question.answer is not None
        else ("change", "staten:change", question.change.number if question.change else 0)
    )
    place = seen.addresses.get((kind, number))
    if place is None:
        return Standing(
            gone=_("Everyone who got this answer has withdrawn since.")
            if kind == "answer"
            else _("This change was taken back since.")
        )
    return Standing(workspace=reverse(name, args=[slug, number]), public=account + place)


def _of_point(slug: str, point: Point) -> Standing:
    contribution = point.contribution
    if contribution.status == Status.WITHDRAWN:
        gone = _("The contribution that this is about was withdrawn by its sender since.")
        return Standing(gone=gone, is_withdrawn=True)
    if point.removed_at is not None or contribution.status not in COUNTED:
        return Standing(gone=_("This point was removed since."))
    where = [slug, contribution.number]
    anchor = f"#punt-{point.number}"
    return Standing(
        workspace=reverse("staten:contribution", args=where) + anchor,
        public=reverse("accountability:contribution", args=where) + anchor,
    )
