"""The nota as text of a page, as PDF for the archive with the table of all points inside, and as
that table.
"""

import csv
import io

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from participatie.accountability.nota.chapters import as_page, data
from participatie.accountability.nota.reading import Nota
from participatie.core import clock, languages, pdf
from participatie.core.formulas import harmless


def as_html(nota: Nota) -> bytes:
    """The text of the page, without the frame around it. UTF-8."""
    context = {"nota": as_page(nota), "consultation": nota.consultation}
    return render_to_string("accountability/nota/text.html", context).encode()


def as_pdf(nota: Nota) -> bytes:
    """The document as PDF/A with the CSV inside. The same state gives the same bytes."""
    title = _("Nota van beantwoording") + ": " + nota.consultation.title
    table = pdf.Attachment(
        name=f"nota-{nota.consultation.slug}.csv",
        content=as_csv(nota),
        mime_type="text/csv",
        description=_("Every contribution, point, outcome and change as a table"),
    )
    return pdf.render(
        "accountability/nota/nota.typ",
        data(nota),
        title=title,
        lang=languages.current(),
        made_at=nota.stamp.at,
        attachments=[table],
    )


def as_csv(nota: Nota) -> bytes:
    """One line for each point; contributions without points have a line too. UTF-8, semicolons.

    The mark at the beginning makes spreadsheets read it as UTF-8.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Contribution"),
            _("Door"),
            _("Came in"),
            _("In time"),
            _("Status"),
            _("Point"),
            _("Theme"),
            _("Summary"),
            _("Outcome"),
            _("Answer"),
            _("In plain language"),
            _("Reason"),
            _("Changes"),
            _("Articles"),
        ]
    )
    themes = {theme.pk: theme.name for theme in nota.overview.themes}
    for it in nota.contributions:
        start = [
            it.reference,
            str(it.channel.label),
            clock.day_of(it.received_at).isoformat(),
            str(it.timeliness.label),
            str(it.status.label),
        ]
        for point in it.points:
            answer = nota.answer_to(point)
            row = [*start, point.reference, themes[point.theme], point.summary]
            if answer is not None:
                row += [
                    str(answer.outcome.label),
                    answer.reference,
                    answer.plain,
                    answer.reason,
                    ", ".join(change.reference for change in answer.changes),
                    ", ".join(change.name for change in answer.changes),
                ]
            writer.writerow([harmless(cell) for cell in row])
        if not it.points:
            writer.writerow([harmless(cell) for cell in start])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()
