"""Files that came with contributions, for those who work with them."""

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import drawing
from participatie.core.files import JPEG, PDF, PNG
from participatie.pipeline.models import StoredFile

SHOWN = frozenset({PDF, JPEG, PNG})
"""Kinds that a browser may show by itself. All others are only downloaded."""

# Whatever is in it, it may run nothing and reach nothing.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"
# Browsers do not show a PDF in a sandbox; their viewer keeps it apart by itself.
IN_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


@require_safe
@role_required(Role.CLERK, Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER)
def page(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One page of a PDF or a picture, drawn, to look at beside something else. The first is 1."""
    stored = get_object_or_404(StoredFile, pk=pk, content_type__in=SHOWN)
    is_pdf = stored.content_type == PDF
    try:
        drawn = drawing.draw(Path(stored.content.path), number - 1, is_pdf=is_pdf)
    except drawing.UnreadableScan as error:
        raise Http404 from error
    response = HttpResponse(drawing.jpeg(drawn), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@role_required(Role.CLERK, Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER)
def download(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file as it came in, under the name it came with."""
    stored = get_object_or_404(StoredFile, pk=pk)
    try:
        content = stored.content.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content,
        as_attachment=stored.content_type not in SHOWN,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = IN_VIEWER if stored.content_type == PDF else ALONE
    response["Referrer-Policy"] = "no-referrer"
    return response
