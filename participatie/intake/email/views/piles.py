"""E-mail that came in: what waits in each mailbox."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.crumbs import CRUMBS
from participatie.intake.email.lines import PILES, Pile, counts, lines, mailboxes, on_pile
from participatie.intake.email.models import Mailbox

PER_PAGE = 50


@require_safe
@role_required(Role.CLERK)
def piles(request: HttpRequest) -> HttpResponse:
    """One pile, of all mailboxes or of one, with what could not be read on top."""
    pile = next((each for each in PILES if each.word == request.GET.get("stapel")), PILES[0])
    boxes = mailboxes(pile)
    chosen = next((box for box in boxes if str(box.pk) == request.GET.get("postvak")), None)
    found = on_pile(pile, chosen.pk if chosen else None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = counts()
    context = {
        "crumbs": CRUMBS,
        "pile": pile,
        "page": page,
        "items": lines(page),
        "tabs": [_tab(each, pile, waiting[each.word]) for each in PILES],
        "boxes": _boxes(boxes, pile, chosen, waiting[pile.word]),
        "not_read": [box for box in boxes if box.error and box.is_active],
        "has_mailbox": bool(boxes),
    }
    return render(request, "mails/piles.html", context)


def _tab(each: Pile, pile: Pile, count: int) -> dict[str, Any]:
    return {
        "name": each.name,
        "url": f"{reverse('mails:piles')}?stapel={each.word}",
        "current": each is pile,
        "count": count,
    }


def _boxes(
    boxes: list[Mailbox], pile: Pile, chosen: Mailbox | None, total: int
) -> list[dict[str, Any]]:
    """A link for each mailbox; none where there is nothing to choose."""
    if len(boxes) < 2:
        return []
    here = f"{reverse('mails:piles')}?stapel={pile.word}"
    rows = [{"name": _("All mailboxes"), "url": here, "current": chosen is None, "count": total}]
    return rows + [
        {
            "name": box.name,
            "url": f"{here}&postvak={box.pk}",
            "current": box is chosen,
            "count": box.number,  # type: ignore[attr-defined]  # counted by the query
        }
        for box in boxes
    ]
