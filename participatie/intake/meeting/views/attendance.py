"""Who was there and consented to hear of the report."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.pdf import PdfError
from participatie.intake.meeting import attendance, documents, mails
from participatie.intake.meeting.forms import AttendeeForm, OthersForm
from participatie.intake.meeting.models import Attendee, Meeting
from participatie.intake.meeting.views.meetings import crumbs, found, page_of
from participatie.intake.meeting.views.papers import as_file, not_made
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryWay

MOST_LETTERS = 500


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def attendees(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list, and room to add the next one from the pile of forms."""
    meeting = found(pk)
    if request.method != "POST":
        return _page(request, meeting)
    form = AttendeeForm(request.POST)
    key = _key(request)
    if not form.is_valid():
        return _page(request, meeting, form=form, key=key)
    try:
        attendance.register(
            meeting,
            actor=request.user,
            contact=form.contact(),
            way=DeliveryWay(form.cleaned_data["way"]),
            key=key,
        )
    except Refused as refused:
        return _page(request, meeting, form=form, key=key, refusal=str(refused))
    messages.success(request, _("Noted. Go on with the next form."))
    return redirect("meeting_notes:attendees", pk)


@require_POST
@role_required(Role.CLERK)
def others(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note how many others were there."""
    meeting, form = found(pk), OthersForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, others_form=form)
    number = form.cleaned_data["others_present"]
    attendance.count_others(meeting, actor=request.user, number=number)
    messages.success(request, _("The number was noted."))
    return redirect("meeting_notes:attendees", pk)


@require_POST
@role_required(Role.CLERK)
def withdraw(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Erase who takes the consent back."""
    attendee = Attendee.objects.select_related("meeting").filter(pk=key, meeting=pk).first()
    if attendee is None:
        get_object_or_404(Meeting, pk=pk)
        messages.info(request, _("This person was erased already."))
    else:
        attendance.withdraw(attendee, actor=request.user)
        messages.success(
            request, _("Everything about this person is erased. Destroy the paper form too.")
        )
    return redirect("meeting_notes:attendees", pk)


@require_POST
@role_required(Role.CLERK)
def letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the letters that must go, or note that those made before went to the post."""
    meeting = found(pk)
    waiting = list(
        attendance.to_tell(meeting, DeliveryWay.LETTER).select_related("meeting__consultation")[
            :MOST_LETTERS
        ]
    )
    if "pdf" in request.POST and waiting:
        try:
            return as_file(mails.letters(waiting), "brieven.pdf")
        except PdfError as error:
            return not_made(request, meeting, error)
    shown = set(request.POST.getlist("attendee"))
    keys = [attendee.pk for attendee in waiting if str(attendee.pk) in shown]
    count = attendance.posted(meeting, actor=request.user, keys=keys)
    said = ngettext("%(count)d letter posted.", "%(count)d letters posted.", count)
    messages.success(request, said % {"count": count})
    return redirect("meeting_notes:attendees", pk)


def _key(request: HttpRequest) -> UUID:
    """Made with the form, so that a form sent twice is one person."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    form: AttendeeForm | None = None,
    key: UUID | None = None,
    others_form: OthersForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    page = page_of(request, meeting.attendees.all())
    if page.object_list:
        with transaction.atomic():
            attendance.look(meeting, actor=request.user)
    form = form or AttendeeForm(initial={"way": DeliveryWay.EMAIL.value})
    others_form = others_form or OthersForm(initial={"others_present": meeting.others_present})
    if not form.errors and not others_form.errors and page.paginator.count:
        form.fields["name"].widget.attrs["autofocus"] = True
    waiting = list(attendance.to_tell(meeting, DeliveryWay.LETTER)[:MOST_LETTERS])
    context = {
        "crumbs": crumbs(meeting),
        "meeting": meeting,
        "is_held": meeting.held_on <= clock.today(),
        "form": form,
        "key": key or uuid4(),
        "others_form": others_form,
        "refusal": refusal,
        "page": page,
        "attendees": [_row(attendee, meeting) for attendee in page],
        "letters": waiting,
        "consent": documents.consent(meeting),
        "present": page.paginator.count + meeting.others_present,
    }
    return render(request, "meeting_notes/attendees.html", context)


def _row(attendee: Attendee, meeting: Meeting) -> dict[str, Any]:
    state, tone = _("waits for the report"), "neutral"
    if attendee.told_at:
        state, tone = pgettext("attendee", "told"), "success"
    elif attendee.error:
        state, tone = _("the mail did not go: we try again"), "danger"
    elif meeting.report_ready_at and attendee.way == DeliveryWay.LETTER:
        state, tone = _("the letter has still to be posted"), "warning"
    elif meeting.report_ready_at:
        state, tone = _("the mail is on its way"), "neutral"
    return {
        "pk": attendee.pk,
        "name": attendee.contact.name,
        "way": attendee.get_way_display(),
        "state": state,
        "tone": tone,
    }
