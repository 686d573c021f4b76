"""Drawing for everyone: the same seed gives the same points as in the council."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participatie.accountability import account as accounts
from participatie.accountability import caching
from participatie.accountability.algorithms import SAMPLE
from participatie.accountability.overview import Stamp, stamp
from participatie.accountability.staten.samples.drawing import any_seed, draw, points_in
from participatie.accountability.staten.samples.forms import DrawForm
from participatie.accountability.views.frame import account_crumb, frame, once_published
from participatie.core import algorithms
from participatie.pipeline.models import Consultation, Point

SHOWN = 4
"""Bytes of a lottery number that are shown: enough to check the order with."""


@once_published
def drawing(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """How drawing works, and a sample of points by the seed in the address."""
    if not algorithms.is_on(SAMPLE.slug):
        context = _frame(consultation) | {"is_on": False}
        return render(request, "accountability/sample.html", context)
    at = stamp(consultation)
    return caching.answer(request, at, lambda: _drawing(request, consultation, at))


def _drawing(request: HttpRequest, consultation: Consultation, at: Stamp) -> HttpResponse:
    form = DrawForm(request.GET or None, consultation=consultation, auto_id="filter_%s")
    context = _frame(consultation) | {"is_on": True, "form": form}
    if form.is_bound and form.is_valid():
        seed = form.cleaned_data["zaad"]
        if not seed:
            query = request.GET.copy()
            query["zaad"] = any_seed()
            return redirect(f"{request.path}?{query.urlencode()}")
        points = points_in(consultation, form.choice)
        context |= {
            "seed": seed,
            "size": form.cleaned_data["aantal"],
            "population": points.count(),
            "drawn": _drawn(consultation, points, form.cleaned_data["aantal"], seed, at),
        }
    return render(request, "accountability/sample.html", context)


def _drawn(
    consultation: Consultation, points: Any, size: int, seed: str, at: Stamp
) -> list[dict[str, Any]]:
    rows = list(
        draw(points, consultation, size=size, seed=seed).values_list(
            "pk", "contribution__number", "number", "lottery_number"
        )
    )
    chosen = Point.objects.filter(pk__in=[row[0] for row in rows])
    told = {
        (said.contribution, said.number): (said, answer)
        for said, answer in accounts.answered(consultation, chosen, at)
    }
    return [
        {
            "lottery_number": bytes(lottery_number)[:SHOWN].hex(),
            "said": told[contribution, number][0],
            "answer": told[contribution, number][1],
        }
        for _pk, contribution, number, lottery_number in rows
    ]


def _frame(consultation: Consultation) -> dict[str, Any]:
    context = frame(consultation, _("Draw a sample"))
    context["crumbs"].append(account_crumb(consultation))
    return context
