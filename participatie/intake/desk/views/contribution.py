"""One contribution, to tell by telephone what became of it."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock, qr
from participatie.intake.desk.forms import WithdrawForm
from participatie.intake.desk.views.home import CRUMBS
from participatie.pipeline import story, timeliness
from participatie.pipeline.acts import contributions, public_texts
from participatie.pipeline.acts.deliveries import settle_delivery, way_for
from participatie.pipeline.models import Attachment, Contact, Contribution, Delivery, Submitter
from participatie.pipeline.queries.contributions import by_reference, with_account
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    MOVES,
    NOT_ARRIVED,
    SPOKEN,
    Channel,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
    Status,
    Timeliness,
)

log = logging.getLogger("participatie.desk")
LOOKED_AT = 5 * 60
"""Seconds in which a colleague who opened the same contribution is mentioned."""


@require_safe
@role_required(Role.CLERK)
def contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that may be told, the answer to “how far is it?” first."""
    return _page(request, _found(reference))


@require_POST
@role_required(Role.CLERK)
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """The same page with the contact details; who looked is logged."""
    found = _found(reference)
    log.info("contact details of %s shown to user %s", found.reference, request.user.pk)
    return _page(request, found, shown="contact")


@require_POST
@role_required(Role.CLERK)
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The same page with the follow code, to read out; who looked is logged."""
    found = _found(reference)
    log.info("follow code of %s shown to user %s", found.reference, request.user.pk)
    return _page(request, found, shown="code")


@require_POST
@role_required(Role.CLERK)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the contribution back because its sender asked."""
    found, form = _found(reference), WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        contributions.withdraw(found, actor=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return _page(request, _found(reference), form=form, refusal=str(refused))
    messages.success(
        request, _("Contribution %(reference)s was withdrawn.") % {"reference": found.reference}
    )
    return redirect("desk:contribution", found.reference)


@require_POST
@role_required(Role.CLERK)
def name(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that the sender permits the name to be published, or does so no longer."""
    found, permitted = _found(reference), request.POST.get("permitted") == "yes"
    try:
        public_texts.permit_name(found, actor=request.user, permitted=permitted)
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        noted = _("Noted: the name may be published.")
        messages.success(request, noted if permitted else _("Noted. The name is not public."))
    return redirect("desk:contribution", found.reference)


@require_POST
@role_required(Role.CLERK)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of one notice: told by telephone, come back by post, to be sent again."""
    delivery = get_object_or_404(
        Delivery.objects.select_related("contribution__consultation"), pk=pk
    )
    try:
        status = DeliveryStatus(request.POST.get("status", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        settle_delivery(delivery, actor=request.user, status=status)
    except Refused as refused:
        delivery.refresh_from_db(fields=["status"])
        if delivery.status == status:
            said = _("This was noted already: %(status)s.") % {"status": status.label}
            messages.info(request, said)
        else:
            messages.error(request, str(refused))
    else:
        messages.success(request, _("Noted: %(status)s.") % {"status": status.label})
    if request.POST.get("back") == "post:piles":
        return redirect(f"{reverse('post:piles')}?stapel=bellen")
    if request.POST.get("back") == "desk:saved":
        return redirect("desk:saved", delivery.contribution.reference)
    return redirect("desk:contribution", delivery.contribution.reference)


@require_safe
@role_required(Role.CLERK)
def saved(request: HttpRequest, reference: str) -> HttpResponse:
    """What to tell who is waiting: number, code, whether it is in time, and what will be sent."""
    found = _found(reference)
    if not _is_mine_of_today(request, found):
        return redirect("desk:contribution", found.reference)
    receipt = found.deliveries.filter(kind=DeliveryKind.RECEIPT, recipient=found.sender).first()
    way = DeliveryWay(receipt.way) if receipt else way_for(found.sender)
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "timely": found.timeliness != Timeliness.LATE,
        "why": timeliness.explain(Timeliness(found.timeliness), found.consultation),
        "way": way,
        "receipt": receipt,
        "can_be_told": receipt is not None
        and receipt.way == DeliveryWay.PHONE
        and receipt.status == DeliveryStatus.WAITING,
        "is_meeting": found.channel == Channel.MEETING,
        "is_spoken": found.channel in SPOKEN,
        "can_hand_over": found.channel not in (Channel.PHONE, Channel.EMAIL),
    }
    return render(request, "desk/saved.html", context)


@require_safe
@role_required(Role.CLERK)
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """A slip of paper to hand over: number, code, and a QR code of the follow page."""
    found = _found(reference)
    if not _is_mine_of_today(request, found):
        return redirect("desk:contribution", found.reference)
    address = request.build_absolute_uri(reverse("tracking:enter"))
    follow = request.build_absolute_uri(reverse("tracking:follow", args=[found.follow_code]))
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "address": address.split("://", 1)[1].rstrip("/"),
        "qr": qr.svg(follow, title=_("QR code of your own page")),
    }
    return render(request, "desk/slip.html", context)


def _found(reference: str) -> Contribution:
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


def _is_mine_of_today(request: HttpRequest, found: Contribution) -> bool:
    # Later, or for another's, the code is shown on request only, and that is logged.
    return (
        found.entered_by_id == request.user.pk and clock.day_of(found.recorded_at) == clock.today()
    )


def _page(
    request: HttpRequest,
    found: Contribution,
    *,
    shown: str = "",
    form: WithdrawForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    facts = story.facts_of(found)
    people = _people(found)
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "in_short": story.in_short(found, facts),
        "steps": story.steps(found, facts),
        "points": story.told_of(found.current_points),
        "form": form or WithdrawForm(),
        "refusal": refusal,
        "can_withdraw": Status.WITHDRAWN in MOVES[Status(found.status)],
        "can_be_named": found.status != Status.WITHDRAWN
        and bool(found.submitter.contact.public_name),
        "shown": shown,
        "people": [
            {
                "role": role,
                "lines": _lines(person.contact) if shown == "contact" else _masked(person.contact),
            }
            for role, person in people
        ],
        "deliveries": [_row(delivery, found, shown) for delivery in found.deliveries.all()],
        "other": _who_else(request, found),
        "known": _known(found),
    }
    return render(request, "desk/contribution.html", context)


def _people(found: Contribution) -> list[tuple[str, Submitter]]:
    people = [(_("Submitter"), found.submitter)]
    if found.represented_by is not None:
        people.append((_("Representative"), found.represented_by))
    return people + [(_("Signed along"), other.submitter) for other in found.signatories.all()]


def _lines(contact: Contact) -> list[str]:
    return [*contact.address_lines, *filter(None, [contact.email, contact.phone])] or [
        _("No contact details")
    ]


def _masked(contact: Contact) -> list[str]:
    """Enough to ask “and where do you live?”, not enough to give anything away."""
    name = " ".join(f"{word[0]}…" for word in contact.name.split())
    return [line for line in (contact.organisation, name, contact.city) if line] or [
        _("No contact details")
    ]


def _known(found: Contribution) -> list[dict[str, Any]]:
    rows = [
        (_("Came in by"), Channel(found.channel).label),
        (_("Received on"), date_format(localtime(found.received_at), "j F Y")),
        (_("Term"), timeliness.explain(Timeliness(found.timeliness), found.consultation)),
    ]
    if found.postmarked_on is not None:
        rows.insert(2, (_("Date of the postmark"), date_format(found.postmarked_on, "j F Y")))
    permitted = _("Yes") if found.name_may_be_published else _("No")
    rows.append((_("Name may be published"), permitted))
    if found.language != settings.LANGUAGE_CODE:
        used = get_language_info(found.language)["name_translated"]
        rows.append((_("Used the form in"), used))
    if found.entered_by is not None:
        rows.append((_("Typed in by"), found.entered_by.name))
    if found.entered_from:
        rows.append((_("Typed in from"), found.entered_from))
    return [{"key": key, "value": value} for key, value in rows]


def _row(delivery: Delivery, found: Contribution, shown: str) -> dict[str, Any]:
    status = DeliveryStatus(delivery.status)
    action = None
    to_call = delivery.way == DeliveryWay.PHONE and status is DeliveryStatus.WAITING
    if to_call or status in NOT_ARRIVED:
        action = {"status": DeliveryStatus.TOLD, "text": _("Told by telephone")}
    elif status is DeliveryStatus.POSTED:
        action = {"status": DeliveryStatus.RETURNED, "text": _("Letter came back")}
    return {
        "delivery": delivery,
        "label": status.label,
        "action": action,
        "is_sender": delivery.recipient_id == found.sender.pk,
        "to": (_lines if shown == "contact" else _masked)(delivery.recipient.contact)[0],
    }


def _who_else(request: HttpRequest, found: Contribution) -> str:
    """The colleague who opened this page last, when that was a few minutes ago."""
    key = f"desk-contribution-{found.pk}"
    last = cache.get(key)
    cache.set(key, (request.user.pk, request.user.name), LOOKED_AT)
    if last is None or last[0] == request.user.pk:
        return ""
    return _("%(name)s opened this contribution in the last five minutes.") % {"name": last[1]}
