"""“Call me back”: one field is enough, and a page that says until when we call."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participatie.core import attempts, clock, languages
from participatie.intake.callback import acts, drafts, limits
from participatie.intake.callback.forms import AskForm
from participatie.intake.callback.models import CallBack, PartOfDay
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Ask to be called, about a consultation or about anything.

    The address lies under that of the form, where the browser says which draft it has.
    """
    consultation = get_object_or_404(Consultation, slug=slug) if slug else None
    draft = drafts.draft_of(request, consultation)
    form = AskForm(request.POST if request.method == "POST" else None, has_draft=draft is not None)
    refusal, status = "", 200
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if not limits.may_ask(attempts.address_of(request)):
            status = 429
            refusal = _(
                "From your network many people asked to be called in the last hour. Try again in "
                "an hour, or call us."
            )
        else:
            wish = acts.Wish(
                phone=given["phone"],
                name=given["name"],
                about=given["about"],
                part_of_day=PartOfDay(given["part_of_day"]),
                consultation=consultation,
                draft=draft if given.get("share_draft") else None,
            )
            try:
                made = acts.ask(wish)
            except acts.TooOften as refused:
                refusal, status = str(refused), 429
            else:
                return redirect("callback:asked", made.pk)
    context = {
        "form": form,
        "refusal": refusal,
        "call_by": acts.call_by(clock.today()),
        "form_url": reverse("web:form", args=[slug]) if draft is not None else "",
    }
    context |= _around(consultation)
    return render(request, "callback/ask.html", context, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Until when we call. Who has this address learns nothing about who is called."""
    made = get_object_or_404(CallBack.objects.select_related("consultation"), pk=pk)
    context = {"call_back": made} | _around(made.consultation)
    return render(request, "callback/asked.html", context)


def _around(consultation: Consultation | None) -> dict[str, Any]:
    if consultation is None:
        return {"crumbs": [{"name": _("Home"), "url": addresses.page()}]}
    title = consultation.title_in(languages.current())
    return {
        "consultation": consultation,
        "title": title,
        "crumbs": addresses.crumbs(consultation, title),
    }
