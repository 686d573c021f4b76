"""From a call-back to a telephone call that is typed in."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import phone
from participatie.intake.callback import acts, drafts
from participatie.intake.callback.models import open_call_backs
from participatie.intake.desk import entries
from participatie.intake.desk.remembered import first_values
from participatie.pipeline.statuses import Channel


@require_POST
@role_required(Role.CLERK)
def from_call_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin an entry with what is known of who was called, and what they filled in so far."""
    asked = get_object_or_404(open_call_backs(), pk=key)
    typed = first_values(request.session, Channel.PHONE)
    typed |= {"name": asked.name, "phone": phone.readable(asked.phone)}
    if asked.consultation is not None:
        typed["consultation"] = str(asked.consultation)
    acts.look(asked, actor=request.user)
    if filled := drafts.read(asked.draft):
        acts.look_at_draft(asked, actor=request.user)
        typed["text"] = filled.text
    entry = uuid4()
    kept = {name: value for name, value in typed.items() if value}
    entries.keep(entry, kept, clerk=request.user, channel=Channel.PHONE)
    return redirect("desk:entry", Channel.PHONE, entry)
