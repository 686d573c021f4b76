"""Batch mode: a pile of letters, one after the other."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import batches, entries
from participatie.intake.desk.models import Batch, BatchLetter
from participatie.intake.typing import matching
from participatie.intake.typing.doors import DOORS
from participatie.intake.typing.fields import received_day
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel, Timeliness

PER_PAGE = 50
RECENT = 10


class BatchForm(forms.Form):
    """What all letters of the pile have in common."""

    channel = forms.ChoiceField(
        label=gettext_lazy("What lies on the pile?"),
        choices=[(channel, DOORS[channel].choose) for channel in batches.DOORS],
        initial=Channel.LETTER,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what lies on the pile.")},
    )
    consultation = forms.CharField(
        label=gettext_lazy("Consultation"),
        help_text=gettext_lazy("Type a part of the name, or the letters of the number."),
        widget=forms.TextInput(attrs={"list": "consultations", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say which consultation this is about.")},
    )
    received_on = received_day(help_text=gettext_lazy("The day the whole pile came in."))

    def clean_consultation(self) -> Consultation:
        typed = self.cleaned_data["consultation"]
        found = matching.matching(typed)
        if not found:
            raise forms.ValidationError(
                _("No consultation fits “%(typed)s”.") % {"typed": typed[:100]}
            )
        if len(found) > 1:
            named = "; ".join(consultation.title for consultation in found)
            raise forms.ValidationError(
                _("Several consultations fit: %(named)s. Type more of the name.") % {"named": named}
            )
        return found[0]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def start(request: HttpRequest) -> HttpResponse:
    """Say what the pile has in common, and begin; or go on with the one begun before."""
    form = BatchForm(request.POST if request.method == "POST" else None, initial=_likely())
    refusal = ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        channel = Channel(given["channel"])
        try:
            batches.begin(
                clerk=request.user,
                channel=channel,
                consultation=given["consultation"],
                received_on=given["received_on"],
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("desk:enter", channel)
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "refusal": refusal,
        "open": batches.open_batch(request.user),
        "consultations": matching.offered(),
        "recent": [_line(batch) for batch in batches.batches_of(request.user)[:RECENT]],
    }
    return render(request, "desk/batch_start.html", context)


@require_safe
@role_required(Role.CLERK)
def batch(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was entered in one batch, and what to do with it now."""
    found = _own(request, key)
    page = Paginator(batches.letters_of(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [*CRUMBS, {"name": _("Batches"), "url": reverse("desk:batches")}],
        "batch": found,
        "page": page,
        "letters": [_letter(letter) for letter in page],
        "late": batches.letters_of(found).filter(contribution__timeliness=Timeliness.LATE).count(),
    }
    return render(request, "desk/batch.html", context)


@require_POST
@role_required(Role.CLERK)
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pile is done: to its stamps."""
    found = _own(request, key)
    batches.finish(found)
    count = found.letters.count()
    said = ngettext(
        "The batch is finished: %(count)d was entered.",
        "The batch is finished: %(count)d were entered.",
        count,
    )
    messages.success(request, said % {"count": count})
    if any(
        entry.channel == found.channel and entry.saved_at >= found.started_at
        for entry in entries.begun_by(request.user)
    ):
        left = _(
            "You began one more, which is not saved yet. It is on the page of the desk, under "
            "“Unfinished entries”."
        )
        messages.warning(request, left)
    return redirect("desk:batch", found.pk)


def _own(request: HttpRequest, key: UUID) -> Batch:
    return get_object_or_404(
        Batch.objects.select_related("consultation"), pk=key, clerk=request.user
    )


def _likely() -> dict[str, Any]:
    only = matching.only_open()
    return {
        "received_on": clock.today(),
        "consultation": str(only) if only else "",
    }


def _line(found: Batch) -> dict[str, Any]:
    count = found.count  # type: ignore[attr-defined]  # annotated by batches_of
    said = ngettext("%(count)d entered", "%(count)d entered", count) % {"count": count}
    day = date_format(found.received_on, "j F Y")
    return {
        "url": reverse("desk:batch", args=[found.pk]),
        "reference": found.consultation.prefix,
        "title": found.consultation.title,
        "meta": _("received on %(day)s, %(count)s") % {"day": day, "count": said},
        "status": "neutral" if found.ended_at else "waiting",
        "status_label": _("finished") if found.ended_at else _("being entered"),
    }


def _letter(letter: BatchLetter) -> dict[str, Any]:
    found = letter.contribution
    is_late = found.timeliness == Timeliness.LATE
    return {
        "url": reverse("desk:contribution", args=[found.reference]),
        "reference": found.reference,
        "title": found.words[:120] or _("There is no text, only a file."),
        "late": is_late,
        "status_label": "" if is_late else found.get_timeliness_display(),
        "status": found.timeliness,
    }
