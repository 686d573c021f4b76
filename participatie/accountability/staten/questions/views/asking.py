"""Asking a question, from the page of what it is about."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.accountability.staten.frame import consultation_or_404
from participatie.accountability.staten.questions import acts, subjects, terms
from participatie.accountability.staten.questions.forms import AskForm
from participatie.accountability.staten.questions.responsible import in_charge
from participatie.accountability.staten.questions.views.frame import frame_of_list, page_of
from participatie.accountability.staten.refusing import at_its_field
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.COUNCILLOR)
def ask(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Type a question; `over` in the address names what it is about."""
    found = consultation_or_404(slug)
    if request.method != "POST":
        about = subjects.find(found, request.GET.get("over", ""))
        if about is None:
            raise Http404
        return _page(request, found, about, AskForm(initial={"over": about.key, "key": uuid4()}))
    form = AskForm(request.POST)
    about = subjects.find(found, request.POST.get("over", ""))
    if about is None:
        # It was removed while the member was typing: the words are kept.
        gone = _(
            "What you ask about was taken away in the meantime. What you typed is still here: you "
            "can ask it about the consultation as a whole."
        )
        whole = subjects.Subject(subjects.About.CONSULTATION)
        form = AskForm(initial=request.POST.dict() | {"over": ""})
        return _page(request, found, whole, form, gone)
    if not form.is_valid():
        return _page(request, found, about, form)
    given = form.cleaned_data
    try:
        question = acts.ask(
            found, actor=request.user, about=about, text=given["text"], form=given["key"]
        )
    except Refused as refused:
        return _page(request, found, about, form, at_its_field(form, refused))
    messages.success(
        request,
        _("Your question has number %(number)s. You get a mail when there is a reply.")
        % {"number": question.reference},
    )
    return redirect(page_of(question))


def _page(
    request: HttpRequest,
    consultation: Consultation,
    about: subjects.Subject,
    form: AskForm,
    refusal: str = "",
) -> HttpResponse:
    context = frame_of_list(consultation, _("Ask a question")) | {
        "form": form,
        "refusal": refusal,
        "about": about,
        "in_charge": in_charge(consultation),
        "last_day": terms.last_day(clock.today()),
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "staten/questions/ask.html", context, status=status)
