"""An outage on record in a March that is known, and reading the pages that tell of it."""

from datetime import date, datetime, timedelta

from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import outages as acts
from participatie.pipeline.statuses import Channel
from tests import builders

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASON = "Een kabel was stuk."
MONDAY = date(2026, 3, 2)


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=terms.zone())


def consulted(closes_on=date(2026, 3, 20), **over):
    """A consultation that began on a Monday and closes on a Friday."""
    with clock.at(at(MONDAY)):
        return builders.consultation(opens_on=MONDAY, closes_on=closes_on, **over)


def record(consultation, began_at, ended_at=None, *, closes_on=None, **over):
    values = {"doors": [Channel.WEB], "reason": REASON} | over
    return acts.register(
        actor=builders.staff(Role.EDITOR),
        began_at=began_at,
        ended_at=ended_at,
        consultations=[consultation],
        closing={consultation.pk: closes_on} if closes_on else None,
        **values,
    )


def tree(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return html.fromstring(answer.content.decode())


def words(element):
    return " ".join(element.text_content().split())


def main(answer, status=200):
    return words(tree(answer, status).get_element_by_id("main"))
