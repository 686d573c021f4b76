"""Whether the events, and what they vouch for, are still what their leaves say."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Exists, Max, OuterRef, Subquery

from participatie.ledger.findings import Finding, Kind
from participatie.ledger.models import Checkpoint
from participatie.ledger.tiles import BYTES, WIDTH, Tiles
from participatie.pipeline import kinds, leaves, vouched
from participatie.pipeline.models import Attachment, Consultation, Contribution, Event
from participatie.pipeline.statuses import Status

AT_ONCE = 1000
ON_ITS_WAY = timedelta(hours=2)
"""So long after it happened an event may come in the tree behind a checkpoint that was signed."""
_STATUS_AFTER = {
    kinds.RECEIVED: Status.RECEIVED,
    kinds.ADMITTED: Status.ADMITTED,
    kinds.DECLINED: Status.INADMISSIBLE,
    kinds.ANSWERED: Status.ANSWERED,
    kinds.WITHDRAWN: Status.WITHDRAWN,
}
_NOT_VOUCHED = ("newest_text", "follow_code")


def events_as_they_are(tree: Tiles, newest: Checkpoint | None) -> Iterator[Finding]:
    """Each event against its leaf, its place in the tree, and what it vouches for."""
    size = newest.size if newest else 0
    sealed = sorted(Checkpoint.objects.values_list("size", "signed_at"))
    seen = 0
    for event in _events():
        index = _index(event)
        if index is None:
            if newest is not None and event.pk <= newest.last_event:
                yield Finding(Kind.NOT_PLACED, _about(event))
        else:
            yield from _gap(seen, index)
            seen = index + 1
            if index < size and _leaf_in(tree, index) != bytes(event.leaf):
                yield Finding(Kind.LEAF_REPLACED, _about(event), index)
            before = bisect_right(sealed, index, key=lambda each: each[0])
            if before and event.at < sealed[before - 1][1] - ON_ITS_WAY:
                yield Finding(Kind.BACK_DATED, _about(event), index)
        if not event.salt:
            # Nothing erases yet: what does, will have to leave an event that says so.
            yield Finding(Kind.SALT_GONE, _about(event), index)
        elif leaves.leaf_of(event) != bytes(event.leaf):
            yield Finding(Kind.EVENT_ALTERED, _about(event), index)
        elif event.content:
            yield from _content(event, index)
    yield from _gap(seen, size)


def _events() -> Iterator[Event]:
    """Every event in the order of the ledger, those without a place at the end."""
    rows = (
        Event.objects.select_related(
            "contribution__consultation", "answer__consultation", "consultation", "place"
        )
        .defer(*(f"contribution__{name}" for name in ("text", "given", *_NOT_VOUCHED)))
        .order_by("place__index", "pk")
    )
    coming = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(coming, AT_ONCE)):
        arrived = Contribution.objects.defer(*_NOT_VOUCHED).in_bulk(
            [event.contribution_id for event in some if event.kind == kinds.RECEIVED]
        )
        for event in some:
            whole = arrived.get(event.contribution_id) if event.kind == kinds.RECEIVED else None
            if whole is not None:
                # Every other event of it would carry its whole text along.
                whole.consultation = event.consultation
                event.contribution = whole
        yield from some


def _index(event: Event) -> int | None:
    return event.place.index if hasattr(event, "place") else None


def _gap(first: int, index: int) -> Iterator[Finding]:
    for place in range(first, index):
        yield Finding(Kind.EVENT_GONE, f"leaf {place}", place)


def _leaf_in(tree: Tiles, index: int) -> bytes:
    start = index % WIDTH * BYTES
    return tree.tile(0, index // WIDTH)[start : start + BYTES]


def _content(event: Event, index: int | None) -> Iterator[Finding]:
    try:
        content = vouched.now(event)
    except vouched.Gone:
        yield Finding(Kind.CONTENT_GONE, _about(event), index)
        return
    if content is not None and leaves.digest(event.salt, content) != bytes(event.content):
        yield Finding(Kind.CONTENT_ALTERED, _about(event), index)


def _about(event: Event) -> str:
    """The public number of what the event is about, and what happened."""
    if event.answer is not None:
        name = event.answer.reference
    elif event.contribution is not None:
        name = event.contribution.reference
    else:
        name = event.consultation.prefix
    return f"{name} {event.kind}"


def numbers_as_they_are() -> Iterator[Finding]:
    """Whether every number that was given out is there, and came in by the track."""
    for consultation in Consultation.objects.order_by("pk"):
        told = Event.objects.filter(consultation=consultation, kind=kinds.RECEIVED).aggregate(
            Max("contribution__number")
        )["contribution__number__max"]
        highest = max(consultation.last_number, told or 0)
        there = set(consultation.contributions.values_list("number", flat=True))
        for number in range(1, highest + 1):
            if number not in there:
                yield Finding(Kind.NUMBER_MISSING, f"{consultation.prefix}-{number:04d}")
    received = Event.objects.filter(contribution=OuterRef("pk"), kind=kinds.RECEIVED)
    strangers = Contribution.objects.filter(~Exists(received)).select_related("consultation")
    for contribution in strangers.order_by("pk"):
        yield Finding(Kind.NEVER_RECEIVED, contribution.reference)


def statuses_as_they_are() -> Iterator[Finding]:
    """Whether each contribution is as far as the last that happened to it: none is withdrawn or
    put aside by somebody who only changed its status.
    """
    last = Event.objects.filter(contribution=OuterRef("pk"), kind__in=_STATUS_AFTER).order_by("-pk")
    rows = (
        Contribution.objects.annotate(last=Subquery(last.values("kind")[:1]))
        .exclude(last=None)
        .order_by("pk")
        .values_list("consultation__prefix", "number", "status", "last")
    )
    for prefix, number, status, kind in rows.iterator(chunk_size=AT_ONCE):
        if status != _STATUS_AFTER[kind]:
            yield Finding(Kind.STATUS_ALTERED, f"{prefix}-{number:04d}")


def files_as_they_are() -> Iterator[Finding]:
    """Whether the files that came with a contribution are still with it, by their SHA-256."""
    promised = (
        Event.objects.filter(kind__in=(kinds.RECEIVED, kinds.ADDED))
        .exclude(data__files=[])
        .select_related("contribution__consultation", "answer", "consultation", "place")
        .order_by("pk")
    )
    for event in promised.iterator(chunk_size=1000):
        kept = set(
            Attachment.objects.filter(contribution=event.contribution_id).values_list(
                "file__sha256", flat=True
            )
        )
        if not kept.issuperset(_files_told(event)):
            yield Finding(Kind.FILE_GONE, _about(event), _index(event))


def _files_told(event: Event) -> list[str]:
    """The files that came with it; none when its data was written over, which is named already."""
    try:
        return [str(each) for each in event.data["files"]]
    except vouched.UNREADABLE:
        return []
