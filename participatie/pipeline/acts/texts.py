"""The words of a contribution after it came in: corrected by us, added to by its sender.

The original stays; each next version says who made it, when and why.
"""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import tidy
from participatie.pipeline import events, kinds, permissions, vouched
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Attachment, Contribution, StoredFile, TextVersion
from participatie.pipeline.permissions import Act
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, Status, TextVersionKind

STILL_HANDLED = frozenset({Status.RECEIVED, Status.ADMITTED})


def why_not_correctable(contribution: Contribution) -> str:
    """Why the words cannot be corrected, as a sentence; empty when they can be."""
    if contribution.entered_by_id is None:
        return _("The sender wrote this. Nobody else changes it; the sender can add to it.")
    if Status(contribution.status) not in STILL_HANDLED:
        return _("This contribution is not being handled any more.")
    if contribution.points.filter(removed_at=None).exists():
        return _("Points were taken from these words. Ask the handler to remove them first.")
    if contribution.public_texts.filter(is_current=True).exists():
        return _("These words are public. Ask the handler to take them back first.")
    return ""


def correct(contribution: Contribution, *, actor: User, text: str, reason: str) -> TextVersion:
    """Write down better what somebody said or wrote; the sender gets to see both (Awb 3:17).

    Raises `Refused` for words of the sender's own typing, and once points or public text
    stand on them.
    """
    text = tidy(text)
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.CORRECT_TEXT)
        if why := why_not_correctable(contribution):
            raise Refused(why)
        if not reason.strip():
            raise Refused(_("Say what was wrong, or who asked for the correction."))
        if not text.strip():
            raise Refused(_("There is no text yet."))
        if text == contribution.words:
            raise Refused(_("This is the same text as it was."))
        version = _next(contribution, TextVersionKind.CORRECTION, text, reason, actor)
        events.record(
            kinds.CORRECTED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"version": version.version, "reason": version.reason},
            content=vouched.text_version(version),
        )
    return version


def add(
    contribution: Contribution,
    *,
    actor: User,
    text: str,
    files: Sequence[tuple[StoredFile, AttachmentKind]] = (),
    came_from: str = "",
    key: UUID | None = None,
) -> Contribution:
    """Put what the sender sent later behind what was there. `came_from`: “letter of 3 March”.

    Sent twice with the same `key` it is added once. Passages that points were taken from keep
    their place. Raises `Refused`.
    """
    text = tidy(text)
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.ADD)
        if key and contribution.events.filter(kind=kinds.ADDED, data__key=str(key)).exists():
            return contribution
        if Status(contribution.status) not in STILL_HANDLED:
            raise Refused(_("This contribution is not being handled any more."))
        if not text.strip() and not files:
            raise Refused(_("There is nothing to add yet: no text and no file."))
        version = None
        if text.strip():
            with translation.override(settings.LANGUAGE_CODE):
                head = _("Addition of %(day)s:") % {"day": date_format(clock.today(), "j F Y")}
            whole = "\n\n".join(filter(None, [contribution.words, f"{head}\n{text}"]))
            version = _next(contribution, TextVersionKind.ADDITION, whole, came_from, actor)
        Attachment.objects.bulk_create(
            Attachment(contribution=contribution, file=file, kind=kind) for file, kind in files
        )
        events.record(
            kinds.ADDED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={
                "version": version.version if version else None,
                "came_from": came_from.strip(),
                "files": [file.sha256 for file, _kind in files],
            }
            | ({"key": str(key)} if key else {}),
            content=vouched.text_version(version) if version else None,
        )
    return contribution


def _next(
    contribution: Contribution, kind: TextVersionKind, text: str, reason: str, actor: User
) -> TextVersion:
    if len(text) > MAX_TEXT:
        raise Refused(
            _("This text has %(count)d characters. At most %(most)d fit.")
            % {"count": len(text), "most": MAX_TEXT}
        )
    contribution.newest_text = text
    contribution.save(update_fields=["newest_text"])
    return TextVersion.objects.create(
        contribution=contribution,
        # The original is version 1.
        version=contribution.text_versions.count() + 2,
        kind=kind,
        text=text,
        reason=reason.strip()[:255],
        made_by=actor,
        made_at=clock.now(),
    )
