"""One letter of a stack: its pages beside the form in which a clerk types it in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core.drawing import UnreadableScan
from participatie.core.text import tidy
from participatie.intake import colleagues
from participatie.intake.scans import letters, words
from participatie.intake.scans.forms import ReasonForm, ScannedLetterForm
from participatie.intake.scans.letters import InOtherHands
from participatie.intake.scans.models import Letter, LetterState
from participatie.intake.scans.views.stacks import CRUMBS, title_of
from participatie.intake.typing import matching
from participatie.intake.typing.questions import name_of, that_stood, without_lost_answers
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Timeliness


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on with a letter, take the recognised words over, or save it."""
    found = _found(key)
    if request.method != "POST":
        if found.contribution is not None:
            return redirect("desk:saved", found.contribution.reference)
        if found.state != LetterState.OPEN:
            return redirect("scans:stack", found.stack_id)
        typed = found.typed or letters.first_values(found)
        return _page(request, found, ScannedLetterForm(initial=typed))
    typed = ScannedLetterForm.typed(request.POST)
    stood = that_stood(request.POST.get("asked", ""))
    typed = without_lost_answers(typed, ScannedLetterForm(typed).questions, stood)
    form = ScannedLetterForm(typed)
    if found.contribution is not None and _says_the_same(form, found.contribution):
        return redirect("desk:saved", found.contribution.reference)
    try:
        return _post(request, found, typed)
    except InOtherHands as refused:
        if "autosave" in request.POST:
            return HttpResponse(status=409)
        return _page(request, found, ScannedLetterForm(initial=typed), refusal=str(refused))


def _post(request: HttpRequest, found: Letter, typed: dict[str, Any]) -> HttpResponse:
    clerk = request.user
    if "accept" in request.POST and (read := words.suggestion(found)):
        letters.accept(found, typed, read.text, clerk=clerk)
        return redirect(f"{reverse('scans:letter', args=[found.pk])}#id_text")
    letters.keep(found, typed, clerk=clerk)
    if "autosave" in request.POST:
        return HttpResponse(status=204)
    form = ScannedLetterForm(typed)
    if "save" in request.POST or "next" in request.POST:
        return _save(request, found, form)
    form.keep_only_errors_of(*(["consultation", "chosen"] if typed.get("consultation") else []))
    if set(form.errors) == {"chosen"}:
        # Not a mistake yet: here are those that fit.
        return _page(request, found, ScannedLetterForm(initial=typed))
    if form.errors:
        return _page(request, found, form)
    if form.consultation_found is not None:
        letters.keep(found, typed | form.recognised(), clerk=clerk)
    return redirect("scans:letter", found.pk)


def _save(request: HttpRequest, found: Letter, form: ScannedLetterForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, form)
    try:
        contribution = letters.submit(found, form, clerk=request.user)
    except UnreadableScan:
        refusal = _(
            "A page of this letter cannot be opened, so it cannot go along. What you typed is "
            "kept. Leave the page out in the division of the stack, or scan the letter again."
        )
        return _page(request, found, form, refusal=refusal)
    except InOtherHands:
        raise
    except Refused as refused:
        return _page(request, found, form, refusal=str(refused))
    if "next" not in request.POST:
        return redirect("desk:saved", contribution.reference)
    named = {"reference": contribution.reference}
    if contribution.timeliness == Timeliness.LATE:
        said = _("%(reference)s was saved. It came in too late. Go on with the next one.")
        messages.warning(request, said % named)
    else:
        messages.success(request, _("%(reference)s was saved. Go on with the next one.") % named)
    return _to_next(request, found)


def _to_next(request: HttpRequest, found: Letter) -> HttpResponse:
    following = letters.next_one(_found(found.pk), request.user)
    if following is None:
        return redirect("scans:stack", found.stack_id)
    return redirect("scans:letter", following.pk)


@require_POST
@role_required(Role.CLERK)
def take_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on with what a colleague began."""
    letters.take_over(_found(key), clerk=request.user)
    return redirect("scans:letter", key)


@require_POST
@role_required(Role.CLERK)
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that this letter will be no contribution, and why."""
    found, form = _found(key), ReasonForm(request.POST)
    if not form.is_valid():
        typed = found.typed or letters.first_values(found)
        return _page(request, found, ScannedLetterForm(initial=typed), reason_form=form)
    try:
        letters.discard(found, clerk=request.user, reason=form.cleaned_data["reason"])
    except InOtherHands as refused:
        messages.error(request, str(refused))
        return redirect("scans:stack", found.stack_id)
    messages.success(request, _("The letter was thrown away. Its reason is kept."))
    return _to_next(request, found)


@require_POST
@role_required(Role.CLERK)
def turn(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Turn one page a quarter to the right."""
    found = _found(key)
    page = get_object_or_404(found.pages, number=number)
    try:
        letters.turn(found, page, by=90)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('scans:letter', args=[key])}#page-{number}")


def _found(key: UUID) -> Letter:
    rows = Letter.objects.select_related("stack__consultation", "clerk")
    return get_object_or_404(rows.select_related("contribution__consultation"), pk=key)


def _says_the_same(form: ScannedLetterForm, contribution: Contribution) -> bool:
    form.full_clean()
    return tidy(form.whole_text) == contribution.text


def _page(
    request: HttpRequest,
    found: Letter,
    form: ScannedLetterForm,
    refusal: str = "",
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    if not form.errors and not refusal and reason_form is None:
        form.fields[_where_to_begin(form)].widget.attrs["autofocus"] = True
    in_other_hands = found.clerk_id not in (None, request.user.pk)
    context = {
        "crumbs": [
            *CRUMBS,
            {"url": reverse("scans:stack", args=[found.stack_id]), "name": title_of(found.stack)},
        ],
        "title": _("Letter %(order)d of %(all)d")
        % {"order": found.order, "all": found.stack.letters.count()},
        "letter": found,
        "form": form,
        "refusal": refusal,
        "pages": found.pages.order_by("number"),
        "read": words.suggestion(found),
        "is_read_by_computer": words.is_offered(),
        "colleague": found.clerk.name if in_other_hands and found.clerk else "",
        "opened_by": "" if in_other_hands else _opened_by(request, found),
        "consultation": form.consultation_found,
        "consultations": matching.offered(),
        "reason_form": reason_form or ReasonForm(auto_id="discard_%s"),
    }
    return render(request, "scans/letter.html", context)


def _where_to_begin(form: ScannedLetterForm) -> str:
    if form.consultation_found is None:
        return "chosen" if "chosen" in form.fields else "consultation"
    if "postmarked_on" in form.fields and not form["postmarked_on"].value():
        return "postmarked_on"
    return name_of(form.questions[0]) if form.questions else "text"


def _opened_by(request: HttpRequest, found: Letter) -> str:
    """Who else opened this letter just now, in a sentence; otherwise nothing."""
    name = colleagues.last_before(request.user, f"scanned letter {found.pk}")
    if not name:
        return ""
    return _("%(name)s opened this letter in the last five minutes.") % {"name": name}
