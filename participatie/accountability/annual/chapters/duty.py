"""The chapters about what the law asks of us: open to all, honest about machines and failures."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participatie.accountability.annual.chapters.chapter import (
    Chapter,
    Compared,
    Listing,
    Reader,
    number,
)
from participatie.accountability.annual.counts import Counts
from participatie.accountability.annual.happened import Interruption, Used
from participatie.accountability.annual.year import Year
from participatie.accountability.lagging import in_words
from participatie.accountability.tables import Cell, Table
from participatie.core import languages
from participatie.core.accessibility import Statement
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.statuses import (
    DELIVERED,
    NOT_ARRIVED,
    ON_THEIR_WAY,
    Channel,
    DeliveryStatus,
    DeliveryWay,
    LetterForm,
    LookUpReason,
)


def accessibility(compared: Compared, statement: Statement | None, reader: Reader) -> Chapter:
    """Whether everyone could take part: the statement, forms of letters, languages."""
    words = []
    if statement is not None:
        words = [
            _("Our accessibility statement now says: %(status)s.") % {"status": statement.status},
            _("Checked on %(day)s.") % {"day": nl_date(statement.checked_on)}
            if statement.checked_on
            else _("The whole site was not checked yet by somebody from outside."),
            _("Known faults that are not mended yet: %(number)s.")
            % {"number": number(statement.shortcomings)},
        ]
        if statement.is_too_old:
            words.append(_("That check is more than three years old: a new one is due."))
    rows = [
        (
            _("Contributions of people who asked for letters in large print"),
            lambda counts: reader.people(counts.forms[LetterForm.LARGE]),
        ),
        (
            _("Contributions of people who asked for plain text, for braille"),
            lambda counts: reader.people(counts.forms[LetterForm.PLAIN]),
        ),
        (
            _("Contributions with the form in another language than Dutch"),
            lambda counts: reader.people(_in_other_languages(counts)),
        ),
    ]
    return Chapter(
        slug="toegankelijkheid",
        title=_("Accessibility"),
        words=words,
        tables=[compared.table(_("What people asked for"), rows)],
        notes=[
            _(
                "The statement is that of today, also for a year that is over: earlier ones are "
                "not kept here. Contributions count in the year in which they came in."
            )
        ],
    )


def _in_other_languages(counts: Counts) -> int:
    return counts.languages.total() - counts.languages[settings.LANGUAGE_CODE]


def algorithms(year: Year, used: list[Used]) -> Chapter:
    """What the computer did, and when that was switched."""
    slug, title = "algoritmen", _("What the computer does")
    if not used:
        return Chapter(slug, title, words=[_("No algorithm was in use.")])
    state = {True: _("in use"), False: _("not in use")}
    tables: list[Table] = [
        Listing(
            _("Algorithms"),
            [
                _("Algorithm"),
                _("At the end of the year") if year.is_over else pgettext("algorithm", "Now"),
            ],
            [[_named(each), state[each.is_on]] for each in used],
        )
    ]
    switches = [(each, switch) for each in used for switch in each.switches]
    if switches:
        tables.append(
            Listing(
                _("Switched on or off in %(year)s") % {"year": year},
                [
                    _("Algorithm"),
                    pgettext("algorithm", "Day"),
                    pgettext("algorithm", "Since then"),
                    pgettext("algorithm", "Reason"),
                ],
                [
                    [
                        _named(each),
                        nl_date(switch.at),
                        state[switch.is_on],
                        languages.marked(switch.reason, settings.LANGUAGE_CODE),
                    ]
                    for each, switch in switches
                ],
            )
        )
    return Chapter(
        slug=slug,
        title=title,
        words=(
            [] if switches else [_("None was switched on or off in %(year)s.") % {"year": year}]
        ),
        tables=tables,
        notes=[
            _("These are the algorithms of our register that were there in %(year)s.")
            % {"year": year}
        ],
    )


def _named(used: Used) -> Cell:
    address = f"{reverse('duties:algorithms')}#{used.algorithm.slug}"
    return {"text": str(used.algorithm.name), "url": address}


def outages(year: Year, interruptions: list[Interruption]) -> Chapter:
    """When people could not reach us, and what they got back."""
    title, slug = _("Outages"), "storingen"
    if not interruptions:
        return Chapter(slug, title, words=[_("No outage began in %(year)s.") % {"year": year}])

    def row(each: Interruption) -> list[Cell]:
        it = each.outage
        doors = ", ".join(str(door.label) for door in Channel if door in it.doors)
        ended = (
            nl_date(each.ended_at, "time") if each.ended_at else pgettext("outage", "not over yet")
        )
        return [
            nl_date(it.began_at, "time"),
            ended,
            in_words(each.length),
            doors,
            languages.marked(it.reason, settings.LANGUAGE_CODE),
            pgettext("table", "yes") if it.is_planned else pgettext("table", "no"),
            number(each.hindered),
            number(each.extended),
        ]

    return Chapter(
        slug=slug,
        title=title,
        tables=[
            Listing(
                _("Outages that began in %(year)s") % {"year": year},
                [
                    pgettext("outage", "From"),
                    pgettext("outage", "Until"),
                    pgettext("outage", "How long"),
                    _("What could not be used"),
                    pgettext("outage", "Reason"),
                    pgettext("outage", "Planned"),
                    _("Consultations hindered"),
                    _("Terms made longer"),
                ],
                [row(each) for each in interruptions],
            )
        ],
        notes=[
            _(
                "An outage counts in the year in which it began. Terms made longer: consultations "
                "that got a later last day because of it (Awb 2:21)."
            )
        ],
    )


def notices(compared: Compared, reader: Reader) -> Chapter:
    """Whether what we sent arrived."""

    def count(counts: Counts, way: str, statuses: frozenset[DeliveryStatus]) -> int:
        return sum(counts.notices[way, status] for status in statuses)

    groups = (DELIVERED, ON_THEIR_WAY, NOT_ARRIVED, frozenset({DeliveryStatus.REPLACED}))
    rows: list[list[Cell]] = []
    for way in DeliveryWay:
        arrived, waiting, failed, again = (count(compared.now, way, each) for each in groups)
        rows.append(
            [
                capfirst(str(way.label)),
                number(arrived),
                number(waiting),
                reader.people(failed),
                reader.people(again),
            ]
        )
    return Chapter(
        slug="berichten",
        title=_("Notices to senders"),
        tables=[
            Table(
                _("What became of our notices"),
                [
                    _("Way"),
                    _("Arrived"),
                    _("On their way"),
                    _("Did not arrive"),
                    _("Did not arrive, and sent again another way"),
                ],
                rows,
            )
        ],
        notes=[
            _(
                "Every receipt, answer and decision is a notice, one for each sender and for each "
                "who signed along. It counts in the year in which it was made. Arrived: sent, "
                "posted, told by telephone or ready on the follow page, and not come back."
            )
        ],
    )


def look_ups(compared: Compared, reader: Reader) -> Chapter:
    """How often somebody who works here looked up who a sender is."""
    slug, title = "opgezocht", _("People looked up")
    if not compared.any(lambda counts: counts.look_ups.total()):
        return Chapter(slug, title, words=[_("Nobody was looked up.")])
    rows = [
        (
            capfirst(str(reason.label)),
            lambda counts, key=reason: reader.people(counts.look_ups[key]),
        )
        for reason in LookUpReason
    ]
    return Chapter(
        slug=slug,
        title=title,
        tables=[compared.table(_("How often staff looked somebody up, by reason"), rows)],
        notes=[
            _(
                "Who sent a contribution is kept apart from what they said. Who works here has to "
                "say why they look somebody up, and each time is written down."
            )
        ],
    )


def questions(compared: Compared) -> Chapter:
    """What the Staten asked the Executive, and whether the reply came in time."""
    slug, title = "vragen", _("Questions of the Provincial Council")
    if not compared.any(lambda counts: counts.questions["asked"]):
        return Chapter(slug, title, words=[_("No question was asked.")])
    rows = [
        (pgettext("questions", "Asked"), lambda counts: number(counts.questions["asked"])),
        (_("Reply within the term"), lambda counts: number(counts.questions["in_time"])),
        (_("Reply after the term"), lambda counts: number(counts.questions["late"])),
        (_("No reply yet, term still runs"), lambda counts: number(counts.questions["open"])),
        (_("No reply yet, term has passed"), lambda counts: number(counts.questions["overdue"])),
        (pgettext("questions", "Withdrawn"), lambda counts: number(counts.questions["withdrawn"])),
        (_("Term made longer"), lambda counts: number(counts.questions["extended"])),
    ]
    return Chapter(
        slug=slug,
        title=title,
        tables=[compared.table(_("Questions and replies"), rows)],
        notes=[
            _(
                "A question counts in the year in which it was asked, also when the reply came "
                "later. The term is that of the question as it was made longer, if it was."
            )
        ],
    )
