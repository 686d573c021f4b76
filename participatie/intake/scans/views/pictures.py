"""Pictures of pages, for those who type the letters in."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from PIL import Image

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import drawing
from participatie.intake.scans.models import Page


@never_cache
@require_safe
@role_required(Role.CLERK)
def small(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A page to leaf through, upright."""
    page = get_object_or_404(Page, stack=key, number=number)
    return _picture(page.thumbnail, page.turn)


@never_cache
@require_safe
@role_required(Role.CLERK)
def large(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A page to read, upright."""
    page = get_object_or_404(Page, stack=key, number=number)
    return _picture(page.picture, page.turn)


def _picture(file: FieldFile, turn: int) -> HttpResponse:
    try:
        with file.open("rb") as opened:
            content = opened.read() if not turn else drawing.jpeg(Image.open(opened), turn=turn)
    except (ValueError, FileNotFoundError) as missing:
        raise Http404 from missing
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response
