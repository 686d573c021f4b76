"""What of a contribution the public may read: choosing, seeing it as they will, approving."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core.templatetags.prose import nl_date
from participatie.core.text import Span
from participatie.pipeline import permissions
from participatie.pipeline.acts import public_texts
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.acts.public_texts import Hidden, text_without
from participatie.pipeline.models import Contact, Contribution
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import HidingReason, Status
from participatie.triage import hiding, hints, queries
from participatie.triage.hints import Hint
from participatie.triage.passages import Mark, pieces, trimmed

CHOOSING = ("add", "edit", "preview", "approve")
"""Acts of the form in which passages and the name are ticked."""
AROUND = 40
"""How much of the text is shown on both sides of a passage in a list, in characters."""


class HideForm(forms.Form):
    """More passages to hide: one that was selected, or literal words, and why."""

    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=gettext_lazy("Words to hide"),
        help_text=gettext_lazy(
            "One name, address or passage on each line, exactly as in the text. "
            "Every place where it stands is hidden."
        ),
        required=False,
        widget=forms.Textarea({"rows": "2", "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=HidingReason.choices)

    def __init__(self, data: Any = None, *, text: str) -> None:
        super().__init__(data, initial={"reason": HidingReason.NAME}, auto_id="hide_%s")
        self.text = text
        self.found: list[Hidden] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reason = HidingReason(cleaned.get("reason") or HidingReason.OTHER)
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None and 0 <= start < end <= len(self.text):
            self.found.append((trimmed(self.text, Span(start, end)), reason))
        missing = []
        for line in cleaned.get("words", "").splitlines():
            places = hiding.occurrences(self.text, line)
            self.found += [(span, reason) for span in places]
            if line.strip() and not places:
                missing.append(line.strip())
        if missing:
            told = _("Not in the text: %(words)s. Copy it from the text.")
            self.add_error("words", told % {"words": ", ".join(f"“{line}”" for line in missing)})
        return cleaned


@role_required(Role.HANDLER, Role.PRIVACY_OFFICER)
def public_text(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The page; POST with `act` does one of ACTS."""
    found = queries.contribution_or_404(reference)
    act = ACTS.get(request.POST.get("act", ""))
    if request.method != "POST" or act is None:
        return _choose(request, found)
    hidden = hiding.chosen(request.POST.getlist("passage"), found.words)
    try:
        return act(request, found, hidden)
    except Refused as refused:
        found = queries.contribution_or_404(reference)
        return _choose(request, found, hidden, refusal=str(refused))


def _first_choice(found: Contribution, suggested: Sequence[Hint]) -> list[Hidden]:
    """What is hidden now; where nothing is public, the names of who sent and signed it."""
    if current := found.public_text:
        return current.hidden_passages
    return [(hint.span, hint.reason) for hint in suggested if hint.reason is HidingReason.NAME]


def _choose(
    request: HttpRequest,
    found: Contribution,
    hidden: Sequence[Hidden] | None = None,
    form: HideForm | None = None,
    refusal: str = "",
) -> HttpResponseBase:
    suggested = hints.hints(found.words, _names_of(found))
    if hidden is None:
        hidden = _first_choice(found, suggested)
    marks = [Mark(span, str(reason.label)) for span, reason in hidden]
    context = _page(request, found) | {
        "hidden": [
            _shown(found.words, span, reason.label) | {"tick": hiding.tick((span, reason))}
            for span, reason in hidden
        ],
        "suggested": [
            _shown(found.words, hint.span, hint.label)
            | {"tick": hiding.tick((hint.span, hint.reason))}
            for hint in hints.outside(suggested, hidden)
        ],
        "pieces": pieces(found.words, marks),
        "hide_form": form or HideForm(text=found.words),
        "form": form if form is not None and form.errors else None,
        "refusal": refusal,
        "retracting": request.POST.get("act") == "retract",
        "retract_reason": request.POST.get("retract_reason", ""),
        "with_name": request.POST.get("act") not in CHOOSING or _with_name(request),
    }
    status = 422 if refusal or context["form"] is not None else 200
    return render(request, "triage/public_text.html", context, status=status)


