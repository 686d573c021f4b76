"""The sender's own page: for anyone with a code, whichever door they came in by."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.core import attempts, languages
from participatie.core.codes import InvalidCode, normalise
from participatie.intake.versions import versions_of
from participatie.ledger import evidence
from participatie.pipeline import story
from participatie.pipeline.acts import contributions as acts
from participatie.pipeline.acts import public_texts
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries.consultations import term_changes
from participatie.pipeline.queries.contributions import by_follow_code, with_account
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import MOVES, Status
from participatie.pipeline.vouched import UNREADABLE
from participatie.tracking import guessing
from participatie.tracking.forms import CodeForm

SHOWN = "volg"
"""Cookie that says which codes were given with their number; only where that was asked."""
SHOWN_FOR = 60 * 60

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """The page is kept nowhere, its address goes to no other site, no search engine lists it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@private
def enter(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code."""
    return _ask(request, request.POST or None)


@private
def follow(request: HttpRequest, code: str) -> HttpResponseBase:
    """What became of the contribution with this code."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    return render(request, "tracking/follow.html", _context(found))


@private
def fragment(request: HttpRequest, code: str) -> HttpResponseBase:
    """The part of the page that moves, for a page that is open."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    return render(request, "tracking/account.html", _context(found))


@private
@require_safe
def proof(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the checker of the logbook needs, as a file. It holds the contribution itself."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    try:
        content = evidence.as_json(evidence.of(found))
    except UNREADABLE:
        raise Http404 from None
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _as_file(answer, _("proof.json"))


@private
@require_safe
def promise(request: HttpRequest, code: str) -> HttpResponseBase:
    """The signed promise of the receipt, as a file."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    note = evidence.of(found).promise
    if not note:
        raise Http404
    return _as_file(HttpResponse(note, content_type="text/plain; charset=utf-8"), _("promise.txt"))


def _as_file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@private
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the contribution back, after one question."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    if found.status == Status.WITHDRAWN:
        # Gone back after withdrawing, or sent twice.
        return redirect("tracking:follow", found.follow_code)
    refusal = ""
    if request.method == "POST":
        try:
            acts.withdraw(found, actor=None)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Your contribution has been withdrawn."))
            return redirect("tracking:follow", found.follow_code)
    return _with_form(
        request,
        "tracking/withdraw.html",
        {"contribution": found, "refusal": refusal},
        status=422 if refusal else 200,
    )


@private
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take back the permission to publish the name, after one question."""
    found = _find(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    if not found.name_may_be_published:
        # Gone back afterwards, or sent twice.
        return redirect("tracking:follow", found.follow_code)
    if request.method == "POST":
        # Sent twice at once: the other one did it.
        with suppress(Refused):
            public_texts.permit_name(found, actor=None, permitted=False)
        messages.success(request, _("Your name is not public any more."))
        return redirect("tracking:follow", found.follow_code)
    return _with_form(request, "tracking/name.html", {"contribution": found}, status=200)


def _find(request: HttpRequest, typed: str) -> Contribution | HttpResponseBase:
    """The contribution, or the page that asks for the code with what was typed still in it."""
    try:
        code = normalise(typed)
    except InvalidCode:
        code = ""
    found = by_follow_code(code) if code else None
    if found is None or (
        guessing.number_is_asked(attempts.address_of(request)) and not _was_shown(request, found)
    ):
        return _ask(request, {"code": typed})
    if code != typed:
        return redirect("tracking:follow", code)
    return with_account().select_related("consultation__decision", "form").get(pk=found.pk)


def _ask(request: HttpRequest, data: Any) -> HttpResponseBase:
    ask_number = guessing.number_is_asked(attempts.address_of(request))
    form = CodeForm(data, ask_number=ask_number)
    if data is not None and form.is_valid():
        response = redirect("tracking:follow", form.cleaned_data["code"])
        if ask_number:
            response.set_signed_cookie(
                SHOWN,
                str(form.contribution.pk),
                max_age=SHOWN_FOR,
                # The page has an address in each language.
                path="/",
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response
    if form.errors and data is not None and data.get("code"):
        guessing.note_wrong_code(attempts.address_of(request))
        if not ask_number and guessing.number_is_asked(attempts.address_of(request)):
            form = CodeForm({"code": data["code"]}, ask_number=True)
    return _with_form(
        request,
        "tracking/enter.html",
        {"form": form, "ask_number": ask_number},
        status=404 if form.errors else 200,
    )


def _with_form(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponseBase:
    """A page with a form that is sent.

    With no-referrer a browser sends a form from the origin “null”, which CSRF checks refuse.
    """
    response = render(request, template, context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def _was_shown(request: HttpRequest, found: Contribution) -> bool:
    shown = request.get_signed_cookie(SHOWN, default="", max_age=SHOWN_FOR)
    return shown == str(found.pk)


def _context(contribution: Contribution) -> dict[str, Any]:
    facts = story.facts_of(contribution)
    consultation = contribution.consultation
    return {
        "contribution": contribution,
        "consultation": consultation,
        "title": consultation.title_in(languages.current()),
        "decision": getattr(consultation, "decision", None) if consultation.decided_at else None,
        "in_short": story.in_short(contribution, facts),
        "steps": story.steps(contribution, facts),
        "told": story.told_of(contribution.current_points),
        "said": contribution.said_in(languages.current()),
        "versions": versions_of(contribution),
        "evidence": evidence.of(contribution),
        "asked": contribution.open_request,
        "term_changes": term_changes(consultation),
        "may_withdraw": Status.WITHDRAWN in MOVES[Status(contribution.status)],
    }
