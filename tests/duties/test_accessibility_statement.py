"""The accessibility statement: honest when nobody filled anything in, complete when they did."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.duties.models import AccessibilityStatement, Accessible
from tests import builders

pytestmark = pytest.mark.django_db


def shown(client, **values):
    statement = AccessibilityStatement.load()
    for name, value in values.items():
        setattr(statement, name, value)
    statement.save()
    return client.get("/toegankelijkheid/").content.decode()


def test_it_claims_nothing_that_nobody_checked(client):
    told = shown(client)
    assert "Eerste maatregelen genomen" in told
    assert "Status C" in told
    assert "nog geen controle geweest van de hele website" in told
    assert "Nationale ombudsman" in told
    assert "tel:" in told.split("Werkt er iets niet")[-1].split("</section>")[0]


@pytest.mark.parametrize("status", Accessible)
def test_every_status_is_told_in_words(client, status):
    assert f"Status {status.value}" in shown(client, level=status)


def test_what_was_checked_and_found_is_told(client):
    fault = {
        "what": "De kaart is niet met het toetsenbord te bedienen.",
        "whom": "Wie geen muis gebruikt.",
        "instead": "Onder de kaart staat een lijst.",
        "rule": "2.1.1 Toetsenbord",
        "mended_by": date(2027, 3, 1),
    }
    told = shown(
        client,
        level=Accessible.PARTLY,
        checked_on=date(2026, 9, 1),
        method="Door bureau Toets, volgens WCAG-EM.",
        report_url="https://toets.example/rapport",
        shortcomings=[("shortcoming", fault)],
        answered_by="Team Toegankelijkheid",
        answer_days=5,
    )
    for words in (
        "1 september 2026",
        "Door bureau Toets, volgens WCAG-EM.",
        'href="https://toets.example/rapport"',
        fault["what"],
        fault["instead"],
        "vóór 1 maart 2027",
        "Team Toegankelijkheid antwoordt u.",
        "binnen 5 werkdagen",
    ):
        assert words in told


def test_on_an_english_page_only_the_words_of_an_editor_are_dutch(client):
    fault = {
        "what": "De kaart is niet te bedienen.",
        "whom": "Wie geen muis gebruikt.",
        "instead": "Onder de kaart staat een lijst.",
        "rule": "",
        "mended_by": date(2027, 3, 1),
    }
    shown(client, shortcomings=[("shortcoming", fault)])
    page = html.document_fromstring(client.get("/en/toegankelijkheid/").content.decode())
    said = {
        words: page.xpath("//text()[contains(., $words)]/ancestor::*[@lang][1]/@lang", words=words)
        for words in (fault["what"], fault["instead"], "We mend it before")
    }
    assert said == {fault["what"]: ["nl"], fault["instead"]: ["nl"], "We mend it before": ["en"]}


def test_a_check_of_long_ago_is_called_so(client):
    old = "meer dan drie jaar geleden. Er is een nieuwe controle nodig"
    assert old in shown(client, checked_on=clock.today() - timedelta(days=1097))
    assert old not in shown(client, checked_on=clock.today() - timedelta(days=1090))
    assert old not in shown(client, checked_on=clock.today())


def test_it_stands_on_that_page_only(client):
    assert "Toegankelijkheidsverklaring" not in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("setting", ["accessibilitystatement", "legaldetails"])
def test_an_editor_changes_it_in_the_cms(client, setting):
    client.force_login(builders.staff(Role.EDITOR))
    page = client.get(reverse("wagtailsettings:edit", args=["duties", setting]), follow=True)
    assert page.status_code == 200
    assert "<form" in page.content.decode()
