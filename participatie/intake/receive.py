"""The one way in: every door calls `receive`.

A door collects and checks the shape of what came; this puts it on the track. One transaction
gives number, follow code, timeliness, submitter, files, event, deliveries and jobs.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File

from participatie.accounts.models import User
from participatie.core import clock, files
from participatie.core.text import tidy
from participatie.pipeline.acts import contributions
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Consultation, Contribution, QuestionForm, StoredFile
from participatie.pipeline.questions import Given, compose
from participatie.pipeline.statuses import AttachmentKind, Channel


def store(upload: File[Any], *, most: int | None = None) -> StoredFile:
    """Keep an uploaded file, recognised by its content and fingerprinted, before it belongs
    to anything; of at most `most` bytes, `settings.MAX_UPLOAD_BYTES` unless told.

    Raises `core.files.UnacceptableFile` with a sentence for the sender.
    """
    found = files.recognise(upload, most=most)
    stored = StoredFile(
        name=(upload.name or "bestand")[-255:],
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        created_at=clock.now(),
    )
    # The name that came with it never reaches the disk.
    stored.content.save(f"{stored.id}.{files.EXTENSIONS[found.content_type]}", upload, save=False)
    stored.save(force_insert=True)
    return stored


def receive(
    consultation: Consultation,
    *,
    actor: User | None,
    channel: Channel,
    submitter: Person,
    text: str = "",
    given: Mapping[str, Given] | None = None,
    form: QuestionForm | None = None,
    represented_by: Person | None = None,
    signatories: Sequence[Person] = (),
    attachments: Sequence[tuple[StoredFile, AttachmentKind]] = (),
    received_at: datetime | None = None,
    postmarked_on: date | None = None,
    first_received_on: date | None = None,
    forwarded_by: str = "",
    entered_from: str = "",
    name_may_be_published: bool = False,
    language: str = settings.LANGUAGE_CODE,
    submission_key: UUID | None = None,
) -> Contribution:
    """Put what somebody said on the track, whatever the door, and give it number and code.

    Either `text`, or `given` with the version of the `form` it answers: then the text is
    composed from it. Raises `pipeline.refusals.Refused` with nothing written.
    """
    said = {key: _tidied(value) for key, value in (given or {}).items()}
    if form is not None and not text:
        text = compose(form.questions, said)
    return contributions.receive(
        consultation,
        actor=actor,
        channel=channel,
        text=tidy(text),
        submitter=submitter,
        represented_by=represented_by,
        signatories=signatories,
        files=attachments,
        form=form,
        given=said,
        received_at=received_at,
        postmarked_on=postmarked_on,
        first_received_on=first_received_on,
        forwarded_by=forwarded_by.strip(),
        entered_from=entered_from.strip(),
        name_may_be_published=name_may_be_published,
        language=language,
        submission_key=submission_key,
    )


def _tidied(value: Given) -> Given:
    return tidy(value) if isinstance(value, str) else [tidy(choice) for choice in value]
