"""The page about the ledger, the checker that it hands out, and the feed of checkpoints."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree

from participatie.core import clock, terms
from participatie.ledger import checking, keys, verify
from participatie.ledger.findings import Finding, Kind
from participatie.ledger.models import Checkpoint
from participatie.ledger.sequencing import sequence
from participatie.pipeline.models import Contribution
from tests import builders
from tests.ledger.test_checking import database_rights

pytestmark = pytest.mark.django_db
ENTRY = "{http://www.w3.org/2005/Atom}entry"
UPDATED = "{http://www.w3.org/2005/Atom}updated"


def shown(client, address="/logboek/"):
    return client.get(address).content.decode()


def test_the_page_tells_how_it_stands_at_each_moment(client):
    assert "Er is nog geen controlepunt" in shown(client)
    given = builders.contribution(builders.consultation())
    made = sequence()
    checking.check()

    page = shown(client)

    assert made.note in page
    assert str(keys.signers()[0].verifier) in page
    assert "Er ontbrak niets en er was niets veranderd." in page
    assert "Nothing was missing" in shown(client, "/en/logboek/")
    with database_rights():
        Contribution.objects.filter(pk=given.pk).update(text="Niets.")
    checking.check()
    page = shown(client)
    assert given.reference in page
    assert "de woorden, of het kanaal of de dag van binnenkomst, zijn niet meer wat ze" in page
    assert "Niets." not in page


@pytest.mark.parametrize(
    ("about", "place", "told", "line"),
    [
        ("DW26-0001 contribution.received", 0, "DW26-0001, “De reactie is binnengekomen”", "1"),
        ("leaf 1249", 1249, "regel 1.250", ""),
        ("DW26-0002", None, "DW26-0002", ""),
        (
            "checkpoints/2026/11/20261122T214501Z-1251",
            1024,
            "het controlepunt van 22 november 2026, 22.45 uur, met 1.251 regels",
            "1.025",
        ),
        ("tile/1/000", 256, "de vingerafdrukken", "257"),
        ("events", None, "de gebeurtenissen", ""),
    ],
)
def test_what_was_found_is_told_to_who_never_heard_of_hashes(about, place, told, line):
    finding = Finding(Kind.UNREADABLE, about, place)

    assert (finding.told, finding.line) == (told, line)


def test_a_check_of_days_ago_is_no_reassurance(client):
    builders.consultation()
    sequence()
    checking.check()

    with clock.at(clock.now() + timedelta(days=3)):
        page = shown(client)

    assert "De controle is niet gedaan" in page
    assert "Alles klopte" not in page


def test_the_checker_that_is_handed_out_is_the_one_that_is_tested(client):
    response = client.get("/logboek/controleer.py")

    assert response.content == Path(verify.__file__).read_bytes()
    assert "attachment" in response["Content-Disposition"]
    again = client.get("/logboek/controleer.py", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_feed_has_the_last_of_each_day_and_the_first_after_each_term(
    client, django_assert_num_queries
):
    consultation = builders.consultation()
    noon = terms.noon_of(consultation.closes_on)
    after = consultation.closes_at + timedelta(minutes=1)
    kept = [noon + timedelta(hours=2), after, after + timedelta(hours=9)]
    for at in sorted([noon, noon + timedelta(hours=1), after + timedelta(hours=3), *kept]):
        with clock.at(at):
            sequence()

    with clock.at(after + timedelta(days=1)), django_assert_num_queries(3):
        feed = ElementTree.fromstring(client.get("/logboek/controlepunten.atom").content)

    entries = feed.findall(ENTRY)
    days = sorted(entry.findtext(UPDATED)[:16] for entry in entries)
    assert days == [f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}" for at in kept]
    assert Checkpoint.objects.count() == 6
