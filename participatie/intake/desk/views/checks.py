"""A colleague compares what was typed over with its scan, side by side."""

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import algorithms, drawing
from participatie.core.files import JPEG, PDF, PNG
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import sampling
from participatie.intake.desk.act_forms import CorrectForm
from participatie.intake.desk.algorithms import SAMPLE
from participatie.intake.desk.models import TranscriptCheck
from participatie.pipeline.acts.texts import why_not_correctable
from participatie.pipeline.models import StoredFile
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind

PER_PAGE = 50
MOST_PAGES = 30
"""Pages drawn on the screen; a longer scan is opened as a file."""


@require_safe
@role_required(Role.CLERK)
def checks(request: HttpRequest) -> HttpResponse:
    """What waits to be compared, and how typing over goes."""
    page = Paginator(sampling.waiting(), PER_PAGE).get_page(request.GET.get("page"))
    found = sampling.figures()
    context = {
        "crumbs": CRUMBS,
        "page": page,
        "lines": [_line(request, check) for check in page],
        "figures": [
            {"label": _("Drawn"), "number": found.drawn},
            {"label": _("Compared"), "number": found.compared},
            {"label": _("Different from the scan"), "number": found.differed},
        ],
        "percentage": found.percentage,
        "is_on": algorithms.is_on(SAMPLE.slug),
    }
    return render(request, "desk/checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: scan and text side by side. POST says that they are the same, or what differs."""
    found = get_object_or_404(
        TranscriptCheck.objects.select_related(
            "contribution__consultation", "contribution__entered_by"
        ),
        pk=pk,
    )
    if found.result:
        messages.info(request, _("A colleague has compared this letter already."))
        return redirect("desk:checks")
    why_not = why_not_correctable(found.contribution)
    make = DiffersForm if why_not else CorrectForm
    initial = {"text": found.contribution.words}
    form: forms.Form = make(initial=initial)
    refusal = ""
    if request.method == "POST":
        same = "same" in request.POST
        form = form if same else make(request.POST, initial=initial)
        try:
            if same or form.is_valid():
                _do(request, found, form, same=same)
                return redirect(_next(request))
        except Refused as refused:
            refusal = str(refused)
    context = {
        "crumbs": [*CRUMBS, {"name": _("To compare"), "url": reverse("desk:checks")}],
        "check": found,
        "contribution": found.contribution,
        "is_mine": found.contribution.entered_by_id == request.user.pk,
        "why_not": why_not,
        "form": form,
        "refusal": refusal,
        "scans": [_scan(attachment.file) for attachment in _scans(found)],
    }
    return render(request, "desk/check.html", context)


class DiffersForm(forms.Form):
    """What is different, where the words cannot be corrected any more."""

    reason = forms.CharField(
        label=CorrectForm.base_fields["reason"].label,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        max_length=255,
        error_messages=CorrectForm.base_fields["reason"].error_messages,
    )


def _do(request: HttpRequest, found: TranscriptCheck, form: forms.Form, *, same: bool) -> None:
    named = {"reference": found.contribution.reference}
    if same:
        sampling.same(found, actor=request.user)
        messages.success(request, _("%(reference)s is the same as its scan.") % named)
    elif isinstance(form, DiffersForm):
        sampling.differs(found, actor=request.user, note=form.cleaned_data["reason"])
        messages.success(request, _("Noted what differs in %(reference)s.") % named)
    else:
        given = form.cleaned_data
        sampling.correct(found, actor=request.user, text=given["text"], reason=given["reason"])
        messages.success(request, _("%(reference)s was corrected.") % named)


def _next(request: HttpRequest) -> str:
    """The next one that this clerk may compare; the list when there is none."""
    following = sampling.waiting().exclude(contribution__entered_by=request.user.pk).first()
    return reverse("desk:check", args=[following.pk]) if following else reverse("desk:checks")


def _line(request: HttpRequest, check: TranscriptCheck) -> dict[str, Any]:
    letter = check.contribution
    is_mine = letter.entered_by_id == request.user.pk
    day = date_format(localtime(check.drawn_at), "j F Y")
    return {
        "url": reverse("desk:check", args=[check.pk]),
        "reference": letter.reference,
        "title": letter.consultation.title,
        "meta": _("typed in by %(name)s, drawn on %(day)s")
        % {"name": letter.entered_by.name if letter.entered_by else "–", "day": day},
        "status": "neutral",
        "status_label": _("your own: for a colleague") if is_mine else "",
    }


def _scans(check: TranscriptCheck) -> Any:
    return check.contribution.attachments.filter(kind=AttachmentKind.SCAN).select_related("file")


def _scan(stored: StoredFile) -> dict[str, Any]:
    """A scan with the addresses of its pages as pictures; none where it cannot be drawn."""
    pages = 0
    if stored.content_type in (PDF, JPEG, PNG):
        try:
            is_pdf = stored.content_type == PDF
            pages = drawing.count(Path(stored.content.path), is_pdf=is_pdf)
        except drawing.UnreadableScan:
            pages = 0
    return {
        "file": stored,
        "pages": [
            {"url": reverse("file:page", args=[stored.pk, number]), "number": number}
            for number in range(1, min(pages, MOST_PAGES) + 1)
        ],
        "left_out": max(0, pages - MOST_PAGES),
    }
