"""Warning somebody, once, that what they wrote was not sent and will be thrown away."""

import logging
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from participatie.core import clock, mail
from participatie.intake.web import mails
from participatie.intake.web.models import Draft

logger = logging.getLogger(__name__)


def warn(pk: UUID) -> None:
    """Mail the writer of this draft when it is time, and there is an address to mail to.

    A mail that cannot be sent is tried again the next day.
    """
    with transaction.atomic():
        # A draft that somebody works on at this moment needs no warning.
        draft = Draft.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
        if draft is None or draft.is_sent or draft.warned_at is not None:
            return
        if not draft.warns_at <= clock.now() < draft.expires_at:
            return
        email, token = address_of(draft)
        if not email:
            return
        try:
            mails.send_warning(draft, to=email, token=token)
        except mail.FAILURES:
            logger.exception("The writer of a draft could not be warned")
            return
        draft.warned_at = clock.now()
        if draft.warned_at >= draft.consultation.closes_at:
            # Before the end, the term may still become longer.
            draft.mailed = None
        draft.save(update_fields=["warned_at", "mailed"])


def address_of(draft: Draft) -> tuple[str, str]:
    """Where its writer can be mailed, and the secret of the link if it was mailed there before.

    Both are empty when nothing is known.
    """
    mailed = draft.mailed or {}
    return mailed.get("email") or _typed_email(draft), mailed.get("token", "")


def _typed_email(draft: Draft) -> str:
    typed = next(iter((draft.typed or {}).get("email", [])), "").strip()
    try:
        validate_email(typed)
    except ValidationError:
        return ""
    return typed
