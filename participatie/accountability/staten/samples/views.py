"""Samples in the Staten workspace: draw, read point by point, and say whether it convinces."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accountability import readable
from participatie.accountability.algorithms import SAMPLE
from participatie.accountability.overview import Stamp, stamp
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.samples import acts, reading
from participatie.accountability.staten.samples.forms import DrawForm, JudgementForm
from participatie.accountability.staten.samples.models import DrawnPoint, Judgement, Sample
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import algorithms
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

ON_A_PAGE = 25
LONG = 2500
"""Characters of a text that stand open beside the answer; a longer one opens at a touch."""


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def samples(request: HttpRequest, slug: str) -> HttpResponse:
    """The samples that were kept, and the way to draw one more."""
    consultation = consultation_or_404(slug)
    form = DrawForm(request.POST or None, consultation=consultation)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            sample = acts.draw_sample(
                consultation,
                actor=request.user,
                size=form.cleaned_data["aantal"],
                seed=form.cleaned_data["zaad"],
                choice=form.choice,
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("samples:sample", slug, sample.number)
    kept = reading.samples(consultation, request.user)
    page = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("page"))
    for sample in page:
        sample.choice = reading.choice_of(sample)
        sample.role = _role(sample.drawn_by, request.user)
    context = frame(consultation, _("Samples")) | {
        "form": form,
        "refusal": refusal,
        "page": page,
        "is_on": algorithms.is_on(SAMPLE.slug),
        "may_draw": request.user.has_role(*acts.DRAW),
        "judges": _judges(request.user),
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "staten/samples/list.html", context, status=status)


@require_safe
@entrance
def sample(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One sample: its points, how far its judging is, and how anyone can draw it again."""
    consultation = consultation_or_404(slug)
    found = _sample(consultation, number)
    rows = reading.rows(found, request.user)
    mine = [row.opinions.mine for row in rows if row.opinions.mine]
    to_do = [row.place for row in rows if row.is_to_do]
    again = reverse("public_samples:draw", args=[slug])
    context = frame(consultation, _name(found), ("samples:list", _("Samples"))) | {
        "sample": found,
        "choice": reading.choice_of(found),
        "role": _role(found.drawn_by, request.user),
        "rows": rows,
        "judges": _judges(request.user),
        "convincing": sum(judgement.is_convincing for judgement in mine),
        "not_convincing": sum(not judgement.is_convincing for judgement in mine),
        "gone": sum(bool(row.gone) for row in rows),
        "to_do": to_do,
        "others_now": reading.others_now(found, stamp(consultation)),
        "again_url": f"{again}?{urlencode(reading.query_of(found))}",
    }
    return render(request, "staten/samples/sample.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def point(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """One point of a sample, with what was done with it beside it; one tap judges it."""
    consultation = consultation_or_404(slug)
    found = _sample(consultation, number)
    drawn = get_object_or_404(
        DrawnPoint.objects.select_related("point__contribution__consultation").defer(
            *(f"point__contribution__{name}" for name in readable.NOT_PUBLIC)
        ),
        sample=found,
        place=place,
    )
    form, refusal = None, ""
    if request.method == "POST":
        form = JudgementForm(request.POST)
        if form.is_valid():
            try:
                judgement = acts.judge(
                    drawn,
                    actor=request.user,
                    is_convincing=form.is_convincing,
                    remark=form.cleaned_data["opmerking"],
                )
            except Refused as refused:
                refusal = str(refused)
            else:
                return _on(request, consultation, found, judgement)
    context = _point(request.user, found, drawn, form, stamp(consultation))
    title = _("Point %(place)s of %(number)s") % {"place": place, "number": context["last"]}
    above = {
        "name": _name(found),
        "url": reverse("samples:sample", args=[slug, number]),
    }
    around = frame(consultation, title, ("samples:list", _("Samples")))
    around["crumbs"].append(above)
    context |= around | {"refusal": refusal}
    status = 422 if refusal or context["form"].errors else 200
    return render(request, "staten/samples/point.html", context, status=status)


def _point(
    viewer: User, sample: Sample, drawn: DrawnPoint, form: JudgementForm | None, at: Stamp
) -> dict[str, Any]:
    told = reading.opinions(
        drawn.judgements.select_related("by").order_by("at"),
        viewer,
    )
    gone = reading.gone_because(drawn.point)
    card = None if gone else reading.card(sample.consultation, drawn.point, at)
    text = card.public_text if card else None
    last = sample.drawn.count()
    return {
        "sample": sample,
        "drawn": drawn,
        "last": last,
        "previous": drawn.place - 1,
        "next": drawn.place + 1 if drawn.place < last else 0,
        "gone": gone,
        "card": card,
        "pieces": readable.pieces(text) if text else [],
        "left_out": readable.left_out(text) if text else [],
        "is_long": text is not None and len(text.text) > LONG,
        "is_newer": text is not None and text.approved_at > sample.drawn_at,
        "judges": _judges(viewer) and not gone,
        "opinions": told,
        "form": form or JudgementForm(initial={"opmerking": told.mine.remark if told.mine else ""}),
    }


def _on(
    request: HttpRequest, consultation: Consultation, sample: Sample, judgement: Judgement
) -> HttpResponse:
    """To the next point that this member did not judge, after the last one from the front."""
    place = judgement.drawn.place
    said = _("convincing") if judgement.is_convincing else _("not convincing")
    messages.success(
        request, _("Kept. Point %(place)s: %(said)s.") % {"place": place, "said": said}
    )
    to_do = [row.place for row in reading.rows(sample, request.user) if row.is_to_do]
    if not to_do:
        return redirect("samples:sample", consultation.slug, sample.number)
    following = next((other for other in to_do if other > place), to_do[0])
    return redirect("samples:point", consultation.slug, sample.number, following)


def _sample(consultation: Consultation, number: int) -> Sample:
    found = (
        consultation.samples.select_related("theme", "drawn_by")
        .prefetch_related("drawn_by__groups")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Http404
    found.consultation = consultation
    return found


def _name(sample: Sample) -> str:
    return _("Sample %(number)s") % {"number": sample.number}


def _judges(viewer: User) -> bool:
    return viewer.has_role(Role.COUNCILLOR)


def _role(user: User, viewer: User) -> str:
    """Who it was, by role: of which party somebody is, does not matter for a draw."""
    if user.pk == viewer.pk:
        return _("you")
    names = {group.name for group in user.groups.all()}
    return ", ".join(str(role.label) for role in acts.DRAW if role in names) or _("staff")
