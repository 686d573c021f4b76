"""The nota in all its forms: made once for each state of the record, and kept as files.

It takes seconds of processor time, or a minute with 10,000 contributions, and everybody comes for
it on the same day. So the worker makes it when the answers are published and when the decision is
made; a small one is also made at a visit.
"""

import threading
from collections.abc import Sequence

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.accountability.caching import version
from participatie.accountability.nota import documents, reading
from participatie.accountability.overview import Stamp, stamp
from participatie.core import languages
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Consultation, Event

MAKERS = {"html": documents.as_html, "pdf": documents.as_pdf, "csv": documents.as_csv}
LARGE = 1000
"""Contributions. The nota of more of them is only made by the worker."""
PATIENCE = 3
"""Seconds. Who waits holds a connection to the database, of which there are few."""
BEFORE_MAIL = 10
"""Priority: one document, for which people wait, goes before thousands of messages."""

_one_at_a_time = threading.Lock()


class Busy(Exception):
    """The document is being made, and that takes longer than a visitor can wait."""


def document(consultation: Consultation, at: Stamp, form: str) -> bytes:
    """The nota as it is at this stamp, in one of the forms of `MAKERS`.

    In the language of the record, whoever asks: there is one nota. Raises `Busy` for who would have
    to wait too long.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _document(consultation, at, form)


def _document(consultation: Consultation, at: Stamp, form: str) -> bytes:
    made = _kept(consultation, at, form)
    if made is not None:
        return made
    if consultation.last_number > LARGE:
        order(consultation)
        raise Busy
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _kept(consultation, at, form) or _make(reading.read(consultation, at), form)
    finally:
        _one_at_a_time.release()


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
    """Make the nota in all forms, those that are not there yet."""
    consultation = Consultation.objects.select_related("decision").get(pk=consultation_id)
    at = stamp(consultation)
    missing = [form for form in MAKERS if _kept(consultation, at, form) is None]
    if missing:
        read = reading.read(consultation, at)
        for form in missing:
            _make(read, form)


@subscribe(kinds.ANSWERS_PUBLISHED, kinds.DECISION_ADOPTED)
def _order_anew(events: Sequence[Event]) -> None:
    for event in events:
        order(event.consultation)


def _kept(consultation: Consultation, at: Stamp, form: str) -> bytes | None:
    made_at, made = caches["documents"].get(_key(consultation, form), (None, None))
    return made if made_at == version(at, is_page=False) else None


def _make(read: reading.Nota, form: str) -> bytes:
    made = MAKERS[form](read)
    kept = (version(read.stamp, is_page=False), made)
    caches["documents"].set(_key(read.consultation, form), kept)
    return made


def _key(consultation: Consultation, form: str) -> str:
    return f"nota-{consultation.pk}-{form}-{languages.current()}"
