"""Taking in a file in pieces, so that it can go on after the connection was lost.

After the IETF draft “Resumable Uploads for HTTP”: `Upload-Offset` says where a piece begins, and
in an answer how much is here. A piece that is not the next one is answered with 409 and the place.
Without scripts files come with the form itself, and none of this is used.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participatie.core import attempts
from participatie.core.files import UnacceptableFile
from participatie.core.text import one_line
from participatie.intake.web import drafts, limits
from participatie.intake.web.arriving import MAX_PIECE, OutOfPlace
from participatie.intake.web.models import ArrivingFile, Draft
from participatie.intake.web.pages import whole
from participatie.intake.web.views.filling import TOO_MANY, asked_of, may_begin
from participatie.intake.web.visits import Visit, visiting

OFFSET = "Upload-Offset"


@require_POST
@visiting
def begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say which file comes; the answer says where its pieces go, and how much is here already."""
    size = request.POST.get("size", "")
    has_place = not visit.is_sent if visit.draft else may_begin(request, visit.consultation)
    if not (has_place and size.isdecimal() and len(size) < 12):
        return _said(_("This file has no place here any more."), 422)
    if visit.draft is None:
        if not limits.may_begin_draft(attempts.address_of(request)):
            return _said(str(TOO_MANY), 429)
        visit.begin(asked_of(request, visit.consultation))
    try:
        file = drafts.expect_file(
            visit.draft,
            request.POST.get("field", ""),
            one_line(request.POST.get("name", ""))[-255:] or "bestand",
            int(size),
            one_line(request.POST.get("modified", ""))[:20],
        )
    except UnacceptableFile as refusal:
        return _said(str(refusal), 422)
    except Draft.DoesNotExist:
        return _gone(visit)
    response = HttpResponse(status=201)
    response["Location"] = visit.url("upload", file.pk)
    response[OFFSET] = str(file.arrived)
    return response


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@visiting
def piece(request: HttpRequest, visit: Visit, pk: UUID) -> HttpResponse:
    """The next piece of a file, how much of it is here, or that it need not come."""
    if visit.draft is None or visit.is_sent:
        return _gone(visit)
    try:
        if request.method == "DELETE":
            drafts.stop_file(visit.draft, pk)
            return HttpResponse(status=204)
        if request.method == "HEAD":
            return _so_far(visit.draft.arriving.get(pk=pk))
        return _take(request, visit.draft, pk)
    except OutOfPlace as there:
        return _said("", 409, there.arrived)
    except UnacceptableFile as refusal:
        drafts.stop_file(visit.draft, pk)
        return _said(str(refusal), 422)
    except (ArrivingFile.DoesNotExist, Draft.DoesNotExist):
        return _gone(visit)


def _take(request: HttpRequest, draft: Draft, pk: UUID) -> HttpResponse:
    offset = request.headers.get(OFFSET, "")
    if not (offset.isdecimal() and len(offset) < 12):
        return _said("", 400)
    content = request.read(MAX_PIECE + 1)
    if len(content) > MAX_PIECE:
        return _said("", 413)
    file = drafts.take_piece(draft, pk, int(offset), content)
    if file.arrived < file.size:
        return _so_far(file)
    field = drafts.open_form(draft, whole(draft.form.questions))[file.field]
    shown = {"field": field, "stored": field.field.stored}
    response = HttpResponse(render_to_string("components/field.html", shown))
    response[OFFSET] = str(file.arrived)
    return response


def _so_far(file: ArrivingFile) -> HttpResponse:
    response = HttpResponse(status=204)
    response[OFFSET] = str(file.arrived)
    response["Upload-Length"] = str(file.size)
    return response


def _said(sentence: str, status: int, arrived: int | None = None) -> HttpResponse:
    response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
    if arrived is not None:
        response[OFFSET] = str(arrived)
    return response


def _gone(visit: Visit) -> HttpResponse:
    if visit.draft is not None and not Draft.objects.filter(pk=visit.draft.pk).exists():
        visit.forget()
    return _said("", 404)
