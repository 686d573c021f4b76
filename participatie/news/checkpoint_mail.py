"""Checkpoints of the ledger for who asked: one a day, in a mail that can be kept."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.core import clock, mail, terms
from participatie.core.templatetags.prose import nl_date
from participatie.ledger.checkpoints import latest
from participatie.ledger.models import Checkpoint
from participatie.news import followers, mailing, wording
from participatie.news.models import Subscription, Topic


def waiting() -> list[int]:
    """Keys of the subscriptions that had no mail today, when something is new since their last.

    A term ends at midnight, so the first checkpoint of a day is also the one at its end.
    """
    newest = latest()
    if newest is None or clock.day_of(newest.signed_at) != clock.today():
        return []
    smaller = Checkpoint.objects.filter(size__lt=newest.size).values("signed_at")
    had_before = Q(mailed_until__lt=terms.start_of(clock.today()), mailed_until__in=smaller)
    return list(
        Subscription.objects.filter(
            Q(mailed_until=None) | had_before,
            topic=Topic.CHECKPOINTS,
            confirmed_at__isnull=False,
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def send(pk: int) -> Exception | None:
    """Mail the newest checkpoint to one subscription, once; gives back what may go well later."""
    with transaction.atomic():
        held = Subscription.objects.select_for_update(skip_locked=True)
        subscription, newest = held.filter(pk=pk).first(), latest()
        if subscription is None or newest is None or subscription.mailed_until == newest.signed_at:
            return None
        try:
            with transaction.atomic():
                _mail(subscription, newest)
        except Exception as error:  # noqa: BLE001 - whatever a provider raises, the next one goes
            if not mailing.refusal(error):
                return error
            followers.note_refusal(subscription)
        else:
            Subscription.objects.filter(pk=pk).update(mailed_until=newest.signed_at, failures=0)
    return None


def _mail(subscription: Subscription, made: Checkpoint) -> None:
    with translation.override(subscription.language):
        links = mailing.links_of(subscription)
        name = _("checkpoint.txt")
        mail.send(
            "checkpoint",
            {
                "checkpoint": made,
                "name": name,
                "links": links,
                "logbook": wording.absolute(reverse("ledger:logbook")),
            },
            to=subscription.email,
            subject=_("Checkpoint of the logbook of %(day)s") % {"day": nl_date(made.signed_at)},
            headers=mailing.way_to_stop(links) | {"Precedence": "list"},
            language=subscription.language,
            # A mail program breaks lines, and then the signature does not fit any more.
            attachments=[(name, made.note.encode(), "text/plain")],
        )
