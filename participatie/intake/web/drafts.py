"""What is done to a draft: begun, saved, completed, sent, thrown away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from participatie.core import clock, codes, languages
from participatie.core.files import UnacceptableFile
from participatie.intake import receive
from participatie.intake.orphans import discard
from participatie.intake.web import arriving
from participatie.intake.web.forms import ContributionForm
from participatie.intake.web.models import ArrivingFile, Draft, DraftFile, token_digest
from participatie.intake.web.pages import Page
from participatie.intake.web.question_fields import in_this_language
from participatie.intake.web.submissions import submission_of
from participatie.pipeline.models import Consultation, Contribution, QuestionForm
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel

MAX_FILES = 10
TIME_TO_SEND = timedelta(minutes=30)
"""After everything was on our server, sending within this time counts from that moment."""


@dataclass(frozen=True)
class Sheet:
    """One filled-in page as it was sent: which fields it has, and what was in them."""

    fields: Collection[str]
    typed: MultiValueDict[str, str]
    uploads: Mapping[str, Iterable[File]] = field(default_factory=dict)
    removed: Collection[str] = ()
    """Primary keys of the files to take away."""
    stopped: Collection[UUID] = ()
    """Those of the files that came in half, and need not come."""


def begin(consultation: Consultation, form: QuestionForm) -> tuple[Draft, str]:
    """A new draft, and the secret that opens it: a code that can be typed and spelled."""
    token = codes.generate()
    now = clock.now()
    draft = Draft.objects.create(
        token_digest=token_digest(token),
        consultation=consultation,
        form=form,
        language=languages.current(),
        created_at=now,
        updated_at=now,
    )
    return draft, token


def find(token: str) -> Draft | None:
    """The draft that this secret opens, if there is one."""
    return (
        Draft.objects.select_related("consultation", "form", "contribution")
        .filter(token_digest=token_digest(token))
        .first()
    )


def bound_form(draft: Draft, page: Page | None = None) -> ContributionForm:
    """The form, or one page of it, with what was typed so far, to be checked."""
    return _bound(draft, page, **_files(draft))


def _bound(draft: Draft, page: Page | None, **files: Any) -> ContributionForm:
    return _form(draft, page, data=MultiValueDict(draft.typed or {}), **files)


def _form(draft: Draft, page: Page | None, **options: Any) -> ContributionForm:
    return ContributionForm(
        draft.form.questions,
        draft.consultation.regime,
        page=page,
        wordings=in_this_language(draft.form),
        **options,
    )


def _files(draft: Draft) -> dict[str, Any]:
    return {"kept": kept_files(draft), "arriving": list(draft.arriving.all())}


def open_form(draft: Draft, page: Page) -> ContributionForm:
    """The form with what was typed so far, to go on with: nothing is wrong yet."""
    form = _form(draft, page, **_files(draft))
    for name, values in (draft.typed or {}).items():
        if name in form.fields:
            many = getattr(form.fields[name].widget, "allow_multiple_selected", False)
            form.initial[name] = values if many else next(iter(values), "")
    return form


def kept_files(draft: Draft) -> dict[str, list[DraftFile]]:
    """{field: its files}."""
    kept: dict[str, list[DraftFile]] = defaultdict(list)
    for kept_file in draft.files.select_related("file"):
        kept[kept_file.field].append(kept_file)
    return kept


def is_complete(draft: Draft) -> bool:
    """Whether it could be sent as it is."""
    return bound_form(draft).is_valid()


def save(draft: Draft, sheet: Sheet) -> dict[str, list[str]]:
    """Keep what was typed and sent, right or wrong; {field: why a file was not kept}.

    Does nothing to a draft that was sent in the meantime.
    """
    with transaction.atomic():
        draft = _locked(draft)
        if draft.is_sent:
            return {}
        for kept_file in draft.files.filter(
            pk__in=[pk for pk in sheet.removed if pk.isdecimal()]
        ).select_related("file"):
            _take_away(kept_file)
        problems: dict[str, list[str]] = defaultdict(list)
        for one in draft.arriving.filter(pk__in=sheet.stopped):
            arriving.discard(one)
        for name, uploads in sheet.uploads.items():
            for upload in uploads:
                if problem := _keep(draft, name, upload):
                    problems[name].append(problem)
        typed = {name: sheet.typed.getlist(name) for name in sheet.fields}
        draft.typed = (draft.typed or {}) | typed
        _touch(draft, completes=not problems)
    return problems


def _touch(draft: Draft, *, completes: bool = True) -> None:
    draft.updated_at, draft.language = clock.now(), languages.current()
    if draft.completed_at is None and completes and is_complete(draft):
        draft.completed_at = draft.updated_at
    draft.save(update_fields=["typed", "language", "updated_at", "completed_at"])


def expect_file(draft: Draft, field: str, name: str, size: int, modified: str) -> ArrivingFile:
    """Begin to take in a file in pieces, or go on with the one that was broken off.

    Raises `UnacceptableFile` with a sentence for the sender.
    """
    with transaction.atomic():
        draft = _locked(draft)
        if draft.is_sent or field not in bound_form(draft).file_fields:
            raise UnacceptableFile(_("This file has no place here any more."))
        begun = draft.arriving.filter(field=field, name=name, size=size, modified=modified)
        if found := begun.first():
            return found
        if draft.files.count() + draft.arriving.count() >= MAX_FILES:
            raise UnacceptableFile(_full(name))
        return arriving.begin(draft, field, name, size, modified)


def take_piece(draft: Draft, file: UUID, offset: int, piece: bytes) -> ArrivingFile:
    """Put the next piece to the file; the last piece makes it a file of the draft.

    Raises `ArrivingFile.DoesNotExist`, `arriving.OutOfPlace` when the piece is not the next one,
    and `UnacceptableFile` when the file, or the whole of it, cannot be taken in.
    """
    refusal = ""
    with transaction.atomic():
        # Pieces that come at the same moment wait for each other here; the second is out of place.
        draft = _locked(draft)
        found = draft.arriving.get(pk=file)
        arriving.append(found, offset, piece)
        if found.arrived == found.size:
            with arriving.whole(found) as upload:
                refusal = _keep(draft, found.field, upload)
            arriving.discard(found)
            _touch(draft)
    if refusal:
        raise UnacceptableFile(refusal)
    return found


def stop_file(draft: Draft, file: UUID) -> None:
    """Throw away what came in of this file; nothing when it is gone or whole already."""
    with transaction.atomic():
        for found in _locked(draft).arriving.filter(pk=file):
            arriving.discard(found)


def _full(name: str | None) -> str:
    return _("“%(name)s” was not kept: there are %(most)d files already.") % {
        "name": name,
        "most": MAX_FILES,
    }


def _keep(draft: Draft, name: str, upload: File) -> str:
    if draft.files.count() >= MAX_FILES:
        return _full(upload.name)
    try:
        stored = receive.store(upload)
    except UnacceptableFile as refusal:
        return str(refusal)
    if draft.files.filter(field=name, file__sha256=stored.sha256).exists():
        # The same file once more: a page sent twice.
        discard(stored)
    else:
        DraftFile.objects.create(draft=draft, file=stored, field=name)
    return ""


def _take_away(kept_file: DraftFile) -> None:
    kept_file.delete()
    discard(kept_file.file)


def remember_mailed(draft: Draft, email: str, token: str) -> None:
    """Keep where the private link went, so that its writer can be warned there once."""
    # It may be sent or thrown away in another window by now.
    mailed = {"email": email, "token": token}
    Draft.objects.filter(pk=draft.pk, contribution=None).update(mailed=mailed)


def received_at(draft: Draft) -> datetime:
    """The moment that counts if it is sent now (Awb 2:20).

    The law looks at when the message reached our system. That is when everything was on it for
    the first time, if the sender then sends without delay; otherwise it is the moment of sending.
    """
    now = clock.now()
    if draft.completed_at is not None and now - draft.completed_at <= TIME_TO_SEND:
        return draft.completed_at
    return now


def send(draft: Draft) -> Contribution:
    """Make the draft a contribution, once, and erase what was typed.

    Sending it again, also at the same moment, gives the same contribution. Raises `Refused` when
    it is not complete; then it stays as it is.
    """
    with transaction.atomic():
        draft = _locked(draft)
        if draft.contribution is not None:
            return draft.contribution
        form = bound_form(draft)
        if not form.is_valid():
            raise Refused(_("Something is still missing. Please look at your answers."))
        submission = submission_of(form)
        contribution = receive.receive(
            draft.consultation,
            actor=None,
            channel=Channel.WEB,
            form=draft.form,
            given=submission.given,
            submitter=submission.submitter,
            represented_by=submission.represented_by,
            signatories=submission.signatories,
            attachments=submission.attachments,
            name_may_be_published=submission.name_may_be_published,
            language=languages.current(),
            received_at=received_at(draft),
            submission_key=draft.pk,
        )
        _became(draft, contribution)
    return contribution


def end(pk: UUID, contribution: Contribution) -> None:
    """Its writer said it aloud to a clerk: the draft became this contribution.

    Nothing happens to one that was sent or thrown away before.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=pk).first()
        if draft is None or draft.is_sent:
            return
        files = [kept_file.file for kept_file in draft.files.select_related("file")]
        _became(draft, contribution)
        for file in files:
            # Those that the clerk left out.
            discard(file)


def _became(draft: Draft, contribution: Contribution) -> None:
    draft.contribution = contribution
    draft.typed = draft.mailed = None
    draft.save(update_fields=["contribution", "typed", "mailed"])
    draft.files.all().delete()
    for one in draft.arriving.all():
        arriving.discard(one)


def throw_away(draft: Draft) -> None:
    """Delete the draft and its files; of a draft that was sent only the memory of it."""
    with transaction.atomic():
        for kept_file in draft.files.select_related("file"):
            _take_away(kept_file)
        for one in draft.arriving.all():
            arriving.discard(one)
        draft.delete()


def _locked(draft: Draft) -> Draft:
    # No joins: after waiting for the lock they would still show what was there before it.
    return Draft.objects.select_for_update().get(pk=draft.pk)


def first_unfinished(draft: Draft, pages: Iterable[Page]) -> int | None:
    """The place of the first page that is not complete, or None."""
    files = _files(draft)
    for place, page in enumerate(pages):
        if not _bound(draft, page, **files).is_valid():
            return place
    return None
