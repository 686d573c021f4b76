"""The decision: the draft in articles, changes with their causes, adoption."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import algorithms
from participatie.decisions import queries
from participatie.decisions.algorithms import CUTTING
from participatie.decisions.cutting import cut, uncut
from participatie.decisions.forms import AdoptForm, ChangeForm, DraftForm, RemoveForm
from participatie.pipeline import permissions
from participatie.pipeline.acts import decisions as acts
from participatie.pipeline.models import Change, Consultation, Decision
from participatie.pipeline.permissions import Act
from participatie.pipeline.queries import gates
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import ChangeOrigin

entrance = role_required(Role.HANDLER, Role.APPROVER)


@entrance
def decision(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles of the draft with their changes, and what still has to be done."""
    consultation = queries.consultation_or_404(slug)
    found = queries.decision_of(consultation)
    if found is None and permissions.may(_actor(request), Act.DRAFT_DECISION):
        return redirect("decisions:draft", slug)
    return render(
        request,
        "decisions/decision.html",
        _page(request, consultation)
        | {
            "decision": found,
            "rows": queries.rows(found) if found else [],
            "leading": list(queries.leading_answers(consultation)),
        },
    )


@entrance
def draft(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Paste the draft, see the articles it falls into, and keep them as version 1."""
    consultation = queries.consultation_or_404(slug)
    if queries.decision_of(consultation) is not None:
        return redirect("decisions:decision", slug)
    form = DraftForm(request.POST or None, initial={"title": consultation.title})
    parts, refusal = [], ""
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        parts = cut(text) if algorithms.is_on(CUTTING.slug) else [uncut(text)]
        if "keep" in request.POST:
            try:
                acts.draft_decision(
                    consultation,
                    actor=_actor(request),
                    title=form.cleaned_data["title"],
                    parts=parts,
                )
            except Refused as refused:
                refusal = str(refused)
            else:
                messages.success(
                    request,
                    _("The draft has been kept in %(count)d articles.") % {"count": len(parts)},
                )
                return redirect("decisions:decision", slug)
    return render(
        request,
        "decisions/draft.html",
        _page(request, consultation) | {"form": form, "parts": parts, "refusal": refusal},
        status=422 if refusal else 200,
    )


@entrance
def new_change(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A change of the article in `?artikel=`, or a new article.

    With only `?antwoord=`, the answer that asks for it, the page asks first which article.
    """
    found = _decision_or_404(slug)
    label = request.POST.get("label") or request.GET.get("artikel", "")
    rows = queries.rows(found)
    row = next((r for r in rows if r.label == label.strip()), None)
    if row is not None and row.change is not None and request.method != "POST":
        address = reverse("decisions:change", args=[slug, row.change.number])
        causes = urlencode({"antwoord": request.GET.getlist("antwoord")}, doseq=True)
        return redirect(f"{address}?{causes}" if causes else address)
    form = ChangeForm(
        request.POST or None,
        consultation=found.consultation,
        known=row is not None,
        initial={
            "label": label,
            "after": row.text if row else "",
            "origin": ChangeOrigin.ANSWERS,
            "answers": request.GET.getlist("antwoord"),
        },
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = acts.make_change(
                found,
                actor=_actor(request),
                label=data["label"],
                heading=data.get("heading", ""),
                **_written(data),
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request, _("Change %(reference)s has been kept.") % {"reference": made.reference}
            )
            return redirect("decisions:decision", slug)
    asks_which = "antwoord" in request.GET and not label
    return _change_page(request, found, form, refusal, row=row, articles=rows if asks_which else [])


@entrance
def change(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Edit a change or take it back; after adoption only look."""
    found = _decision_or_404(slug)
    held = queries.changes_of(found).filter(number=number).first()
    if held is None:
        raise Http404
    initial = {
        "revision": held.revision,
        "label": held.label,
        "after": held.after,
        "explanation": held.explanation,
        "origin": held.origin,
        "answers": [
            *(str(answer.pk) for answer in held.answers.all()),
            *request.GET.getlist("antwoord"),
        ],
    }
    removing = "remove" in request.POST
    form = ChangeForm(
        None if removing else request.POST or None,
        consultation=found.consultation,
        known=True,
        initial=initial,
    )
    remove_form = RemoveForm(request.POST if removing else None)
    refusal = ""
    if request.method == "POST":
        try:
            if removing and remove_form.is_valid():
                acts.remove_change(
                    held, actor=_actor(request), reason=remove_form.cleaned_data["reason"]
                )
                messages.success(
                    request,
                    _("Change %(reference)s was taken back.") % {"reference": held.reference},
                )
                return redirect("decisions:decision", slug)
            if not removing and form.is_valid():
                acts.edit_change(
                    held,
                    actor=_actor(request),
                    revision=form.cleaned_data["revision"] or 0,
                    **_written(form.cleaned_data),
                )
                messages.success(
                    request,
                    _("Change %(reference)s has been kept.") % {"reference": held.reference},
                )
                return redirect("decisions:decision", slug)
        except Refused as refused:
            refusal = str(refused)
            held = queries.changes_of(found).filter(number=number).first() or held
            data = request.POST.copy()
            data["revision"] = str(held.revision)
            form = ChangeForm(data, consultation=found.consultation, known=True)
    return _change_page(request, found, form, refusal, held=held, remove_form=remove_form)


@entrance
def adopt(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What stands in the way of adoption; and the adoption, for whoever may do it."""
    found = _decision_or_404(slug)
    form = AdoptForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            acts.adopt_decision(found, actor=_actor(request), **form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request, _("The decision has been published. All senders are being told.")
            )
            return redirect("decisions:decision", slug)
    return render(
        request,
        "decisions/adopt.html",
        _page(request, found.consultation)
        | {
            "decision": found,
            "form": form,
            "refusal": refusal,
            "problems": [] if found.is_adopted else gates.before_adopting(found),
            "may_adopt": permissions.may(_actor(request), Act.ADOPT_DECISION),
            "change_count": queries.changes_of(found).count(),
        },
        status=422 if refusal else 200,
    )


def _actor(request: HttpRequest) -> Any:
    return request.user


def _decision_or_404(slug: str) -> Decision:
    found = queries.decision_of(queries.consultation_or_404(slug))
    if found is None:
        raise Http404
    return found


def _written(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "after": data["after"],
        "explanation": data["explanation"],
        "origin": ChangeOrigin(data["origin"]),
        "answers": list(data["answers"]) if data["origin"] == ChangeOrigin.ANSWERS else [],
    }


def _page(request: HttpRequest, consultation: Consultation) -> dict[str, Any]:
    return {
        "consultation": consultation,
        "may_draft": permissions.may(_actor(request), Act.DRAFT_DECISION),
    }


def _change_page(
    request: HttpRequest,
    found: Decision,
    form: ChangeForm,
    refusal: str,
    *,
    held: Change | None = None,
    row: queries.Row | None = None,
    articles: Sequence[queries.Row] = (),
    remove_form: RemoveForm | None = None,
) -> HttpResponseBase:
    return render(
        request,
        "decisions/change.html",
        _page(request, found.consultation)
        | {
            "decision": found,
            "form": form,
            "refusal": refusal,
            "change": held,
            "theirs": _beside_the_text(held) if held and refusal else [],
            "row": row,
            "articles": articles,
            "causes": request.GET.getlist("antwoord"),
            "remove_form": remove_form,
        },
        status=422 if refusal else 200,
    )


def _beside_the_text(held: Change) -> list[dict[str, str]]:
    """What a change holds beside its text, to compare with what was typed."""
    references = [answer.reference for answer in held.answers.all()]
    return [
        {"key": _("Explanation"), "value": held.explanation},
        {"key": _("Because of these answers"), "value": ", ".join(references)},
    ]
