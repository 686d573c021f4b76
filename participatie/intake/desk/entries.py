"""Keeping what a clerk types, and turning it into one contribution."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.intake.callback import acts as calling
from participatie.intake.callback import drafts
from participatie.intake.callback.models import CallBack
from participatie.intake.desk import batches
from participatie.intake.desk.models import DeskEntry, DeskFile
from participatie.intake.typing import unfinished
from participatie.intake.typing.doors import AT_THE_DESK
from participatie.intake.typing.forms import EntryForm
from participatie.intake.typing.receiving import receive_typed
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import SPOKEN, AttachmentKind, Channel

FILLED_IN = {"consultation", "chosen", "received_on", "kind", "reply_by"}
"""What a form has in it before anybody says something."""


def keep(key: UUID, typed: dict[str, Any], *, clerk: User, channel: Channel) -> DeskEntry:
    """Keep what was typed so far under `key`. Raises PermissionDenied for a colleague's entry."""
    return unfinished.keep(DeskEntry, key, typed, clerk=clerk, channel=channel)


def begun_by(clerk: User) -> Iterator[DeskEntry]:
    """What this clerk began and did not save, the last first; not a form only looked at."""
    done = Contribution.objects.filter(submission_key=OuterRef("pk"))
    mine = DeskEntry.objects.filter(~Exists(done), clerk=clerk, channel__in=AT_THE_DESK)
    with_files = mine.annotate(has_files=Exists(DeskFile.objects.filter(entry=OuterRef("pk"))))
    return (entry for entry in with_files if entry.has_files or set(entry.typed) - FILLED_IN)


def contribution_of(key: UUID, clerk: User) -> Contribution | None:
    """The contribution that this entry has become already, if it has."""
    found = Contribution.objects.select_related("consultation").filter(submission_key=key).first()
    if found is not None and found.entered_by_id != clerk.pk:
        raise PermissionDenied(_("A colleague is typing in this contribution."))
    return found


def begin_from(call_back: CallBack, typed: dict[str, Any], *, clerk: User) -> DeskEntry:
    """Go on with this clerk's entry of a call-back, or begin one, with the files of the draft
    that the person shared."""
    with transaction.atomic():
        # Two clicks make one entry.
        CallBack.objects.select_for_update().get(pk=call_back.pk)
        mine = DeskEntry.objects.filter(call_back=call_back, clerk=clerk).first()
        if mine is not None:
            return mine
        entry = keep(uuid4(), typed, clerk=clerk, channel=Channel.PHONE)
        entry.call_back = call_back
        entry.save(update_fields=["call_back"])
        filled = drafts.read(call_back.draft)
        for file, kind in filled.files if filled else ():
            # A colleague who began before has them already.
            if not DeskFile.objects.filter(file=file).exists():
                DeskFile.objects.create(entry=entry, file=file, kind=kind)
    return entry


def submit(entry: DeskEntry, form: EntryForm, *, clerk: User, agreed: bool = False) -> Contribution:
    """Put a valid entry on the track; sending it twice gives the same contribution.

    `agreed` says that the speaker heard or read the text and said yes (Awb 3:17). Only then is a
    draft that the caller had shared at its end; their call-back is done either way. Raises
    `pipeline.refusals.Refused`; the entry is then still there.
    """
    with transaction.atomic():
        # Whoever sends the same entry at this very moment waits here, and then finds it done.
        list(DeskEntry.objects.select_for_update().filter(pk=entry.pk))
        if earlier := contribution_of(entry.pk, clerk):
            return earlier
        files = [
            (kept.file, AttachmentKind(kept.kind)) for kept in entry.files.select_related("file")
        ]
        heard = ""
        if form.channel in SPOKEN:
            heard = _("read back and agreed") if agreed else _("not read back")
        contribution = receive_typed(form, actor=clerk, files=files, key=entry.pk, heard=heard)
        batches.add(clerk, contribution)
        if entry.call_back is not None:
            if agreed:
                drafts.end(entry.call_back.draft, contribution)
            calling.saved(entry.call_back, actor=clerk)
        DeskEntry.objects.filter(pk=entry.pk).delete()
    return contribution
