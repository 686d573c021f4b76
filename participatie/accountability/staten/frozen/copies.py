"""The frozen copies of a consultation: finding one, and its files."""

import mimetypes

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404

from participatie.accountability.staten.frozen import sealing
from participatie.accountability.staten.frozen.models import FrozenCopy, FrozenFile, Order
from participatie.pipeline.models import Consultation

HEAVY = ("figures", "facts")
"""What no list reads."""


def copies(consultation: Consultation) -> QuerySet[FrozenCopy]:
    """The copies, the newest first, without what they hold."""
    return FrozenCopy.objects.filter(consultation=consultation).defer(*HEAVY)


def copy_or_404(consultation: Consultation, number: int) -> FrozenCopy:
    """The copy with this number; its facts, megabytes of them, only come when they are read."""
    found = get_object_or_404(
        FrozenCopy.objects.defer("facts"), consultation=consultation, number=number
    )
    found.consultation = consultation
    return found


def latest_order(consultation: Consultation) -> Order | None:
    """The last copy that was asked for, which may still be made, or have failed."""
    return Order.objects.filter(consultation=consultation).first()


def file_response(copy: FrozenCopy, form: str) -> FileResponse:
    """The file of this form, byte for byte as it was frozen; a PDF opens in the browser."""
    file = get_object_or_404(FrozenFile, copy=copy, form=form)
    name = f"{copy.consultation.slug}-{copy.number}-{file.name}"
    try:
        content = file.content.open("rb")
    except OSError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=not name.endswith(".pdf"),
        filename=name,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )


def seal_response(copy: FrozenCopy) -> HttpResponse:
    """What the seal is about; the SHA-256 of these bytes is the seal."""
    content = sealing.document(copy, copy.files.all())
    name = f"bevroren-{copy.consultation.slug}-{copy.number}.json"
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
