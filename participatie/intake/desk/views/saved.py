"""Just saved: what to tell who is waiting, and a slip of paper to hand over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock, qr
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk.telling import found_by
from participatie.intake.typing.doors import AT_THE_DESK
from participatie.ledger import on_paper
from participatie.ledger.promises import received
from participatie.pipeline import timeliness
from participatie.pipeline.acts.deliveries import way_for
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import (
    SPOKEN,
    Channel,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
    Timeliness,
)


@require_safe
@role_required(Role.CLERK)
def saved(request: HttpRequest, reference: str) -> HttpResponse:
    """What to tell who is waiting: number, code, whether it is in time, and what will be sent."""
    found = found_by(reference)
    if not _is_mine_of_today(request, found) or found.channel not in AT_THE_DESK:
        return redirect("desk:contribution", found.reference)
    receipt = found.deliveries.filter(kind=DeliveryKind.RECEIPT, recipient=found.sender).first()
    way = DeliveryWay(receipt.way) if receipt else way_for(found.sender)
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "timely": found.timeliness != Timeliness.LATE,
        "why": timeliness.explain(found),
        "way": way,
        "receipt": receipt,
        "can_be_told": receipt is not None
        and receipt.way == DeliveryWay.PHONE
        and receipt.status == DeliveryStatus.WAITING,
        "is_spoken": found.channel in SPOKEN,
        "can_hand_over": found.channel not in (Channel.PHONE, Channel.EMAIL),
    }
    return render(request, "desk/saved.html", context)


@require_safe
@role_required(Role.CLERK)
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """A slip of paper to hand over: number, code, and a QR code of the follow page."""
    found = found_by(reference)
    if not _is_mine_of_today(request, found):
        return redirect("desk:contribution", found.reference)
    address = request.build_absolute_uri(reverse("tracking:enter"))
    follow = request.build_absolute_uri(reverse("tracking:follow", args=[found.follow_code]))
    arrival = received(found)
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "address": address.split("://", 1)[1].rstrip("/"),
        "proof": on_paper.rows(arrival) if arrival else [],
        "qr": qr.svg(follow, title=_("QR code of your own page")),
    }
    return render(request, "desk/slip.html", context)


def _is_mine_of_today(request: HttpRequest, found: Contribution) -> bool:
    # Later, or for another's, the code is shown on request only, and that is logged.
    return (
        found.entered_by_id == request.user.pk and clock.day_of(found.recorded_at) == clock.today()
    )
