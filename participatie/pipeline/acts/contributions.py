"""What is done to one contribution: received, assigned, admitted or declined, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock, codes
from participatie.pipeline import events, kinds, permissions, timeliness, vouched
from participatie.pipeline.acts.locking import locked, move_contribution
from participatie.pipeline.acts.submitters import Person, keep
from participatie.pipeline.models import (
    Attachment,
    Consultation,
    Contribution,
    QuestionForm,
    Signatory,
    StoredFile,
    Theme,
    follow_digest,
)
from participatie.pipeline.permissions import Act
from participatie.pipeline.questions import MAX_TEXT, Given
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    Status,
    Timeliness,
)


def receive(
    consultation: Consultation,
    *,
    actor: User | None,
    channel: Channel,
    text: str,
    submitter: Person,
    represented_by: Person | None = None,
    signatories: Sequence[Person] = (),
    files: Sequence[tuple[StoredFile, AttachmentKind]] = (),
    form: QuestionForm | None = None,
    given: Mapping[str, Given] | None = None,
    received_at: datetime | None = None,
    postmarked_on: date | None = None,
    first_received_on: date | None = None,
    forwarded_by: str = "",
    entered_from: str = "",
    name_may_be_published: bool = False,
    language: str = settings.LANGUAGE_CODE,
    submission_key: UUID | None = None,
) -> Contribution:
    """Put one contribution on the track: the next number, a follow code, its timeliness.

    `actor` is the clerk who typed it in, None for the sender. `received_at` defaults to now.
    `first_received_on` is the day another body (`forwarded_by`) got it, which sent it on to us;
    that day counts (Awb 6:15). The same `submission_key` gives the contribution that was made
    with it before, and nothing new.
    `name_may_be_published` is the sender's own permission (GDPR 6:1 a), for the name of
    `submitter` only: representatives and signatories are never named. In `language` we tell the
    sender how it goes.
    """
    now = clock.now()
    received_at = received_at or now
    _check_arrival(channel, text, files, actor, received_at, postmarked_on)
    _check_forwarding(received_at, first_received_on, forwarded_by)
    if name_may_be_published and not submitter.contact.public_name:
        raise Refused(_("There is no name that could be published."))
    with transaction.atomic():
        permissions.require(actor, Act.RECEIVE)
        # Who it is from is written before the lock, which all arrivals wait for.
        representatives = [represented_by] if represented_by else []
        sender, *others = keep([submitter, *representatives, *signatories], now)
        representative = others.pop(0) if represented_by else None
        consultation = locked(consultation)
        if submission_key is not None:
            earlier = Contribution.objects.filter(submission_key=submission_key).first()
            if earlier is not None:
                transaction.set_rollback(True)
                return earlier
        consultation.last_number += 1
        consultation.save(update_fields=["last_number"])
        code = codes.generate()
        contribution = Contribution(
            consultation=consultation,
            number=consultation.last_number,
            channel=channel,
            text=text,
            form=form,
            given=dict(given or {}),
            submitter=sender,
            represented_by=representative,
            follow_code=code,
            follow_digest=follow_digest(code),
            received_at=received_at,
            recorded_at=now,
            postmarked_on=postmarked_on,
            first_received_on=first_received_on,
            forwarded_by=forwarded_by,
            timeliness=timeliness.judge(
                consultation,
                channel=channel,
                received_at=received_at,
                postmarked_on=postmarked_on,
                first_received_on=first_received_on,
            ),
            entered_by=actor,
            entered_from=entered_from,
            name_may_be_published=name_may_be_published,
            language=language,
            submission_key=submission_key,
        )
        contribution.save(force_insert=True)
        Signatory.objects.bulk_create(
            Signatory(contribution=contribution, submitter=person, order=order)
            for order, person in enumerate(others, start=1)
        )
        Attachment.objects.bulk_create(
            Attachment(contribution=contribution, file=file, kind=kind) for file, kind in files
        )
        events.record(
            kinds.RECEIVED,
            actor=actor,
            consultation=consultation,
            contribution=contribution,
            data={
                "channel": str(channel),
                "timeliness": str(contribution.timeliness),
                "files": [file.sha256 for file, _kind in files],
                "signatories": len(others),
                "name_may_be_published": name_may_be_published,
            },
            content=vouched.contribution(contribution, [file.sha256 for file, _kind in files]),
        )
    return contribution


def _check_arrival(
    channel: Channel,
    text: str,
    files: Sequence[tuple[StoredFile, AttachmentKind]],
    actor: User | None,
    received_at: datetime,
    postmarked_on: date | None,
) -> None:
    said_in_file = any(kind is not AttachmentKind.AUTHORISATION for _file, kind in files)
    if not text.strip() and not said_in_file:
        raise Refused(_("There is nothing in this contribution yet: no text and no file."))
    if len(text) > MAX_TEXT:
        raise Refused(
            _(
                "This text has %(count)d characters. At most %(most)d fit in the form. "
                "Send the rest as a file."
            )
            % {"count": len(text), "most": MAX_TEXT}
        )
    if channel not in (Channel.WEB, Channel.EMAIL) and actor is None:
        raise Refused(_("Somebody must have typed this contribution in."))
    if received_at > clock.now():
        raise Refused(_("The day of receipt lies in the future."))
    if postmarked_on is not None and postmarked_on > clock.today():
        raise Refused(_("The postmark lies in the future."))
    if postmarked_on is not None and postmarked_on > clock.day_of(received_at):
        raise Refused(_("The postmark lies after the day of receipt."))


def _check_forwarding(
    received_at: datetime, first_received_on: date | None, forwarded_by: str
) -> None:
    if (first_received_on is None) != (not forwarded_by.strip()):
        raise Refused(_("Give both: which body sent it on to us, and the day it came in there."))
    if first_received_on is not None and first_received_on > clock.day_of(received_at):
        raise Refused(_("The day it came in elsewhere lies after the day we received it."))


def assign(contribution: Contribution, *, actor: User, to: User | None) -> Contribution:
    """Give the contribution to a handler, or to nobody."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.ASSIGN)
        if to is not None and not to.has_role(Role.HANDLER):
            raise Refused(_("Only a case handler can be given a contribution."))
        if contribution.assigned_to_id == (to.pk if to else None):
            return contribution
        before = contribution.assigned_to_id
        contribution.assigned_to = to
        contribution.save(update_fields=["assigned_to"])
        events.record(
            kinds.ASSIGNED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"before": before, "after": to.pk if to else None},
        )
    return contribution


