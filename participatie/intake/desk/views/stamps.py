"""Stamps for letters that came in, as a PDF of labels: those of today, of a batch, or one."""

import logging
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.core.pdf import PdfError
from participatie.core.templatetags.prose import nl_date
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk.models import Batch
from participatie.intake.desk.stamps import MOST_LABELS, Paper, document
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries.contributions import by_reference
from participatie.pipeline.statuses import Channel

log = logging.getLogger("participatie.desk")
PER_PAGE = 50


class StampForm(forms.Form):
    """What the stamps are printed on."""

    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        choices=Paper.choices,
        initial=Paper.LABELS_24,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the stamps are printed on.")},
    )
    first = forms.IntegerField(
        label=gettext_lazy("First free label"),
        help_text=gettext_lazy("1 for a full sheet. Labels are counted by the row."),
        initial=1,
        min_value=1,
        max_value=MOST_LABELS,
        widget=forms.NumberInput(attrs={"size": 4}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def stamps(request: HttpRequest) -> HttpResponse:
    """Choose letters and paper. By POST comes the PDF, which changes nothing."""
    letters, about = _letters(request)
    form = StampForm(request.POST or None)
    refusal = ""
    if form.is_bound and form.is_valid():
        chosen = letters
        if "all" not in request.POST:
            ticked = [pk for pk in request.POST.getlist("letter") if pk.isdecimal()]
            chosen = letters.filter(pk__in=ticked)
        found = list(chosen.prefetch_related("attachments"))
        if found:
            try:
                given = form.cleaned_data
                return _pdf(document(found, given["paper"], first=given["first"]))
            except PdfError:
                log.exception("stamps could not be made")
                refusal = _("The PDF could not be made. Try fewer letters at a time.")
        else:
            refusal = _("Choose at least one.")
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "refusal": refusal,
        "about": about,
        "page": page,
        "letters": [_line(letter) for letter in page],
    }
    return render(request, "desk/stamps.html", context)


def _letters(request: HttpRequest) -> tuple[QuerySet[Contribution], str]:
    """The letters to choose from, and what they are."""
    every = Contribution.objects.select_related("consultation").order_by("recorded_at", "pk")
    if number := request.GET.get("nummer"):
        known = by_reference(number)
        if known is None:
            raise Http404(_("There is no contribution with this number."))
        return every.filter(pk=known.pk), known.reference
    if batch := request.GET.get("stapel"):
        try:
            found = get_object_or_404(Batch, pk=UUID(batch), clerk=request.user)
        except ValueError as error:
            raise Http404 from error
        day = date_format(found.received_on, "j F Y")
        in_batch = found.letters.values("contribution")
        return every.filter(pk__in=in_batch), _("your batch of %(day)s") % {"day": day}
    today = terms.start_of(clock.today())
    return (
        every.filter(channel=Channel.LETTER, recorded_at__gte=today),
        _("all letters that were entered today"),
    )


def _line(letter: Contribution) -> dict[str, Any]:
    return {
        "pk": letter.pk,
        "reference": letter.reference,
        "text": _("received on %(day)s") % {"day": nl_date(letter.received_at)},
    }


def _pdf(content: bytes) -> HttpResponse:
    name = f"stempels-{clock.today().isoformat()}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
