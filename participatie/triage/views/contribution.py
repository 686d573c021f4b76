"""One contribution: what it says, what happened to it, and whether and by whom it is handled."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core.templatetags.prose import nl_date
from participatie.intake.versions import versions_of
from participatie.pipeline import kinds, permissions, timeliness
from participatie.pipeline.acts import completion, contributions, points
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Contribution
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Status
from participatie.triage import history, queries
from participatie.triage.forms import AssignForm, JudgeForm, SettleForm, ThemesForm
from participatie.triage.passages import marks_of, pieces

Done = HttpResponseBase


@role_required(Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER)
def contribution(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The page; POST with `act` does one of ACTS."""
    found = queries.contribution_or_404(reference)
    forms = {name: make(contribution=found) for name, make in FORMS.items()}
    failed, refusal = None, ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return redirect("triage:contribution", found.reference)
        name, do = act
        form = forms[name] = FORMS[name](request.POST, contribution=found)
        try:
            if form.is_valid():
                return do(request, found, form)
            failed = form
        except Refused as refused:
            refusal = str(refused)
            found = queries.contribution_or_404(reference)
            forms = {name: make(contribution=found) for name, make in FORMS.items()}
            forms[name] = _typed_again(request, FORMS[name], found)
    context = _page(request, found) | {"forms": forms, "form": failed, "refusal": refusal}
    return render(request, "triage/contribution.html", context, status=422 if refusal else 200)


def _typed_again(request: HttpRequest, make: Any, found: Contribution) -> Any:
    """The form as it was sent, but seen as it stands now, so that it can be sent again."""
    data = request.POST.copy()
    data["seen"] = make(contribution=found).initial.get("seen") or ""
    return make(data, contribution=found)


def _page(request: HttpRequest, found: Contribution) -> dict[str, Any]:
    current = list(
        found.points.filter(removed_at=None).select_related("theme", "answer__consultation")
    )
    for point in current:
        point.contribution = found
    return {
        "contribution": found,
        "points": current,
        "pieces": pieces(found.words, marks_of(current)),
        "versions": versions_of(found),
        "asked": found.open_request,
        "other_language": "" if found.language == settings.LANGUAGE_CODE else found.language,
        "facts": _facts(found),
        "attachments": found.attachments.select_related("file"),
        "steps": history.steps(found),
        "is_public": found.public_texts.filter(is_current=True).exists(),
        "is_handler": permissions.may(request.user, Act.SPLIT),
        "may_redact": permissions.may(request.user, Act.APPROVE_PUBLIC_TEXT),
        "may_answer": request.user.has_role(Role.HANDLER, Role.APPROVER),
        "is_mine": found.assigned_to_id == request.user.pk,
        "may_admit": found.status in {Status.RECEIVED, Status.INADMISSIBLE},
        "may_decline": found.status in {Status.RECEIVED, Status.ADMITTED},
        "next": queries.next_to_judge(found, request.user),
    }


def _facts(found: Contribution) -> list[dict[str, str]]:
    facts = [
        (_("Came in"), f"{nl_date(found.received_at, 'time')}, {found.get_channel_display()}"),
        (
            _("In time?"),
            f"{found.get_timeliness_display()}. " + timeliness.explain(found),
        ),
    ]
    if found.postmarked_on:
        facts.append((_("Postmark"), nl_date(found.postmarked_on)))
    if found.first_received_on:
        first = _("%(body)s, on %(day)s")
        day = nl_date(found.first_received_on)
        facts.append((_("Came in first at"), first % {"body": found.forwarded_by, "day": day}))
    if found.entered_by:
        typed = ", ".join(filter(None, [found.entered_by.name, found.entered_from]))
        facts.append((_("Typed in by"), typed))
    facts.append((_("Sender"), str(found.submitter.get_kind_display())))
    if found.represented_by_id:
        facts.append((_("Represented"), _("yes, somebody else sent it for the submitter")))
    if signed := found.signatories.count():
        facts.append((_("Signed along"), str(signed)))
    if found.admissibility_reason:
        facts.append((_("Reason of the judgement"), found.admissibility_reason))
    return [{"key": key, "value": value} for key, value in facts]


def _assign(request: HttpRequest, found: Contribution, form: AssignForm) -> Done:
    to = request.user if request.POST["act"] == "assign-me" else form.cleaned_data["to"]
    with transaction.atomic():
        now = locked(found)
        if now.assigned_to_id not in {form.cleaned_data["seen"], to.pk if to else None}:
            holder = now.assigned_to.name if now.assigned_to else _("nobody")
            raise Refused(
                _("%(reference)s was given to %(name)s in the meantime. Choose again if needed.")
                % {"reference": found.reference, "name": holder}
            )
        contributions.assign(found, actor=request.user, to=to)
    name = to.name if to else _("nobody")
    messages.success(request, _("Now with: %(name)s.") % {"name": name})
    return redirect("triage:contribution", found.reference)


def _set_themes(request: HttpRequest, found: Contribution, form: ThemesForm) -> Done:
    themes = list(form.cleaned_data["themes"])
    with transaction.atomic():
        if name := form.cleaned_data["name"]:
            themes.append(points.add_theme(found.consultation, actor=request.user, name=name))
        contributions.set_themes(found, actor=request.user, themes=themes)
    messages.success(request, _("The themes were saved."))
    return redirect("triage:contribution", found.reference)


def _admit(request: HttpRequest, found: Contribution, form: JudgeForm) -> Done:
    with transaction.atomic():
        _check_unmoved(found, form)
        contributions.admit(found, actor=request.user, reason=form.cleaned_data["reason"])
    told = _("%(reference)s is being handled. Now take the points from it.")
    messages.success(request, told % {"reference": found.reference})
    return redirect("triage:split", found.reference)


def _decline(request: HttpRequest, found: Contribution, form: JudgeForm) -> Done:
    with transaction.atomic():
        _check_unmoved(found, form)
        contributions.decline(found, actor=request.user, reason=form.cleaned_data["reason"])
    told = _("%(reference)s was declared not admissible.")
    messages.success(request, told % {"reference": found.reference})
    return redirect("triage:contribution", found.reference)


def _settle(request: HttpRequest, found: Contribution, form: SettleForm) -> Done:
    completion.settle(found, actor=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("The request was settled."))
    return redirect("triage:contribution", found.reference)


def _check_unmoved(found: Contribution, form: JudgeForm) -> None:
    """Refuse when a colleague, or the sender, was ahead of the one who looks at an older page."""
    now = locked(found)
    if now.status == form.cleaned_data["seen"]:
        return
    event = queries.last_event(
        found, kinds.ADMITTED, kinds.DECLINED, kinds.WITHDRAWN, kinds.ANSWERED
    )
    if event is None:
        raise Refused(_("This page was out of date. Please look again."))
    raise Refused(
        _("%(name)s was ahead of you, on %(when)s: “%(what)s”. Nothing was changed now.")
        % {
            "name": history.who(event),
            "when": nl_date(event.at, "time"),
            "what": kinds.LABELS[event.kind],
        }
    )


FORMS: dict[str, Any] = {
    "assign": AssignForm,
    "themes": ThemesForm,
    "judge": JudgeForm,
    "settle": SettleForm,
}
ACTS: dict[str, tuple[str, Callable[[HttpRequest, Contribution, Any], Done]]] = {
    "assign": ("assign", _assign),
    "assign-me": ("assign", _assign),
    "themes": ("themes", _set_themes),
    "admit": ("judge", _admit),
    "decline": ("judge", _decline),
    "settle": ("settle", _settle),
}
