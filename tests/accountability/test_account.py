"""The account for everyone: the same as the register, and linked both ways."""

from collections import Counter

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability import overview as overviews
from participatie.accountability.account import changed, done
from participatie.accountability.figures import code
from participatie.accountability.overview import Stamp, overview, stamp
from participatie.accountability.views import account as views
from participatie.accounts.roles import Role
from participatie.core import once
from participatie.pipeline.acts import answers, contributions, deliveries
from participatie.pipeline.models import Answer, Change, Consultation, Contribution, Delivery, Point
from participatie.pipeline.statuses import (
    COUNTED,
    LEADS_TO_CHANGE,
    ChangeOrigin,
    Channel,
    DeliveryStatus,
    Outcome,
    Status,
    Timeliness,
)
from tests import builders
from tests.accountability.reading import shows, walk

pytestmark = pytest.mark.django_db


def url(name="account", *args):
    return reverse(f"accountability:{name}", args=["dorpsweg", *args])


def read(client, address=None):
    return client.get(address or url()).content.decode()


def test_the_numbers_equal_the_register(published):
    seen = overview(published)
    every = list(Contribution.objects.all())
    for door in seen.doors:
        mine = [each for each in every if each.channel == door.channel]
        assert door.received == len(mine)
        assert door.late == sum(each.timeliness == Timeliness.LATE for each in mine)
        assert door.counted == sum(each.status in COUNTED for each in mine)
        assert door.inadmissible == sum(each.status == Status.INADMISSIBLE for each in mine)
        assert door.withdrawn == sum(each.status == Status.WITHDRAWN for each in mine)
    assert [door.channel for door in seen.doors] == list(Channel)
    assert seen.total.received == published.last_number == 21
    assert seen.total.to_judge == 0
    points = Point.objects.filter(removed_at=None, contribution__status__in=COUNTED)
    assert seen.points == seen.answered == points.count() == 25
    outcomes = Counter(points.values_list("answer__outcome", flat=True))
    assert {k: n for k, n in seen.outcomes.items() if n} == outcomes


def test_the_page_shows_those_numbers(client, published):
    tree = html.fromstring(read(client))
    doors = [
        [cell.text_content().strip() for cell in row.xpath("th|td")]
        for row in tree.xpath("//table[.//caption[@id='doors-table-caption']]//tr[td]")
    ]
    assert doors[0] == ["Webformulier", "14", "13", "1", "13", "1", "0", "0"]
    assert doors[-1] == ["Samen", "21", "19", "2", "19", "1", "1", "0"]
    assert sum(int(row[1]) for row in doors[:-1]) == 21
    page = read(client)
    assert "21 reacties binnengekomen: de nummers 1 tot en met 21 zijn er allemaal." in page
    assert "Van de 19 behandelde reacties leidden er 7 tot een wijziging." in page


def test_a_missing_number_is_told(client, published):
    Consultation.objects.update(last_number=23)
    once.forget()
    assert "Van de nummers 1 tot en met 23 ontbreken er 2: 22, 23." in read(client)


def test_before_publication_there_are_figures_and_no_answers(client, handled):
    page = read(client)
    assert "21 reacties binnengekomen" in page
    assert "De antwoorden zijn er nog niet" in page
    for text in ("De bomen moeten blijven", "De bomen blijven staan", "breder fietspad", "-A1"):
        assert not shows(page, text)
    for name in ("changes", "nota", "nota_pdf", "nota_csv"):
        answer = client.get(url(name))
        assert answer.status_code == 404
        assert "Nog niet gepubliceerd" in answer.content.decode()


def test_an_announced_consultation_has_an_account_too(client):
    builders.consultation()
    assert "Er is nog niets binnengekomen." in read(client)


def test_every_adopted_answer_names_its_changes_and_every_change_its_answers(published):
    seen = overview(published)
    told_answers = done(published, seen, [place.pk for place in seen.answers], first=None)
    changes = changed(published, seen, first=None)
    forward = {(a.number, c.number) for a in told_answers for c in a.changes}
    backward = {(a.number, c.number) for c in changes for a in c.answers}
    rows = Change.answers.through.objects.values_list("answer__number", "change__number")
    assert forward == backward == set(rows) == {(1, 1), (1, 2), (2, 2)}
    for answer in told_answers:
        assert bool(answer.changes) == (answer.outcome in LEADS_TO_CHANGE)
    for change in changes:
        assert bool(change.answers) == (not change.is_own_motion)
    told = sorted(point.reference for answer in told_answers for point in answer.said)
    counted = Point.objects.filter(removed_at=None, contribution__status__in=COUNTED)
    assert told == sorted(point.reference for point in counted)


def test_every_link_leads_somewhere_and_back(client, decided):
    pages = walk(
        client, url(), ("/inspraak/dorpsweg/verantwoording", "/inspraak/dorpsweg/reacties")
    )
    account = html.fromstring(pages[url()])
    for change in Change.objects.filter(origin=ChangeOrigin.ANSWERS):
        (part,) = account.xpath(f"//*[@id='wijziging-{change.number}']")
        for answer in change.answers.all():
            assert part.xpath(f".//a[contains(@href, '#antwoord-{answer.number}')]")
            (row,) = account.xpath(f"//*[@id='antwoord-{answer.number}']")
            assert row.xpath(f".//a[contains(@href, '#wijziging-{change.number}')]")
    for number in range(1, 5):
        assert url("contribution", number) in pages
    assert url("nota_pdf") in pages


