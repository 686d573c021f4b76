"""One contribution, to tell by telephone what became of it."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake import colleagues
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import telling
from participatie.intake.desk.act_forms import WithdrawForm
from participatie.intake.desk.telling import found_by
from participatie.intake.versions import versions_of
from participatie.pipeline import story
from participatie.pipeline.acts import contributions, public_texts
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import MOVES, Channel, Status

log = logging.getLogger("participatie.desk")


@require_safe
@role_required(Role.CLERK)
def contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that may be told, the answer to “how far is it?” first."""
    return _page(request, found_by(reference))


@require_POST
@role_required(Role.CLERK)
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """The same page with the contact details; who looked is logged."""
    found = found_by(reference)
    log.info("contact details of %s shown to user %s", found.reference, request.user.pk)
    return _page(request, found, shown="contact")


@require_POST
@role_required(Role.CLERK)
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """The same page with the follow code, to read out; who looked is logged."""
    found = found_by(reference)
    log.info("follow code of %s shown to user %s", found.reference, request.user.pk)
    return _page(request, found, shown="code")


@require_POST
@role_required(Role.CLERK)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the contribution back because its sender asked."""
    found, form = found_by(reference), WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        contributions.withdraw(found, actor=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return _page(request, found_by(reference), form=form, refusal=str(refused))
    messages.success(
        request, _("Contribution %(reference)s was withdrawn.") % {"reference": found.reference}
    )
    return redirect("desk:contribution", found.reference)


@require_POST
@role_required(Role.CLERK)
def name(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that the sender permits the name to be published, or does so no longer."""
    found, permitted = found_by(reference), request.POST.get("permitted") == "yes"
    try:
        public_texts.permit_name(found, actor=request.user, permitted=permitted)
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        noted = _("Noted: the name may be published.")
        messages.success(request, noted if permitted else _("Noted. The name is not public."))
    return redirect("desk:contribution", found.reference)


def _page(
    request: HttpRequest,
    found: Contribution,
    *,
    shown: str = "",
    form: WithdrawForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    facts = story.facts_of(found)
    other = colleagues.last_before(request.user, f"contribution {found.pk}")
    opened = _("%(name)s opened this contribution in the last five minutes.")
    seen = telling.lines_of if shown == "contact" else telling.masked_lines
    context = {
        "crumbs": CRUMBS,
        "contribution": found,
        "in_short": story.in_short(found, facts),
        "asked": found.open_request,
        "steps": story.steps(found, facts),
        "points": story.told_of(found.current_points),
        "versions": versions_of(found),
        "form": form or WithdrawForm(),
        "refusal": refusal,
        "can_withdraw": Status.WITHDRAWN in MOVES[Status(found.status)],
        "can_be_named": found.status != Status.WITHDRAWN
        and bool(found.submitter.contact.public_name),
        "shown": shown,
        "people": [
            {"role": role, "pk": person.pk, "lines": seen(person.contact)}
            for role, person in telling.people_of(found)
        ],
        "deliveries": [
            telling.notice_row(delivery, found, shown) for delivery in found.deliveries.all()
        ],
        "other": opened % {"name": other} if other else "",
        "known": telling.known_of(found),
        "mails": found.incoming_mails.values_list("pk", flat=True)
        if found.channel == Channel.EMAIL
        else (),
    }
    return render(request, "desk/contribution.html", context)
