"""Checking, sending, and the receipt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.core import qr
from participatie.intake.web import drafts
from participatie.intake.web.forms import parts_of
from participatie.intake.web.submissions import (
    about_rows,
    answer_rows,
    submission_from,
    submission_of,
)
from participatie.intake.web.views.filling import next_page
from participatie.intake.web.views.frame import PAGES, around, gone
from participatie.intake.web.visits import REMEMBERED, Visit, visiting
from participatie.pipeline import timeliness
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryWay, Timeliness


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
    page = next_page(visit.draft)
    if page != "check":
        return redirect(visit.url(page))
    filled = drafts.bound_form(visit.draft)
    filled.is_valid()
    submission = submission_of(filled)
    pages = len(parts_of(visit.draft.form.questions))
    context = around(visit) | {
        "refusal": refusal,
        "steps": pages + 1,
        "answers": answer_rows(submission),
        "about": about_rows(submission),
        "answers_url": visit.url(PAGES[0]),
        "about_url": visit.url(PAGES[pages - 1]),
    }
    return render(request, "web/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was received, when, with which number and code; for this browser, for one day."""
    if request.method == "POST":
        visit.forget()
        return redirect(visit.url("form"))
    if not visit.is_sent:
        return redirect(visit.url("form")) if visit.draft else gone(request, visit)
    contribution = visit.draft.contribution
    submission = submission_from(contribution)
    judged = Timeliness(contribution.timeliness)
    why = [timeliness.explain(judged, visit.consultation)]
    if judged is Timeliness.LATE:
        why.append(_("We tell you whether it still counts."))
    path = reverse("tracking:follow", args=[contribution.follow_code])
    link = f"{settings.BASE_URL}{path}"
    context = around(visit) | {
        "contribution": contribution,
        "is_late": judged is Timeliness.LATE,
        "timeliness": " ".join(why),
        "follow_url": path,
        "follow_link": link,
        "qr_code": qr.svg(link, title=_("QR code with the link to follow your contribution")),
        "answers": answer_rows(submission),
        "about": about_rows(submission),
        "steps_to_come": _steps_to_come(contribution),
        "hours": int(REMEMBERED.total_seconds() // 3600),
    }
    return render(request, "web/receipt.html", context)


def _steps_to_come(contribution: Contribution) -> list[dict[str, object]]:
    consultation = contribution.consultation
    answered_by = {
        DeliveryWay.EMAIL: _("You get our answer by e-mail."),
        DeliveryWay.LETTER: _("You get our answer in a letter."),
        DeliveryWay.PHONE: _("We call you with our answer."),
        DeliveryWay.COLLECT: _("You find our answer on this website, with your code."),
    }
    return [
        {
            "title": _("We have received your contribution"),
            "state": "checked",
            "date": contribution.received_at,
        },
        {
            "title": _("We read your contribution"),
            "state": "current",
            "text": _("A person reads it and looks which points you make."),
        },
        {
            "title": _("You get an answer to each point"),
            "state": "not-checked",
            "text": answered_by[DeliveryWay(contribution.sender.reply_by)],
        },
        {
            "title": _("The decision is made"),
            "state": "not-checked",
            "date": consultation.decision_expected_on,
            "text": _("You will see what was changed because of your contribution."),
        },
    ]
