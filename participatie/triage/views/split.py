"""Taking points from a contribution, and what of its text is in none of them yet."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import text
from participatie.core.text import Span
from participatie.pipeline.acts import points
from participatie.pipeline.models import Contribution, Point
from participatie.pipeline.refusals import Refused
from participatie.triage import queries
from participatie.triage.forms import PointForm, PointThemeForm
from participatie.triage.passages import marks_of, pieces

LISTED = 200
"""How many of the sentences that are in no point are listed; all are marked in the text."""


@role_required(Role.HANDLER)
def split(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The text beside its points; POST with `act` does one of ACTS."""
    found = queries.contribution_or_404(reference)
    form = PointForm(contribution=found)
    failed, refusal, removing = None, "", {}
    if request.method == "POST":
        try:
            match request.POST.get("act"):
                case "make":
                    form = PointForm(request.POST, contribution=found)
                    if form.is_valid():
                        return _make(request, found, form)
                    failed = form
                case "theme" | "remove" as act:
                    return POINT_ACTS[act](request, found, _point(request, found))
                case _:
                    return redirect("triage:split", found.reference)
        except Refused as refused:
            refusal = str(refused)
            found = queries.contribution_or_404(reference)
            removing = {
                "point": request.POST.get("point"),
                "reason": request.POST.get("reason", ""),
            }
    context = _page(request, found) | {
        "point_form": form,
        "form": failed,
        "refusal": refusal,
        "removing": removing,
    }
    return render(
        request, "triage/split.html", context, status=422 if refusal or failed is not None else 200
    )


def _page(request: HttpRequest, found: Contribution) -> dict[str, Any]:
    current = list(
        found.points.filter(removed_at=None).select_related("theme", "answer__consultation")
    )
    for point in current:
        point.contribution = found
    sentences = text.sentences(found.words)
    covered = [p.span for p in current if p.span] + found.not_own_words
    open_sentences = text.uncovered(found.words, covered)
    numbers = {sentence.start: number for number, sentence in enumerate(sentences, start=1)}
    return {
        "contribution": found,
        "points": current,
        "themes": list(found.consultation.themes.all()),
        "pieces": pieces(found.words, marks_of(current), sentences, open_sentences),
        "sentence_count": len(sentences),
        "open_count": len(open_sentences),
        "open_sentences": [
            (numbers[span.start], found.words[span.start : span.end][:200])
            for span in open_sentences[:LISTED]
        ],
        "attachments": found.attachments.select_related("file"),
        "next": queries.next_without_points(found, request.user),
        "next_to_judge": queries.next_to_judge(found, request.user),
    }


def _make(request: HttpRequest, found: Contribution, form: PointForm) -> HttpResponseBase:
    span: Span | None = form.cleaned_data["span"]
    point = points.make_point(
        found,
        points.Passage(
            summary=form.cleaned_data["summary"], span=span, theme=form.cleaned_data["theme"]
        ),
        actor=request.user,
    )
    told = _("Point %(reference)s was made.")
    messages.success(request, told % {"reference": point.reference})
    return _back(found, span)


def _back(found: Contribution, span: Span | None) -> HttpResponseRedirect:
    """To the place in the text where the handler was."""
    address = reverse("triage:split", args=[found.reference])
    if span is not None:
        before = sum(1 for sentence in text.sentences(found.words) if sentence.start <= span.start)
        address += f"#zin-{max(before, 1)}"
    return HttpResponseRedirect(address)


def _point(request: HttpRequest, found: Contribution) -> Point:
    number = request.POST.get("point", "")
    point = (
        found.points.select_related("contribution__consultation", "answer__consultation")
        .filter(pk=number if number.isdecimal() else None)
        .first()
    )
    if point is None:
        raise Refused(_("This point does not exist."))
    return point


def _set_theme(request: HttpRequest, found: Contribution, point: Point) -> HttpResponseBase:
    form = PointThemeForm(request.POST, contribution=found)
    if not form.is_valid():
        raise Refused(_("Choose a theme from the list."))
    points.set_point_theme(point, actor=request.user, theme=form.cleaned_data["theme"])
    told = _("The theme of point %(reference)s was saved.")
    messages.success(request, told % {"reference": point.reference})
    return redirect("triage:split", found.reference)


def _remove(request: HttpRequest, found: Contribution, point: Point) -> HttpResponseBase:
    points.remove_point(point, actor=request.user, reason=request.POST.get("reason", ""))
    told = _("Point %(reference)s was removed.")
    messages.success(request, told % {"reference": point.reference})
    return redirect("triage:split", found.reference)


POINT_ACTS: dict[str, Callable[[HttpRequest, Contribution, Point], HttpResponseBase]] = {
    "theme": _set_theme,
    "remove": _remove,
}
