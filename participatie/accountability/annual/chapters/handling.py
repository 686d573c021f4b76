"""The chapters about what was done with contributions: how soon, and with what outcome."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participatie.accountability.annual.chapters.chapter import (
    Chapter,
    Compared,
    Listing,
    Reader,
    number,
    share,
    time,
)
from participatie.accountability.annual.counts import Counts, own_motion
from participatie.accountability.annual.times import Promise, Times
from participatie.accountability.parity import FEW, Wait
from participatie.accountability.tables import Cell, Table
from participatie.core import languages
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.statuses import ChangeOrigin, Outcome


def turnaround(
    compared: Compared,
    times: list[Times],
    earlier: list[Times] | None,
    promises: list[Promise],
    reader: Reader,
) -> Chapter:
    """How long people waited, and whether what was promised was kept."""
    rows = [_waits(capfirst(row.door.name), row) for row in times]
    if earlier:
        rows.append(_waits(_("Together in %(year)s") % {"year": compared.year.before}, earlier[-1]))
    tables = [
        Table(
            _("How long people waited, in calendar time"),
            [
                _("Door"),
                _("Receipt: half within"),
                _("Receipt: nine in ten within"),
                _("Judgement: half within"),
                _("Judgement: nine in ten within"),
                _("Answer: half within"),
                _("Answer: nine in ten within"),
            ],
            rows,
        )
    ]
    if promises:
        tables.append(_promises(promises, reader))
    tables.append(
        compared.table(
            _("Requests to complete a contribution"),
            [
                (pgettext("requests", "Sent"), lambda c: reader.people(c.asked_to_complete)),
                (pgettext("requests", "Settled"), lambda c: reader.people(c.completed)),
            ],
        )
    )
    return Chapter(
        slug="doorlooptijden",
        title=_("How long it took"),
        tables=tables,
        notes=[
            _(
                "Counted from the moment on which a contribution came in (for a letter: noon of "
                "that day) to the notice of receipt, to the first judgement whether it counts, "
                "and to the notice of the answer. Evenings, weekends and feast days count too."
            ),
            _(
                "“Half within” is the median. “Nine in ten within” shows how long the slowest "
                "tenth waited at least. Who still waits counts with the time waited so far."
            ),
            _("Of fewer than %(few)s contributions no time is told: one would decide what it says.")
            % {"few": FEW},
            _(
                "Kept: the decision was made on the day that was announced for it, or before. "
                "Consultations stand in the year of that day."
            ),
        ],
    )


def _waits(name: str, row: Times) -> list[Cell]:
    def both(wait: Wait) -> list[Cell]:
        return [time(wait, wait.median), time(wait, wait.ninetieth)]

    return [name, *both(row.door.receipt), *both(row.judgement), *both(row.door.answer)]


def _promises(promises: list[Promise], reader: Reader) -> Table:
    kept = {
        True: pgettext("table", "yes"),
        False: pgettext("table", "no"),
        None: pgettext("promise", "still to come"),
    }
    return Listing(
        _("Decisions that were expected"),
        [
            _("Consultation"),
            _("Decision expected"),
            _("Decision made"),
            pgettext("promise", "Kept"),
        ],
        [
            [
                {
                    "text": languages.marked(each.consultation.title, "nl"),
                    "url": reader.address(each.consultation),
                },
                nl_date(each.expected_on),
                nl_date(each.decided_on) if each.decided_on else pgettext("decision", "not yet"),
                kept[each.is_kept],
            ]
            for each in promises
        ],
    )


def outcomes(compared: Compared) -> Chapter:
    """What was answered, and what it changed."""
    answered = [
        (capfirst(str(outcome.label)), lambda counts, key=outcome: _of_points(counts, key))
        for outcome in Outcome
    ]
    points = compared.table(
        _("Points whose answer was published, by outcome"),
        [*answered, (_("Together"), lambda counts: number(counts.answered_points))],
    )
    changed = compared.table(
        _("What changed"),
        [
            (
                _("Points that led to a change"),
                lambda counts: share(counts.changed_points, counts.answered_points),
            ),
            (
                _("Contributions with at least one such point"),
                lambda counts: share(counts.changed_contributions, counts.answered_contributions),
            ),
            (
                _("Changes because of contributions, in texts that were decided on"),
                lambda counts: number(counts.changes[ChangeOrigin.ANSWERS]),
            ),
            (
                _("Changes of our own motion, in texts that were decided on"),
                lambda counts: number(own_motion(counts)),
            ),
        ],
    )
    return Chapter(
        slug="uitkomsten",
        title=_("Outcomes"),
        tables=[points, changed],
        notes=[
            _(
                "Counted in the year in which the answer was published, also when the contribution "
                "came in the year before. Changes count in the year of the decision."
            ),
            _("Led to a change: at least one change of the text names the answer as its cause."),
        ],
    )


def _of_points(counts: Counts, outcome: str) -> str:
    return share(counts.outcomes[outcome], counts.answered_points)
