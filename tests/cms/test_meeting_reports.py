"""Reports of meetings on the page of their consultation, for everybody who comes by."""

from datetime import timedelta

import pytest
from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.meeting import acts
from tests.builders import contribution, staff
from tests.cms.pages import published
from tests.intake.meeting_room import meeting

pytestmark = pytest.mark.django_db

URL = "/inspraak/dorpsweg/"


def links(client, url=URL):
    page = html.fromstring(client.get(url).content)
    found = page.xpath("//section[@aria-labelledby='reports']//a")
    return [(" ".join(link.text_content().split()), link.get("href")) for link in found]


def made_public(consultation, name="Avond in het dorpshuis", days_ago=0):
    held_on = clock.today() - timedelta(days=days_ago)
    evening = meeting(consultation, held_on=held_on, name=name)
    return acts.make_public(evening, actor=staff(Role.CLERK))


def test_a_report_stands_on_the_page_from_the_moment_it_is_public_and_not_before(client):
    consultation = published().consultation
    evening = meeting(consultation)
    contribution(consultation)
    assert links(client) == []
    assert "#reports" not in client.get(URL).content.decode()

    acts.make_public(evening, actor=staff(Role.CLERK))

    ((name, address),) = links(client)
    assert name == "Avond in het dorpshuis (PDF)"
    assert client.get(address)["Content-Type"] == "application/pdf"
    assert 'href="#reports"' in client.get(URL).content.decode()


def test_reports_stand_in_order_of_day_with_their_own_consultation_only(client):
    consultation = published().consultation
    other = published(slug="brug", prefix="BR26").consultation
    contribution(consultation)
    made_public(consultation, "De tweede avond")
    made_public(consultation, "De eerste avond", days_ago=3)
    made_public(other, "Over de brug")

    assert [name for name, _url in links(client)] == [
        "De eerste avond (PDF)",
        "De tweede avond (PDF)",
    ]
    assert [name for name, _url in links(client, "/inspraak/brug/")] == ["Over de brug (PDF)"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_page_asks_the_same_number_of_queries_with_and_without_a_report(
    client, django_assert_num_queries, count
):
    consultation = published().consultation
    for number in range(count):
        made_public(consultation, f"Avond {number}")
    anew = f"{URL}?anew"  # A page with a query is made for every visit.
    client.get(anew)
    with django_assert_num_queries(14):
        assert len(links(client, anew)) == count
