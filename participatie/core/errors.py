"""What a visitor gets when it goes wrong: a page that says what to do, in their language.

Those for our own faults ask nothing of the database: they come also when it does not answer.
"""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
AGAIN_AFTER = 60
"""Seconds after which a database that did not answer may be back."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the browser sent cannot be read (400), or is too much (413)."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page (404).

    Reads nothing of what was sent, as Django's own view does: a broken form sent to a wrong
    address is no fault of ours.
    """
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours (500), or a database that does not answer now (503)."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(AGAIN_AFTER)
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
