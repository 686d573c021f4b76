"""Whether the events, and what they vouch for, are still what their leaves say."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Exists, Max, OuterRef

from participatie.ledger.findings import Finding, Kind
from participatie.ledger.models import Checkpoint
from participatie.ledger.tiles import BYTES, WIDTH, Tiles
from participatie.pipeline import kinds, leaves, vouched
from participatie.pipeline.models import Attachment, Consultation, Contribution, Event

AT_ONCE = 1000
_NOT_VOUCHED = ("newest_text", "follow_code")


def events_as_they_are(tree: Tiles, newest: Checkpoint | None) -> Iterator[Finding]:
    """Each event against its leaf, its place in the tree, and what it vouches for."""
    size = newest.size if newest else 0
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
        if not event.salt:
            if not _was_erased(event):
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


def _was_erased(event: Event) -> bool:
    """Whether what it told of is gone, so that its leaf rightly cannot be made again."""
    return event.contribution is not None and not event.contribution.text


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
    """Whether every number that was given out is there, came in by the track, and has its files."""
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
    yield from _files()


def _files() -> Iterator[Finding]:
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
        if not kept.issuperset(event.data.get("files", [])):
            yield Finding(Kind.FILE_GONE, _about(event), _index(event))