def test_own_motion_changes_stand_apart(client, published):
    page = read(client)
    asked, own = page.split('id="ambtshalve"')
    assert 'id="wijziging-1"' in asked
    assert 'id="wijziging-2"' in asked
    assert 'id="wijziging-3"' in own
    assert "Dit zijn voorgestelde wijzigingen." in page


def test_what_was_withdrawn_is_told_nowhere(client, decided):
    leaver = Contribution.objects.get(status=Status.WITHDRAWN)
    addresses = [url(), url("nota"), url("contributions"), url("contribution", leaver.number)]
    for address in addresses:
        page = read(client, address)
        assert not shows(page, "Wil niet meer meedoen")
        assert not shows(page, "Ik trek mij terug")
    assert "ingetrokken" in page


def test_an_answer_to_only_withdrawn_contributions_stays_with_its_change(client):
    given = builders.answered()
    with builders.after_the_term(given.consultation):
        # It can no longer be withdrawn by an act once it is answered; a privacy officer could.
        Contribution.objects.update(status=Status.WITHDRAWN)
        page = read(client)
    assert "Antwoorden op reacties die zijn ingetrokken" in page
    assert 'href="/inspraak/dorpsweg/verantwoording/#antwoord-1"' in page
    assert not shows(page, "Over: De bomen")


def test_of_many_alike_the_first_ten_are_shown_and_the_others_counted(client, published):
    row = html.fromstring(read(client)).xpath("//tr[@id='antwoord-3']")[0]
    assert len(row.xpath(".//*[starts-with(@id, 'punt-')]")) == 10
    assert "En nog 2 punten, in totaal 12." in row.text_content()
    assert row.text_content().count("Vaker een bus") == 1


def test_one_theme_can_be_chosen(client, published):
    page = html.fromstring(read(client, url() + "?thema=b"))
    assert page.xpath("//tr[starts-with(@id, 'antwoord-')]/@id") == ["antwoord-2"]
    everything = html.fromstring(read(client, url() + "?thema=onzin&page=duizend"))
    assert len(everything.xpath("//tr[starts-with(@id, 'antwoord-')]")) == 3


def test_answers_on_other_pages_are_found_all_the_same(client, published, monkeypatch, request):
    once.forget()
    request.addfinalizer(once.forget)
    for module in (overviews, views):
        monkeypatch.setattr(module, "ANSWERS_ON_A_PAGE", 1)
        monkeypatch.setattr(module, "CHANGES_ON_A_PAGE", 1)
    pages = walk(client, url(), ("/inspraak/dorpsweg/verantwoording/",))
    assert {f"{url()}?page=2", f"{url()}?page=3", f"{url('changes')}?page=3"} <= set(pages)
    assert "wijziging-1" not in html.fromstring(pages[url()]).xpath("//@id")


def test_who_has_the_page_already_gets_it_not_again(client, published):
    first = client.get(url())
    known = {"if-none-match": first["ETag"]}
    assert client.get(url(), headers=known).status_code == 304
    deliveries.settle_delivery(
        Delivery.objects.filter(status=DeliveryStatus.WAITING).first(),
        actor=None,
        status=DeliveryStatus.SENT,
    )
    assert client.get(url(), headers=known).status_code == 304
    builders.contribution(published)
    answer = client.get(url(), headers=known)
    assert answer.status_code == 200
    assert "22 reacties binnengekomen" in answer.content.decode()
    assert client.get(url(), headers=known | {"accept-language": "en"}).status_code == 200


def test_the_page_is_the_same_for_everyone_and_made_once(client, published, monkeypatch):
    first = read(client)
    monkeypatch.setattr(views, "_account", lambda *_: pytest.fail("made again"))
    client.force_login(builders.staff(Role.HANDLER))
    assert read(client) == first


def test_the_stamp_knows_a_fact_that_was_committed_late(published):
    now = stamp(published)
    before_it_was_there = Stamp(now.latest, now.count - 1, now.at)
    assert before_it_was_there.key != now.key


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_num_queries):
    consultation = builders.consultation()
    given = [builders.contribution(consultation) for _ in range(count)]
    with builders.after_the_term(consultation):
        decision = builders.decision(consultation)
        for number, each in enumerate(given, start=1):
            admitted = contributions.admit(each, actor=builders.staff(Role.HANDLER))
            answer = builders.approved_answer(builders.point(admitted), outcome=Outcome.ADOPTED)
            builders.change(decision, answer, label=f"Artikel {number}")
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        with django_assert_num_queries(19):
            client.get(url())
        with django_assert_num_queries(2):
            client.get(url())
        with django_assert_num_queries(4):
            client.get(url("changes"))
    assert Answer.objects.count() == count


def test_themes_after_the_twenty_sixth_have_two_letters():
    assert [code(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_an_unknown_consultation_is_not_found(client):
    assert client.get("/inspraak/bestaat-niet/verantwoording/").status_code == 404
