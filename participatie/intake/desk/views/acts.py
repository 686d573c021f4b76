"""What a clerk does to a contribution after it came in: each act on a page of its own."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake import once
from participatie.intake.completing import SettleForm
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import telling, uploads
from participatie.intake.desk.act_forms import AddForm, AskForm, ContactForm, CorrectForm
from participatie.intake.desk.telling import found_by
from participatie.pipeline.acts import completion, submitters, texts
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, DeliveryWay, LetterForm

log = logging.getLogger("participatie.desk")
Do = Callable[[], object]
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@role_required(Role.CLERK)
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down better what was said or written; refused with why where that cannot be."""
    found = found_by(reference)
    form = CorrectForm(request.POST or None, initial={"text": found.words})

    def do() -> object:
        given = form.cleaned_data
        return texts.correct(found, actor=request.user, text=given["text"], reason=given["reason"])

    page = {
        "title": _("Correct what was written down"),
        "intro": _(
            "Only for what we wrote down wrongly. What stood there first stays on record, and the "
            "sender gets to see both."
        ),
        "button": _("Save the correction"),
        "why_not": texts.why_not_correctable(found),
    }
    return _act(request, found, form, do, page, said=_("The correction was saved."))


@require_http_methods(METHODS)
@role_required(Role.CLERK)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Put what the sender sent later behind what was there."""
    found = found_by(reference)
    form = AddForm(request.POST or None, initial={"key": uuid4()})
    stored = uploads.of(request, "attachments")
    form.full_clean()
    for problem in stored.problems:
        form.add_error("attachments", problem)

    def do() -> object:
        given, sent = form.cleaned_data, [file.sha256 for file in stored.files]
        return texts.add(
            found,
            actor=request.user,
            text=given["text"],
            files=[(file, AttachmentKind.ATTACHMENT) for file in stored.files],
            came_from=given["came_from"],
            key=once.key_of(given["key"], given["text"], given["came_from"], *sent),
        )

    page = {
        "title": _("Add what the sender sent later"),
        "intro": _("It comes below what was there, with the day of today."),
        "button": _("Save the addition"),
        "stored": stored,
    }
    return _act(request, found, form, do, page, said=_("The addition was saved."))


@require_http_methods(METHODS)
@role_required(Role.CLERK)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the sender for what is missing, with a term (Awb 6:6)."""
    found = found_by(reference)
    form = AskForm(request.POST or None, initial=AskForm.suggested())

    def do() -> object:
        return completion.ask(
            found,
            actor=request.user,
            missing=form.all_missing,
            until=form.cleaned_data["until"],
        )

    page = {
        "title": _("Ask to complete it"),
        "intro": _(
            "The sender gets a message that says what is missing, until when it can be sent, and "
            "how. The day on which it came in stays the same."
        ),
        "button": _("Send the request"),
    }
    return _act(request, found, form, do, page, said=_("The request goes to the sender."))


@require_http_methods(METHODS)
@role_required(Role.CLERK)
def settle(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how the request to complete ended."""
    found = found_by(reference)
    form = SettleForm(request.POST or None)

    def do() -> object:
        return completion.settle(found, actor=request.user, note=form.cleaned_data["note"])

    page = {
        "title": _("Settle the request to complete"),
        "intro": _(
            "Put what came in with the contribution first, with “Add”. Then say here that it came."
        ),
        "button": _("Settle the request"),
        "asked": found.open_request,
    }
    return _act(request, found, form, do, page, said=_("The request was settled."))


@require_http_methods(METHODS)
@role_required(Role.CLERK)
def change_contact(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Change how somebody of this contribution is reached; that the details were seen is logged."""
    found = found_by(reference)
    role, person = next(
        ((role, one) for role, one in telling.people_of(found) if one.pk == key), (None, None)
    )
    if person is None:
        raise Http404
    log.info("contact details of %s shown to user %s", found.reference, request.user.pk)
    form = ContactForm(request.POST or None, initial=ContactForm.of(person))

    def do() -> object:
        given = form.cleaned_data
        return submitters.change_contact(
            found,
            person,
            actor=request.user,
            contact=form.contact,
            reply_by=DeliveryWay(given["reply_by"]),
            letter_form=LetterForm(given["letter_form"]),
            reason=given["reason"],
        )

    page = {
        "title": _("Change how to reach somebody"),
        "intro": _(
            "%(role)s of this contribution. First ask for the number and the follow code. Letters "
            "that wait to be printed get the new address."
        )
        % {"role": role},
        "button": _("Save the details"),
    }
    return _act(request, found, form, do, page, said=_("The details were changed."))


def _act(
    request: HttpRequest,
    found: Contribution,
    form: forms.Form,
    do: Do,
    page: dict[str, Any],
    *,
    said: str,
) -> HttpResponse:
    """Show the form of one act, or do it; what was typed stays when it is refused."""
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            do()
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect("desk:contribution", found.reference)
    back = reverse("desk:contribution", args=[found.reference])
    context = page | {
        "crumbs": [*CRUMBS, {"name": found.reference, "url": back}],
        "contribution": found,
        "form": form,
        "refusal": refusal,
        "back": back,
    }
    return render(request, "desk/act.html", context)
