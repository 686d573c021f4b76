"""Mails of ours because of a message: the message itself, or a notice to who sent it."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from participatie.core import clock, mail
from participatie.core.tasks import PERSISTENT
from participatie.intake.email.models import OnwardKind, OnwardMail, OnwardState

_TO_SEND = (OnwardState.WAITING, OnwardState.FAILED)


@app.task(name="intake_email.send_onward", retry=PERSISTENT, pass_context=False)
def send_onward(onward_id: int) -> None:
    """Send one of these mails, once. A failure stands on its row, and is raised to be tried."""
    try:
        with transaction.atomic():
            row = OnwardMail.objects.select_for_update(of=("self",)).get(pk=onward_id)
            if row.state not in _TO_SEND:
                return
            row.message_id = _send(row)
            row.state, row.error, row.sent_at = OnwardState.SENT, "", clock.now()
            row.save()
    except Exception as error:
        OnwardMail.objects.filter(pk=onward_id, state__in=_TO_SEND).update(
            state=OnwardState.FAILED, error=type(error).__name__[:100]
        )
        raise


def _send(row: OnwardMail) -> str:
    incoming = row.mail
    is_notice = row.kind == OnwardKind.NOTICE
    with translation.override("nl"):
        subject = (
            _("We sent your message on to %(body)s") % {"body": row.body}
            if is_notice
            else _("E-mail that came in here, sent on to you")
        )
    context = {"row": row, "incoming": incoming, "subject_was": incoming.read.get("subject", "")}
    if is_notice:
        return mail.send("mail_sent_on", context, to=row.to, subject=subject)
    # Byte for byte: as a message within a message it would be written anew.
    original = ("bericht.eml", incoming.original(), "application/octet-stream")
    return mail.send(
        "mail_onward",
        context,
        to=row.to,
        subject=subject,
        reply_to=incoming.read.get("address") or None,
        attachments=[original],
    )
