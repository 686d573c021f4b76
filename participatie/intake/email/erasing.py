"""Erasing messages that became no contribution; those of contributions stay with them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from participatie.core import clock
from participatie.intake import orphans
from participatie.intake.email.models import NO_CONTRIBUTION_MADE, IncomingMail
from participatie.pipeline.models import StoredFile


def erase_old(before: datetime) -> int:
    """Erase what became no contribution and was not touched since `before`; how many."""
    old = (
        IncomingMail.objects.filter(state__in=NO_CONTRIBUTION_MADE, erased_at=None)
        .annotate(last=Max("steps__at"))
        .filter(last__lt=before)
    )
    return sum(_erase(pk) for pk in old.values_list("pk", flat=True))


def _erase(pk: UUID) -> bool:
    """Erase what a message says and who sent it. What remains is that it came in, and its steps.

    Its fingerprint stays too, so that it does not come in anew from its mailbox.
    """
    with transaction.atomic():
        mail = IncomingMail.objects.select_for_update().get(pk=pk)
        if not mail.may_be_put_back:
            # Somebody put it back in this very moment.
            return False
        kept = [mail.raw_id, *mail.files.values_list("file", flat=True)]
        mail.files.all().delete()
        mail.onward.update(to="", note="")
        mail.raw = None
        mail.message_id = mail.content_digest = mail.why = ""
        mail.read, mail.typed = {}, {}
        mail.erased_at = clock.now()
        mail.save()
    for file in StoredFile.objects.filter(pk__in=kept):
        orphans.discard(file)
    return True
