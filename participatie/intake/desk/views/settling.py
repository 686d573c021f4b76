"""What became of one notice: told, come back, to be sent again another way."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline.acts.deliveries import redeliver, settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryStatus, DeliveryWay


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
    return _back(request, delivery)


@require_POST
@role_required(Role.CLERK)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a notice that did not arrive go another way (Awb 2:11)."""
    delivery = get_object_or_404(
        Delivery.objects.select_related("contribution__consultation"), pk=pk
    )
    try:
        way = DeliveryWay(request.POST.get("way", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        redeliver(delivery, actor=request.user, way=way)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("It goes again: %(way)s. The first one stays here, as not arrived.")
        messages.success(request, said % {"way": way.label})
    return _back(request, delivery)


def _back(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    """To the page where the button was."""
    if request.POST.get("back") == "post:piles":
        return redirect(f"{reverse('post:piles')}?stapel=bellen")
    if request.POST.get("back") == "desk:saved":
        return redirect("desk:saved", delivery.contribution.reference)
    return redirect("desk:contribution", delivery.contribution.reference)
