"""One message: read it, and do with it what it asks."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core.templatetags.prose import nl_date
from participatie.intake import colleagues
from participatie.intake.crumbs import CRUMBS
from participatie.intake.email import acts
from participatie.intake.email.forms import FORMS, ActForm, AddForm, ConfirmForm
from participatie.intake.email.lines import following, last_of, waiting
from participatie.intake.email.models import IncomingMail, MailFile, MailStep, State
from participatie.pipeline.refusals import Refused

LIST = {"name": gettext_lazy("E-mail"), "url": reverse_lazy("mails:piles")}


@require_safe
@role_required(Role.CLERK)
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The message with everything that can be done with it; who opens it is noted."""
    mail = _found(pk)
    busy = colleagues.last_before(request.user, f"e-mail {mail.pk}") if mail.is_open else ""
    return _page(request, mail, busy=busy)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def act(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """Do one thing with the message, or keep what was typed about it."""
    mail = _found(pk)
    if step not in FORMS:
        raise Http404
    if request.method != "POST":
        # Somebody logged in again, or came back to a page that had something to say.
        return redirect("mails:message", pk)
    if step == ConfirmForm.word:
        acts.keep_typed(mail, ConfirmForm.typed(request.POST))
        if "autosave" in request.POST:
            return HttpResponse(status=204)
    form = FORMS[step](mail, request.POST)
    if not form.is_valid():
        return _page(request, mail, form=form)
    try:
        said = form.do(request.user)
    except Refused as refused:
        return _page(request, _found(pk), form=form, refusal=str(refused))
    messages.success(request, said)
    after = following(mail) if "next" in request.POST else None
    return redirect("mails:message", after.pk) if after else redirect("mails:piles")


@require_POST
@role_required(Role.CLERK)
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the message wait for a person again."""
    mail = _found(pk)
    try:
        acts.put_back(mail, actor=request.user)
    except Refused as refused:
        return _page(request, mail, refusal=str(refused))
    messages.success(request, _("The message waits again."))
    return redirect("mails:message", pk)


def _found(pk: UUID) -> IncomingMail:
    mails = IncomingMail.objects.select_related(
        "mailbox__consultation",
        "raw",
        "same_as",
        "delivery__contribution__consultation",
        "contribution__consultation",
    ).prefetch_related(
        Prefetch("files", MailFile.objects.select_related("file")),
        Prefetch("steps", MailStep.objects.select_related("by")),
        "onward",
    )
    return get_object_or_404(mails, pk=pk)


def _page(
    request: HttpRequest,
    mail: IncomingMail,
    *,
    form: ActForm | None = None,
    refusal: str = "",
    busy: str = "",
) -> HttpResponse:
    may_act = mail.state == State.WAITING
    forms = [
        form if form is not None and form.word == each.word else each(mail)
        for each in FORMS.values()
    ]
    # Who answers a message of ours mostly adds something.
    open_at = form.word if form is not None else AddForm.word if mail.delivery_id else ""
    before = last_of(request.user)
    context = {
        "crumbs": [*CRUMBS, LIST],
        "mail": mail,
        "busy": busy,
        "form": form,
        "refusal": refusal,
        "confirm": forms[0] if may_act else None,
        "others": [(each, each.word == open_at) for each in forms[1:]] if may_act else [],
        "left_out": may_act and any(row.file_id is None for row in mail.files.all()),
        "waiting": waiting(),
        "after": following(mail),
        "before": before if before is not None and before.pk != mail.pk else None,
        "steps": [
            {
                "title": step.get_kind_display(),
                "date": nl_date(step.at, "time"),
                "text": ", ".join(filter(None, [step.note, step.by.name if step.by else ""])),
                "state": "checked",
            }
            for step in mail.steps.all()
        ],
    }
    return render(request, "mails/message.html", context)
