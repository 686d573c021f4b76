"""Outages: what they do to a term, and who is told of them where (Awb 2:21)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Subquery, When
from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from participatie.core import clock, languages, terms
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation, Outage, OutageTerm
from participatie.pipeline.statuses import Channel

ANNOUNCED = timedelta(days=7)
"""How long before planned work the home page tells of it."""
DOORS: dict[str, str | Promise] = {
    Channel.WEB: pgettext_lazy("could not be used", "this website"),
    Channel.LETTER: pgettext_lazy("could not be used", "the post"),
    Channel.PHONE: pgettext_lazy("could not be used", "the telephone"),
    Channel.DESK: pgettext_lazy("could not be used", "the desk"),
    Channel.EMAIL: pgettext_lazy("could not be used", "the e-mail"),
    Channel.MEETING: pgettext_lazy("could not be used", "the meeting"),
}
"""What could not be used, in the middle of a sentence."""
PLANNED, GOING_ON, OVER = "planned", "going on", "over"
STATES: dict[str, str | Promise] = {
    PLANNED: gettext_lazy("planned"),
    GOING_ON: gettext_lazy("going on"),
    OVER: gettext_lazy("over"),
}


def state(outage: Outage) -> str:
    """PLANNED, GOING_ON or OVER, by the clock."""
    now = clock.now()
    if outage.began_at > now:
        return PLANNED
    return OVER if outage.ended_at is not None and outage.ended_at <= now else GOING_ON


# What it does to a term.


def reachable_by(began_at: datetime, ended_at: datetime | None) -> QuerySet[Consultation]:
    """The consultations whose term ran at some time between these moments; None: until now.

    Not those whose answers are published: their term cannot change any more.
    """
    ended_at = ended_at or max(clock.now(), began_at)
    return Consultation.objects.filter(
        opens_on__lte=clock.day_of(ended_at),
        closes_on__gte=clock.day_of(began_at),
        answers_published_at=None,
    ).order_by("closes_on", "pk")


@dataclass(frozen=True)
class Proposal:
    """The closing day that makes good what an outage took from a term."""

    consultation: Consultation
    lost: timedelta
    """The part of the outage that fell within the term."""
    days: int
    """`lost` in whole days, rounded up, one at least."""
    counted_from: date
    """The last day as it was, or today when that has passed already."""
    day: date
    """`days` after that, or the first working day from then (Algemene termijnenwet 1)."""

    @property
    def why(self) -> str:
        """The sum in words, for who decides."""
        told = ngettext(
            "%(lost)s of the term was lost. That makes %(count)d day more, counted from %(from)s.",
            "%(lost)s of the term was lost. That makes %(count)d days more, counted from %(from)s.",
            self.days,
        ) % {
            "lost": _length(self.lost),
            "count": self.days,
            "from": nl_date(self.counted_from),
        }
        if self.day > self.counted_from + timedelta(days=self.days):
            told += " " + _("That is no working day, so it is the first one after it.")
        return told


def proposal(consultation: Consultation, began_at: datetime, ended_at: datetime) -> Proposal:
    """What the term of `consultation` should become after an outage between these moments."""
    first = max(began_at, consultation.opens_at).astimezone(UTC)
    last = min(ended_at, consultation.closes_at).astimezone(UTC)
    # In UTC: within one zone Python subtracts what the clock on the wall says.
    lost = max(last - first, timedelta())
    days = max(1, ceil(lost / timedelta(days=1)))
    counted_from = max(consultation.closes_on, clock.today())
    day = terms.next_working_day(counted_from + timedelta(days=days))
    return Proposal(consultation, lost, days, counted_from, day)


def _length(time: timedelta) -> str:
    """A time as people say it: “40 minutes”, “3 hours”, “2 days”, rounded up."""
    minutes = ceil(time / timedelta(minutes=1))
    if minutes < 120:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = ceil(time / timedelta(hours=1))
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = ceil(time / timedelta(days=1))
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


# What people read.


@dataclass(frozen=True)
class Effect:
    """A consultation that an outage hindered, and its new last day; None when it got none."""

    consultation: Consultation
    day: date | None

    @property
    def url(self) -> str:
        """Where to read about the consultation."""
        return addresses.consultation(self.consultation.slug)


@dataclass(frozen=True)
class Told:
    """An outage for who reads the site."""

    outage: Outage
    effects: list[Effect]

    @property
    def state(self) -> str:
        """PLANNED, GOING_ON or OVER."""
        return state(self.outage)

    @property
    def state_label(self) -> str:
        """The same in words."""
        return str(STATES[self.state])

    @property
    def tone(self) -> str:
        """The tone of that word, for the component."""
        return {PLANNED: "safe", GOING_ON: "danger"}.get(self.state, "neutral")

    @property
    def heading(self) -> str:
        """What it is: “Planned work” or “Outage”, and of what."""
        kind = _("Planned work: %(doors)s") if self.outage.is_planned else _("Outage: %(doors)s")
        return kind % {"doors": self.doors}

    @property
    def doors(self) -> str:
        """What could not be used, in words."""
        names = [str(DOORS[door]) for door in Channel if door in self.outage.doors]
        if len(names) < 2:
            return "".join(names)
        return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}

    @property
    def period(self) -> str:
        """From when until when, as a sentence."""
        begin, end = self.outage.began_at, self.outage.ended_at
        is_one_day = end is not None and clock.day_of(begin) == clock.day_of(end)
        facts = {
            "doors": self.doors,
            "begin": nl_date(begin, "time"),
            "end": (
                pgettext("time of day", "%(time)s") % {"time": time_format(localtime(end), "H.i")}
                if is_one_day
                else nl_date(end, "time")
            ),
        }
        if self.outage.ended_at is None:
            return _("Since %(begin)s you cannot use: %(doors)s.") % facts
        if self.state == OVER:
            return _("From %(begin)s until %(end)s you could not use: %(doors)s.") % facts
        return _("From %(begin)s until %(end)s you cannot use: %(doors)s.") % facts

    @property
    def reason(self) -> str:
        """Why, in the language of now where it was written in that; else marked as Dutch."""
        outage = self.outage
        if languages.current() != settings.LANGUAGE_CODE and outage.reason_in_english:
            return outage.reason_in_english
        return languages.marked(outage.reason, settings.LANGUAGE_CODE)


def of_consultation(consultation: Consultation | None) -> list[Told]:
    """The outages to tell of on a page about `consultation`, newest first; one query at most.

    One that is over is told of until the term ends. None once the answers are published.
    """
    if (
        consultation is None
        or consultation.pk is None
        or consultation.answers_published_at
        or consultation.decided_at
    ):
        return []
    rows = OutageTerm.objects.filter(consultation=consultation.pk).select_related("outage")
    if clock.now() >= consultation.closes_at:
        rows = rows.filter(_not_over("outage__"))
    return [
        Told(row.outage, [Effect(consultation, row.closes_on_after)])
        for row in rows.order_by("-outage__began_at", "-outage")
    ]


def going_on() -> list[Told]:
    """The outages to tell of on the home page: those of now, and work planned within days."""
    soon = clock.now() + ANNOUNCED
    return told(Outage.objects.filter(_not_over(), began_at__lte=soon))


def told(outages: QuerySet[Outage]) -> list[Told]:
    """These outages for who reads of them; three queries for however many."""
    return [
        Told(
            outage, [Effect(term.consultation, term.closes_on_after) for term in outage.terms.all()]
        )
        for outage in outages.prefetch_related("terms__consultation")
    ]


def _not_over(prefix: str = "") -> Q:
    return Q(**{f"{prefix}ended_at": None}) | Q(**{f"{prefix}ended_at__gt": clock.now()})


def latest_turn() -> Subquery:
    """When an outage last began or ended, by the clock: what is told of it changes then."""
    now = clock.now()
    turn = Case(
        When(ended_at__lte=now, then=F("ended_at")), When(began_at__lte=now, then=F("began_at"))
    )
    turns = Outage.objects.annotate(turn=turn).order_by(F("turn").desc(nulls_last=True))
    return Subquery(turns.values("turn")[:1])
