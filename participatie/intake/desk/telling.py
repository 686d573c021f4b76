"""What the desk may tell of one contribution: who, how it came in, which notices went out."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from participatie.pipeline import timeliness
from participatie.pipeline.acts.deliveries import ways_to
from participatie.pipeline.models import (
    Attachment,
    Contact,
    Contribution,
    Delivery,
    Submitter,
)
from participatie.pipeline.queries.contributions import by_reference, with_account
from participatie.pipeline.statuses import (
    NOT_ARRIVED,
    Channel,
    DeliveryStatus,
    DeliveryWay,
)


def found_by(reference: str) -> Contribution:
    """The contribution with this number and all that is told of it. Raises Http404."""
    known = by_reference(reference)
    if known is None:
        raise Http404(_("There is no contribution with this number."))
    return (
        with_account()
        .select_related("consultation", "submitter", "represented_by", "entered_by")
        .prefetch_related(
            "events",
            Prefetch("attachments", Attachment.objects.select_related("file")),
            Prefetch("deliveries", Delivery.objects.select_related("settled_by", "recipient")),
        )
        .get(pk=known.pk)
    )


def people_of(found: Contribution) -> list[tuple[str, Submitter]]:
    """Everybody of a contribution, each with what they are in it."""
    people = [(_("Submitter"), found.submitter)]
    if found.represented_by is not None:
        people.append((_("Representative"), found.represented_by))
    return people + [(_("Signed along"), other.submitter) for other in found.signatories.all()]


def lines_of(contact: Contact) -> list[str]:
    """All contact details, by the line."""
    return [*contact.address_lines, *filter(None, [contact.email, contact.phone])] or [
        _("No contact details")
    ]


def masked_lines(contact: Contact) -> list[str]:
    """Enough to ask “and where do you live?”, not enough to give anything away."""
    name = " ".join(f"{word[0]}…" for word in contact.name.split())
    return [line for line in (contact.organisation, name, contact.city) if line] or [
        _("No contact details")
    ]


def known_of(found: Contribution) -> list[dict[str, Any]]:
    """How it came in, for the component `data_list.html`."""
    rows = [
        (_("Came in by"), Channel(found.channel).label),
        (_("Received on"), date_format(localtime(found.received_at), "j F Y")),
        (_("Term"), timeliness.explain(found)),
    ]
    if found.postmarked_on is not None:
        rows.insert(2, (_("Date of the postmark"), date_format(found.postmarked_on, "j F Y")))
    if found.first_received_on is not None:
        day = date_format(found.first_received_on, "j F Y")
        first = _("%(body)s, on %(day)s") % {"body": found.forwarded_by, "day": day}
        rows.insert(2, (_("Came in first at"), first))
    permitted = _("Yes") if found.name_may_be_published else _("No")
    rows.append((_("Name may be published"), permitted))
    if found.language != settings.LANGUAGE_CODE:
        used = get_language_info(found.language)["name_translated"]
        rows.append((_("We write in"), used))
    if found.entered_by is not None:
        rows.append((_("Typed in by"), found.entered_by.name))
    if found.entered_from:
        rows.append((_("Typed in from"), found.entered_from))
    return [{"key": key, "value": value} for key, value in rows]


def notice_row(delivery: Delivery, found: Contribution, shown: str) -> dict[str, Any]:
    """One notice, with what can be done about it: `shown` is “contact” when names are open."""
    status = DeliveryStatus(delivery.status)
    action, undo = None, None
    to_call = delivery.way == DeliveryWay.PHONE and status is DeliveryStatus.WAITING
    if to_call or status in NOT_ARRIVED:
        action = {"status": DeliveryStatus.TOLD, "text": _("Told by telephone")}
    elif status is DeliveryStatus.POSTED:
        action = {"status": DeliveryStatus.RETURNED, "text": _("Letter came back")}
    elif status is DeliveryStatus.TOLD and delivery.way == DeliveryWay.PHONE:
        undo = {"status": DeliveryStatus.WAITING, "text": _("Not told after all")}
    return {
        "delivery": delivery,
        "label": status.label,
        "action": action,
        "undo": undo,
        "other_ways": list(_other_ways(delivery)) if status in NOT_ARRIVED else [],
        "is_sender": delivery.recipient_id == found.sender.pk,
        "to": (lines_of if shown == "contact" else masked_lines)(delivery.recipient.contact)[0],
    }


def _other_ways(delivery: Delivery) -> Iterator[dict[str, Any]]:
    """By which ways a notice that did not arrive can go again (Awb 2:11). E-mail only to whoever
    chose it (Awb 2:8); to be told by telephone is the button beside these."""
    texts = {
        DeliveryWay.LETTER: _("Again, by letter"),
        DeliveryWay.EMAIL: _("Again, by e-mail"),
        DeliveryWay.PHONE: _("Put on the call list"),
    }
    wish = delivery.recipient.reply_by
    for way in ways_to(delivery.recipient):
        if way in texts and (way is not DeliveryWay.EMAIL or wish == way):
            yield {"way": way, "text": texts[way]}
