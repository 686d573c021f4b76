"""The contributions that everyone may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import readable
from participatie.accountability.filters import ReadingFilter
from participatie.accountability.overview import points_of, stamp
from participatie.accountability.views.frame import consultation_or_404, frame
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.statuses import Status

CONTRIBUTIONS_ON_A_PAGE = 25


@require_safe
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contributions that can be read, and how many cannot yet."""
    consultation = consultation_or_404(slug)
    form = ReadingFilter(request.GET, consultation=consultation)
    if form.number is not None and consultation.contributions.filter(number=form.number).exists():
        return redirect("accountability:contribution", slug, form.number)
    texts = readable.texts(consultation)
    readable_now = texts.count()
    page = Paginator(form.narrow(texts), CONTRIBUTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    for text in page:
        text.contribution.consultation = consultation
        # The blocks would be read out one by one.
        text.excerpt = text.contribution.from_own_words(text.opening).replace(HIDDEN, "[…]")
    counts = readable.unreadable(consultation)
    return render(
        request,
        "accountability/contributions.html",
        frame(consultation, _("Contributions"))
        | {
            "form": form,
            "page": page,
            "is_narrowed": any(request.GET.get(name) for name in (*form.fields, "antwoord")),
            "received": readable_now + counts.total(),
            "readable": readable_now,
            "withdrawn": counts.pop(Status.WITHDRAWN, 0),
            "inadmissible": counts.pop(Status.INADMISSIBLE, 0),
            "not_yet": counts.total(),
        },
    )


@require_safe
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution: the text that may be read, its points, and what was done with them."""
    consultation = consultation_or_404(slug)
    found = readable.contribution_or_404(consultation, number)
    text = readable.public_text_of(found)
    points = points_of(consultation).filter(contribution=found)
    context = frame(consultation, found.reference) | {
        "contribution": found,
        "public_text": text,
        "pieces": readable.pieces(text) if text else [],
        "left_out": readable.left_out(text) if text else [],
        "points": accounts.answered(consultation, points, stamp(consultation)),
        "is_withdrawn": found.status == Status.WITHDRAWN,
    }
    list_url = reverse("accountability:contributions", args=[slug])
    context["crumbs"].append({"name": _("Contributions"), "url": list_url})
    return render(request, "accountability/contribution.html", context)