def _page(request: HttpRequest, found: Contribution) -> dict[str, Any]:
    versions = list(
        found.public_texts.select_related("approved_by").defer("text").order_by("-version")
    )
    return {
        "contribution": found,
        "versions": versions,
        "seen": versions[0].version if versions else 0,
        "is_handler": permissions.may(request.user, Act.SPLIT),
        "may_redact": True,
        "is_withdrawn": found.status == Status.WITHDRAWN,
        "name": public_texts.name_to_publish(found),
        "point_count": found.points.filter(removed_at=None).count(),
    }


def _with_name(request: HttpRequest) -> bool:
    # Only a name that the handler saw beside a tick: permission may have come since.
    return "with_name" in request.POST


def _names_of(found: Contribution) -> list[Contact]:
    people = Contribution.objects.select_related("submitter", "represented_by").get(pk=found.pk)
    return [
        person.contact
        for person in (
            people.submitter,
            people.represented_by,
            *(s.submitter for s in found.signatories.select_related("submitter")),
        )
        if person is not None
    ]


def _shown(text: str, span: Span, label: Any) -> dict[str, Any]:
    """A passage with a little of the text around it."""
    return {
        "label": label,
        "before": text[max(0, span.start - AROUND) : span.start],
        "words": text[span.start : span.end][:200],
        "after": text[span.end : span.end + AROUND],
    }


def _add(request: HttpRequest, found: Contribution, hidden: list[Hidden]) -> HttpResponseBase:
    form = HideForm(request.POST, text=found.words)
    form.is_valid()
    ticks = [hiding.tick(each) for each in [*hidden, *form.found]]
    return _choose(request, found, hiding.chosen(ticks, found.words), form if form.errors else None)


def _preview(request: HttpRequest, found: Contribution, hidden: list[Hidden]) -> HttpResponseBase:
    form = HideForm(request.POST, text=found.words)
    if not form.is_valid():
        return _add(request, found, hidden)
    ticks = [hiding.tick(each) for each in [*hidden, *form.found]]
    hidden = hiding.chosen(ticks, found.words)
    left = hints.outside(hints.hints(found.words, _names_of(found)), hidden)
    context = _page(request, found) | {
        "text": text_without(found.words, hidden),
        "ticks": ticks,
        "with_name": _with_name(request),
        "told": ngettext("%(count)d passage hidden", "%(count)d passages hidden", len(hidden))
        % {"count": len(hidden)},
        "still_there": list(
            dict.fromkeys(found.words[hint.span.start : hint.span.end] for hint in left)
        ),
    }
    return render(request, "triage/public_preview.html", context)


def _approve(request: HttpRequest, found: Contribution, hidden: list[Hidden]) -> HttpResponseBase:
    with transaction.atomic():
        locked(found)
        latest = found.public_texts.select_related("approved_by").order_by("version").last()
        if latest is not None and str(latest.version) != request.POST.get("seen"):
            raise Refused(
                _(
                    "%(name)s approved version %(number)d on %(when)s, while you were choosing. "
                    "Look at it first; your choices are still here."
                )
                % {
                    "name": latest.approved_by.name,
                    "number": latest.version,
                    "when": nl_date(latest.approved_at, "time"),
                }
            )
        approved = public_texts.approve_public_text(
            found, actor=request.user, hidden=hidden, with_name=_with_name(request)
        )
    told = _("Version %(number)d was approved. From now on everyone can read it.")
    messages.success(request, told % {"number": approved.version})
    return redirect("triage:public_text", found.reference)


def _retract(request: HttpRequest, found: Contribution, hidden: list[Hidden]) -> HttpResponseBase:
    reason = request.POST.get("retract_reason", "")
    public_texts.retract_public_text(found, actor=request.user, reason=reason)
    messages.success(request, _("The text was taken back. Nobody outside can read it any more."))
    return redirect("triage:public_text", found.reference)


def _permission(
    request: HttpRequest, found: Contribution, hidden: list[Hidden]
) -> HttpResponseBase:
    permitted = request.POST.get("permitted") == "yes"
    public_texts.permit_name(found, actor=request.user, permitted=permitted)
    messages.success(
        request,
        _("Noted. The name comes with the next version that you approve.")
        if permitted
        else _("Noted. The name is not public any more."),
    )
    return redirect("triage:public_text", found.reference)


Do = Callable[[HttpRequest, Contribution, list[Hidden]], HttpResponseBase]
ACTS: dict[str, Do] = {
    "add": _add,
    "edit": _choose,
    "preview": _preview,
    "approve": _approve,
    "retract": _retract,
    "permission": _permission,
}
