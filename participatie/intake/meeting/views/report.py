"""The report of a meeting: written, made public, read by everybody."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.pdf import PdfError
from participatie.intake.meeting import acts, documents
from participatie.intake.meeting.forms import ReportForm
from participatie.intake.meeting.mails import address_of_report
from participatie.intake.meeting.models import Meeting
from participatie.intake.meeting.views.meetings import CRUMBS, crumbs, found
from participatie.intake.meeting.views.papers import as_file
from participatie.pipeline.refusals import Refused

log = logging.getLogger("participatie.meeting")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK, Role.HANDLER, Role.APPROVER)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What went on and what was said, under numbers. The desk writes the general part here."""
    meeting, refusal, kept = found(pk), "", ""
    form = _form(meeting)
    may_write = request.user.has_role(Role.CLERK)
    if request.method == "POST":
        is_last = "public" in request.POST
        form = ReportForm(request.POST, is_last=is_last)
        try:
            done = _write(meeting, form, request.user, is_last=is_last)
        except Refused as refused:
            meeting.refresh_from_db()
            refusal, done, kept = str(refused), "", meeting.report
            form = _form(meeting, request.POST.get("text", ""))
        if "autosave" in request.POST:
            return HttpResponse(status=204 if done else 409)
        if done:
            messages.success(request, done)
            return redirect("meeting_notes:report", pk)
    context = {
        "crumbs": crumbs(meeting) if may_write else CRUMBS[:0],
        "meeting": meeting,
        "form": form,
        "refusal": refusal,
        "kept": kept,
        "may_write": may_write and meeting.report_ready_at is None,
        "is_held": meeting.held_on <= clock.today(),
        "content": documents.content(meeting, public=False),
        "public_url": address_of_report(meeting) if meeting.report_ready_at else "",
    }
    return render(request, "meeting_notes/report.html", context)


def _form(meeting: Meeting, text: str | None = None) -> ReportForm:
    """The form with what is kept, or with what was typed and could not be."""
    return ReportForm(
        initial={
            "text": meeting.report if text is None else text,
            "seen_at": clock.now().isoformat(),
        }
    )


def _write(meeting: Meeting, form: ReportForm, actor: User, *, is_last: bool) -> str:
    """Keep the text, also when a tick is missing, and make it public; says what was done."""
    form.full_clean()
    if "text" in form.errors or "seen_at" in form.errors:
        return ""
    given = form.cleaned_data
    acts.write_report(meeting, actor=actor, text=given["text"], seen_at=given["seen_at"])
    if form.errors:
        return ""
    if not is_last:
        return _("The report was kept.")
    acts.make_public(meeting, actor=actor)
    return _("The report is public.")


@require_safe
@role_required(Role.CLERK, Role.HANDLER, Role.APPROVER)
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as a PDF for who handles it, or with `?openbaar` as the public will read it."""
    meeting = found(pk)
    try:
        made = documents.report(meeting, public="openbaar" in request.GET)
    except PdfError:
        log.exception("the report of meeting %s could not be made", meeting.pk)
        messages.error(request, _("The PDF could not be made. Try again in a few minutes."))
        return redirect("meeting_notes:report", pk)
    return as_file(made, "verslag.pdf")


@require_safe
def public(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The report for everybody, once it is ready: only what a person approved of what was said."""
    meeting = get_object_or_404(
        Meeting.objects.select_related("consultation"),
        pk=pk,
        consultation__slug=slug,
        report_ready_at__isnull=False,
    )
    try:
        made = documents.report(meeting, public=True)
    except PdfError:
        log.exception("the public report of meeting %s could not be made", meeting.pk)
        return render(request, "meeting_notes/not_made.html", status=503)
    response = as_file(made, f"verslag-{slug}.pdf")
    patch_cache_control(response, no_cache=True)
    return response
