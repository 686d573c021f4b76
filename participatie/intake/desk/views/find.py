"""Somebody asks what became of their contribution and has no number: found by who they are."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk.finding import PersonForm, Wanted
from participatie.intake.desk.people import masked
from participatie.pipeline.acts import submitters
from participatie.pipeline.models import Contribution, Signatory, Submitter
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel, LookUpReason

PER_PAGE = 20
_KEY = "desk-found"
SHOWN_FOR = 15 * 60
"""Seconds in which a clerk may go back to what a look-up gave."""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def find(request: HttpRequest) -> HttpResponse:
    """Who is looked for, and why. What was typed comes by POST and stands in no address."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return page(request, form)
    given, wanted = form.cleaned_data, form.wanted
    try:
        found = submitters.look_up(
            actor=request.user,
            reason=LookUpReason(given["reason"]),
            note=given["note"],
            name=wanted.name,
            postcode=wanted.postcode,
            house_number=wanted.house_number,
            phone=wanted.phone,
            email=wanted.email,
        )
    except Refused as refused:
        return page(request, form, refusal=str(refused))
    if not found:
        said = _("Nobody is known by all of this. Leave something out, or write it differently.")
        return page(request, form, refusal=said)
    request.session[_KEY] = {
        "people": [str(one.pk) for one in found],
        "until": clock.now().timestamp() + SHOWN_FOR,
    }
    return redirect("desk:found")


def page(request: HttpRequest, form: PersonForm, refusal: str = "") -> HttpResponse:
    """The form to look somebody up with."""
    if not form.errors and not refusal:
        # What was typed in the box of the desk stands in its field already; why is left to say.
        begin = "reason" if any(form.initial.values()) else "name"
        form.fields[begin].widget.attrs["autofocus"] = True
    context = {"crumbs": CRUMBS, "form": form, "refusal": refusal}
    return render(request, "desk/find.html", context)


def form_for(wanted: Wanted) -> PersonForm:
    """The form with who is wanted in it."""
    return PersonForm(initial=asdict(wanted))


@require_safe
@role_required(Role.CLERK)
def found(request: HttpRequest) -> HttpResponse:
    """The contributions of who was found, the newest first, with masked names."""
    last = request.session.get(_KEY, {})
    if last.get("until", 0) < clock.now().timestamp():
        messages.info(request, _("Look the person up once more: it was too long ago."))
        return redirect("desk:find")
    people = last["people"]
    theirs = (
        Contribution.objects.filter(
            Q(submitter__in=people)
            | Q(represented_by__in=people)
            | Q(pk__in=Signatory.objects.filter(submitter__in=people).values("contribution"))
        )
        .select_related("consultation", "submitter", "represented_by")
        .prefetch_related(Prefetch("signatories", Signatory.objects.select_related("submitter")))
        .order_by("-received_at", "-pk")
    )
    shown = Paginator(theirs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [*CRUMBS, {"name": _("Find by who sent it"), "url": reverse("desk:find")}],
        "page": shown,
        "items": [_line(contribution, set(people)) for contribution in shown],
        "is_cut_off": len(people) == submitters.MOST_FOUND,
        "most": submitters.MOST_FOUND,
    }
    return render(request, "desk/found.html", context)


def _line(contribution: Contribution, people: set[str]) -> dict[str, Any]:
    parts = [
        Channel(contribution.channel).label,
        date_format(localtime(contribution.received_at), "j F Y"),
    ]
    return {
        "url": reverse("desk:contribution", args=[contribution.reference]),
        "reference": contribution.reference,
        "title": contribution.consultation.title,
        "text": "; ".join(_who(contribution, people)),
        "meta": ", ".join(str(part) for part in parts),
        "status": contribution.status,
        "status_label": contribution.get_status_display(),
    }


def _who(contribution: Contribution, people: set[str]) -> Iterator[str]:
    """Those of the people found that this one is of, masked, with what they are in it."""
    if str(contribution.submitter_id) in people:
        yield masked(contribution.submitter.contact)
    by = contribution.represented_by
    if by is not None and str(by.pk) in people:
        yield _("represented by %(name)s") % {"name": masked(by.contact)}
    for signatory in contribution.signatories.all():
        one: Submitter = signatory.submitter
        if str(one.pk) in people:
            yield _("signed along by %(name)s") % {"name": masked(one.contact)}
