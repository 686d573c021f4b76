"""What a page about one frozen copy shows, in the workspace and for everyone."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from participatie.accountability import in_words, tables
from participatie.accountability.overview import stamp
from participatie.accountability.staten.frozen import keeping, withholding
from participatie.accountability.staten.frozen.differences import (
    SECTIONS,
    differences,
    figures_that_differ,
)
from participatie.accountability.staten.frozen.models import FrozenCopy

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
                "name": file.name,
                "url": ""
                if is_withheld
                else reverse(f"{namespace}:file", args=[*where, file.form]),
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in copy.files.all()
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
