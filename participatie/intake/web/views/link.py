"""The private link to a draft: go on later, on any device, or throw it away."""

import logging

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from participatie.core import attempts, codes, mail
from participatie.intake.web import drafts, limits, mails
from participatie.intake.web.views.filling import next_url
from participatie.intake.web.views.frame import around, gone
from participatie.intake.web.views.resuming import too_many_codes
from participatie.intake.web.visits import HOURS_REMEMBERED, Visit, keep_private, visiting

logger = logging.getLogger(__name__)


class LinkForm(forms.Form):
    """Where to mail the private link to."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Fill in the e-mail address that the link must go to."),
            "invalid": gettext_lazy("This is not an e-mail address. Write it as name@example.nl."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def draft(request: HttpRequest, visit: Visit, token: str) -> HttpResponse:
    """What is kept under this link, and what can be done with it.

    Looking changes nothing: mail programs and messengers open links by themselves.
    """
    if not limits.may_try_code(attempts.address_of(request)):
        return keep_private(too_many_codes(request, visit))
    here = visit.token == token
    opened = Visit(visit.consultation)
    opened.open(token)
    if opened.draft is None:
        limits.note_wrong_code(attempts.address_of(request))
        return keep_private(gone(request, opened))
    context = around(opened) | {
        "here": here,
        "code": opened.token if codes.is_code(opened.token) else "",
        "link": f"{settings.BASE_URL}{opened.private_url}",
        "resume_url": f"{settings.BASE_URL}{opened.url('resume')}",
        "hours": HOURS_REMEMBERED,
        "mailed_to": "",
    }
    form = LinkForm()
    if request.method == "POST" and not opened.is_sent:
        if "continue" in request.POST:
            visit.open(token)
            return redirect(next_url(visit))
        if "leave" in request.POST or "delete" in request.POST:
            if here:
                visit.forget()
            if "delete" in request.POST:
                drafts.throw_away(opened.draft)
                context["deleted"] = True
            return keep_private(render(request, "web/left.html", context))
        form = LinkForm(request.POST)
        if form.is_valid() and _mail_link(form, opened):
            drafts.remember_mailed(opened.draft, form.cleaned_data["email"], token)
            context["mailed_to"] = form.cleaned_data["email"]
    return keep_private(render(request, "web/draft.html", context | {"form": form}))


def _mail_link(form: LinkForm, visit: Visit) -> bool:
    if not limits.may_mail_link(visit.draft.pk):
        form.add_error("email", _("The link was mailed several times today. Please copy it."))
        return False
    try:
        mails.send_link(visit.draft, visit.token, to=form.cleaned_data["email"])
    except mail.FAILURES:
        logger.exception("The link to a draft could not be mailed")
        form.add_error("email", _("The mail could not be sent. Please copy the link."))
        return False
    return True
