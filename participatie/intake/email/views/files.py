"""The message as it came in, and files that stayed in it: to be kept, never to be shown."""

import io
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.crumbs import CRUMBS
from participatie.intake.email.models import IncomingMail, MailFile
from participatie.intake.email.parsing import part_at
from participatie.intake.email.views.message import LIST


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def original(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The message byte for byte; with a virus in it only after a warning."""
    mail = get_object_or_404(IncomingMail.objects.select_related("raw"), pk=pk)
    if mail.virus and request.method != "POST":
        return _warn(request, mail, None)
    return _safely(_raw(mail), "bericht.eml")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def file(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """A file that was not taken in, always after a warning; its name does not make it run."""
    row = get_object_or_404(
        MailFile.objects.select_related("mail__raw"), pk=number, mail=pk, file=None
    )
    if request.method != "POST":
        return _warn(request, row.mail, row)
    part = part_at(_raw(row.mail), row.place)
    if part is None:
        raise Http404
    return _safely(part.content, f"{row.name}.niet-geopend")


def _raw(mail: IncomingMail) -> bytes:
    try:
        return mail.original()
    except FileNotFoundError as missing:
        raise Http404 from missing


def _warn(request: HttpRequest, mail: IncomingMail, row: MailFile | None) -> HttpResponseBase:
    context = {"crumbs": [*CRUMBS, LIST], "mail": mail, "file": row}
    return render(request, "mails/warning.html", context)


def _safely(content: bytes, name: str) -> FileResponse:
    response = FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Referrer-Policy"] = "no-referrer"
    return response
