"""The nota as ODT, to work on further. Its text is written straight as XML: a library that keeps
every paragraph as an object takes a minute and a gigabyte for 15,000 points.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.template.loader import render_to_string
from odfdo import Document

from participatie.accountability.nota.reading import Nota
from participatie.core import languages, paper

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<office:body><office:text>"
)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML can hold (XML 1.0, 2.2)."""
TAIL = "</office:text></office:body></office:document-content>"


def as_odt(nota: Nota, document: dict[str, Any]) -> bytes:
    """The document (`chapters.data`) as a text with headings and real tables."""
    title = f"{document['cover']['title']}: {document['cover']['subtitle']}"
    whole = Document("text")
    look = {
        "accent": paper.current().accent,
        "language": languages.current(),
        "footer": " · ".join(filter(None, [document["draft"].upper(), title])),
    }
    styles = render_to_string("accountability/nota/styles.xml", look)
    whole.container.set_part("styles.xml", styles.encode())
    meta = whole.meta
    meta.title, meta.language = title, languages.current()
    meta.creator = meta.initial_creator = document["cover"]["organisation"]
    # Of the state and not of the moment of making: the same state gives the same text.
    moment = nota.stamp.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    meta.creation_date = meta.date = moment
    whole.container.set_part("meta.xml", meta.serialize())
    whole.container.set_part("content.xml", "".join(_text(document)).encode())
    made = io.BytesIO()
    # Past the checks of the library, which read all of the text again as objects.
    whole.container.save(made)
    return made.getvalue()


def _text(document: dict[str, Any]) -> Iterator[str]:
    labels, cover = document["labels"], document["cover"]
    yield HEAD
    if document["draft"]:
        yield _paragraph(document["draft"].upper(), "Draft")
    yield _paragraph(cover["title"], "Title")
    yield _paragraph(cover["subtitle"], "Subtitle")
    yield _paragraph(cover["status"])
    yield from _facts(cover["facts"])
    yield _heading(1, labels["introduction"])
    yield from _blocks(document["introduction"])
    yield _heading(1, labels["overview"])
    yield from _blocks(document["overview"])
    yield _heading(1, labels["themes"])
    for theme in document["themes"]:
        yield _heading(2, f"{labels['theme']} {theme['code']}. {theme['title']}")
        for answer in theme["answers"]:
            yield from _answer(answer, labels)
    yield _heading(1, labels["individual"])
    yield from _individual(document["contributions"], labels)
    yield from _changes(document, labels)
    yield _heading(1, labels["follow_up"])
    yield from _blocks(document["follow_up"])
    if document["participation"]:
        yield _heading(1, labels["participation"])
        yield from _blocks(document["participation"])
    yield TAIL


def _answer(answer: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    yield _heading(3, answer["reference"])
    yield _fact(labels["points"], ", ".join(answer["points"]))
    yield _fact(labels["said"], "")
    yield _paragraphs(answer["summary"])
    yield _fact(labels["answer"], "")
    yield from map(_paragraphs, answer["answer"])
    yield _fact(labels["outcome"], answer["outcome"])
    if answer["changes"]:
        yield _fact(labels["leads_to"], ", ".join(answer["changes"]))


def _individual(contributions: list[dict[str, Any]], labels: dict[str, str]) -> Iterator[str]:
    names = ("number", "contribution", "said", "answer", "adapts", "what_changes")
    yield from _table(
        labels["individual_caption"],
        [labels[name] for name in names],
        (row for it in contributions for row in _rows(it, labels)),
    )


def _rows(it: dict[str, Any], labels: dict[str, str]) -> Iterator[list[str]]:
    told = "\n".join(
        filter(None, [it["name"], " · ".join([it["reference"], *it["facts"]]), it["remark"]])
    )
    if not it["points"]:
        yield [it["reference"], told, "", "", "", ""]
    for place, point in enumerate(it["points"]):
        if it["same_as"]:
            said, answered = f"{labels['same_as']} {it['same_as']}", ""
        else:
            said, answered = point["summary"], point["answer"]
        see = [f"{labels['see']} {', '.join(point['answers'])}"] if point["answers"] else []
        changes = [", ".join(point["changes"]), point.get("change") or ""]
        yield [
            point["reference"],
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
            yield from _table(labels[f"{name}_caption"], [*columns, labels[last]], rows)
        else:
            yield _paragraph(labels["none"])


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
            yield from _table(block["caption"], block["columns"], block["rows"])


def _facts(rows: Iterable[list[str]]) -> Iterator[str]:
    yield from (_fact(label, text) for label, text in rows)


def _table(caption: str, columns: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield _paragraph(caption, "Caption")
    yield f"<table:table table:name={quoteattr(_plain(caption))}>"
    yield f'<table:table-column table:number-columns-repeated="{len(columns)}"/>'
    yield "<table:table-header-rows>"
    yield _row(columns, "Table_20_Heading")
    yield "</table:table-header-rows>"
    for row in rows:
        yield _row(row, "Table_20_Contents")
    yield "</table:table>"


def _row(cells: list[str], style: str) -> str:
    inside = "".join(
        '<table:table-cell office:value-type="string">'
        + "".join(_paragraph(line, style) for line in (str(cell).split("\n") or [""]))
        + "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def _heading(level: int, text: str) -> str:
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
        f"{_escaped(text)}</text:h>"
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
    return escape(_plain(text))


def _plain(text: object) -> str:
    return NOT_IN_XML.sub("\ufffd", str(text))
