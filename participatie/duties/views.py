"""The register of algorithms and its switches."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import algorithms
from participatie.core.models import AlgorithmSwitch
from participatie.duties import register
from participatie.duties.switching import switch
from participatie.pipeline.refusals import Refused

entrance = role_required(Role.ADMINISTRATOR)


@require_safe
def algorithm_register(request: HttpRequest) -> HttpResponse:
    """What the computer does here, who decides, and whether it is on."""
    return render(request, "duties/algorithms.html", {"entries": register.entries()})


@require_safe
def algorithm_register_json(request: HttpRequest) -> HttpResponse:
    """The same, in the form of the national register."""
    response = JsonResponse(
        register.in_standard_form(),
        safe=False,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@entrance
def switches(request: HttpRequest) -> HttpResponse:
    """Every algorithm with its switch."""
    return render(request, "duties/switches.html", {"entries": register.entries()})


class ReasonForm(forms.Form):
    """Why it is switched."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("Everyone can read this in the register. Do not name people."),
        widget=forms.Textarea({"rows": "3"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def one_switch(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One algorithm: switch it, and see who did so before."""
    try:
        algorithm = algorithms.get(slug)
    except KeyError:
        raise Http404 from None
    form, refusal = ReasonForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            done = switch(
                slug,
                to=request.POST.get("to") == "on",
                actor=request.user,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            told = _("“%(name)s” is on.") if done.is_on else _("“%(name)s” is off.")
            messages.success(request, told % {"name": algorithm.name})
            return redirect("switches:list")
    context: dict[str, Any] = {
        "crumbs": [{"name": _("Algorithms"), "url": reverse("switches:list")}],
        "algorithm": algorithm,
        "state": algorithms.states([algorithm])[slug],
        "history": AlgorithmSwitch.objects.filter(slug=slug).select_related("by"),
        "form": form,
        "refusal": refusal,
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "duties/switch.html", context, status=status)
