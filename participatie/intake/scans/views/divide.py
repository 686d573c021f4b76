"""Where letters begin, which pages are left out, and which are turned: page by page."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page as Screen
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.scans import dividing
from participatie.intake.scans.dividing import Mark
from participatie.intake.scans.models import Kind, LetterState, Page, Stack, State
from participatie.intake.scans.views.stacks import CRUMBS, title_of
from participatie.pipeline.refusals import Refused

PER_SCREEN = 48
TURNS = (
    (0, gettext_lazy("As it lies")),
    (90, gettext_lazy("Quarter turn to the right")),
    (180, gettext_lazy("Upside down")),
    (270, gettext_lazy("Quarter turn to the left")),
)
_TURN = re.compile(r"0|90|180|270")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def divide(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pages of a stack as small pictures, so many on a screen; each button keeps the marks."""
    stack = get_object_or_404(Stack, pk=key)
    if stack.state not in (State.TO_DIVIDE, State.DIVIDED):
        return redirect("scans:stack", key)
    pages = stack.pages.select_related("letter").order_by("number")
    screens = Paginator(pages, PER_SCREEN)
    screen = screens.get_page(request.GET.get("page"))
    if request.method != "POST":
        return _page(request, stack, screen)
    try:
        dividing.mark(stack, _marks(request))
        if "divide" in request.POST:
            count = dividing.divide(stack, actor=request.user)
            said = ngettext(
                "The stack is divided: %(count)d letter to type in.",
                "The stack is divided: %(count)d letters to type in.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect("scans:stack", key)
    except Refused as refused:
        return _page(request, stack, screens.get_page(screen.number), refusal=str(refused))
    wanted = screen.number + ("next" in request.POST) - ("previous" in request.POST)
    return redirect(f"{reverse('scans:divide', args=[key])}?page={wanted}")


def _marks(request: HttpRequest) -> dict[int, Mark]:
    sent = request.POST
    begins, left_out = set(sent.getlist("begins")), set(sent.getlist("left_out"))
    marks = {}
    for number in sent.getlist("shown"):
        turn = sent.get(f"turn-{number}", "0")
        if number.isdigit() and _TURN.fullmatch(turn):
            marks[int(number)] = Mark(number in begins, number in left_out, int(turn))
    return marks


def _page(
    request: HttpRequest, stack: Stack, screen: Screen[Any], refusal: str = ""
) -> HttpResponse:
    context = {
        "crumbs": [
            *CRUMBS,
            {"url": reverse("scans:stack", args=[stack.pk]), "name": title_of(stack)},
        ],
        "stack": stack,
        "screen": screen,
        "pages": [_shown(page) for page in screen],
        "turns": TURNS,
        "refusal": refusal,
    }
    return render(request, "scans/divide.html", context)


def _shown(page: Page) -> dict[str, Any]:
    letter = page.letter
    is_free = letter is None or letter.state == LetterState.OPEN
    what = page.get_kind_display() if page.kind != Kind.PAGE else ""
    if page.code and page.kind == Kind.PAGE:
        what = _("paper form")
    return {"page": page, "what": what, "is_free": is_free, "letter": letter}
