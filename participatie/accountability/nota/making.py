"""The nota in all its forms: made once for each state of the record, and kept as files.

It takes seconds of processor time, or most of a minute with 15,000 points, and everybody comes for
it on the same day. So the worker makes it whenever the account changes; of a small consultation it
is also made at a visit. Who comes while the next version is being made gets the last one, whole.
"""

import threading
from collections.abc import Sequence

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.accountability.nota import store, versions
from participatie.accountability.nota.documents import MAKERS
from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.overview import stamp
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Consultation, Event

__all__ = ["MAKERS", "Busy", "current", "document", "order"]

LARGE = 1000
"""Contributions. The nota of more of them is only made by the worker."""
PATIENCE = 3
"""Seconds. Who waits holds a connection to the database, of which there are few."""
BEFORE_MAIL = 10
"""Priority: one document, for which people wait, goes before thousands of messages."""

_one_at_a_time = threading.Lock()


class Busy(Exception):
    """There is no version yet, and making it takes longer than a visitor can wait."""


def current(consultation: Consultation) -> NotaVersion:
    """The newest version there is; the one of now where that is made quickly.

    Raises `Busy` when there is none and who asks would have to wait too long.
    """
    known = versions.latest(consultation)
    if known is not None and known.checked == stamp(consultation).key:
        return known
    if consultation.last_number > LARGE:
        order(consultation)
    elif _one_at_a_time.acquire(timeout=PATIENCE):
        try:
            return versions.issue(consultation)
        finally:
            _one_at_a_time.release()
    if known is None:
        raise Busy
    return known


def document(consultation: Consultation, form: str) -> bytes:
    """The newest nota in one of the forms of `documents.FORMS`. Raises `Busy` as `current` does."""
    return store.read(form, current(consultation).files[form]["sha256"])


def order(consultation: Consultation) -> None:
    """Ask the worker for the nota in all forms; asking again while it waits changes nothing."""
    name = f"nota-{consultation.pk}"
    job = make_nota.configure(queueing_lock=name, lock=name, priority=BEFORE_MAIL)
    try:
        with transaction.atomic():
            job.defer(consultation_id=consultation.pk)
    except AlreadyEnqueued:
        pass


@app.task(name="accountability.make_nota", pass_context=False)
def make_nota(consultation_id: int) -> None:
    """Issue a version, if the record tells something new."""
    versions.issue(Consultation.objects.get(pk=consultation_id))


@subscribe()
def _order_anew(events: Sequence[Event]) -> None:
    if events[0].kind in kinds.UNSEEN | kinds.BESIDE:
        return
    for consultation in {event.consultation_id: event.consultation for event in events}.values():
        if consultation.answers_published_at or events[0].kind == kinds.ANSWERS_PUBLISHED:
            order(consultation)
