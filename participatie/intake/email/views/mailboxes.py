"""The mailboxes, as an administrator looks after them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.email import imap
from participatie.intake.email.mailbox_forms import MailboxForm
from participatie.intake.email.models import Mailbox

LIST = {"name": gettext_lazy("Mailboxes"), "url": reverse_lazy("mails:mailboxes")}


@require_safe
@role_required(Role.ADMINISTRATOR)
def mailboxes(request: HttpRequest) -> HttpResponse:
    """All mailboxes, and how reading them goes."""
    found = Mailbox.objects.select_related("consultation")
    return render(request, "mails/mailboxes.html", {"mailboxes": found})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.ADMINISTRATOR)
def make(request: HttpRequest) -> HttpResponse:
    """A mailbox more."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.ADMINISTRATOR)
def mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """One mailbox, to change."""
    return _edit(request, get_object_or_404(Mailbox, pk=pk))


@require_POST
@role_required(Role.ADMINISTRATOR)
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Log in to the mail server, and say how that goes."""
    found = get_object_or_404(Mailbox, pk=pk)
    try:
        number = imap.look(found)
    except imap.NotRead as error:
        context = {"form": MailboxForm(instance=found), "mailbox": found, "crumbs": [LIST]}
        return render(request, "mails/mailbox.html", context | {"refusal": str(error)})
    said = ngettext(
        "It works: %(count)d message is in the folder.",
        "It works: %(count)d messages are in the folder.",
        number,
    )
    messages.success(request, said % {"count": number})
    return redirect("mails:mailbox", pk)


def _edit(request: HttpRequest, found: Mailbox | None) -> HttpResponse:
    form = MailboxForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        # What went wrong before went wrong with other settings.
        form.instance.error = ""
        kept = form.save()
        messages.success(request, _("The mailbox was saved. Try the connection."))
        return redirect("mails:mailbox", kept.pk)
    context = {"form": form, "mailbox": found, "crumbs": [LIST]}
    return render(request, "mails/mailbox.html", context)
