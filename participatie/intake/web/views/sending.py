"""Checking, sending, and the receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.core import qr
from participatie.intake.web import drafts, private_words
from participatie.intake.web.models import Draft
from participatie.intake.web.pages import pages_of
from participatie.intake.web.question_fields import heading_of
from participatie.intake.web.receipts import (
    can_be_pdf,
    copy_as_pdf,
    follow_link,
    steps_to_come,
    timeliness_in_words,
)
from participatie.intake.web.submissions import (
    Row,
    Submission,
    about_rows,
    all_answer_rows,
    answer_rows,
    attachment_rows,
    submission_from,
    submission_of,
)
from participatie.intake.web.views.filling import CHANGING, next_url
from participatie.intake.web.views.frame import around, gone
from participatie.intake.web.visits import HOURS_REMEMBERED, Visit, visiting
from participatie.ledger import on_paper
from participatie.ledger.promises import received
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Timeliness


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything as it will be sent; sending it makes it a contribution."""
    if visit.is_sent:
        return redirect(visit.url("receipt"))
    if visit.draft is None:
        return gone(request, visit)
    refusal = ""
    if request.method == "POST":
        try:
            drafts.send(visit.draft)
            return redirect(visit.url("receipt"))
        except Refused as refused:
            refusal = str(refused)
        except Draft.DoesNotExist:
            # Thrown away in another window just now.
            visit.forget()
            return gone(request, visit)
    going_on = next_url(visit)
    if going_on != visit.url("check"):
        return redirect(going_on)
    filled = drafts.bound_form(visit.draft)
    filled.is_valid()
    submission = submission_of(filled)
    context = around(visit) | {
        "refusal": refusal,
        "steps": len(pages_of(submission.questions)) + 1,
        "parts": _parts(visit, submission),
        "private_words": private_words.hints(submission.questions, submission.given),
        "arriving": visit.draft.arriving.all(),
    }
    return render(request, "web/check.html", context)


def _parts(visit: Visit, submission: Submission) -> list[dict[str, Any]]:
    """What was filled in, by the page where it can be changed."""
    pages = pages_of(submission.questions)
    parts = []
    for place, page in enumerate(pages):
        change = f"{visit.page_url(pages, place)}?{CHANGING}"
        if page.questions:
            rows = answer_rows(submission, page.questions)
            if page.closes_questions:
                rows += attachment_rows(submission)
            # Files were asked for, and none was sent.
            rows = rows or [Row(question.label) for question in page.questions]
            heading = heading_of(page, submission.wordings) or _("Your contribution")
            parts.append({"heading": heading, "rows": rows, "change": change})
        if page.about:
            about = about_rows(submission)
            parts.append({"heading": _("About you"), "rows": about, "change": change})
    return parts


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was received, when, with which number and code; for this browser, for one day."""
    if request.method == "POST":
        visit.forget()
        if "another" in request.POST:
            return redirect(visit.url("form"))
        return render(request, "web/left.html", around(visit) | {"sent": True})
    if not visit.is_sent:
        return redirect(visit.url("form")) if visit.draft else gone(request, visit)
    contribution = visit.draft.contribution
    submission = submission_from(contribution)
    link = follow_link(contribution)
    arrival = received(contribution)
    context = around(visit) | {
        "contribution": contribution,
        "is_late": contribution.timeliness == Timeliness.LATE,
        "timeliness": timeliness_in_words(contribution),
        "follow_link": link,
        "qr_code": qr.svg(link, title=_("QR code with the link to follow your contribution")),
        "answers": all_answer_rows(submission),
        "about": about_rows(submission),
        "steps_to_come": steps_to_come(contribution),
        "copy_url": visit.url("copy") if can_be_pdf(contribution) else "",
        "hours": HOURS_REMEMBERED,
        "proof": on_paper.rows(arrival) if arrival else [],
    }
    return render(request, "web/receipt.html", context)


@require_safe
@visiting
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was sent, as a document to keep (Awb 2:17 lid 2)."""
    contribution = visit.draft.contribution if visit.draft else None
    if contribution is None or not can_be_pdf(contribution):
        return redirect(visit.url("receipt"))
    response = HttpResponse(copy_as_pdf(contribution), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{contribution.reference}.pdf"'
    return response
