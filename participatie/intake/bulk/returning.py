"""What was not brought in, as a table to mend and send again: the reason stands in front."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext, override

from participatie.intake.bulk.acts import BACK
from participatie.intake.bulk.columns import OURS, in_dutch
from participatie.intake.bulk.forms import letter
from participatie.intake.bulk.models import Import
from participatie.intake.bulk.tables.writing import Page

AT_ONCE = 500


def rest(source: Import) -> Page:
    """The rows that did not get in, in the columns that they came in."""
    ours = {column.key for column in OURS}
    # A table that came back before has these columns already.
    places = [place for place, key in enumerate(source.columns) if key not in ours]
    names = [label for label, _help in in_dutch(OURS)]
    header = names + [source.header[place] for place in places]
    with override(settings.LANGUAGE_CODE):
        name = gettext("Not brought in")
    return Page(name, header, _rows(source, places))


def _rows(source: Import, places: list[int]) -> Iterator[list[str]]:
    header = source.header
    extra = len(header)
    found = source.rows.filter(state__in=BACK).order_by("number")
    for row in found.iterator(chunk_size=AT_ONCE):
        cells = row.cells or []
        reasons = [
            _reason(header, column, message, quote) for column, message, quote in row.problems
        ]
        shown = [cells[place] if place < len(cells) else "" for place in places]
        yield ["\n".join(reasons), str(row.number), *shown, *cells[extra:]]


def _reason(header: list[str], column: int | None, message: str, quote: str) -> str:
    return f"{name_of(header, column)}: {message}" if column is not None else message


def name_of(header: list[str], column: int) -> str:
    """What a column is called: by its name, or else by its letter."""
    named = header[column] if column < len(header) else ""
    return named or letter(column)
