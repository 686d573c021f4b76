"""The yearly overview as PDF for the archive with its figures inside, and as those figures."""

import csv
import io

from django.utils.translation import gettext as _

from participatie.accountability.annual.chapters.chapter import Chapter
from participatie.accountability.annual.overview import Overview
from participatie.accountability.tables import Cell, Table
from participatie.core import kept_pdf, organisation, pdf
from participatie.core.formulas import harmless
from participatie.core.templatetags.prose import nl_date


def as_pdf(overview: Overview, *, key: str) -> bytes:
    """The document as PDF/A; `key` tells it from others, such as that for another reader."""
    figures = pdf.Attachment(
        name=f"jaaroverzicht-{overview.year}.csv",
        content=as_csv(overview),
        mime_type="text/csv",
        description=_("Every figure of this overview as a table"),
    )
    return kept_pdf.document(
        f"annual-{key}",
        "annual/overview.typ",
        data(overview),
        title=overview.title,
        made_at=overview.made_at,
        attachments=[figures],
    )


def data(overview: Overview) -> dict[str, object]:
    """What templates/annual/overview.typ wants."""
    return {
        "heading": overview.title,
        "organisation": organisation.details().name,
        "facts": [[_("Counted on"), nl_date(overview.made_at, "time")]],
        "remarks": overview.remarks,
        "figures": [[figure["label"], figure["number"]] for figure in overview.figures],
        "chapters": [
            {"title": chapter.title, "blocks": _blocks(chapter)} for chapter in overview.chapters
        ],
        "labels": {
            "in_short": _("The year in short"),
            "contents": _("Contents"),
            "page": _("Page {page} of {pages}"),
        },
    }


def _blocks(chapter: Chapter) -> list[object]:
    blocks: list[object] = [*chapter.words]
    blocks += [table.as_block(_widths(table)) for table in chapter.tables]
    if chapter.notes:
        blocks.append({"type": "heading", "text": _("How this is counted")})
        blocks.append({"type": "list", "items": chapter.notes})
    return blocks


def _widths(table: Table) -> list[float]:
    """The first column has twice the room of the others."""
    return [2.0, *[1.0] * (len(table.names) - 1)]


def as_csv(overview: Overview) -> bytes:
    """One line for each figure: chapter, table, row, column, value. UTF-8, semicolons.

    The mark at the beginning makes spreadsheets read it as UTF-8.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Year"), _("Chapter"), _("Table"), _("Row"), _("Column"), _("Value")])
    for chapter in overview.chapters:
        for table in chapter.tables:
            rows = [*table.rows, table.total] if table.total else table.rows
            for row in rows:
                first, *values = (_text(cell) for cell in row)
                for name, value in zip(table.names[1:], values, strict=True):
                    line = [str(overview.year), chapter.title, table.caption, first, name, value]
                    writer.writerow([harmless(cell) for cell in line])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _text(cell: Cell) -> str:
    return cell["text"] if isinstance(cell, dict) else cell
