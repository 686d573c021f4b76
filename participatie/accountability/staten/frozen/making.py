"""Making a frozen copy, in the background: all of one state of the record, or nothing."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from participatie.accountability.nota import reading, store, versions
from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.staten import home
from participatie.accountability.staten.checks import checks
from participatie.accountability.staten.frozen import keeping, sealing
from participatie.accountability.staten.frozen.models import (
    FrozenCopy,
    FrozenFile,
    Order,
    OrderState,
    file_name,
)
from participatie.core import clock
from participatie.core.snapshot import one_state
from participatie.pipeline import events, kinds
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation

FOLDER = "bevroren"
NO_ROOM = gettext_lazy(
    "The files could not be written: the disk is full or cannot be reached. Nothing of the copy "
    "was kept. Call the administrator, and ask for it again after that."
)
WENT_WRONG = gettext_lazy(
    "Something went wrong while it was made, and nothing of it was kept. Ask for it again. Does it "
    "happen twice? Call the administrator."
)
INTERRUPTED = gettext_lazy("The work was interrupted. Ask for it again.")

RESTLESS = gettext_lazy(
    "The record changed all the time while it was made, and nothing of it was kept. Ask for it "
    "again when nobody is working on it."
)
ATTEMPTS = 5

log = logging.getLogger(__name__)


class Restless(Exception):
    """The record did not stand still between making the nota and reading the figures."""


@dataclass(frozen=True)
class Account:
    """An account in one state of the record, with the version of the nota that tells that state."""

    at: datetime
    stamp: str
    figures: dict[str, Any]
    facts: keeping.Facts
    nota: NotaVersion | None


@app.task(name="staten_frozen.make_copy", pass_context=False)
def make_copy(order_id: int) -> None:
    """Make the copy that was ordered; an order that is settled stays as it is."""
    order = Order.objects.get(pk=order_id)
    if order.state != OrderState.WAITING:
        return
    try:
        make(order)
    except OSError:
        log.exception("frozen copy of order %s could not be written", order.pk)
        give_up(order, str(NO_ROOM))
    except Restless:
        give_up(order, str(RESTLESS))
    except Exception:
        give_up(order, str(WENT_WRONG))
        raise


def make(order: Order) -> FrozenCopy:
    """Read, make and store the copy of an order that waits."""
    with translation.override(settings.LANGUAGE_CODE):
        account = _read(order.consultation_id)
    folder = f"{FOLDER}/{uuid.uuid4()}"
    try:
        kept = account.nota.files if account.nota else {}
        written = [_written(folder, form, store.read(form, kept[form]["sha256"])) for form in kept]
        return _put_on_record(order, account, written)
    except BaseException:
        _clear(folder)
        raise


def give_up(order: Order, problem: str) -> None:
    """Say that nothing came of an order, and why; unless it was settled meanwhile."""
    Order.objects.filter(pk=order.pk, state=OrderState.WAITING).update(
        state=OrderState.FAILED, problem=problem
    )


def _read(consultation_id: int) -> Account:
    for _attempt in range(ATTEMPTS):
        consultation = Consultation.objects.get(pk=consultation_id)
        is_published = consultation.answers_published_at is not None
        nota = versions.issue(consultation) if is_published else None
        # Answers may be changed while this goes on: it sees none of that.
        with one_state():
            read = reading.read(consultation)
            if is_published == bool(read.consultation.answers_published_at) and (
                nota is None or nota.checked == read.stamp.key
            ):
                return _account(read, nota)
        # Something happened between the two: the nota and the figures would not be of one state.
    raise Restless


def _account(read: reading.Nota, nota: NotaVersion | None) -> Account:
    asked = checks(read.consultation, read.overview, home.notices(read.consultation))
    return Account(
        at=clock.now(),
        stamp=read.stamp.key,
        figures=keeping.figures(read.overview, asked, nota),
        facts=keeping.facts(read),
        nota=nota,
    )


def _written(folder: str, form: str, content: bytes) -> FrozenFile:
    name = _storage().save(f"{folder}/{file_name(form)}", ContentFile(content))
    return FrozenFile(form=form, content=name, size=len(content), sha256=sealing.sha256(content))


def _put_on_record(order: Order, account: Account, written: list[FrozenFile]) -> FrozenCopy:
    with transaction.atomic():
        consultation = locked(order.consultation)
        order = locked(order)
        if order.state != OrderState.WAITING:
            raise RuntimeError(_("This order was settled while it was being made."))
        latest = FrozenCopy.objects.filter(consultation=consultation).aggregate(Max("number"))
        copy = FrozenCopy(
            consultation=consultation,
            number=(latest["number__max"] or 0) + 1,
            meeting=order.meeting,
            meeting_on=order.meeting_on,
            frozen_by=order.ordered_by,
            frozen_at=account.at,
            stamp=account.stamp,
            has_nota=account.nota is not None,
            figures=account.figures,
            facts=account.facts,
        )
        copy.digest = sealing.sha256(sealing.document(copy, written))
        copy.save(force_insert=True)
        for file in written:
            file.copy = copy
        FrozenFile.objects.bulk_create(written)
        events.record(
            kinds.ACCOUNT_FROZEN,
            actor=order.ordered_by,
            consultation=consultation,
            data=sealing.told(copy, written),
        )
        order.state, order.copy = OrderState.MADE, copy
        order.save(update_fields=["state", "copy"])
    return copy


def _clear(folder: str) -> None:
    """Take away what was written of a copy that is not made, half files too."""
    storage = _storage()
    if storage.exists(folder):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")
        storage.delete(folder)


def _storage() -> Storage:
    """Where the files are read from again."""
    return FrozenFile._meta.get_field("content").storage
