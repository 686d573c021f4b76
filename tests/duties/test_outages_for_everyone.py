"""What everyone reads of outages: the list, and a banner for as long as it matters."""

from datetime import date

import pytest
from django.core.cache import cache

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.duties import outages
from participatie.pipeline.acts import outages as acts
from participatie.pipeline.models import Consultation
from tests import builders
from tests.cms.pages import published
from tests.duties.outages import DAY, HOUR, REASON, at, consulted, main, record

pytestmark = pytest.mark.django_db


def test_everyone_reads_the_list_in_two_languages(client, django_assert_num_queries):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        record(
            consultation,
            began,
            began + HOUR,
            closes_on=date(2026, 3, 23),
            reason_in_english="A cable broke.",
        )
        dutch, english = main(client.get("/storingen/")), main(client.get("/en/storingen/"))
        assert "18 maart 2026, 09.00 uur" in dutch
        assert REASON in dutch
        assert "tot en met maandag 23 maart 2026" in dutch
        assert "A cable broke." in english
        with django_assert_num_queries(4):
            client.get("/storingen/")
        for hours in (1, 2):
            record(consultation, began + hours * HOUR, began + 3 * HOUR)
        with django_assert_num_queries(4):
            client.get("/storingen/")


PAGES = [
    "/inspraak/dorpsweg/",
    "/inspraak/dorpsweg/reageren/",
    "/inspraak/dorpsweg/reacties/",
    "/inspraak/dorpsweg/verantwoording/",
    "/inspraak/dorpsweg/nieuws/",
    "/inspraak/dorpsweg/privacy/",
    "/",
]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_while_it_goes_on_every_page_of_the_consultation_and_the_home_page_say_so(client, prefix):
    cache.clear()
    page = published()
    told = "A cable broke." if prefix else REASON
    for url in PAGES:
        assert told not in main(client.get(prefix + url)), url
    outage = record(page.consultation, clock.now() - HOUR, reason_in_english="A cable broke.")
    for url in PAGES:
        assert told in main(client.get(prefix + url)), url
    acts.end(outage, actor=builders.staff(Role.EDITOR), ended_at=clock.now())
    assert told not in main(client.get(prefix + "/"))
    assert told in main(client.get(prefix + PAGES[0]))


def test_after_it_the_page_tells_the_new_last_day_once_until_the_term_ends(client):
    cache.clear()
    page = published()
    longer = terms.next_working_day(page.closes_on + 3 * DAY)
    record(page.consultation, clock.now() - HOUR, clock.now(), closes_on=longer)
    shown = main(client.get(PAGES[0]))
    assert shown.count(REASON) == 1 + 1, "in the banner and in the news"
    assert "De termijn is veranderd" not in shown
    with clock.at(terms.end_of(longer)):
        after = main(client.get(PAGES[0]))
        assert "kunt reageren tot en met" not in after
        assert "De termijn is op" in after or "veranderd" in after


def test_both_times_of_one_day_read_as_times():
    noon = terms.noon_of(clock.today() - DAY)
    outage = record(builders.consultation(), noon, noon + HOUR)
    assert ", 12.00 uur tot 13.00 uur kon u" in outages.Told(outage, []).period


def test_planned_work_begins_and_ends_by_the_clock_on_pages_that_are_kept(client):
    cache.clear()
    page = published()
    began = clock.now() + 2 * HOUR
    record(page.consultation, began, began + 3 * HOUR, is_planned=True)
    seen = []
    for moment in (began - HOUR, began + HOUR, began + 4 * HOUR):
        with clock.at(moment):
            seen.append(client.get(PAGES[0]))
    tags = [answer["ETag"] for answer in seen]
    assert len(set(tags)) == 3
    assert "kunt u niet gebruiken" in main(seen[0])
    assert "kunt u niet gebruiken" in main(seen[1])
    assert "kon u niet gebruiken" in main(seen[2])
    with clock.at(began + HOUR):
        assert "kon u niet gebruiken" not in main(client.get("/"))
    with clock.at(began + 4 * HOUR):
        assert REASON not in main(client.get("/"))


def test_once_the_answers_are_published_nothing_is_asked_about_outages(
    client, django_assert_num_queries
):
    given = builders.answered()
    with django_assert_num_queries(0):
        assert outages.of_consultation(Consultation.objects.none().first()) == []
    consultation = Consultation.objects.get(pk=given.consultation_id)
    with django_assert_num_queries(0):
        assert outages.of_consultation(consultation) == []
