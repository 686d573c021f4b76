"""All consultations, and one of them: the numbers, whether it is complete, and the ways down."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from participatie.accountability import stages, tables
from participatie.accountability.algorithms import LAGGING_DOORS
from participatie.accountability.parity import FEW
from participatie.accountability.staten import glance, signals
from participatie.accountability.staten import tables as staten_tables
from participatie.accountability.staten.asked import QUESTIONS, AboutNotices
from participatie.accountability.staten.evidence import heaps
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known, once
from participatie.accountability.staten.links.broken import signals as broken_links
from participatie.accountability.staten.paging import page_of
from participatie.accountability.staten.questions.signals import waiting
from participatie.core import algorithms
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel, DeliveryKind

ON_A_PAGE = 50
SIGNALS: tuple[signals.Signals, ...] = (waiting, broken_links)
"""What the parts of the workspace ask attention for on the page of all consultations."""


@require_safe
@entrance
def overview_of_all(request: HttpRequest) -> HttpResponse:
    """Every consultation with its numbers."""
    every = list(Consultation.objects.all())
    beside = signals.of_all(SIGNALS, every)
    rows = [(row, [*row.signals, *beside[row.consultation.pk]]) for row in glance.rows(every)]
    return render(request, "staten/home.html", {"rows": rows})


@require_safe
@entrance
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: the questions of completeness, the numbers, and the ways down."""
    found = consultation_or_404(slug)
    counted = known(found)
    seen = counted.overview
    is_published = found.answers_published_at is not None
    points_url = reverse("staten:points", args=[slug])
    context = frame(found) | {
        "overview": seen,
        "checks": counted.checks,
        "steps": stages.steps(found),
        "doors_table": staten_tables.doors(
            seen,
            reverse("staten:contributions", args=[slug]),
            is_published=is_published,
        ),
        "shares_table": staten_tables.shares(seen, is_published=is_published),
        "warns": seen.total.received and algorithms.is_on(LAGGING_DOORS.slug),
        "lagging": [door.label for door in counted.lagging],
        "few": FEW,
        "notices": staten_tables.notices(counted.notices, slug),
        "progress": staten_tables.progress(counted.answer_statuses, points_url),
    }
    if is_published:
        context |= {
            "flows": seen.flows,
            "flows_from": [(door.value, str(door.label).capitalize()) for door in Channel],
            "flows_to": tables.outcome_names(),
            "outcomes_table": staten_tables.door_outcomes(seen, points_url),
            "themes_table": staten_tables.themes_outcomes(seen, points_url),
        }
    return render(request, "staten/consultation.html", context)


@require_safe
@entrance
def check(request: HttpRequest, slug: str, check: str) -> HttpResponse:
    """The lists behind one question of completeness: where it holds, and where it does not."""
    found = consultation_or_404(slug)
    if check not in QUESTIONS:
        raise Http404
    counted = known(found)
    question, kind = QUESTIONS[check], request.GET.get("soort")
    if isinstance(question, AboutNotices) and kind in question.kinds:
        question = replace(question, kinds=frozenset({DeliveryKind(kind)}))
    else:
        kind = None
    every = heaps(found, counted.overview, question)

    def lengths(_consultation: Consultation) -> dict[str, int]:
        return {heap.name: Paginator(heap.rows, ON_A_PAGE).count for heap in every}

    length = once(f"check-{check}-{kind}", lengths, [found])[found.pk]
    filled = [heap for heap in every if length[heap.name]]
    asked = request.GET.get("deel")
    chosen = next((heap for heap in every if heap.name == asked), (filled or every)[0])
    page = page_of(request, chosen.rows, ON_A_PAGE, length[chosen.name])
    (answer,) = (each for each in counted.checks if each.slug == check)
    return render(
        request,
        "staten/check.html",
        frame(found, answer.question)
        | {
            "check": answer,
            "kind": kind and DeliveryKind(kind).label,
            "tabs": [
                {
                    "name": heap.label,
                    "url": f"?soort={kind}&deel={heap.name}" if kind else f"?deel={heap.name}",
                    "current": heap is chosen,
                    "count": number_format(length[heap.name], force_grouping=True),
                }
                for heap in every
            ],
            "chosen": chosen,
            "page": page,
            "lines": [chosen.line(row) for row in page],
        },
    )
