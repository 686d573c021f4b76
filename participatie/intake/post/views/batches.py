"""Print batches: the list of them, and one with its files and what is noted about it."""

import logging
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.post import batches, envelopes, noting
from participatie.intake.post.forms import DamagedForm
from participatie.intake.post.models import BatchState, PrintBatch
from participatie.intake.post.tasks import make_files
from participatie.intake.post.views.piles import WHILE_WAITING, tabs
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryStatus, LetterForm

log = logging.getLogger("participatie.post")
PER_PAGE = 50
CRUMBS = [
    {"name": gettext_lazy("Post"), "url": reverse_lazy("post:piles")},
    {"name": gettext_lazy("Print batches"), "url": reverse_lazy("post:batches")},
]
IN_IT = Q(letters__taken_out_at=None)


@require_safe
@role_required(Role.CLERK)
def batch_list(request: HttpRequest) -> HttpResponse:
    """All batches, the newest first, and how far each is."""
    page = Paginator(_counted(), PER_PAGE).get_page(request.GET.get("page"))
    items = [
        {
            "url": reverse("post:batch", args=[batch.number]),
            "reference": batch.number,
            "title": _letters(batch.in_it),
            "meta": _made(batch),
            **_how_far(batch),
        }
        for batch in page
    ]
    context = {"page": page, "items": items, "tabs": tabs("partijen")}
    return render(request, "post/batches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch. By POST: it was printed or posted, but for the letters that went wrong."""
    found = _found(number)
    if request.method != "POST":
        return _page(request, found, DamagedForm(number))
    form = DamagedForm(number, request.POST)
    status = request.POST.get("status", "")
    if status not in noting.STEPS:
        return _page(request, found, form, refusal=_("Choose what to do with them."))
    if not form.is_valid():
        return _page(request, found, form)
    damaged = form.cleaned_data["damaged"]
    try:
        batches.note(found, actor=request.user, status=DeliveryStatus(status), damaged=damaged)
    except Refused as refused:
        return _page(request, found, form, refusal=str(refused))
    messages.success(request, _("Noted: %(status)s.") % {"status": DeliveryStatus(status).label})
    if damaged:
        said = ngettext(
            "%(count)d letter waits to be printed again.",
            "%(count)d letters wait to be printed again.",
            len(damaged),
        )
        messages.info(request, said % {"count": len(damaged)})
    return redirect("post:batch", found.number)


@require_safe
@role_required(Role.CLERK)
def busy(request: HttpRequest, number: int) -> HttpResponse:
    """What the computer is doing with one batch, for the page that shows it by itself."""
    found = get_object_or_404(PrintBatch, number=number)
    context = {"batch": found, "is_making": found.state == BatchState.MAKING}
    return render(request, "post/busy.html", context)


@require_POST
@role_required(Role.CLERK)
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Make the files of a batch anew."""
    found = _found(number)
    try:
        batches.make_again(found, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if found.in_it <= WHILE_WAITING:
            make_files(found.pk)
    return redirect("post:batch", found.number)


@require_POST
@role_required(Role.CLERK)
def apart(request: HttpRequest, number: int) -> HttpResponse:
    """Put the letters that were not posted back with those to print."""
    found = _found(number)
    try:
        count = batches.take_apart(found, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("post:batch", found.number)
    said = ngettext(
        "%(count)d letter waits to be printed again.",
        "%(count)d letters wait to be printed again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("post:piles")


@require_safe
@role_required(Role.CLERK)
def document(request: HttpRequest, number: int) -> FileResponse:
    """The PDF to print."""
    return _file(request, number, "document", "brieven", "pdf")


@require_safe
@role_required(Role.CLERK)
def texts(request: HttpRequest, number: int) -> FileResponse:
    """The ZIP for the braille service."""
    return _file(request, number, "texts", "brailleteksten", "zip")


def _file(request: HttpRequest, number: int, field: str, name: str, kind: str) -> FileResponse:
    found = _found(number)
    file = getattr(found, field)
    if found.state != BatchState.READY or not file:
        raise Http404
    try:
        content = file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    log.info("letters of print batch %s given to user %s", found.number, request.user.pk)
    return FileResponse(content, as_attachment=True, filename=f"{name}-{found.number}.{kind}")


def _counted() -> Any:
    at = {
        status: Count("letters", filter=IN_IT & Q(letters__delivery__status=status))
        for status in (DeliveryStatus.WAITING, DeliveryStatus.PRINTED, DeliveryStatus.POSTED)
    }
    made = PrintBatch.objects.select_related("made_by").order_by("-number")
    return made.annotate(
        in_it=Count("letters", filter=IN_IT), **{f"is_{status}": at[status] for status in at}
    )


def _found(number: int) -> Any:
    return get_object_or_404(_counted(), number=number)


def _made(found: PrintBatch) -> str:
    return _("Made on %(day)s by %(name)s") % {
        "day": date_format(localtime(found.made_at), "j F Y, H.i"),
        "name": found.made_by.name,
    }


def _letters(count: int) -> str:
    return ngettext("%(count)d letter", "%(count)d letters", count) % {"count": count}


def _how_far(found: Any) -> dict[str, Any]:
    """The state in which the batch as a whole is: that of the letter that is furthest behind."""
    if not found.in_it:
        return {"status": "", "status_label": _("taken apart")}
    if found.state in (BatchState.MAKING, BatchState.FAILED):
        bad = found.state == BatchState.FAILED
        return {
            "status": "failed" if bad else "waiting",
            "status_label": BatchState(found.state).label,
        }
    for status in (DeliveryStatus.WAITING, DeliveryStatus.PRINTED):
        if getattr(found, f"is_{status}"):
            word = _("to print") if status == DeliveryStatus.WAITING else _("to post")
            return {"status": status, "status_label": word}
    return {"status": DeliveryStatus.POSTED, "status_label": DeliveryStatus.POSTED.label}


def _page(request: HttpRequest, found: Any, form: DamagedForm, refusal: str = "") -> HttpResponse:
    rows = found.letters.select_related("batch", "delivery__contribution__consultation")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    is_open = bool(found.is_waiting or found.is_printed)
    context = {
        "crumbs": CRUMBS,
        "batch": found,
        "made": _made(found),
        "how_far": _how_far(found),
        "form": form,
        "refusal": refusal,
        "page": page,
        "letters": [_row(letter) for letter in page],
        "facts": _facts(found),
        "can_print": found.state == BatchState.READY and bool(found.is_waiting),
        "can_post": found.state == BatchState.READY and is_open,
        "is_open": is_open,
        "is_making": found.state == BatchState.MAKING,
        "has_failed": found.state == BatchState.FAILED,
        "is_removed": found.state == BatchState.REMOVED,
    }
    return render(request, "post/batch.html", context)


def _row(letter: Any) -> dict[str, Any]:
    delivery = letter.delivery
    is_text = letter.form == LetterForm.PLAIN
    envelope = envelopes.fitting(letter.sheets).name if letter.sheets else ""
    return {
        "letter": letter,
        "delivery": delivery,
        "kind": delivery.get_kind_display(),
        "form": "" if letter.form == LetterForm.NORMAL else letter.get_form_display(),
        "envelope": _("text for the braille service") if is_text else envelope,
        "status": "" if letter.taken_out_at else delivery.status,
        "state": _("taken out") if letter.taken_out_at else delivery.get_status_display(),
    }


def _facts(found: Any) -> list[dict[str, str]]:
    counts = found.letters.filter(taken_out_at=None).values_list("form").annotate(Count("pk"))
    return [
        {"key": str(LetterForm(form).label).capitalize(), "value": str(count)}
        for form, count in sorted(counts, key=lambda row: list(LetterForm).index(row[0]))
    ]
