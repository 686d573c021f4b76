"""What came back by post, and another way for what did not arrive (Awb 2:11)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.post.forms import CameBackForm, WhyBackForm
from participatie.pipeline.acts.deliveries import redeliver, settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryStatus, DeliveryWay

CRUMBS = [{"name": gettext_lazy("Post"), "url": reverse_lazy("post:piles")}]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def came_back(request: HttpRequest) -> HttpResponse:
    """One envelope after the other: type or scan its number, see which letter it is, say why.

    The number is sent by POST: a follow code belongs in no address.
    """
    form = CameBackForm(request.POST or None)
    why = WhyBackForm(request.POST if "notice" in request.POST else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, why)
    letters: list[Delivery] = form.cleaned_data["typed"]
    chosen = [letter for letter in letters if str(letter.pk) == request.POST.get("notice")]
    if not chosen or not why.is_valid():
        return _page(request, form, why, letters)
    try:
        settle_delivery(
            chosen[0], actor=request.user, status=DeliveryStatus.RETURNED, error=why.said()
        )
    except Refused as refused:
        return _page(request, form, why, letters, refusal=str(refused))
    said = _("Noted: the letter about %(reference)s came back. It lies with what did not arrive.")
    messages.success(request, said % {"reference": chosen[0].contribution.reference})
    return redirect("post:came_back")


def _page(
    request: HttpRequest,
    form: CameBackForm,
    why: WhyBackForm,
    letters: list[Delivery] | None = None,
    refusal: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "crumbs": CRUMBS,
        "form": form,
        "why": why,
        "letters": letters or [],
        "typed": request.POST.get("typed", ""),
        "refusal": refusal,
    }
    return render(request, "post/came_back.html", context)


@require_POST
@role_required(Role.CLERK)
def another_way(request: HttpRequest, pk: int) -> HttpResponse:
    """Say again, another way, what did not arrive."""
    delivery = get_object_or_404(Delivery.objects.select_related("contribution"), pk=pk)
    back = f"{reverse('post:piles')}?stapel=mislukt"
    way = request.POST.get("way", "")
    if way not in DeliveryWay.values:
        messages.error(request, _("Choose a way."))
        return redirect(back)
    try:
        redeliver(delivery, actor=request.user, way=DeliveryWay(way))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    done = {
        DeliveryWay.EMAIL: _("%(reference)s goes again by e-mail."),
        DeliveryWay.LETTER: _("%(reference)s goes again by letter: it waits to be printed."),
        DeliveryWay.PHONE: _("%(reference)s is on the list of people to call."),
        DeliveryWay.COLLECT: _("%(reference)s is ready to be looked up with the follow code."),
    }
    reference = delivery.contribution.reference
    messages.success(request, done[DeliveryWay(way)] % {"reference": reference})
    return redirect(back)
