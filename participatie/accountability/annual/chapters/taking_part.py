"""The chapters about who could speak, who did, and by which door."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participatie.accountability.annual.chapters.chapter import (
    Chapter,
    Compared,
    Listing,
    Reader,
    number,
    share,
)
from participatie.accountability.annual.happened import Held
from participatie.accountability.annual.year import Year
from participatie.accountability.figures import Door
from participatie.accountability.tables import Cell, Table
from participatie.core import clock, languages
from participatie.core.templatetags.prose import nl_date


def consultations(compared: Compared, held: list[Held], reader: Reader) -> Chapter:
    """Which consultations there were, and how far they came."""
    tables = [
        compared.table(
            _("Number of consultations"),
            [
                (pgettext("consultations", "Opened"), lambda counts: number(counts.opened)),
                (pgettext("consultations", "Closed"), lambda counts: number(counts.closed)),
                (pgettext("consultations", "Decided on"), lambda counts: number(counts.decided)),
            ],
        )
    ]
    if held:
        tables.append(_held(compared.year, held, reader))
    return Chapter(
        slug="consultaties",
        title=pgettext("yearly overview", "Consultations"),
        tables=tables,
        notes=[
            _(
                "A consultation stands in the list when people could respond in this year, or when "
                "it was answered or decided on in it. One that goes on over New Year stands in "
                "both years. It counts as opened in the year of its first day, and as closed in "
                "the year of its last day."
            ),
            _("The contributions in the list are those that came in in this year."),
        ],
    )


def _held(year: Year, held: list[Held], reader: Reader) -> Table:
    def row(each: Held) -> list[Cell]:
        it = each.consultation
        title = {"text": languages.marked(it.title, "nl"), "url": reader.address(it)}
        return [
            title,
            str(it.get_regime_display()),
            str(it.get_phase_display()),
            nl_date(it.opens_on),
            nl_date(it.closes_on),
            nl_date(clock.day_of(it.decided_at))
            if it.decided_at
            else pgettext("decision", "not yet"),
            number(each.received),
        ]

    return Listing(
        _("The consultations of %(year)s") % {"year": year},
        [
            _("Consultation"),
            _("Rules"),
            _("Phase"),
            _("First day"),
            _("Last day"),
            pgettext("consultation", "Decided on"),
            _("Contributions"),
        ],
        [row(each) for each in held],
    )


def doors(compared: Compared) -> Chapter:
    """By which doors people came, and whether in time."""
    now, before = compared.now, compared.before
    earlier = {door.channel: door for door in before.doors} if before else {}

    def row(door: Door, last_year: Door | None) -> list[Cell]:
        counts = [
            door.received,
            door.in_time,
            door.late,
            door.counted,
            door.inadmissible,
            door.withdrawn,
        ]
        if last_year is not None:
            counts.append(last_year.received)
        return [door.label, *(number(count) for count in counts)]

    names = [
        _("Door"),
        _("Received"),
        _("In time"),
        _("Late"),
        _("Counted"),
        _("Not admissible"),
        _("Withdrawn"),
    ]
    if before:
        names.append(_("Received in %(year)s") % {"year": compared.year.before})
    table = Table(
        _("Contributions by door"),
        names,
        [row(door, earlier.get(door.channel)) for door in now.doors],
        row(now.together, before.together if before else None),
    )
    without = compared.table(
        _("Without a computer"),
        [
            (
                _("By letter, telephone, desk or meeting"),
                lambda counts: share(counts.without_computer, counts.together.received),
            )
        ],
    )
    return Chapter(
        slug="kanalen",
        title=_("Doors"),
        tables=[table, without],
        notes=[
            _(
                "A contribution counts in the year in which it came in, also when its "
                "consultation began or ended in another year. For a letter that is the day on "
                "which we got it."
            ),
            _(
                "In time: before the end of the term, or posted before it and received within one "
                "week after it (Awb 6:9), or before the term began (Awb 6:10)."
            ),
            _(
                "Counted: being answered, or answered. What is neither counted, nor not "
                "admissible, nor withdrawn still has to be judged."
            ),
        ],
    )


def participation(compared: Compared, reader: Reader) -> Chapter:
    """How many spoke."""
    rows = [
        (_("Contributions"), lambda counts: number(counts.together.received)),
        (
            _("Different senders"),
            lambda counts: (
                _("not known any more") if counts.senders is None else number(counts.senders)
            ),
        ),
        (_("People who signed along"), lambda counts: reader.people(counts.signatories)),
        (_("Sent by somebody for another"), lambda counts: reader.people(counts.represented)),
        (_("Points taken from the contributions"), lambda counts: number(counts.points)),
    ]
    return Chapter(
        slug="deelname",
        title=_("Participation"),
        tables=[compared.table(_("Who took part"), rows)],
        notes=[
            _(
                "Different senders: who gave the same e-mail address, or else the same telephone "
                "number, counts once. Who gave neither counts for each contribution. The computer "
                "compares marks that were made of the addresses and cannot be read back, so nobody "
                "looks anyone up. When contact details have been destroyed, this cannot be counted "
                "any more."
            ),
            _("Points: what we took from contributions that count, without points removed later."),
        ],
    )
