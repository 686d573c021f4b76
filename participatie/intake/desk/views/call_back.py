"""From a call-back to a telephone call that is typed in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import phone
from participatie.intake.callback import acts, drafts
from participatie.intake.callback.models import open_call_backs
from participatie.intake.desk import entries
from participatie.intake.desk.models import DeskEntry
from participatie.intake.desk.remembered import first_values
from participatie.intake.typing.questions import as_typed
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
        asks = asked.consultation.form.questions if asked.consultation is not None else []
        answers = as_typed(asks, filled.given)
        # Questions of an older form may have no place in this one: then all in one piece.
        typed |= answers if len(answers) == len(filled.given) else {"text": filled.text}
    kept = {name: value for name, value in typed.items() if value}
    entry = entries.begin_from(asked, kept, clerk=request.user)
    other = DeskEntry.objects.filter(call_back=asked).exclude(clerk=request.user)
    if busy := other.select_related("clerk").first():
        said = _("%(name)s is typing in a call with this person too.")
        messages.warning(request, said % {"name": busy.clerk.name})
    return redirect("desk:entry", Channel.PHONE, entry.pk)
