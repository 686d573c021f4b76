"""Answering points: drafted by one, approved by another, published all together."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import tidy
from participatie.pipeline import events, kinds, permissions, vouched
from participatie.pipeline.acts.locking import locked, move_answer
from participatie.pipeline.models import Answer, Consultation, Contribution, Event, Point
from participatie.pipeline.permissions import Act
from participatie.pipeline.queries import gates
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import AnswerStatus, Outcome, Status


def draft_answer(
    points: Sequence[Point],
    *,
    actor: User,
    outcome: Outcome,
    reason: str,
    plain: str,
) -> Answer:
    """Answer one or many points of one consultation at once, as a draft."""
    if not points:
        raise Refused(_("Choose at least one point to answer."))
    with transaction.atomic():
        permissions.require(actor, Act.ANSWER)
        consultation = locked(points[0].contribution.consultation)
        if consultation.answers_published_at:
            raise Refused(_("The answers of this consultation have been published already."))
        consultation.last_answer_number += 1
        consultation.save(update_fields=["last_answer_number"])
        answer = Answer(
            consultation=consultation,
            number=consultation.last_answer_number,
            author=actor,
            created_at=clock.now(),
        )
        _write(answer, outcome, reason, plain)
        answer.save(force_insert=True)
        _attach(answer, points)
        _record(kinds.ANSWER_DRAFTED, answer, actor, points=[p.reference for p in points])
    return answer


def edit_answer(
    answer: Answer,
    *,
    actor: User,
    revision: int,
    outcome: Outcome,
    reason: str,
    plain: str,
    points: Sequence[Point],
) -> Answer:
    """Change a draft. `revision` is the one the editor saw: a newer one is not overwritten."""
    if not points:
        raise Refused(_("Choose at least one point to answer."))
    with transaction.atomic():
        answer = _held(answer)
        permissions.require(actor, Act.ANSWER)
        _check_unlocked(answer)
        if answer.revision != revision:
            raise Refused(
                _(
                    "A colleague changed answer %(reference)s while you were writing. Your text is "
                    "still in the form: compare it with theirs and save again."
                )
                % {"reference": answer.reference}
            )
        if answer.status == AnswerStatus.SUBMITTED:
            move_answer(answer, AnswerStatus.DRAFT)
        _write(answer, outcome, reason, plain)
        answer.author = actor
        answer.revision += 1
        answer.save()
        answer.points.update(answer=None)
        _attach(answer, points)
        _record(kinds.ANSWER_EDITED, answer, actor, points=[p.reference for p in points])
    return answer


def submit_answer(answer: Answer, *, actor: User) -> Answer:
    """Offer a draft for approval."""
    with transaction.atomic():
        answer = _held(answer)
        permissions.require(actor, Act.ANSWER)
        move_answer(answer, AnswerStatus.SUBMITTED)
        answer.returned_because = ""
        answer.save(update_fields=["status", "returned_because"])
        _record(kinds.ANSWER_SUBMITTED, answer, actor)
    return answer


def return_answer(answer: Answer, *, actor: User, reason: str) -> Answer:
    """The approver gives an answer back to its author, also after approving it."""
    with transaction.atomic():
        answer = _held(answer)
        permissions.require(actor, Act.APPROVE_ANSWER)
        if not reason.strip():
            raise Refused(_("Say what should be different."))
        move_answer(answer, AnswerStatus.DRAFT)
        answer.returned_because = reason.strip()
        answer.approver = None
        answer.approved_at = None
        answer.save(update_fields=["status", "returned_because", "approver", "approved_at"])
        _record(kinds.ANSWER_RETURNED, answer, actor, reason=reason.strip())
    return answer


def approve_answer(answer: Answer, *, actor: User) -> Answer:
    """Approve an answer and lock its text. Whoever wrote on it cannot approve it."""
    with transaction.atomic():
        answer = _held(answer)
        permissions.require(actor, Act.APPROVE_ANSWER)
        writers = Event.objects.filter(
            answer=answer, kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED]
        ).values_list("actor_id", flat=True)
        if actor.pk in {answer.author_id, *writers}:
            raise NotAllowed(_("You wrote on this answer yourself. Somebody else must approve it."))
        move_answer(answer, AnswerStatus.APPROVED)
        answer.approver = actor
        answer.approved_at = clock.now()
        answer.save(update_fields=["status", "approver", "approved_at"])
        _record(kinds.ANSWER_APPROVED, answer, actor, content=vouched.answer(answer))
    return answer


def publish_answers(consultation: Consultation, *, actor: User) -> Consultation:
    """Publish all answers of a consultation at once; its contributions are then answered.

    Raises `Refused` with the list of what is missing: a contribution not judged, an admitted one
    without points, a point without approved answer, an answer that leads to no change.
    """
    with transaction.atomic():
        consultation = locked(consultation)
        permissions.require(actor, Act.PUBLISH_ANSWERS)
        if consultation.answers_published_at:
            raise Refused(_("The answers of this consultation have been published already."))
        if clock.now() < consultation.closes_at:
            raise Refused(_("The term still runs. Answers are published after it has ended."))
        if problems := gates.before_publishing_answers(consultation):
            raise Refused(_("The answers cannot be published yet."), problems)
        now = clock.now()
        consultation.answers_published_at = now
        consultation.save(update_fields=["answers_published_at"])
        answers = consultation.answers.filter(status=AnswerStatus.APPROVED)
        count = answers.update(status=AnswerStatus.PUBLISHED, published_at=now)
        answered = list(
            Contribution.objects.filter(consultation=consultation, status=Status.ADMITTED)
            .select_for_update(no_key=True)
            .order_by("pk")
        )
        Contribution.objects.filter(pk__in=[c.pk for c in answered]).update(status=Status.ANSWERED)
        events.record(
            kinds.ANSWERS_PUBLISHED,
            actor=actor,
            consultation=consultation,
            data={"answers": count, "contributions": len(answered)},
        )
        events.record_for_each(kinds.ANSWERED, answered, actor=actor, consultation=consultation)
    return consultation


def _held(answer: Answer) -> Answer:
    # The consultation first, as publishing does: one order of locks, no deadlock.
    locked(answer.consultation)
    return locked(answer)


def _check_unlocked(answer: Answer) -> None:
    if answer.is_fixed:
        raise Refused(
            _("Answer %(reference)s has been approved and is locked.")
            % {"reference": answer.reference}
        )


def _write(answer: Answer, outcome: Outcome, reason: str, plain: str) -> None:
    if not reason.strip():
        raise Refused(_("An answer needs a reason."))
    if not plain.strip():
        raise Refused(_("Write the answer in plain language too: the sender reads that first."))
    answer.outcome = outcome
    answer.reason = tidy(reason)
    answer.plain = tidy(plain)


def _attach(answer: Answer, points: Sequence[Point]) -> None:
    rows = list(
        Point.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=[point.pk for point in points])
        .select_related("contribution__consultation", "answer__consultation")
        .order_by("pk")
    )
    for point in rows:
        if point.contribution.consultation_id != answer.consultation_id:
            raise Refused(_("These points belong to different consultations."))
        if point.removed_at is not None:
            raise Refused(_("Point %(reference)s was removed.") % {"reference": point.reference})
        if point.answer is not None and point.answer_id != answer.pk:
            raise Refused(
                _("Point %(point)s is answered already, by %(answer)s.")
                % {"point": point.reference, "answer": point.answer.reference}
            )
    Point.objects.filter(pk__in=[point.pk for point in rows]).update(answer=answer)


def _record(kind: str, answer: Answer, actor: User, *, content: Any = None, **data: Any) -> None:
    events.record(
        kind,
        actor=actor,
        consultation=answer.consultation,
        answer=answer,
        data={"answer": answer.number} | data,
        content=content,
    )
