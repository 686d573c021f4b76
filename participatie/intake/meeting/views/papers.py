"""Papers to print for a meeting: code slips and consent forms."""

import logging
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core.pdf import PdfError
from participatie.intake.meeting import documents, speakers
from participatie.intake.meeting.models import Meeting
from participatie.intake.meeting.views.meetings import found

log = logging.getLogger("participatie.meeting")
FORMS_UNLESS_ASKED = 20


def as_file(content: bytes, name: str) -> HttpResponse:
    """A PDF to open in the browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def not_made(request: HttpRequest, meeting: Meeting, error: PdfError) -> HttpResponse:
    """Back to the meeting, with what to do now."""
    log.error("a paper of meeting %s could not be made: %s", meeting.pk, error)
    messages.error(request, _("The PDF could not be made. Try again in a few minutes."))
    return redirect("meeting_notes:meeting", meeting.pk)


@require_POST
@role_required(Role.CLERK)
def slips(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Slips with the follow codes, of those without one, of all, or of one turn with its text."""
    meeting, wanted = found(pk), request.POST.get("which", "")
    rows = documents.speakers_of(meeting)
    if wanted == "new":
        rows = rows.filter(slip_made_at=None)
    elif wanted.isdecimal():
        rows = rows.filter(order=int(wanted))
    chosen = list(rows)
    if not chosen:
        messages.info(request, _("There are no slips to make."))
        return redirect("meeting_notes:meeting", pk)
    try:
        with transaction.atomic():
            speakers.note_slips(meeting, chosen, actor=request.user)
            made = documents.slips(meeting, chosen, with_words=wanted.isdecimal())
    except PdfError as error:
        return not_made(request, meeting, error)
    return as_file(made, "stroken.pdf")


@require_safe
@role_required(Role.CLERK)
def attendance_forms(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Empty consent forms, as many as asked."""
    meeting, asked = found(pk), request.GET.get("aantal", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else FORMS_UNLESS_ASKED
    try:
        made = documents.attendance_forms(meeting, number)
    except PdfError as error:
        return not_made(request, meeting, error)
    return as_file(made, "toestemming.pdf")
