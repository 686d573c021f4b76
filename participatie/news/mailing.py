"""What goes to followers by mail, each mail with its way to stop."""

from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.core import clock, mail
from participatie.news import following, wording
from participatie.news.models import NewsItem, NewsMail, Subscription, Topic
from participatie.news.recipients import recipients_of
from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Links:
    """The addresses that open one subscription, in the language of now."""

    confirm: str
    stop: str


def links_of(subscription: Subscription) -> Links:
    """Its links, with the secret in them."""
    return Links(
        *(
            wording.absolute(reverse(f"news:{name}", args=[subscription.token]))
            for name in ("confirm", "stop")
        )
    )


def ask_to_confirm(subscription: Subscription) -> None:
    """Mail the link that confirms; to who follows already, that they do. Raises as `mail.send`."""
    with translation.override(subscription.language):
        is_known = subscription.confirmed_at is not None
        links = links_of(subscription)
        mail.send(
            "news_confirm",
            {
                "is_known": is_known,
                "topic": subscription.topic,
                "links": links,
                "consultation": subscription.consultation,
            },
            to=subscription.email,
            subject=_subject(subscription.topic, is_known=is_known),
            headers=way_to_stop(links),
            language=subscription.language,
        )


def _subject(topic: str, *, is_known: bool) -> str:
    if topic == Topic.CHECKPOINTS:
        return _("You already get our checkpoints") if is_known else _("Confirm: our checkpoints")
    return _("You already follow our news") if is_known else _("Confirm your subscription")


def send(row: NewsMail) -> None:
    """Mail one item to one subscription. Raises as `mail.send`."""
    item, subscription = row.item, row.subscription
    with translation.override(subscription.language):
        links = links_of(subscription)
        said = wording.words(item)
        headers = way_to_stop(links) | {
            "List-Id": list_id(subscription.consultation),
            "List-Archive": f"<{wording.absolute(following.ways(subscription.consultation).news)}>",
            # Old programs that answer by themselves look at this one (RFC 3834 section 2).
            "Precedence": "list",
        }
        mail.send(
            "news_item",
            {
                "item": item,
                "words": said,
                "url": wording.absolute(wording.path(item)),
                "links": links,
                "subscription": subscription,
            },
            to=subscription.email,
            subject=said.title,
            headers=headers,
            language=subscription.language,
        )


def way_to_stop(links: Links) -> dict[str, str]:
    """One click in the mail program is enough (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{links.stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def list_id(consultation: Consultation | None) -> str:
    """By what mail programs sort and filter (RFC 2919)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    name = f"{consultation.slug}.nieuws" if consultation else "nieuws"
    return f"<{name}.{host}>"


def refusal(error: Exception) -> str:
    """Why the receiving side refused for good, or nothing when it may go well later."""
    if isinstance(error, AnymailRecipientsRefused):
        return "refused"
    if isinstance(error, SMTPRecipientsRefused):
        codes = {code for code, _reason in error.recipients.values()}
        if min(codes, default=0) >= 500:
            return f"refused {min(codes)}"
    return ""


def held(pk: int) -> NewsMail | None:
    """A mail that has still to go, locked; None when it went, was refused, or goes right now.

    Call it in a transaction.
    """
    return (
        NewsMail.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("item__consultation", "subscription__consultation")
        .filter(pk=pk, sent_at=None, refused_at=None, item__retracted_at=None)
        .first()
    )


def note_sent(row: NewsMail) -> None:
    """Remember that it went; the address is good."""
    row.sent_at, row.error = clock.now(), ""
    row.save(update_fields=["sent_at", "error"])
    Subscription.objects.filter(pk=row.subscription_id, failures__gt=0).update(failures=0)


def plan(item: NewsItem) -> list[int]:
    """A row for each mail that must go, once; the keys of those that have not gone yet.

    Call it in a transaction. No address is opened for it.
    """
    subscriptions = recipients_of(item).values_list("pk", flat=True)
    NewsMail.objects.bulk_create(
        [NewsMail(item=item, subscription_id=pk) for pk in subscriptions],
        batch_size=1000,
        ignore_conflicts=True,
    )
    waiting = NewsMail.objects.filter(item=item, sent_at=None, refused_at=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
