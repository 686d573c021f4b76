"""One turn to speak: what was written down, and whether the speaker agrees with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.meeting import lines, speakers
from participatie.intake.meeting.models import Agreement, Speaker
from participatie.intake.meeting.views.meetings import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def turn(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The text to show to the speaker, and to note what they say of it."""
    speaker = get_object_or_404(
        Speaker.objects.select_related("meeting__consultation", "contribution__consultation"),
        meeting=pk,
        order=number,
    )
    if request.method == "POST":
        said = request.POST.get("agreement", "")
        if said in Agreement.values:
            speakers.note_agreement(speaker, actor=request.user, agreement=Agreement(said))
            noted = _("Noted: %(status)s.") % {"status": Agreement(said).label}
            messages.success(request, noted)
        return redirect("meeting_notes:turn", pk, number)
    context = {
        "crumbs": crumbs(speaker.meeting),
        "speaker": speaker,
        "title": _("Speaker %(number)d") % {"number": speaker.order},
        "shown_as": lines.SHOWN_AS[Agreement(speaker.agreement)],
        "others": [each for each in Agreement if each != speaker.agreement],
    }
    return render(request, "meeting_notes/turn.html", context)
