"""What a page about one frozen copy shows, in the workspace and for everyone."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participatie.accountability import in_words, tables
from participatie.accountability.overview import stamp
from participatie.accountability.staten.frozen import keeping, withholding
from participatie.accountability.staten.frozen.differences import (
    SECTIONS,
    differences,
    figures_that_differ,
)
from participatie.accountability.staten.frozen.models import FrozenCopy, FrozenFile

ON_A_PAGE = 20


def shown(request: HttpRequest, copy: FrozenCopy, namespace: str) -> dict[str, Any]:
    """Context of staten/frozen/parts.html; the addresses of files are those of `namespace`."""
    at = stamp(copy.consultation)
    then = keeping.restored(copy.figures)
    found = differences(copy, at)
    chosen = request.GET.get("soort", "")
    if chosen not in SECTIONS:
        chosen = ""
    page = Paginator([one for one in found if chosen in ("", one.section)], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    is_withheld = withholding.are_withheld(copy)
    where = [copy.consultation.slug, copy.number]
    return {
        "copy": copy,
        "files": [
            {
                "label": _label(file),
                "type": file.name.rpartition(".")[2].upper(),
                "url": ""
                if is_withheld
                else reverse(f"{namespace}:file", args=[*where, file.form]),
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in sorted(copy.files.all(), key=_rank)
        ],
        "is_withheld": is_withheld,
        "seal_url": reverse(f"{namespace}:seal", args=where),
        "doors_table": tables.doors(then),
        "themes_table": tables.themes(then).without_zeros(),
        "outcomes_table": tables.doors_and_outcomes(then).without_zeros(),
        "completeness": in_words.completeness(then),
        "in_short": in_words.in_short(then) if copy.has_nota else "",
        "published_since": not copy.has_nota and copy.consultation.answers_published_at,
        "is_different": bool(found),
        "sections": [
            (key, str(label), sum(one.section == key for one in found))
            for key, label in SECTIONS.items()
        ],
        "chosen": chosen,
        "page": page,
        "query": QueryDict(f"soort={chosen}") if chosen else None,
        "tables_now": figures_that_differ(then, copy.consultation, at),
    }


LABELS = {
    "odt": _("Nota as a text to work with"),
    "csv": _("All points and outcomes as a table"),
    "json": _("Everything for programs"),
    "pages": _("Nota as the pages of the website, packed together"),
}
"""What the file of a form is; those of a PDF are named after their volume."""


def _rank(file: FrozenFile) -> tuple[bool, str]:
    """Of its place: the PDF first, volume by volume."""
    return not file.form.startswith("pdf"), file.form


def _label(file: FrozenFile) -> str:
    volume = file.form.partition("-")[2]
    if volume:
        return gettext("Nota van beantwoording, volume %(number)s") % {"number": volume}
    return str(LABELS.get(file.form, gettext("Nota van beantwoording")))
