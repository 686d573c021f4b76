"""Outages: people could not reach us for a while, and get the time back (Awb 2:21)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.consultations import extend_term
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation, Outage, OutageTerm
from participatie.pipeline.permissions import Act
from participatie.pipeline.queries.outages import same_outage
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel


def register(
    *,
    actor: User,
    began_at: datetime,
    doors: Sequence[Channel],
    reason: str,
    consultations: Sequence[Consultation],
    ended_at: datetime | None = None,
    closing: Mapping[int, date] | None = None,
    is_planned: bool = False,
    reason_in_english: str = "",
) -> Outage:
    """Put an outage on record, and extend the terms it shortened.

    `closing` is {key of consultation: new closing day}; who is not in it keeps the term.
    `began_at` may lie in the future only for planned work. The same times and doors give the
    outage that is on record with them, and nothing new. Raises `Refused`, with nothing written.
    """
    with transaction.atomic():
        permissions.require(actor, Act.REGISTER_OUTAGE)
        _check_reason(reason)
        if not doors:
            raise Refused(_("Choose at least one way that could not be used."))
        if not consultations:
            raise Refused(_("Choose at least one consultation that people could not reach."))
        _check_times(began_at, ended_at, is_planned=is_planned)
        hindered = [locked(one) for one in sorted(consultations, key=lambda one: one.pk)]
        # Whoever presses the same button at this very moment waits above, and then finds it.
        if known := same_outage(began_at, ended_at, doors):
            return known
        outage = Outage.objects.create(
            began_at=began_at,
            ended_at=ended_at,
            is_planned=is_planned,
            doors=[str(door) for door in doors],
            reason=reason.strip(),
            reason_in_english=reason_in_english.strip(),
            registered_by=actor,
            registered_at=clock.now(),
        )
        for held in hindered:
            OutageTerm.objects.create(
                outage=outage, consultation=held, closed_on_before=held.closes_on
            )
            _record(kinds.OUTAGE_BEGAN, outage, held, actor)
            if ended_at is not None:
                _record(kinds.OUTAGE_ENDED, outage, held, actor)
        _extend(outage, closing or {}, actor)
    return outage


def end(
    outage: Outage,
    *,
    actor: User,
    ended_at: datetime,
    closing: Mapping[int, date] | None = None,
) -> Outage:
    """Say when people could reach us again, and extend the terms it shortened.

    `closing` is as for `register`. Raises `Refused`, with nothing written.
    """
    with transaction.atomic():
        outage = locked(outage)
        permissions.require(actor, Act.REGISTER_OUTAGE)
        if outage.ended_at is not None:
            raise Refused(_("This outage is over already."))
        _check_times(outage.began_at, ended_at, is_planned=outage.is_planned)
        outage.ended_at = ended_at
        outage.save(update_fields=["ended_at"])
        for term in outage.terms.select_related("consultation").order_by("consultation"):
            _record(kinds.OUTAGE_ENDED, outage, term.consultation, actor)
        _extend(outage, closing or {}, actor)
    return outage


def extend(outage: Outage, *, actor: User, closing: Mapping[int, date]) -> Outage:
    """Extend terms because of an outage that is on record already; `closing` as for `register`."""
    with transaction.atomic():
        outage = locked(outage)
        permissions.require(actor, Act.REGISTER_OUTAGE)
        _extend(outage, closing, actor)
    return outage


def correct(
    outage: Outage,
    *,
    actor: User,
    began_at: datetime,
    ended_at: datetime | None,
    reason: str,
    reason_in_english: str,
    note: str,
) -> Outage:
    """Mend a mistake in when it was or why; `note` says what was wrong.

    Terms stay as they are: nobody loses time that was promised. Whether it is over is not mended
    here. What it was stays on the track. Raises `Refused`, with nothing written.
    """
    with transaction.atomic():
        outage = locked(outage)
        permissions.require(actor, Act.REGISTER_OUTAGE)
        _check_reason(reason)
        if not note.strip():
            raise Refused(_("Say what was wrong, or how you know."))
        if outage.ended_at is None and ended_at is not None:
            raise Refused(_("This outage still goes on. Say first that it is over."))
        if outage.ended_at is not None and ended_at is None:
            raise Refused(_("This outage is over. If it began again, put a new one on record."))
        _check_times(began_at, ended_at, is_planned=outage.is_planned)
        before = _facts(outage)
        outage.began_at, outage.ended_at = began_at, ended_at
        outage.reason, outage.reason_in_english = reason.strip(), reason_in_english.strip()
        if _facts(outage) == before:
            raise Refused(_("Nothing is different from what was there."))
        outage.save(update_fields=["began_at", "ended_at", "reason", "reason_in_english"])
        for term in outage.terms.select_related("consultation").order_by("consultation"):
            _record(
                kinds.OUTAGE_CORRECTED,
                outage,
                term.consultation,
                actor,
                before=before,
                note=note.strip(),
            )
    return outage


def _extend(outage: Outage, closing: Mapping[int, date], actor: User) -> None:
    terms = {term.consultation_id: term for term in outage.terms.all()}
    for key, closes_on in sorted(closing.items()):
        if key not in terms:
            raise Refused(_("This consultation does not belong to this outage."))
        held = locked(terms[key].consultation)
        # Another outage may have made it later since this one was put on record.
        terms[key].closed_on_before = held.closes_on
        extend_term(held, closes_on=closes_on, actor=actor, reason=outage.reason, outage=outage.pk)
        terms[key].closes_on_after = closes_on
        terms[key].save(update_fields=["closed_on_before", "closes_on_after"])


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say what was wrong. The reason is shown on the page."))


def _check_times(began_at: datetime, ended_at: datetime | None, *, is_planned: bool) -> None:
    if began_at > clock.now() and not is_planned:
        raise Refused(_("Only planned work can begin later than now."))
    if ended_at is None:
        return
    if ended_at < began_at:
        raise Refused(_("The outage ends before it begins."))
    if ended_at > clock.now() and not is_planned:
        raise Refused(_("The end lies in the future. Leave it empty while it goes on."))


def _record(
    kind: str, outage: Outage, consultation: Consultation, actor: User, **more: object
) -> None:
    data = {"outage": outage.pk} | _facts(outage) | more
    events.record(kind, actor=actor, consultation=consultation, data=data)


def _facts(outage: Outage) -> dict[str, object]:
    # In UTC, so that the same moment reads the same.
    ended_at = outage.ended_at and outage.ended_at.astimezone(UTC).isoformat()
    return {
        "began_at": outage.began_at.astimezone(UTC).isoformat(),
        "ended_at": ended_at,
        "doors": outage.doors,
        "reason": outage.reason,
        "reason_in_english": outage.reason_in_english,
    }
