"""The differences between two versions of the decision, each with its cause."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known
from participatie.accountability.staten.versions import (
    FLAGGED,
    Cause,
    Place,
    Version,
    differences,
    places,
    versions,
)

ON_A_PAGE = 20
EVERYTHING = "alles"
ONLY_FLAGGED = "onverklaard"


class Pair(forms.Form):
    """Which versions to compare; what cannot be chosen is the first, the last, what differs."""

    van = forms.TypedChoiceField(label=gettext_lazy("From version"), coerce=int, required=False)
    naar = forms.TypedChoiceField(label=gettext_lazy("To version"), coerce=int, required=False)
    tonen = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            ("", gettext_lazy("articles that differ")),
            (ONLY_FLAGGED, gettext_lazy("differences without an explanation")),
            (EVERYTHING, gettext_lazy("all articles")),
        ],
    )

    def __init__(self, data: Any, every: list[Version]) -> None:
        chosen: dict[str, Any] = {"van": every[0].number, "naar": every[-1].number, "tonen": ""}
        super().__init__(chosen | data.dict(), auto_id="filter_%s")
        for name in ("van", "naar"):
            self.fields[name].choices = [(each.number, each.name) for each in every]
        if not self.is_valid():
            self.data = {**self.data, **{name: chosen[name] for name in self.errors}}
            self.full_clean()

    def narrow(self, every: list[Place]) -> list[Place]:
        """The articles to show."""
        shown = self.cleaned_data["tonen"]
        if shown == EVERYTHING:
            return every
        if shown == ONLY_FLAGGED:
            return [place for place in every if place.cause in FLAGGED]
        return [place for place in every if place.cause is not Cause.SAME]


@require_safe
@entrance
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What differs between two versions, because of which change, and what no change explains."""
    found = consultation_or_404(slug)
    decided = getattr(found, "decision", None)
    if decided is None:
        raise Http404
    drawn_up = versions(decided)
    form = Pair(request.GET, drawn_up)
    before, after = form.cleaned_data["van"], form.cleaned_data["naar"]
    every = places(found, decided, before, after)
    page = Paginator(form.narrow(every), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "staten/versions.html",
        frame(found, _("Differences between versions"), ("decision", _("Text and changes")))
        | {
            "form": form,
            "is_only": len(drawn_up) == 1,
            "is_one": before == after,
            "total": len(every),
            "different": sum(place.cause is not Cause.SAME for place in every),
            "flagged": sum(place.cause in FLAGGED for place in every),
            "page": page,
            "differences": differences(found, known(found).overview, page),
        },
    )
