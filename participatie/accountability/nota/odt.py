"""The nota as ODT, to work on further. Its text is written straight as XML: a library that keeps
every paragraph as an object takes a minute and a gigabyte for 15,000 points.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.template.loader import render_to_string
from odfdo import Document

from participatie.accountability.nota.chapters import themes_of
from participatie.accountability.nota.reading import Nota
from participatie.core import languages, paper
from participatie.core.organisation import details

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content office:version="{version}"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
)
LAYOUT = (
    '<style:style style:name="Wide" style:family="paragraph"'
    ' style:parent-style-name="Heading_20_1" style:master-page-name="Landscape"/>'
    '<style:style style:name="Upright" style:family="paragraph"'
    ' style:parent-style-name="Heading_20_1" style:master-page-name="Standard"/>'
    '<style:style style:name="Table" style:family="table"><style:table-properties'
    ' table:align="margins" fo:margin-bottom="0.4cm"/></style:style>'
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties'
    ' fo:padding="0.1cm" fo:border="0.5pt solid #b4b4b4"/></style:style>'
)
"""What turns the page, and the lines of tables: programs do not take these from the styles."""
LINE = 257
"""Millimetres, on a page that lies on its side."""
INDIVIDUAL = (28, 40, 60, 66, 25, 38)
CHANGES = (25, 33, 70, 70, 59)
CONCORDANCE = (50, 90, 30)
"""Widths of columns in millimetres; of the first two on a page that lies on its side."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML can hold (XML 1.0, 2.2)."""
END = "</table:table>"
TAIL = "</office:text></office:body></office:document-content>"


class _Xml(str):
    """What is XML already."""


def as_odt(nota: Nota, document: dict[str, Any]) -> bytes:
    """The document (`chapters.data`) as a text with headings and real tables."""
    title = f"{document['cover']['title']}: {document['cover']['subtitle']}"
    whole = Document("text")
    look = {
        "accent": paper.current().accent,
        "language": languages.current(),
        "version": _version(whole),
        "footer": " · ".join(filter(None, [document["draft"].upper(), title])),
    }
    styles = render_to_string("accountability/nota/styles.xml", look)
    whole.container.set_part("styles.xml", styles.encode())
    meta = whole.meta
    meta.title, meta.language = title, languages.current()
    meta.creator = meta.initial_creator = document["cover"]["organisation"]
    # Not the program that the empty document of the library was made with.
    meta.generator = details().name
    # Of the state and not of the moment of making: the same state gives the same text.
    moment = nota.stamp.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    meta.creation_date = meta.date = moment
    whole.container.set_part("meta.xml", meta.serialize())
    whole.container.set_part("content.xml", "".join(_text(document, _version(whole))).encode())
    made = io.BytesIO()
    # Past the checks of the library, which read all of the text again as objects.
    whole.container.save(made)
    return made.getvalue()


def _version(whole: Document) -> str:
    # A reader takes a document of which the parts are of different versions for a broken one.
    return str(whole.manifest.root.get_attribute("manifest:version"))


def _text(document: dict[str, Any], version: str) -> Iterator[str]:
    labels, cover = document["labels"], document["cover"]
    yield HEAD.format(version=version)
    yield f"<office:automatic-styles>{LAYOUT}{_columns(document)}</office:automatic-styles>"
    yield "<office:body><office:text>"
    if document["draft"]:
        yield _paragraph(document["draft"].upper(), "Draft")
    yield _paragraph(cover["organisation"], "Subtitle")
    yield _paragraph(cover["title"], "Title")
    yield _paragraph(cover["subtitle"], "Subtitle")
    yield _paragraph(cover["status"])
    yield from _facts(cover["facts"])
    yield _heading(1, labels["introduction"])
    yield from _blocks(document["introduction"])
    yield _heading(1, labels["overview"], "Wide")
    yield from _blocks(document["overview"])
    yield _heading(1, labels["themes"], "Upright")
    for theme in document["themes"]:
        yield _heading(2, f"{labels['theme']} {theme['code']}. {theme['title']}")
        for answer in theme["answers"]:
            yield from _answer(answer, labels)
    yield _heading(1, labels["individual"], "Wide")
    yield from _individual(document["contributions"], labels)
    yield from _changes(document, labels)
    yield _heading(1, labels["follow_up"], "Upright")
    yield from _blocks(document["follow_up"])
    if document["participation"]:
        yield _heading(1, labels["participation"])
        yield from _blocks(document["participation"])
    yield _heading(1, labels["concordance"])
    yield from _concordance(document, labels)
    yield TAIL


