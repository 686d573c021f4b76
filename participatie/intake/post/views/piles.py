"""The post: letters to print and post, people to call, and what did not arrive."""

import logging
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.pdf import PdfError
from participatie.intake.post import letters, notices
from participatie.intake.post.notices import Pile
from participatie.pipeline.models import Delivery

log = logging.getLogger("participatie.post")
PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def piles(request: HttpRequest) -> HttpResponse:
    """One pile of notices. What is done with the chosen ones comes by POST: a PDF of their
    letters, which changes nothing, or the next state."""
    pile = notices.pile_called(request.GET.get("stapel", ""))
    if request.method != "POST":
        return _page(request, pile)
    chosen = _chosen(request, pile)
    if not chosen:
        gone = _("These no longer lie on this pile. Somebody else did it already.")
        missing = _("Choose at least one.")
        return _page(request, pile, refusal=gone if "notice" in request.POST else missing)
    if "pdf" in request.POST and pile.acts:
        return _pdf(request, pile, chosen)
    act = next((act for act in pile.acts if act.word == request.POST.get("do")), None)
    if act is None:
        return _page(request, pile, refusal=_("Choose what to do with them."))
    done, refusals = notices.settle(chosen, clerk=request.user, by=act)
    if done:
        said = ngettext("%(count)d noted as “%(state)s”.", "%(count)d noted as “%(state)s”.", done)
        messages.success(request, said % {"count": done, "state": act.steps[-1].label})
    for refusal in refusals:
        messages.error(request, refusal)
    return redirect(f"{reverse('post:piles')}?stapel={pile.word}")


def _chosen(request: HttpRequest, pile: Pile) -> list[Delivery]:
    waiting = notices.on(pile)
    until = request.POST.get("until", "")
    if "all" in request.POST and until.isdigit():
        # Not those that came in since the page was shown: they are in no PDF yet.
        return list(waiting.filter(pk__lte=int(until)))
    return list(
        waiting.filter(pk__in=[pk for pk in request.POST.getlist("notice") if pk.isdigit()])
    )


def _pdf(request: HttpRequest, pile: Pile, chosen: Sequence[Delivery]) -> HttpResponse:
    try:
        document = letters.render(chosen)
    except PdfError:
        log.exception("letters could not be made")
        refusal = _("The PDF could not be made. Nothing was changed. Try fewer letters at a time.")
        return _page(request, pile, refusal=refusal)
    name = f"brieven-{clock.today().isoformat()}.pdf"
    return HttpResponse(
        document,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(request: HttpRequest, pile: Pile, refusal: str = "") -> HttpResponse:
    waiting, address = notices.counts(), reverse("post:piles")
    page = Paginator(notices.on(pile), PER_PAGE).get_page(request.GET.get("page"))
    if pile.word == "bellen" and page.object_list:
        log.info("telephone numbers of the call list shown to user %s", request.user.pk)
    context = {
        "pile": pile,
        "page": page,
        "notices": [_row(delivery) for delivery in page],
        "refusal": refusal,
        "until": notices.newest(pile),
        "total": waiting[pile.word],
        "tabs": [
            {
                "name": other.name,
                "url": f"{address}?stapel={other.word}",
                "current": other is pile,
                "count": waiting[other.word],
            }
            for other in notices.PILES
        ],
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
        "tell": notices.TELL[delivery.kind],
    }
