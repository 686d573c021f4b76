"""Questions of the council and the replies, for everyone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import caching
from participatie.accountability.overview import overview, stamp
from participatie.accountability.staten.questions.models import Question
from participatie.accountability.staten.questions.reading import listed, tally, with_replies
from participatie.accountability.staten.questions.subjects import standing
from participatie.accountability.views.frame import account_crumb, consultation_or_404, frame

ON_A_PAGE = 10


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions about a consultation: what was asked, when the reply comes, what it said."""
    consultation = consultation_or_404(slug)
    asked = Question.objects.filter(consultation=consultation)

    def make() -> HttpResponse:
        rows = with_replies(listed(asked))
        context = frame(consultation, _("Questions of the Provincial Council")) | {
            "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
            "tally": tally(asked),
        }
        context["crumbs"].append(account_crumb(consultation))
        return render(request, "accountability/questions.html", context)

    return caching.answer(request, stamp(consultation), make)


@require_safe
def question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question, what it is about, and every version of the reply."""
    consultation = consultation_or_404(slug)
    at = stamp(consultation)
    rows = Question.objects.select_related("member", "answer", "change", "point__contribution")
    found = get_object_or_404(with_replies(rows), consultation=consultation, number=number)
    found.consultation = consultation

    def make() -> HttpResponse:
        context = frame(consultation, found.reference) | {
            "question": found,
            "standing": standing(found, overview(consultation, at)),
        }
        context["crumbs"] += [account_crumb(consultation), questions_crumb(found)]
        return render(request, "accountability/question.html", context)

    return caching.answer(request, at, make)


def questions_crumb(found: Question) -> dict[str, str]:
    """The way back to the list."""
    url = reverse("public_questions:questions", args=[found.consultation.slug])
    return {"name": _("Questions of the Provincial Council"), "url": url}
