"""Going on with a draft by typing its code: on another device, or spelled over the telephone."""

import re

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from participatie.core import attempts, codes
from participatie.intake.web import drafts, limits
from participatie.intake.web.models import Draft
from participatie.intake.web.views.frame import around
from participatie.intake.web.visits import Visit, keep_private, visiting

_LINK = re.compile(r"/bewaard/([^/?#\s]+)")
TOO_MANY_CODES = _(
    "Many wrong codes were typed from your network. Try again in a quarter of an hour, or call us."
)


class CodeForm(forms.Form):
    """The code of a draft."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It looks like 7KQ4-M2XD-9RT5. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
            | {"size": 18}
        ),
        error_messages={"required": _("Fill in your code.")},
    )

    draft: Draft

    def clean_code(self) -> str:
        """The token of the draft, also out of a pasted link. What cannot be one is not looked up.

        The codes of before were not short: they are only in links.
        """
        typed = self.cleaned_data["code"]
        link = _LINK.search(typed)
        try:
            token = link[1] if link else codes.normalise(typed)
        except codes.InvalidCode as invalid:
            raise forms.ValidationError(str(invalid)) from invalid
        found = drafts.find(token)
        if found is None:
            raise forms.ValidationError(
                _(
                    "We know no contribution with this code. Perhaps it is your follow code, or "
                    "the time is over. Compare it once more, or call us."
                ),
                code="unknown",
            )
        self.draft = found
        return token


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def resume(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for the code, and lead to the draft, of whatever consultation it is."""
    if request.method != "POST":
        return keep_private(_page(request, visit, CodeForm()))
    if not limits.may_try_code(attempts.address_of(request)):
        return keep_private(too_many_codes(request, visit))
    form = CodeForm(request.POST)
    if not form.is_valid():
        if form.has_error("code", "unknown"):
            limits.note_wrong_code(attempts.address_of(request))
        return keep_private(_page(request, visit, form))
    opened = Visit(form.draft.consultation, form.draft, form.cleaned_data["code"])
    return redirect(opened.private_url)


def too_many_codes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page that says to wait, with what was typed."""
    form = CodeForm(request.POST or {"code": ""})
    form.errors.clear()
    form.add_error(None, TOO_MANY_CODES)
    return _page(request, visit, form, status=429)


def _page(request: HttpRequest, visit: Visit, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "web/resume.html", around(visit) | {"form": form}, status=status)
