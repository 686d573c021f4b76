"""The Staten workspace: was this done properly? From the numbers down to one sentence, and back."""

import secrets
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import readable, stages, tables
from participatie.accountability.overview import changes_of, overview, points_of
from participatie.accountability.staten import articles, home, lists
from participatie.accountability.staten import tables as staten_tables
from participatie.accountability.staten.checks import checks
from participatie.accountability.staten.trail import trail
from participatie.accountability.views import parity
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline import timeliness
from participatie.pipeline.models import Consultation, Decision, Delivery, Event, Point
from participatie.pipeline.statuses import AnswerStatus, Status

entrance = role_required(Role.COUNCILLOR, Role.REGISTRY)
ON_A_PAGE = 25
POINTS_ON_A_PAGE = 50


@require_safe
@entrance
def overview_of_all(request: HttpRequest) -> HttpResponse:
    """Every consultation with its numbers."""
    compares = request.user.has_role(*parity.ROLES)
    context = {"rows": home.rows(), "compares_doors": compares}
    return render(request, "staten/home.html", context)


@require_safe
@entrance
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: the questions of completeness, the numbers, and the ways down."""
    found = _consultation(slug)
    seen = overview(found)
    sent = home.notices(found)
    list_url = reverse("staten:contributions", args=[slug])
    answers_url = reverse("staten:answers", args=[slug])
    return render(
        request,
        "staten/consultation.html",
        _frame(found)
        | {
            "overview": seen,
            "checks": checks(found, seen, sent),
            "steps": stages.steps(found),
            "door_bars": [(door.label, door.received) for door in seen.doors],
            "doors_table": tables.doors(seen, url=f"{list_url}?kanaal="),
            "outcomes_table": staten_tables.door_outcomes(seen.flows, list_url),
            "themes_table": tables.themes(
                seen, lambda theme: f"{answers_url}?thema={theme.pk}" if theme.pk else ""
            ),
            "notices": staten_tables.notices(sent),
            "progress": staten_tables.progress(lists.answer_statuses(found)),
        },
    )


@require_safe
@entrance
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contributions that fit the filter, or a random sample of them."""
    found = _consultation(slug)
    form = lists.ContributionFilter(request.GET, consultation=found)
    chosen = form.cleaned_data
    if form.number is not None and found.contributions.filter(number=form.number).exists():
        return redirect("staten:contribution", slug, form.number)
    size, seed = chosen.get("steekproef"), chosen.get("zaad", "")
    if size and not seed:
        query = request.GET.copy()
        query["zaad"] = str(secrets.randbelow(1_000_000))
        return redirect(f"{request.path}?{query.urlencode()}")
    rows = form.narrow(lists.contributions(found))
    total = rows.count()
    if size:
        numbers = form.narrow(found.contributions.order_by("number"))
        drawn = lists.sample(numbers.values_list("number", flat=True), size, seed)
        rows = rows.filter(number__in=drawn)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.consultation = found
    return render(
        request,
        "staten/contributions.html",
        _frame(found, _("Contributions"))
        | {"form": form, "page": page, "total": total, "size": size, "seed": seed},
    )


