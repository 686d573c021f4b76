"""Letters that are not for us: sent on to the right body, or back to who sent them (Awb 2:3)."""

import logging
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.pdf import PdfError
from participatie.intake import once
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import sent_on as register
from participatie.intake.desk.models import SentOn, SentOnKind
from participatie.intake.typing.fields import country_line, line, received_day, tidy_postcode
from participatie.pipeline.models import Contact
from participatie.pipeline.refusals import Refused

log = logging.getLogger("participatie.desk")
PER_PAGE = 50


class SentOnForm(forms.Form):
    """What came in, from whom, and where it goes. `key` is that of this one form, to register it
    once."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    received_on = received_day()
    about = line(
        gettext_lazy("What is it about?"),
        required=True,
        help_text=gettext_lazy("In a few words: the sender reads them back."),
        error_messages={"required": gettext_lazy("Say in a few words what it is about.")},
    )
    name = line(gettext_lazy("Name of the sender"))
    street = line(gettext_lazy("Street and number"))
    postcode = line(gettext_lazy("Postcode"), size=10)
    city = line(gettext_lazy("Town"))
    country = country_line()
    kind = forms.ChoiceField(
        label=gettext_lazy("Where does it go?"),
        choices=[
            (SentOnKind.ON, gettext_lazy("On to the body that it is for")),
            (SentOnKind.BACK, gettext_lazy("Back to the sender: it is for no public body")),
        ],
        initial=SentOnKind.ON,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where it goes.")},
    )
    body_name = line(
        gettext_lazy("Name of that body"),
        help_text=gettext_lazy("For example: municipality of Harstede."),
    )
    body_address = forms.CharField(
        label=gettext_lazy("Address of that body"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    reason = line(
        gettext_lazy("Why is it not for us?"),
        most=255,
        required=True,
        help_text=gettext_lazy("For example: building permits are given by the municipality."),
        error_messages={"required": gettext_lazy("Say why it is not for us. The sender reads it.")},
    )

    def clean_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["postcode"])

    @property
    def sender(self) -> Contact:
        """Who sent it."""
        parts = ("name", "street", "postcode", "city", "country")
        return Contact(**{part: self.cleaned_data[part] for part in parts})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def sent_on(request: HttpRequest) -> HttpResponse:
    """The register, and the form for the next one."""
    initial = {"key": uuid4(), "received_on": clock.today()}
    form, refusal = SentOnForm(request.POST or None, initial=initial), ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            found = register.register(
                actor=request.user,
                kind=SentOnKind(given["kind"]),
                received_on=given["received_on"],
                sender=form.sender,
                about=given["about"],
                reason=given["reason"],
                body_name=given["body_name"],
                body_address=given["body_address"],
                key=once.key_of(given["key"], *map(str, given.values())),
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("desk:sent_on_one", found.pk)
    page = Paginator(register.all_sent_on(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "refusal": refusal,
        "page": page,
        "lines": [_line(found) for found in page],
    }
    return render(request, "desk/sent_on.html", context)


@require_safe
@role_required(Role.CLERK)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter of the register: print its letters, then say that they were posted."""
    found = get_object_or_404(register.all_sent_on(), pk=pk)
    place = reverse("desk:sent_on")
    context = {
        "crumbs": [*CRUMBS, {"name": _("Letters that are not for us"), "url": place}],
        "found": found,
        "known": _known(found),
    }
    return render(request, "desk/sent_on_one.html", context)


@require_safe
@role_required(Role.CLERK)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters that go with it, as a PDF."""
    found = get_object_or_404(SentOn, pk=pk, erased_at=None)
    try:
        made = register.document(found)
    except PdfError:
        log.exception("the letters of %s could not be made", found.reference)
        messages.error(request, _("The PDF could not be made. Try it again."))
        return redirect("desk:sent_on_one", found.pk)
    name = f"{found.reference}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@role_required(Role.CLERK)
def posted(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters went out, with the original."""
    found = get_object_or_404(SentOn, pk=pk)
    try:
        register.post(found, actor=request.user)
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Noted: posted."))
    return redirect("desk:sent_on_one", found.pk)


def _line(found: SentOn) -> dict[str, Any]:
    received = date_format(found.received_on, "j F Y")
    return {
        "url": reverse("desk:sent_on_one", args=[found.pk]),
        "reference": found.reference,
        "title": found.body_name or found.get_kind_display(),
        "meta": _("received on %(day)s") % {"day": received},
        "status": "posted" if found.posted_at else "waiting",
        "status_label": _("posted") if found.posted_at else _("to be posted"),
    }


def _known(found: SentOn) -> list[dict[str, Any]]:
    rows = [
        (_("Received on"), date_format(found.received_on, "j F Y")),
        (_("What is done"), found.get_kind_display()),
        (_("To"), "\n".join(filter(None, [found.body_name, found.body_address]))),
        (_("Sender"), "\n".join(found.sender.address_lines)),
        (_("About"), found.about),
        (_("Why"), found.reason),
        (_("Registered by"), found.registered_by.name),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