def set_themes(contribution: Contribution, *, actor: User, themes: Sequence[Theme]) -> Contribution:
    """Say what the contribution as a whole is about."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.SET_THEMES)
        if any(theme.consultation_id != contribution.consultation_id for theme in themes):
            raise Refused(_("This theme belongs to another consultation."))
        before = set(contribution.themes.values_list("pk", flat=True))
        after = {theme.pk for theme in themes}
        if before == after:
            return contribution
        contribution.themes.set(themes)
        events.record(
            kinds.THEMES_SET,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"themes": [theme.name for theme in themes]},
        )
    return contribution


def admit(contribution: Contribution, *, actor: User, reason: str = "") -> Contribution:
    """Take the contribution into handling; a late one needs a reason."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.JUDGE_ADMISSIBILITY)
        if contribution.timeliness == Timeliness.LATE and not reason.strip():
            raise Refused(_("This contribution is late. Say why it is handled all the same."))
        move_contribution(contribution, Status.ADMITTED)
        contribution.admissibility_reason = reason.strip()
        contribution.save(update_fields=["status", "admissibility_reason"])
        events.record(
            kinds.ADMITTED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"reason": reason.strip()},
        )
    return contribution


def decline(contribution: Contribution, *, actor: User, reason: str) -> Contribution:
    """Declare the contribution not admissible. The reason is told to the sender."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.JUDGE_ADMISSIBILITY)
        if not reason.strip():
            raise Refused(_("Say why this contribution is not admissible. The sender reads it."))
        move_contribution(contribution, Status.INADMISSIBLE)
        contribution.admissibility_reason = reason.strip()
        contribution.save(update_fields=["status", "admissibility_reason"])
        events.record(
            kinds.DECLINED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"reason": reason.strip()},
        )
    return contribution


def withdraw(contribution: Contribution, *, actor: User | None, reason: str = "") -> Contribution:
    """The sender takes the contribution back; it stays on the record as withdrawn.

    `actor` is None when the sender does it with the follow code; staff say who asked and how.
    """
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.WITHDRAW)
        if actor is not None and not reason.strip():
            raise Refused(_("Say who asked to withdraw it, and how."))
        move_contribution(contribution, Status.WITHDRAWN)
        contribution.save(update_fields=["status"])
        contribution.public_texts.filter(is_current=True).update(is_current=False)
        events.record(
            kinds.WITHDRAWN,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"reason": reason.strip()},
        )
    return contribution
