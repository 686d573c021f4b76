"""What the pages about questions share: which question, the way back, and a page with one form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.staten.frame import frame
from participatie.accountability.staten.questions.models import Question
from participatie.accountability.staten.questions.reading import with_replies
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused


def question_or_404(slug: str, number: int) -> Question:
    """A question with what its page tells, and its replies as `given`; 2 queries."""
    questions = Question.objects.select_related(
        *("consultation__decision", "member__user", "asked_by", "answer", "change"),
        "point__contribution",
    )
    return get_object_or_404(with_replies(questions), consultation__slug=slug, number=number)


def frame_of_list(consultation: Consultation, title: str) -> dict[str, Any]:
    """Context of a page below the questions of one consultation."""
    return frame(consultation, title, ("questions:of", _("Questions")))


def frame_of_question(question: Question, title: str = "") -> dict[str, Any]:
    """Context of the page of a question, or of one below it."""
    context = frame_of_list(question.consultation, title or question.reference)
    if title:
        url = page_of(question)
        context["crumbs"].append({"name": question.reference, "url": url})
    return context | {"question": question}


def not_yours(request: HttpRequest, question: Question) -> HttpResponse:
    """Back to the question, with why this person cannot reply to it."""
    messages.error(request, _("This question is for another member of the Provincial Executive."))
    return redirect(page_of(question))


def back(request: HttpRequest, question: Question, refused: Refused) -> HttpResponse:
    """Back to the question, with why this cannot be done any more: before anything is typed."""
    messages.error(request, str(refused))
    return redirect(page_of(question))


def page_of(question: Question) -> str:
    """Its address in the workspace."""
    return reverse("questions:question", args=[question.consultation.slug, question.number])


def form_page(
    request: HttpRequest, context: dict[str, Any], form: forms.Form, refusal: str = ""
) -> HttpResponse:
    """A page that asks one thing: `title`, `lead`, `button` and `back` from the context."""
    status = 422 if refusal or form.errors else 200
    context = context | {"form": form, "refusal": refusal}
    return render(request, "staten/questions/form.html", context, status=status)
