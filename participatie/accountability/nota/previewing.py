"""The nota as it would be, before it is published: made once for each state of the record."""

import io

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.accountability.nota import pages, reading
from participatie.accountability.nota.chapters import data
from participatie.accountability.nota.documents import as_pdf
from participatie.accountability.nota.making import BEFORE_MAIL, LARGE, Busy
from participatie.accountability.nota.pages import Pages
from participatie.accountability.overview import stamp
from participatie.core import house_style
from participatie.pipeline.models import Consultation

PDF = "pdf"


def preview(consultation: Consultation) -> Pages:
    """The pages of the draft. Raises `Busy` while a long one is being made."""
    return pages.opened(io.BytesIO(_made(consultation, pages.FORM)))


def preview_pdf(consultation: Consultation) -> bytes:
    """The draft as PDF, of a long one the first volume. Raises `Busy` as `preview` does."""
    return _made(consultation, PDF)


def _made(consultation: Consultation, form: str) -> bytes:
    kept_state, made = caches["documents"].get(_key(consultation, form), ("", b""))
    if kept_state == _state(consultation):
        return bytes(made)
    if consultation.last_number > LARGE:
        name = f"nota-preview-{consultation.pk}"
        job = make_preview.configure(queueing_lock=name, lock=name, priority=BEFORE_MAIL)
        try:
            with transaction.atomic():
                job.defer(consultation_id=consultation.pk)
        except AlreadyEnqueued:
            pass
        raise Busy
    return _make(consultation, [form])


@app.task(name="accountability.make_nota_preview", pass_context=False)
def make_preview(consultation_id: int) -> None:
    """Make the draft in both forms."""
    _make(Consultation.objects.get(pk=consultation_id), [pages.FORM, PDF])


def _make(consultation: Consultation, forms: list[str]) -> bytes:
    made = b""
    with translation.override(settings.LANGUAGE_CODE):
        # Before it is read: what changes meanwhile makes the state another one.
        state = _state(consultation)
        nota = reading.preview(consultation)
        document = data(nota)
        for form in forms:
            if form == PDF:
                _name, made = next(as_pdf(nota, document))
            else:
                made = pages.made(nota, document)
            caches["documents"].set(_key(consultation, form), (state, made))
    return made


def _state(consultation: Consultation) -> str:
    return f"{stamp(consultation).key}-{house_style.current().version}"


def _key(consultation: Consultation, form: str) -> str:
    return f"nota-preview-{consultation.pk}-{form}"
