"""For who calls or comes by: the desk stops the news to an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.news import followers
from participatie.news.forms import StopForm


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def stop(request: HttpRequest) -> HttpResponse:
    """Delete an address from the news, and say how often it stood there."""
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = followers.stop_address(form.cleaned_data["email"])
        if count:
            said = ngettext(
                "The address was deleted. It followed %(count)d list.",
                "The address was deleted. It followed %(count)d lists.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect("followers:stop")
        form.add_error(
            "email", _("This address does not follow our news. Ask how it is written in the mail.")
        )
    return render(
        request, "news/desk_stop.html", {"form": form}, status=422 if form.errors else 200
    )
