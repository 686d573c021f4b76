"""The Staten workspace: was it done properly? From the numbers down and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from participatie.accountability.overview import overview
from participatie.accountability.staten import home, said
from participatie.accountability.staten.checks import checks
from participatie.accounts.roles import Role
from participatie.pipeline.acts import answers, contributions, deliveries, public_texts
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.statuses import (
    DeliveryStatus,
    DeliveryWay,
    Outcome,
)
from tests import builders
from tests.accountability.mixed import PERSONAL
from tests.accountability.reading import shows, walk

pytestmark = pytest.mark.django_db
WITHIN = ("/staten/", "/inspraak/dorpsweg/verantwoording/", "/inspraak/dorpsweg/reacties/")
PAGES = [
    ("home",),
    ("consultation", "dorpsweg"),
    ("contributions", "dorpsweg"),
    ("contribution", "dorpsweg", 1),
    ("answers", "dorpsweg"),
    ("answer", "dorpsweg", 1),
    ("decision", "dorpsweg"),
    ("change", "dorpsweg", 1),
    ("points", "dorpsweg"),
    ("check", "dorpsweg", "beantwoord"),
    ("versions", "dorpsweg"),
    ("article", "dorpsweg", 1),
]


def url(name, *args):
    return reverse(f"staten:{name}", args=args)


@pytest.fixture
def member(client):
    client.force_login(builders.staff(Role.COUNCILLOR))
    return client


def read(client, *page, query=""):
    answer = client.get(url(*page) + query, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client, query=""):
    tree = html.fromstring(read(client, "contributions", "dorpsweg", query=query))
    return [int(link.text_content()[-4:]) for link in tree.xpath("//main//tbody/tr/th/a")]


def states(consultation):
    found = checks(consultation, overview(consultation), home.notices(consultation))
    return [check.state for check in found]


@pytest.mark.parametrize("role", Role)
def test_only_members_and_the_registry_come_in(client, published, role):
    client.force_login(builders.staff(role))
    expected = 200 if role in (Role.COUNCILLOR, Role.EXECUTIVE, Role.REGISTRY) else 403
    assert {page: client.get(url(*page)).status_code for page in PAGES} == dict.fromkeys(
        PAGES, expected
    )


def test_strangers_are_asked_to_log_in(client, published):
    for page in PAGES:
        assert client.get(url(*page))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("state", ["handled", "published", "decided"])
def test_every_link_leads_somewhere_and_nothing_personal_is_shown(member, request, state):
    request.getfixturevalue(state)
    pages = walk(member, url("home"), WITHIN)
    found = [
        (text, address) for address, page in pages.items() for text in PERSONAL if text in page
    ]
    assert found == []
    down = {url("contribution", "dorpsweg", number) for number in range(1, 22)}
    assert down <= set(pages)
    if state != "handled":
        assert {url("answer", "dorpsweg", n) for n in (1, 2, 3)} <= set(pages)
        assert {url("change", "dorpsweg", n) for n in (1, 2, 3)} <= set(pages)


def test_unpublished_answers_are_counted_and_not_told(member, handled):
    page = read(member, "consultation", "dorpsweg")
    rows = html.fromstring(page).xpath("//table[.//caption[@id='progress-table-caption']]//tr[td]")
    numbers = {row[0].text_content().strip(): row[1].text_content() for row in rows}
    assert numbers == {
        "Nog geen antwoord": "0",
        "Concept": "0",
        "Wacht op vaststelling": "0",
        "Vastgesteld": "25",
        "Samen": "25",
    }
    for name in ("answers", "decision", "contributions"):
        page += read(member, name, "dorpsweg")
    page += read(member, "contribution", "dorpsweg", 1)
    for text in ("De bomen blijven staan", "Over: ", "Vaker een bus", "breder fietspad", "-A1"):
        assert not shows(page, text)
    for address in (url("answer", "dorpsweg", 1), url("change", "dorpsweg", 1)):
        assert member.get(address).status_code == 404


def test_the_questions_of_completeness_in_each_state(request):
    consultation = request.getfixturevalue("handled")
    # All is ready, but the senders have not been told what was done.
    assert states(consultation) == ["ok"] * 9 + ["busy", "busy"]


def test_after_publication_a_notice_that_bounced_is_a_fault(published):
    assert states(published) == ["ok"] * 9 + ["wrong", "busy"]
    found = checks(published, overview(published), home.notices(published))
    assert {check.slug: check.numbers for check in found[:9]} == {
        "nummers": "21 van 21",
        "beoordeeld": "21 van 21",
        "niet-toegelaten": "1 van 1",
        "punten": "19 van 19",
        "beantwoord": "25 van 25",
        "redenen": "3 van 3",
        "vier-ogen": "3 van 3",
        "wijziging": "2 van 2",
        "herkomst": "3 van 3",
    }
    # Who signed along is told as well: more notices than contributions.
    assert all(check.numbers.endswith(" berichten") for check in found[-2:])


def test_when_everybody_was_told_the_last_question_is_answered(published):
    Delivery.objects.all().update(status=DeliveryStatus.SENT)
    assert states(published) == ["ok"] * 11


def test_home_says_what_came_in_and_what_asks_for_attention(member, published):
    page = html.fromstring(read(member, "home"))
    figures = page.xpath("//main//dl//div[contains(@class, 'figure')]")
    assert [figure.xpath("string(dd)").strip() for figure in figures] == [
        *("21", "19", "19", "19", "7", "0")
    ]
    waiting = Delivery.objects.filter(status=DeliveryStatus.WAITING).count()
    text = page.text_content()
    assert "1 controle klopt niet" in text
    assert f"{waiting} berichten onderweg" in text


def test_from_an_article_back_to_every_contribution_behind_it(member, published):
    decision = html.fromstring(read(member, "decision", "dorpsweg"))
    (row,) = decision.xpath("//tr[th[contains(., 'Artikel 2')]]")
    article = url("article", "dorpsweg", 2)
    assert row.xpath(".//a/@href") == [
        article,
        url("change", "dorpsweg", 2),
        f"{article}?deel=vanwege#gezegd",
    ]
    spoke = read(member, "article", "dorpsweg", 2)
    assert "7 reacties hierachter" in spoke
    happened = decision.xpath("//section[@aria-labelledby='trail-heading']")[0].text_content()
    assert "Een wijziging is gemaakt (DW26-W2)" in happened
    assert "?over=wijziging-2" in spoke
    behind = html.fromstring(read(member, "change", "dorpsweg", 2))
    numbers = {
        int(href.split("/reactie/")[1].split("/")[0])
        for href in behind.xpath("//main//li/a/@href")
        if "/reactie/" in href
    }
    points = Contribution.objects.filter(
        points__answer__changes__number=2, points__removed_at=None, status="answered"
    )
    assert numbers == set(points.values_list("number", flat=True)) == {1, 2, 3, 4, 5, 6, 20}
    assert row.xpath("td")[-1].text_content().strip() == "7"
    answer = read(member, "answer", "dorpsweg", 1)
    assert f'href="{url("change", "dorpsweg", 2)}"' in answer
    assert "Geschreven door de een, vastgesteld door een ander." in answer


def test_a_sender_who_takes_the_name_back_is_in_the_trail_as_the_sender(member):
    given = builders.contribution(builders.consultation(), name_may_be_published=True)
    public_texts.permit_name(given, actor=None, permitted=False)
    page = html.fromstring(read(member, "contribution", "dorpsweg", given.number))
    (step,) = page.xpath("//tr[contains(., 'mag niet meer openbaar')]")
    assert "de indiener" in step.text_content()
    assert "Er zijn nog geen punten uit gehaald." in page.text_content()


def test_the_trail_names_roles_and_no_people(member, published):
    page = read(member, "contribution", "dorpsweg", 2)
    assert "De reactie is binnengekomen" in page
    assert "Baliemedewerker" in page
    assert "Behandelaar" in page
    page = read(member, "contribution", "dorpsweg", 1)
    assert "de indiener" in page
    assert "Bericht “" in page


def test_the_list_can_be_narrowed(member, published):
    theme = published.themes.get(name="Fietsers")
    everything = list(range(1, 22))
    assert len(listed(member)) == 21
    assert listed(member, "?kanaal=phone") == [3]
    assert listed(member, "?status=withdrawn") == [19]
    assert listed(member, "?uitkomst=partly_adopted") == [1, 2, 3, 4, 5, 6]
    assert listed(member, f"?thema={theme.pk}") == [1, 2, 3, 4, 5, 6]
    assert listed(member, "?wijziging=on") == [1, 2, 3, 4, 5, 6, 20]
    assert listed(member, "?kanaal=x&thema=0") == everything
    assert member.get(url("contributions", "dorpsweg"), {"zoek": "0007"})["Location"] == url(
        "contribution", "dorpsweg", 7
    )


def test_answers_can_be_found_by_outcome_and_theme(member, published):
    def numbers(query):
        tree = html.fromstring(read(member, "answers", "dorpsweg", query=query))
        return [link.text_content() for link in tree.xpath("//tbody/tr/th/a")]

    assert numbers("") == ["DW26-A1", "DW26-A2", "DW26-A3"]
    assert numbers("?uitkomst=not_adopted") == ["DW26-A3"]
    assert numbers(f"?thema={published.themes.get(name='Bomen').pk}") == ["DW26-A1"]
    assert numbers("?uitkomst=noted") == []


def test_what_does_not_exist_is_not_found(member, published):
    for page in (
        ("consultation", "bestaat-niet"),
        ("contribution", "dorpsweg", 99),
        ("answer", "dorpsweg", 99),
        ("change", "dorpsweg", 99),
    ):
        assert member.get(url(*page)).status_code == 404


def test_an_empty_record_says_so(member):
    assert "Er zijn nog geen consultaties" in read(member, "home")
    builders.consultation()
    assert "Er is nog geen tekst" in read(member, "decision", "dorpsweg")
    assert "nog niets" not in read(member, "consultation", "dorpsweg")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(member, count):
    for number in range(1, count + 1):
        last = builders.consultation(slug=f"weg-{number}", prefix=f"WE{number:02d}")
        builders.contribution(last)
    consultation = builders.consultation()
    given = [builders.contribution(consultation) for _ in range(count)]
    with builders.after_the_term(consultation):
        decision = builders.decision(consultation)
        handler = builders.staff(Role.HANDLER)
        for number, each in enumerate(given, start=1):
            split = builders.point(contributions.admit(each, actor=handler))
            answer = builders.approved_answer(split, outcome=Outcome.ADOPTED)
            builders.change(decision, answer, label=f"Artikel {number}")
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        counted = {}
        for page in PAGES:
            # What is known of all of it was counted at the first visit.
            member.get(url(*page))
            with CaptureQueriesContext(connection) as queries:
                member.get(url(*page))
            counted[page[0]] = len(queries)
    assert counted == {
        "home": 8,
        "consultation": 7,
        "contributions": 8,
        "contribution": 18,
        "answers": 9,
        "answer": 15,
        "decision": 10,
        "change": 14,
        "points": 12,
        "check": 7,
        "versions": 9,
        "article": 15,
    }


def test_one_page_of_points_at_a_time(member, published, monkeypatch):
    monkeypatch.setattr(said, "ON_A_PAGE", 5)
    page = html.fromstring(read(member, "answer", "dorpsweg", 3, query="?page=3"))
    assert len(page.xpath("//main//ul[contains(@class, 'rows')]/li")) == 2
    assert "12 punten, uit 12 reacties" in page.text_content()


def test_a_letter_that_waits_is_no_fault(published):
    Delivery.objects.all().update(status=DeliveryStatus.SENT)
    row = Delivery.objects.filter(way=DeliveryWay.EMAIL).first()
    Delivery.objects.filter(pk=row.pk).update(status=DeliveryStatus.PRINTED)
    assert "wrong" not in states(published)
    Delivery.objects.filter(pk=row.pk).update(status=DeliveryStatus.WAITING)
    deliveries.settle_delivery(row, actor=None, status=DeliveryStatus.FAILED)
    assert "wrong" in states(published)
