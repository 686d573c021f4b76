"""The nota as documents: PDF for the archive with the table of all points inside, that table, and
whatever else somebody may want to keep.
"""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from participatie.accountability.nota import pages
from participatie.accountability.nota.chapters import adapts, data, themes_of
from participatie.accountability.nota.facts import as_json
from participatie.accountability.nota.odt import as_odt
from participatie.accountability.nota.reading import Nota
from participatie.core import clock, languages, pdf
from participatie.core.formulas import harmless

FORMS = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""{form that is handed out: its media type}; a long PDF has volumes "pdf-2", "pdf-3" … too."""
IN_ONE = 750
"""Points. A PDF of more of them is parted: setting 1,000 points with their links takes 500 MB."""
A_VOLUME = 1000
"""Points in one of the volumes, which have no links."""
APART_FROM = 200
"""Points from which a PDF is set in a process of its own, whose memory goes back."""


def forms(nota: Nota) -> Iterator[tuple[str, bytes]]:
    """(form, content) of every file of a version, one after the other."""
    document = data(nota)
    yield pages.FORM, pages.made(nota, document)
    for form in ("csv", "json", "odt"):
        yield form, MAKERS[form](nota)
    yield from as_pdf(nota, document)


def as_pdf(nota: Nota, document: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The document as PDF/A with the CSV inside; the same state gives the same bytes.

    A long one in volumes: first everything but the answers by contribution, then those.
    """
    title = _("Nota van beantwoording") + ": " + nota.consultation.title
    attached = pdf.Attachment(
        name=f"nota-{nota.consultation.slug}.csv",
        content=as_csv(nota),
        mime_type="text/csv",
        description=_("Every contribution, point, outcome and change as a table"),
    )
    points = nota.overview.points
    apart = points > APART_FROM
    shared: dict[str, Any] = {
        "lang": languages.current(),
        "made_at": nota.stamp.at,
        "apart": apart,
    }
    template = "accountability/nota/nota.typ"
    if points <= IN_ONE:
        yield (
            "pdf",
            pdf.render(template, document, title=title, attachments=[attached], **shared),
        )
        return
    volumes = _volumes(document["contributions"])
    yield (
        "pdf",
        pdf.render(
            template, _first(document, volumes), title=title, attachments=[attached], **shared
        ),
    )
    for number, given in enumerate(volumes, start=2):
        name = f"{title} · {_('Volume')} {number}"
        part = {
            "labels": document["labels"],
            "cover": document["cover"],
            "draft": document["draft"],
            "contributions": _with_themes(document, given),
            "volume": {
                "number": number,
                "first": given[0]["reference"],
                "last": given[-1]["reference"],
            },
        }
        yield (
            f"pdf-{number}",
            pdf.render("accountability/nota/volume.typ", part, title=name, **shared),
        )


def _volumes(contributions: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    volumes: list[list[dict[str, Any]]] = []
    room = 0
    for it in contributions:
        # Who has no points has a line all the same.
        needed = max(1, len(it["points"]))
        if needed > room or not volumes:
            volumes.append([])
            room = A_VOLUME
        volumes[-1].append(it)
        room -= needed
    return volumes


def _first(document: dict[str, Any], volumes: list[list[dict[str, Any]]]) -> dict[str, Any]:
    return document | {
        "contributions": [],
        "volumes": [
            {"number": place, "first": volume[0]["reference"], "last": volume[-1]["reference"]}
            for place, volume in enumerate(volumes, start=2)
        ],
    }


def _with_themes(document: dict[str, Any], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contributions, each with its themes: a volume stands apart from the list of them."""
    label = document["labels"]["theme"]
    told = []
    for it, codes in zip(given, themes_of(document, given), strict=True):
        themes = [f"{label} {', '.join(codes)}"] if codes else []
        told.append(it | {"facts": [*it["facts"], *themes]})
    return told


def as_csv(nota: Nota) -> bytes:
    """One line for each point; contributions without points have a line too. UTF-8, semicolons.

    The mark at the beginning makes spreadsheets read it as UTF-8.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    names = [
        _("Contribution"),
        _("Door"),
        _("Came in"),
        _("In time"),
        _("Status"),
        _("Organisation"),
        _("Signed along"),
        _("Says the same as"),
        _("Point"),
        _("Theme"),
        _("Summary"),
        _("Outcome"),
        _("Changes the text"),
        _("Answer"),
        _("In plain language"),
        _("Reason"),
        _("Changes"),
        _("Articles"),
    ]
    writer.writerow(names)
    themes = {theme.pk: theme.name for theme in nota.overview.themes}

    def write(cells: list[str]) -> None:
        # Every line has every cell: programs refuse a table that has not.
        room = [""] * (len(names) - len(cells))
        writer.writerow([*map(harmless, cells), *room])

    for it in nota.contributions:
        same = nota.same_as.get(it.number)
        start = [
            it.reference,
            str(it.channel.label),
            clock.day_of(it.received_at).isoformat(),
            str(it.timeliness.label),
            str(it.status.label),
            it.name,
            str(it.signed_along),
            same.reference if same else "",
        ]
        for point in it.points:
            answer = nota.answer_to(point)
            row = [*start, point.reference, themes[point.theme], point.summary]
            if answer is not None:
                row += [
                    str(answer.outcome.label),
                    adapts(answer.outcome),
                    answer.reference,
                    answer.plain,
                    answer.reason,
                    ", ".join(change.reference for change in answer.changes),
                    ", ".join(change.name for change in answer.changes),
                ]
            write(row)
        if not it.points:
            write(start)
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


MAKERS: dict[str, Callable[[Nota], bytes]] = {
    "pdf": lambda nota: next(as_pdf(nota, data(nota)))[1],
    "odt": lambda nota: as_odt(nota, data(nota)),
    "csv": as_csv,
    "json": as_json,
}
"""{form: what makes the nota in it}; of a long PDF the first volume."""
