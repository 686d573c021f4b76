"""A handled consultation made larger, row by row as it is: for what is too large to be made by the
acts in the time of a benchmark.
"""

import random
import secrets
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from participatie.core import codes
from participatie.pipeline.models import (
    Answer,
    Consultation,
    Contribution,
    Delivery,
    Event,
    Point,
    PublicText,
    Submitter,
    follow_digest,
)

AT_ONCE = 2_000

Row = TypeVar("Row", bound=models.Model)


def grow(consultation: Consultation, *, contributions: int, points: int, answers: int) -> None:
    """Until there are so many contributions, points and answers; each like one there was."""
    originals = list(consultation.contributions.order_by("number").select_related("submitter"))
    copies = _contributions(consultation, originals, contributions - len(originals))
    by_original = _copied(copies, originals)
    _belonging(PublicText, by_original)
    _events_and_notices(by_original)
    _points(consultation, points, _answers(consultation, answers))
    consultation.last_number = contributions
    consultation.save(update_fields=["last_number"])


def _clone(row: Row, **over: Any) -> Row:
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{name: getattr(row, name) for name in fields} | over)


def _saved(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _contributions(
    consultation: Consultation, originals: Sequence[Contribution], count: int
) -> list[Contribution]:
    like = [originals[place % len(originals)] for place in range(count)]
    senders = _saved(Submitter, [_clone(each.submitter, id=uuid.uuid4()) for each in like])
    made = []
    for place, (each, sender) in enumerate(zip(like, senders, strict=True), start=1):
        code = codes.generate()
        made.append(
            _clone(
                each,
                number=len(originals) + place,
                submitter_id=sender.pk,
                submission_key=None,
                follow_code=code,
                follow_digest=follow_digest(code),
            )
        )
    return _saved(Contribution, made)


def _copied(
    copies: Sequence[Contribution], originals: Sequence[Contribution]
) -> list[tuple[Contribution, Contribution]]:
    return [(copy, originals[place % len(originals)]) for place, copy in enumerate(copies)]


def _belonging(model: type[Row], by_original: Sequence[tuple[Contribution, Contribution]]) -> None:
    rows = _of_each(model, by_original)
    _saved(
        model,
        [
            _clone(row, contribution_id=copy.pk)
            for copy, original in by_original
            for row in rows[original.pk]
        ],
    )


def _of_each(
    model: type[Row], by_original: Sequence[tuple[Contribution, Contribution]]
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {original.pk: [] for _copy, original in by_original}
    for row in model._default_manager.filter(contribution__in=found):
        found[row.contribution_id].append(row)  # type: ignore[attr-defined]  # of a contribution
    return found


def _events_and_notices(by_original: Sequence[tuple[Contribution, Contribution]]) -> None:
    facts, notices = _of_each(Event, by_original), _of_each(Delivery, by_original)
    made, origins = [], []
    for copy, original in by_original:
        for event in facts[original.pk]:
            # The tree of the ledger is not what is measured.
            made.append(_clone(event, contribution_id=copy.pk, leaf=secrets.token_bytes(32)))
            origins.append((copy, event.pk))
    by_place = {
        (copy.pk, origin): event.pk
        for (copy, origin), event in zip(origins, _saved(Event, made), strict=True)
    }
    _saved(
        Delivery,
        [
            _clone(
                notice,
                contribution_id=copy.pk,
                recipient_id=copy.submitter_id,
                event_id=by_place[copy.pk, notice.event_id],
                message_id="",
                replaces_id=None,
            )
            for copy, original in by_original
            for notice in notices[original.pk]
        ],
    )


def _points(consultation: Consultation, wanted: int, answers: Sequence[Answer]) -> None:
    """Every contribution gets its share, of any theme and answer; the same each time."""
    given = list(consultation.contributions.order_by("number"))
    models_of = list(Point.objects.filter(contribution__consultation=consultation))
    each = -(-wanted // len(given))
    start = max(point.number for point in models_of)
    has_some = {point.contribution_id for point in models_of}
    left = wanted - len(models_of)
    chance = random.Random(1)
    made = []
    for contribution in given:
        for number in range(min(left, each - (contribution.pk in has_some))):
            made.append(
                _clone(
                    chance.choice(models_of),
                    contribution_id=contribution.pk,
                    number=start + number + 1,
                    answer_id=chance.choice(answers).pk,
                )
            )
            left -= 1
    _saved(Point, made)


def _answers(consultation: Consultation, wanted: int) -> list[Answer]:
    there = list(consultation.answers.order_by("number"))
    last = there[-1].number
    copies = [
        _clone(there[place % len(there)], number=last + place + 1)
        for place in range(max(0, wanted - len(there)))
    ]
    made = _saved(Answer, copies)
    # A copy of what led to a change led to it too.
    through = Answer.changes.through
    links: dict[int, list[int]] = {}
    for link in through.objects.filter(answer__in=there):
        links.setdefault(link.answer_id, []).append(link.change_id)
    through.objects.bulk_create(
        [
            through(answer_id=copy.pk, change_id=change)
            for place, copy in enumerate(made)
            for change in links.get(there[place % len(there)].pk, [])
        ]
    )
    return [*there, *made]