def _columns(document: dict[str, Any]) -> str:
    """A style for each width that a column of this document has."""
    tables = [block for block in document["overview"] if not isinstance(block, str)]
    widths = {*INDIVIDUAL, *CHANGES, *CONCORDANCE}
    widths = widths.union(*(_shared(table["widths"]) for table in tables))
    return "".join(
        f'<style:style style:name="mm{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
        for width in sorted(widths)
    )


def _shared(widths: Sequence[float]) -> list[int]:
    return [round(LINE * share / sum(widths)) for share in widths]


def _answer(answer: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    yield _heading(3, answer["reference"])
    yield _fact(labels["points"], ", ".join(answer["points"]))
    yield _paragraph(labels["said"], "Label")
    yield _paragraphs(answer["summary"])
    yield _paragraph(labels["answer"], "Label")
    yield from map(_paragraphs, answer["answer"])
    yield _fact(labels["outcome"], answer["outcome"])
    if answer["changes"]:
        yield _fact(labels["leads_to"], ", ".join(answer["changes"]))


def _individual(contributions: list[dict[str, Any]], labels: dict[str, str]) -> Iterator[str]:
    names = ("number", "contribution", "said", "answer", "adapts", "what_changes")
    yield from _table(
        labels["individual_caption"],
        [labels[name] for name in names],
        INDIVIDUAL,
        (row for it in contributions for row in _rows(it, labels)),
    )


def _rows(it: dict[str, Any], labels: dict[str, str]) -> Iterator[list[str]]:
    told = "\n".join(
        filter(None, [it["name"], " · ".join([it["reference"], *it["facts"]]), it["remark"]])
    )
    mark = f'<text:bookmark text:name="{it["reference"]}"/>'
    if not it["points"]:
        yield [_Xml(mark + it["reference"]), told, "", "", "", ""]
    for place, point in enumerate(it["points"]):
        if it["same_as"]:
            said, answered = f"{labels['same_as']} {it['same_as']}", ""
        else:
            said, answered = point["summary"], point["answer"]
        see = [f"{labels['see']} {', '.join(point['answers'])}"] if point["answers"] else []
        changes = [", ".join(point["changes"]), point.get("change") or ""]
        yield [
            point["reference"] if place else _Xml(mark + point["reference"]),
            it["reference"] if place else told,
            said,
            "\n".join(filter(None, [answered, *see])),
            point["adapts"],
            "\n".join(filter(None, changes)),
        ]


def _changes(document: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    columns = [labels[name] for name in ("number", "place", "before", "after")]
    for own, name, last in ((True, "own_changes", "reason"), (False, "changes", "because_of")):
        yield _heading(1, labels[name])
        rows = [
            [
                change["id"],
                change["place"],
                change["before"] or "—",
                change["after"] or "—",
                "\n".join(filter(None, [", ".join(change["answers"]), change["reason"]])),
            ]
            for change in document["changes"]
            if change["own_motion"] is own
        ]
        if rows:
            caption = labels[f"{name}_caption"]
            yield from _table(caption, [*columns, labels[last]], CHANGES, rows)
        else:
            yield _paragraph(labels["none"])


def _concordance(document: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    given = document["contributions"]
    columns = [labels[name] for name in ("contribution", "theme", "page")]
    rows = (
        [it["reference"], ", ".join(codes) or "–", _page_of(it["reference"])]
        for it, codes in zip(given, themes_of(document, given), strict=True)
    )
    yield from _table(labels["concordance_caption"], columns, CONCORDANCE, rows)


def _page_of(mark: str) -> "_Xml":
    # Whoever opens the text numbers its pages; until then the number of the contribution stands.
    return _Xml(
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="{mark}">{mark}'
        "</text:bookmark-ref>"
    )


def _blocks(blocks: list[Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield _paragraphs(block)
        elif block["type"] == "heading":
            yield _heading(2, block["text"])
        elif block["type"] == "facts":
            yield from _facts(block["rows"])
        elif block["type"] == "list":
            yield from (_paragraph(f"• {item}") for item in block["items"])
        elif block["type"] == "table":
            yield from _counts(block)


def _counts(block: dict[str, Any]) -> Iterator[str]:
    *rows, total = block["rows"]
    yield _begin(block["caption"], _shared(block["widths"]))
    yield _head(block["columns"], "Table_20_Head_20_Number")
    for row in rows:
        yield _row(row, "Table_20_Contents", "Table_20_Number")
    yield _row(total, "Table_20_Heading", "Table_20_Head_20_Number")
    yield END


def _facts(rows: Iterable[list[str]]) -> Iterator[str]:
    yield from (_fact(label, text) for label, text in rows)


def _table(
    caption: str, columns: list[str], widths: Sequence[int], rows: Iterable[list[str]]
) -> Iterator[str]:
    yield _begin(caption, widths)
    yield _head(columns)
    for row in rows:
        yield _row(row)
    yield END


def _begin(caption: str, widths: Sequence[int]) -> str:
    columns = "".join(f'<table:table-column table:style-name="mm{width}"/>' for width in widths)
    named = f'<table:table table:name={quoteattr(_plain(caption))} table:style-name="Table">'
    return _paragraph(caption, "Caption") + named + columns


def _head(columns: list[str], style: str = "Table_20_Heading") -> str:
    row = _row(columns, "Table_20_Heading", style)
    return f"<table:table-header-rows>{row}</table:table-header-rows>"


def _row(cells: list[str], style: str = "Table_20_Contents", others: str = "") -> str:
    """`others` is the style of all cells but the first, where it is another."""
    inside = "".join(
        _cell([_paragraph(line, others if others and place else style) for line in _in_lines(cell)])
        for place, cell in enumerate(cells)
    )
    return f"<table:table-row>{inside}</table:table-row>"


def _in_lines(cell: str) -> list[str]:
    return [cell] if isinstance(cell, _Xml) else cell.split("\n")


def _cell(paragraphs: Iterable[str]) -> str:
    begin = '<table:table-cell table:style-name="Cell" office:value-type="string">'
    return f"{begin}{''.join(paragraphs)}</table:table-cell>"


def _heading(level: int, text: str, style: str = "") -> str:
    """`style` is that of a chapter on a page of another form than the one before."""
    return (
        f'<text:h text:style-name="{style or f"Heading_20_{level}"}"'
        f' text:outline-level="{level}">{_escaped(text)}</text:h>'
    )


def _paragraphs(text: str) -> str:
    return "".join(_paragraph(part) for part in text.split("\n") if part.strip())


def _paragraph(text: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{_escaped(text)}</text:p>'


def _fact(label: str, text: str) -> str:
    return (
        '<text:p text:style-name="Text_20_body"><text:span text:style-name="Strong">'
        f"{_escaped(label)}:</text:span> {_escaped(text)}</text:p>"
    )


def _escaped(text: object) -> str:
    return text if isinstance(text, _Xml) else escape(_plain(text))


def _plain(text: object) -> str:
    return NOT_IN_XML.sub("\ufffd", str(text))
