"""The nota before it is published: what is missing, how it would be, what is written by hand."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accountability.nota import acts, chapters, making, previewing
from participatie.accountability.nota.missing import missing as lacks
from participatie.accountability.nota.models import Instrument, ParticipationAccount
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

ROLES = (Role.HANDLER, Role.APPROVER, Role.EDITOR)
entrance = role_required(*ROLES)


class ParticipationForm(forms.Form):
    """How it was announced, and the account of the participation below its four headings.

    The act says when a text is too long: a browser that knows how long it may be cuts it off.
    """

    instrument = forms.ChoiceField(
        label=gettext_lazy("What is decided on"),
        choices=Instrument.choices,
        widget=forms.RadioSelect,
    )
    procedure, who, how, results, policy = (
        forms.CharField(
            required=False,
            strip=False,
            widget=forms.Textarea({"rows": "8"}),
        )
        for _text in range(5)
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        announced = _("How the draft was announced and laid open")
        for name, heading in zip(TEXTS, (announced, *chapters.headings()), strict=True):
            self.fields[name].label = heading
        self.fields["procedure"].help_text = _(
            "For the introduction of the nota: number and day of the official gazette, where the "
            "documents could be seen, and the meetings with day and place."
        )
        self.fields["who"].help_text = _("Name groups and organisations, no persons.")


TEXTS = ("procedure", "who", "how", "results", "policy")


def _of(slug: str) -> Consultation:
    found = Consultation.objects.select_related("decision", "participation_account")
    return get_object_or_404(found, slug=slug)


def _draft(view: Callable[..., HttpResponse]) -> Any:
    """A page of the draft, or that a long one is being made."""

    @require_safe
    @entrance
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **given: Any) -> HttpResponse:
        consultation = _of(slug)
        try:
            response = view(request, consultation, **given)
        except making.Busy:
            context = {"consultation": consultation, "again": request.path}
            response = render(request, "accountability/nota/draft_busy.html", context, status=503)
            response["Retry-After"] = "30"
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@_draft
def missing(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What is missing, and the way to the draft."""
    found = lacks(consultation)
    context = {
        "consultation": consultation,
        "must": [lack for lack in found if lack.must],
        "may": [lack for lack in found if not lack.must],
        "version": consultation.nota_versions.first(),
        "to_publish": consultation.answers_published_at is None
        and request.user.has_role(Role.HANDLER, Role.APPROVER),
        "may_write": request.user.has_role(*acts.WRITERS),
    }
    return render(request, "accountability/nota/missing.html", context)


@_draft
def chapter(request: HttpRequest, consultation: Consultation, chapter: str) -> HttpResponse:
    """One page of one chapter of the draft."""
    made = previewing.preview(consultation)
    found = made.chapter(chapter)
    if found is None:
        raise Http404(_("This chapter is not in the nota."))
    page = Paginator(range(1, found.pages + 1), 1).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "chapter": found,
        "chapters": made.chapters,
        "page": page,
        "text": mark_safe(made.text(found, page.number)),
    }
    return render(request, "accountability/nota/draft.html", context)


@_draft
def place(request: HttpRequest, consultation: Consultation, reference: str) -> HttpResponse:
    """To the place in the draft where this number is told."""
    found = previewing.preview(consultation).place(reference)
    if found is None:
        raise Http404(_("This number is not in the nota."))
    slug, page = found
    address = reverse("nota:draft", args=[consultation.slug, slug])
    return redirect(f"{address}?page={page}#{reference}")


@_draft
def pdf(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The draft as PDF, with the word behind the text of every page."""
    response = HttpResponse(previewing.preview_pdf(consultation), content_type="application/pdf")
    name = f"concept-nota-{consultation.slug}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*acts.WRITERS)
def participation(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the account of the participation, beside what the record tells."""
    consultation = _of(slug)
    account = getattr(consultation, "participation_account", None)
    theirs, refusal = None, ""
    if request.method == "POST":
        form = ParticipationForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                acts.tell_participation(
                    consultation,
                    actor=request.user,
                    instrument=Instrument(given["instrument"]),
                    told=acts.Told(**{name: given[name] for name in TEXTS}),
                    revision=given["revision"],
                )
            except Refused as refused:
                refusal = str(refused)
                account = ParticipationAccount.objects.filter(consultation=consultation).first()
                # Seen beside the own text now: who saves again, does so knowingly.
                again = request.POST.copy()
                again["revision"] = str(account.revision if account else 0)
                form.data = again
                if again["revision"] != str(given["revision"]):
                    theirs = account
            else:
                if consultation.answers_published_at:
                    done = _("Saved and public: the nota gets a new version with it.")
                else:
                    done = _("The account of the participation was saved.")
                messages.success(request, done)
                return redirect("nota:missing", slug)
    else:
        first: dict[str, Any] = {"revision": 0}
        if account is not None:
            first = {name: getattr(account, name) for name in ("instrument", "revision", *TEXTS)}
        form = ParticipationForm(initial=first)
    context = {
        "consultation": consultation,
        "form": form,
        "refusal": refusal,
        "theirs": theirs,
        "figures": chapters.figures(consultation),
    }
    status = 422 if refusal or form.errors else 200
    response = render(
        request, "accountability/nota/participation_form.html", context, status=status
    )
    response["Cache-Control"] = "no-store"
    return response
