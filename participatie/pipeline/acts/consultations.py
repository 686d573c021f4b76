"""Putting a procedure in force."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions, timeliness
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation, Contribution, QuestionForm, Theme
from participatie.pipeline.models.consultation import PREFIX
from participatie.pipeline.permissions import Act
from participatie.pipeline.questions import Question
from participatie.pipeline.refusals import Problem, Refused
from participatie.pipeline.statuses import Audience, Channel, Phase, Regime

NOT_DIGITAL = frozenset({Channel.LETTER, Channel.PHONE, Channel.DESK})


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """How people may speak: everything that publishing the page puts in force.

    `contact`: name, phone, phone_hours, email. `doors`: {channel: address or instruction}.
    """

    slug: str
    title: str
    prefix: str
    regime: Regime
    phase: Phase
    audience: Audience
    opens_on: date
    closes_on: date
    responsible: str
    contact: Mapping[str, str]
    doors: Mapping[Channel, str]
    questions: Sequence[Question]
    decision_expected_on: date | None = None
    themes: Sequence[str] = field(default_factory=tuple)


_PLAIN = ("slug", "title", "prefix", "regime", "phase", "audience", "responsible")
_DATES = ("opens_on", "closes_on", "decision_expected_on")


def put_in_force(
    procedure: Procedure,
    *,
    actor: User | None,
    consultation: Consultation | None = None,
    term_reason: str = "",
) -> Consultation:
    """Make `procedure` the one that holds, for a new consultation or for `consultation`.

    A changed term needs `term_reason`, ends no earlier than today, and holds for what came in
    before it changed too. Changed questions become a new version of the form; what was answered
    stays as it was. Raises `Refused` when the procedure cannot hold.
    """
    with transaction.atomic():
        permissions.require(actor, Act.PUT_IN_FORCE)
        _check(procedure)
        if consultation is None:
            return _begin(procedure, actor)
        consultation = locked(consultation)
        before = _facts(consultation)
        old_term = (consultation.opens_on, consultation.closes_on)
        new_term = (procedure.opens_on, procedure.closes_on)
        if problem := problem_with_term(
            consultation,
            opens_on=procedure.opens_on,
            closes_on=procedure.closes_on,
            reason=term_reason,
        ):
            raise Refused(problem)
        if procedure.prefix != consultation.prefix and consultation.last_number:
            raise Refused(
                _("The number prefix cannot change any more: contributions have come in with it.")
            )
        _apply(procedure, consultation)
        consultation.save()
        if old_term != new_term:
            _tell_of_new_term(consultation, old_term, actor=actor, reason=term_reason)
        after = _facts(consultation)
        changed = sorted(name for name in after if after[name] != before[name])
        if changed:
            events.record(
                kinds.PROCEDURE_CHANGED,
                actor=actor,
                consultation=consultation,
                data={name: [before[name], after[name]] for name in changed},
            )
        _renew_form(consultation, procedure.questions, actor)
        _add_themes(consultation, procedure.themes)
        return consultation


def _check(procedure: Procedure) -> None:
    if procedure.closes_on < procedure.opens_on:
        raise Refused(_("The closing day lies before the opening day."))
    if not NOT_DIGITAL & set(procedure.doors):
        raise Refused(
            _("Open at least one door that is not digital: letter, telephone or desk (Awb 3:15).")
        )
    if not procedure.questions:
        raise Refused(_("The form has no questions yet. One open question is enough."))
    keys = [question.key for question in procedure.questions]
    if len(keys) != len(set(keys)):
        raise Refused(_("Two questions of the form have the same key."))
    try:
        PREFIX(procedure.prefix)
    except ValidationError as error:
        raise Refused(error.messages[0]) from error


def problem_with_term(
    consultation: Consultation, *, opens_on: date, closes_on: date, reason: str
) -> Problem | None:
    """Why the term cannot become this one, about a field of the procedure or `term_reason`."""
    if (opens_on, closes_on) == (consultation.opens_on, consultation.closes_on):
        return None
    if consultation.answers_published_at:
        message = _("The term cannot change any more: the answers have been published.")
        return Problem(message, "closes_on")
    if closes_on != consultation.closes_on and closes_on < clock.today():
        message = _("The new closing day has passed already. Choose today or a later day.")
        return Problem(message, "closes_on")
    if not reason.strip():
        message = _("The term changes. Say why: the reason is shown on the page.")
        return Problem(message, "term_reason")
    return None


def extend_term(
    consultation: Consultation, *, closes_on: date, actor: User, reason: str, outage: int
) -> Consultation:
    """Let the term of a locked consultation end later, because of the outage with this key.

    Runs inside another act. Raises `Refused` when the term cannot end then.
    """
    old_term = (consultation.opens_on, consultation.closes_on)
    if closes_on <= consultation.closes_on:
        raise Refused(_("An outage can only make the term longer."))
    if problem := problem_with_term(
        consultation, opens_on=consultation.opens_on, closes_on=closes_on, reason=reason
    ):
        raise Refused(problem)
    consultation.closes_on = closes_on
    consultation.save(update_fields=["closes_on"])
    _tell_of_new_term(consultation, old_term, actor=actor, reason=reason, outage=outage)
    return consultation


def _tell_of_new_term(
    consultation: Consultation,
    old_term: tuple[date, date],
    *,
    actor: User | None,
    reason: str,
    outage: int | None = None,
) -> None:
    new_term = (consultation.opens_on, consultation.closes_on)
    events.record(
        kinds.TERM_CHANGED,
        actor=actor,
        consultation=consultation,
        data={
            "before": [day.isoformat() for day in old_term],
            "after": [day.isoformat() for day in new_term],
            "reason": reason.strip(),
        }
        | ({"outage": outage} if outage else {}),
    )
    _judge_anew(consultation, actor)


def _judge_anew(consultation: Consultation, actor: User | None) -> None:
    """What was too late for the old term may be in time for the new one."""
    judged = defaultdict(list)
    for contribution in consultation.contributions.only(
        "consultation",
        "channel",
        "received_at",
        "postmarked_on",
        "first_received_on",
        "timeliness",
    ):
        now = timeliness.judge(
            consultation,
            channel=Channel(contribution.channel),
            received_at=contribution.received_at,
            postmarked_on=contribution.postmarked_on,
            first_received_on=contribution.first_received_on,
        )
        if now != contribution.timeliness:
            judged[now].append(contribution)
    for now, contributions in judged.items():
        keys = [contribution.pk for contribution in contributions]
        Contribution.objects.filter(pk__in=keys).update(timeliness=now)
        events.record_for_each(
            kinds.JUDGED_ANEW,
            contributions,
            actor=actor,
            consultation=consultation,
            data={"timeliness": str(now)},
        )


def _begin(procedure: Procedure, actor: User | None) -> Consultation:
    consultation = Consultation(put_in_force_at=clock.now())
    _apply(procedure, consultation)
    try:
        with transaction.atomic():
            consultation.save(force_insert=True)
    except IntegrityError as error:
        if not Consultation.objects.filter(prefix=procedure.prefix).exists():
            raise
        raise Refused(
            _("The number prefix %(prefix)s is already in use by another consultation.")
            % {"prefix": procedure.prefix}
        ) from error
    events.record(
        kinds.PUT_IN_FORCE,
        actor=actor,
        consultation=consultation,
        data=_facts(consultation)
        | {
            "opens_on": procedure.opens_on.isoformat(),
            "closes_on": procedure.closes_on.isoformat(),
        },
    )
    _renew_form(consultation, procedure.questions, actor)
    _add_themes(consultation, procedure.themes)
    return consultation


def _apply(procedure: Procedure, consultation: Consultation) -> None:
    for name in (*_PLAIN, *_DATES):
        setattr(consultation, name, getattr(procedure, name))
    consultation.contact = dict(procedure.contact)
    consultation.doors = {str(channel): address for channel, address in procedure.doors.items()}


def _facts(consultation: Consultation) -> dict[str, object]:
    expected = consultation.decision_expected_on
    return {name: str(getattr(consultation, name)) for name in _PLAIN} | {
        "contact": consultation.contact,
        "doors": consultation.doors,
        "decision_expected_on": expected.isoformat() if expected else None,
    }


def _renew_form(
    consultation: Consultation, questions: Sequence[Question], actor: User | None
) -> None:
    content = [question.as_json() for question in questions]
    latest = consultation.forms.order_by("-version").first()
    if latest is not None and latest.content == content:
        return
    form = QuestionForm.objects.create(
        consultation=consultation,
        version=latest.version + 1 if latest else 1,
        content=content,
        created_at=clock.now(),
    )
    consultation.__dict__.pop("form", None)
    if latest is not None:
        events.record(
            kinds.FORM_CHANGED,
            actor=actor,
            consultation=consultation,
            data={"version": form.version},
        )


def _add_themes(consultation: Consultation, names: Sequence[str]) -> None:
    known = set(consultation.themes.values_list("name", flat=True))
    Theme.objects.bulk_create(
        Theme(consultation=consultation, name=name, order=order)
        for order, name in enumerate(names, start=1)
        if name not in known
    )
