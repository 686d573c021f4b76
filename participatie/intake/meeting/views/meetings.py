"""All meetings, and one of them with its speakers."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.templatetags.prose import nl_date
from participatie.intake.crumbs import CRUMBS as DESK
from participatie.intake.meeting import acts, lines
from participatie.intake.meeting.forms import MeetingForm
from participatie.intake.meeting.models import Meeting, MeetingStep
from participatie.pipeline.refusals import Refused

PER_PAGE = 50
CRUMBS = [*DESK, {"name": gettext_lazy("Meetings"), "url": reverse_lazy("meeting_notes:list")}]


def found(pk: UUID) -> Meeting:
    """The meeting with its consultation, or a page that says it is not there."""
    return get_object_or_404(Meeting.objects.select_related("consultation"), pk=pk)


def crumbs(meeting: Meeting) -> list[dict[str, Any]]:
    """The way back, for the pages under this meeting."""
    url = reverse("meeting_notes:meeting", args=[meeting.pk])
    return [*CRUMBS, {"name": meeting.name, "url": url}]


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    """The page asked for."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_safe
@role_required(Role.CLERK)
def every(request: HttpRequest) -> HttpResponse:
    """All meetings, the newest day first."""
    rows = (
        Meeting.objects.select_related("consultation")
        .annotate(speaker_count=Count("speakers"))
        .order_by("-held_on", "-made_at")
    )
    page = page_of(request, rows)
    context = {"crumbs": CRUMBS[:1], "page": page, "meetings": lines.meetings(page)}
    return render(request, "meeting_notes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def new(request: HttpRequest) -> HttpResponse:
    """Make a meeting."""
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": clock.today(), "notes_by": request.user.name},
    )
    if form.is_bound and form.is_valid():
        made = acts.make(acts.Details(**form.cleaned_data), actor=request.user)
        return redirect("meeting_notes:meeting", made.pk)
    context = {"crumbs": CRUMBS, "form": form, "title": _("New meeting")}
    return render(request, "meeting_notes/details.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the details of a meeting."""
    meeting, refusal = found(pk), ""
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(meeting, name) for name in MeetingForm.base_fields},
        of=meeting,
    )
    if form.is_bound and form.is_valid():
        try:
            acts.change(meeting, acts.Details(**form.cleaned_data), actor=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("meeting_notes:meeting", pk)
    context = {
        "crumbs": crumbs(meeting),
        "form": form,
        "title": _("Change the details"),
        "refusal": refusal,
        "meeting": meeting,
    }
    return render(request, "meeting_notes/details.html", context)


@require_safe
@role_required(Role.CLERK)
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One meeting: what is next, who spoke, what is not saved yet."""
    this = found(pk)
    speakers = this.speakers.select_related("contribution__consultation")
    page = page_of(request, speakers)
    entries = this.entries.select_related("clerk")[:PER_PAGE]
    context = {
        "crumbs": CRUMBS,
        "meeting": this,
        "can_speak": this.held_on <= clock.today(),
        "known": _known(this),
        "page": page,
        "speakers": lines.speakers(page),
        "without_slip": speakers.filter(slip_made_at=None).count(),
        "unfinished": lines.unfinished(entries, request.user),
        "steps": [_step(step) for step in this.steps.select_related("by", "speaker")],
    }
    return render(request, "meeting_notes/meeting.html", context)


def _known(meeting: Meeting) -> list[dict[str, Any]]:
    rows = [
        (_("Consultation"), meeting.consultation.title),
        (_("Day"), nl_date(meeting.held_on, "weekday")),
        (_("Place"), meeting.place),
        (_("Notes by"), meeting.notes_by),
    ]
    return [{"key": key, "value": value} for key, value in rows]


def _step(step: MeetingStep) -> str:
    said = [date_format(localtime(step.at), "j F Y H.i"), step.get_kind_display()]
    if step.speaker is not None:
        said[1] += f" ({step.speaker.order}: {step.get_agreement_display()})"
    elif step.count > 1:
        said[1] += f" ({step.count})"
    return " · ".join([*said, *([step.by.name] if step.by else [])])
