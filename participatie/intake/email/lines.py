"""Messages as lines of a list of work, and what waits in each mailbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.accounts.models import User
from participatie.intake.email.models import IncomingMail, Kind, Mailbox, MailStep, State


@dataclass(frozen=True)
class Pile:
    """One pile of messages; `word` stands in the address."""

    word: str
    name: Any
    states: tuple[State, ...]
    empty: Any
    newest_first: bool = True


PILES = (
    Pile(
        "wacht",
        gettext_lazy("Waiting"),
        (State.WAITING,),
        gettext_lazy("No message waits."),
        newest_first=False,
    ),
    Pile(
        "apart",
        gettext_lazy("Set apart"),
        (State.SET_APART,),
        gettext_lazy("Nothing was set apart."),
    ),
    Pile(
        "klaar",
        gettext_lazy("Dealt with"),
        (State.CONTRIBUTION, State.ADDITION, State.SENT_ON, State.NO_CONTRIBUTION),
        gettext_lazy("Nothing was dealt with yet."),
    ),
)


def on_pile(pile: Pile, mailbox: int | None) -> QuerySet[IncomingMail]:
    """The messages of a pile, all or those of one mailbox; what waits longest comes first."""
    order = ("-received_at", "-pk") if pile.newest_first else ("received_at", "pk")
    found = IncomingMail.objects.filter(state__in=pile.states).order_by(*order)
    if mailbox is not None:
        found = found.filter(mailbox=mailbox)
    return found.select_related("mailbox__consultation", "contribution__consultation").annotate(
        file_count=Count("files")
    )


def following(mail: IncomingMail) -> IncomingMail | None:
    """The message that waits behind this one: of its own mailbox before those of others; one query.

    What a clerk skipped comes again when the rest is done.
    """
    behind = Q(received_at__gt=mail.received_at) | Q(received_at=mail.received_at, pk__gt=mail.pk)
    return (
        IncomingMail.objects.filter(state__in=PILES[0].states)
        .exclude(pk=mail.pk)
        .order_by(
            Case(When(mailbox=mail.mailbox_id, then=0), default=1),
            Case(When(behind, then=0), default=1),
            "received_at",
            "pk",
        )
        .first()
    )


def last_of(clerk: User) -> IncomingMail | None:
    """The message that this clerk did something with last, to go back to; one query."""
    steps = MailStep.objects.filter(by=clerk).select_related("mail").order_by("-at", "-pk")
    last = steps.first()
    return last.mail if last else None


def counts() -> dict[str, int]:
    """How many messages lie on each pile; one query."""
    return IncomingMail.objects.aggregate(
        **{pile.word: Count("pk", filter=Q(state__in=pile.states)) for pile in PILES}
    )


def waiting() -> int:
    """How many messages wait for a clerk; one query."""
    return IncomingMail.objects.filter(state=State.WAITING).count()


def mailboxes(pile: Pile) -> list[Mailbox]:
    """All mailboxes, each with the `number` of its messages on this pile; one query."""
    counted = Count("mails", filter=Q(mails__state__in=pile.states))
    # A query that groups forgets the order of its model.
    return list(Mailbox.objects.annotate(number=counted).order_by("name", "pk"))


def lines(mails: Iterable[Any]) -> list[dict[str, Any]]:
    """For the component `queue.html`."""
    return [_line(mail) for mail in mails]


def _line(mail: Any) -> dict[str, Any]:
    read = mail.read
    meta = [
        read.get("name") or read.get("address") or _("unknown sender"),
        date_format(localtime(mail.received_at), "j F Y H.i"),
    ]
    if mail.file_count:
        said = ngettext("%(count)d file", "%(count)d files", mail.file_count)
        meta.append(said % {"count": mail.file_count})
    if mail.mailbox is not None:
        meta.append(mail.mailbox.name)
    status, label = _state(mail)
    return {
        "url": reverse("mails:message", args=[mail.pk]),
        "reference": _reference(mail),
        "title": read.get("subject") or _("No subject"),
        "text": " ".join(read.get("own", "").split())[:240],
        "meta": ", ".join(meta),
        "status": status,
        "status_label": label,
    }


def _reference(mail: IncomingMail) -> str:
    if mail.contribution is not None:
        return mail.contribution.reference
    consultation = mail.mailbox.consultation if mail.mailbox else None
    return consultation.prefix if consultation else ""


def _state(mail: IncomingMail) -> tuple[str, Any]:
    if mail.virus:
        return "failed", _("virus")
    if mail.state == State.SET_APART:
        return "waiting", Kind(mail.kind).label
    if mail.state == State.WAITING:
        return "", _("answers our message") if mail.delivery_id else ""
    return "neutral", mail.get_state_display()