@require_safe
@entrance
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution: what may be read of it, what happened to it, what was done with it."""
    consulted = _consultation(slug)
    found = readable.contribution_or_404(consulted, number)
    text = readable.public_text_of(found)
    points = points_of(consulted).filter(contribution=found)
    others = consulted.contributions.order_by("number").values_list("number", flat=True)
    return render(
        request,
        "staten/contribution.html",
        _frame(consulted, found.reference, ("contributions", _("Contributions")))
        | {
            "contribution": found,
            "explanation": timeliness.explain(found),
            "public_text": text,
            "pieces": readable.pieces(text) if text else [],
            "left_out": readable.left_out(text) if text else [],
            "is_withdrawn": found.status == Status.WITHDRAWN,
            "files": found.attachments.count(),
            "signatories": found.signatories.count(),
            "points": accounts.answered(consulted, points),
            "point_count": points.count(),
            "steps": trail(Event.objects.filter(contribution=found)),
            "deliveries": Delivery.objects.filter(contribution=found).only(
                "kind", "way", "status", "created_at", "settled_at"
            ),
            "previous": others.filter(number__lt=number).last(),
            "next": others.filter(number__gt=number).first(),
        },
    )


@require_safe
@entrance
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """The published answers, by outcome and theme."""
    found = _consultation(slug)
    form = lists.AnswerFilter(request.GET, consultation=found)
    published = found.answers.filter(status=AnswerStatus.PUBLISHED)
    keys = set(form.narrow(published).values_list("pk", flat=True))
    seen = overview(found)
    page = Paginator([p for p in seen.answers if p.pk in keys], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "staten/answers.html",
        _frame(found, _("Answers"))
        | {
            "form": form,
            "page": page,
            "answers": accounts.done(found, seen, [place.pk for place in page], first=0),
        },
    )


@require_safe
@entrance
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One published answer: up to the changes it led to, down to every point it replies to."""
    consulted = _consultation(slug)
    found = get_object_or_404(
        consulted.answers.filter(status=AnswerStatus.PUBLISHED), number=number
    )
    seen = overview(consulted)
    if found.pk not in seen.by_answer:
        # Everyone it replied to has withdrawn, and nothing changed because of it.
        raise Http404
    (done,) = accounts.done(consulted, seen, [found.pk], first=0)
    points = points_of(consulted).filter(answer=found)
    page, said = _points(request, consulted, points)
    return render(
        request,
        "staten/answer.html",
        _frame(consulted, done.reference, ("answers", _("Answers")))
        | {
            "answer": done,
            "approved_at": found.approved_at,
            "published_at": found.published_at,
            "is_by_two": found.approver_id not in (None, found.author_id),
            "page": page,
            "said": said,
            "contributions": points.aggregate(count=Count("contribution", distinct=True))["count"],
            "steps": trail(Event.objects.filter(answer=found)),
        },
    )


@require_safe
@entrance
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """The text article by article, what changed in it, and how many stand behind each change."""
    found = _consultation(slug)
    decided = _decision(found)
    return render(
        request,
        "staten/decision.html",
        _frame(found, _("Decision"))
        | {
            "decision": decided,
            "rows": articles.rows(found) if decided else [],
            "steps": trail(Event.objects.filter(decision=decided)) if decided else [],
        },
    )


@require_safe
@entrance
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One change: before and after, and every contribution behind it."""
    consulted = _consultation(slug)
    found = get_object_or_404(changes_of(consulted), number=number)
    seen = overview(consulted)
    (changed,) = accounts.changed(consulted, seen, [found.pk], first=0)
    causes = next(place.answers for place in seen.changes if place.pk == found.pk)
    points = points_of(consulted).filter(answer__in=causes)
    page, said = _points(request, consulted, points)
    by_key = dict(zip(causes, changed.answers, strict=True))
    return render(
        request,
        "staten/change.html",
        _frame(consulted, changed.reference, ("decision", _("Decision")))
        | {
            "change": changed,
            "decision": _decision(consulted),
            "rows": [(point, by_key[point.answer]) for point in said if point.answer],
            "page": page,
            "contributions": points.aggregate(count=Count("contribution", distinct=True))["count"],
        },
    )


def _points(
    request: HttpRequest, consultation: Consultation, points: QuerySet[Point]
) -> tuple[Page[int], list[accounts.Said]]:
    keys = points.order_by("contribution__number", "number").values_list("pk", flat=True)
    page = Paginator(keys, POINTS_ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = Point.objects.filter(pk__in=list(page))
    return page, list(accounts.said(consultation, chosen))


def _consultation(slug: str) -> Consultation:
    return get_object_or_404(Consultation.objects.select_related("decision"), slug=slug)


def _decision(consultation: Consultation) -> Decision | None:
    return getattr(consultation, "decision", None)


def _frame(consultation: Consultation, title: str = "", *above: tuple[str, str]) -> dict[str, Any]:
    crumbs = [{"name": _("Provincial Council"), "url": reverse("staten:home")}]
    if title:
        url = reverse("staten:consultation", args=[consultation.slug])
        crumbs.append({"name": consultation.title, "url": url})
    for name, label in above:
        crumbs.append({"name": label, "url": reverse(f"staten:{name}", args=[consultation.slug])})
    return {
        "consultation": consultation,
        "title": title or consultation.title,
        "crumbs": crumbs,
    }
