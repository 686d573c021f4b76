"""The post: letters to print, people to call, what did not arrive, and what was posted."""

import logging
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.post import batches, notices
from participatie.intake.post.forms import SelectionForm
from participatie.intake.post.notices import Pile
from participatie.intake.post.tasks import make_files
from participatie.pipeline.acts.deliveries import ways_to
from participatie.pipeline.models import Delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryWay, LetterForm

log = logging.getLogger("participatie.post")
PER_PAGE = 50
WHILE_WAITING = 20
"""So many letters are made while the clerk waits for the page: that takes about a second."""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def piles(request: HttpRequest) -> HttpResponse:
    """One pile of notices. Letters to print are made into a batch by POST."""
    pile = notices.pile_called(request.GET.get("stapel", ""))
    if pile.word == "partijen":
        return redirect("post:batches")
    if request.method != "POST":
        return _page(request, pile)
    form = SelectionForm(request.GET, waiting=batches.to_print())
    waiting = form.narrowed(notices.on(notices.PILES[0]))
    until, keys = request.POST.get("until", ""), _numbers(request, "notice")
    if "all" in request.POST and until.isdecimal():
        # Not those that came in since the page was shown, nor what was unticked on it.
        unticked = _numbers(request, "shown") - keys
        chosen = waiting.filter(pk__lte=int(until)).exclude(pk__in=unticked)
    elif keys:
        chosen = waiting.filter(pk__in=keys)
    else:
        return _page(request, pile, refusal=_("Choose at least one."))
    try:
        batch = batches.make(chosen, actor=request.user, two_sided=request.POST.get("sides") != "1")
    except Refused as refused:
        return _page(request, pile, refusal=str(refused))
    if batch.letters.count() <= WHILE_WAITING:
        make_files(batch.pk)
    return redirect("post:batch", batch.number)


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return {int(value) for value in request.POST.getlist(name) if value.isdecimal()}


def tabs(current: str) -> list[dict[str, Any]]:
    """The piles as tabs (see components/tabs.html), the one called `current` open."""
    waiting, address = notices.counts(), reverse("post:piles")
    return [
        {
            "name": pile.name,
            "url": f"{address}?stapel={pile.word}",
            "current": pile.word == current,
            "count": waiting[pile.word],
        }
        for pile in notices.PILES
    ]


def _page(request: HttpRequest, pile: Pile, refusal: str = "") -> HttpResponse:
    found, form = notices.on(pile), None
    if pile.word == "drukken":
        form = SelectionForm(request.GET, waiting=batches.to_print())
        found = form.narrowed(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if pile.word == "bellen" and page.object_list:
        log.info("telephone numbers of the call list shown to user %s", request.user.pk)
    context = {
        "pile": pile,
        "page": page,
        "form": form,
        "is_narrowed": form is not None and any(request.GET.get(name) for name in form.fields),
        "notices": [_row(delivery) for delivery in page],
        "refusal": refusal,
        "until": notices.newest(pile),
        "tabs": tabs(pile.word),
    }
    return render(request, "post/piles.html", context)


def _row(delivery: Delivery) -> dict[str, Any]:
    contact = delivery.recipient.contact
    return {
        "delivery": delivery,
        "contact": contact,
        "name": contact.name or contact.organisation or _("No name"),
        "kind": delivery.get_kind_display(),
        "state": delivery.get_status_display(),
        "form": ""
        if delivery.recipient.letter_form == LetterForm.NORMAL
        else delivery.recipient.get_letter_form_display(),
        "tell": notices.TELL[delivery.kind],
        "ways": [
            {"word": way, "text": AGAIN[way]}
            for way in ways_to(delivery.recipient)
            if way != DeliveryWay.COLLECT
        ],
    }


AGAIN: dict[str, Any] = {
    DeliveryWay.EMAIL: gettext_lazy("Send by e-mail"),
    DeliveryWay.LETTER: gettext_lazy("Send by letter"),
    DeliveryWay.PHONE: gettext_lazy("Tell by telephone"),
}
"""Buttons to say again what did not arrive."""
