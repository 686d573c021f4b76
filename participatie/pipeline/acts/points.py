"""Splitting a contribution into points, and the themes they are about."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import Span
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation, Contribution, Point, Theme
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Status


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What becomes a point: a piece of the text (or none, when it is in a file) in short."""

    summary: str
    span: Span | None = None
    theme: Theme | None = None


def make_point(contribution: Contribution, passage: Passage, *, actor: User) -> Point:
    """Take one point from an admitted contribution; it gets the next number."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.SPLIT)
        if contribution.status != Status.ADMITTED:
            raise Refused(
                _("Points can be made once contribution %(reference)s is being handled.")
                % {"reference": contribution.reference}
            )
        if not passage.summary.strip():
            raise Refused(_("Say in a few words what this point is about."))
        _check_theme(passage.theme, contribution)
        quote = _quote(contribution, passage.span)
        contribution.last_point_number += 1
        contribution.save(update_fields=["last_point_number"])
        point = Point.objects.create(
            contribution=contribution,
            number=contribution.last_point_number,
            quote=quote,
            start=passage.span.start if passage.span else None,
            end=passage.span.end if passage.span else None,
            summary=passage.summary.strip(),
            theme=passage.theme,
            created_at=clock.now(),
        )
        _start_answering(contribution.consultation, actor)
        events.record(
            kinds.POINT_MADE,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"point": point.number, "theme": passage.theme.name if passage.theme else None},
        )
    return point


def _quote(contribution: Contribution, span: Span | None) -> str:
    if span is None:
        return ""
    if not 0 <= span.start < span.end <= len(contribution.words):
        raise Refused(_("This passage lies outside the text. Please select it again."))
    quote = contribution.words[span.start : span.end]
    if not quote.strip():
        raise Refused(_("There is no text in this passage. Please select it again."))
    same = contribution.points.filter(start=span.start, end=span.end, removed_at=None).first()
    if same is not None:
        raise Refused(
            _("This passage is point %(reference)s already.") % {"reference": same.reference}
        )
    return quote


def _check_theme(theme: Theme | None, contribution: Contribution) -> None:
    if theme is not None and theme.consultation_id != contribution.consultation_id:
        raise Refused(_("This theme belongs to another consultation."))


def _start_answering(consultation: Consultation, actor: User) -> None:
    if consultation.answering_started_at is None:
        moment = clock.now()
        started = Consultation.objects.filter(pk=consultation.pk, answering_started_at=None).update(
            answering_started_at=moment
        )
        if started:
            events.record(kinds.ANSWERING_STARTED, actor=actor, consultation=consultation)


def set_point_theme(point: Point, *, actor: User, theme: Theme | None) -> Point:
    """Say what the point is about."""
    with transaction.atomic():
        contribution = locked(point.contribution)
        point = locked(point)
        permissions.require(actor, Act.SPLIT)
        _check_theme(theme, contribution)
        if point.theme_id == (theme.pk if theme else None):
            return point
        point.theme = theme
        point.save(update_fields=["theme"])
        events.record(
            kinds.THEMES_SET,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"point": point.number, "themes": [theme.name] if theme else []},
        )
    return point


def remove_point(point: Point, *, actor: User, reason: str) -> Point:
    """Take a point out; its number is never given again. Not when its answer is locked."""
    with transaction.atomic():
        contribution = locked(point.contribution)
        point = locked(point)
        permissions.require(actor, Act.SPLIT)
        if not reason.strip():
            raise Refused(_("Say why this point is removed."))
        if point.removed_at is not None:
            raise Refused(_("This point was removed already."))
        if point.answer is not None and point.answer.is_fixed:
            raise Refused(
                _("This point cannot be removed: answer %(reference)s is locked.")
                % {"reference": point.answer.reference}
            )
        point.removed_at = clock.now()
        point.removed_reason = reason.strip()
        point.answer = None
        point.save(update_fields=["removed_at", "removed_reason", "answer"])
        events.record(
            kinds.POINT_REMOVED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"point": point.number, "reason": reason.strip()},
        )
    return point


def add_theme(consultation: Consultation, *, actor: User, name: str) -> Theme:
    """A new theme at the end of the consultation's list."""
    with transaction.atomic():
        consultation = locked(consultation)
        permissions.require(actor, Act.SET_THEMES)
        name = name.strip()
        if not name:
            raise Refused(_("A theme needs a name."))
        if consultation.themes.filter(name__iexact=name).exists():
            raise Refused(_("There is a theme “%(name)s” already.") % {"name": name})
        return Theme.objects.create(
            consultation=consultation, name=name, order=consultation.themes.count() + 1
        )
