"""The text of the decision, article by article: what was laid open, what changed, and by whom."""

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability import articles
from participatie.accountability.articles import Fate
from participatie.accounts.roles import Role
from participatie.pipeline.acts import answers, decisions
from participatie.pipeline.models import Decision
from participatie.pipeline.statuses import ChangeOrigin, Outcome
from tests import builders
from tests.accountability.reading import walk

pytestmark = pytest.mark.django_db


def url(*args):
    return reverse(f"accountability:{'article' if args else 'decision'}", args=["dorpsweg", *args])


def tree(client, address=""):
    return html.fromstring(client.get(address or url()).content.decode())


def names(page):
    return [" ".join(h.text_content().split()) for h in page.xpath("//main//article//h3")]


def test_before_publication_the_draft_is_as_it_was_laid_open(client, handled):
    page = tree(client)
    assert names(page) == ["Artikel 1 Bomen", "Artikel 2 Fietsen"]
    assert page.xpath("//main//ins | //main//del") == []
    text = page.text_content()
    assert "De bomen worden gekapt." in text
    assert "breder fietspad" not in text
    assert "Inrichtingsplan." not in tree(client, url(1)).text_content()
    assert client.get(url(5)).status_code == 404


def test_published_changes_stand_beside_their_article_with_who_caused_them(client, published):
    page = tree(client)
    assert names(page) == ["Artikel 1 Bomen", "Artikel 2 Fietsen", "Artikel 3"]
    (first,) = page.xpath("//article[@id='artikel-1']")
    assert [d.text_content() for d in first.xpath(".//del")] == ["verwijderd: worden gekapt"]
    assert [i.text_content() for i in first.xpath(".//ins")] == ["toegevoegd: blijven staan"]
    assert "Door 7 punten:" in first.text_content()
    assert reverse("accountability:contribution", args=["dorpsweg", 1]) + "#punt-1" in first.xpath(
        ".//a/@href"
    )
    assert "Dit zijn voorgestelde wijzigingen." in page.text_content()
    (own,) = page.xpath("//article[.//h3[contains(., 'Artikel 3')]]")
    assert "Deze wijziging hebben wij zelf gemaakt." in own.text_content()


def test_an_adopted_text_says_by_whom_and_when(client, decided):
    text = " ".join(tree(client).text_content().split())
    assert "vastgesteld door Provinciale Staten." in text


def test_an_article_tells_everyone_behind_its_change(client, published):
    text = tree(client, url(1)).text_content()
    for told in ("De bomen moeten blijven", "DW26-A1", "De bomen blijven staan.", "Overgenomen"):
        assert told in text


def test_only_what_changed_can_be_asked_for(client, published):
    decision = Decision.objects.get()
    taken_back = decision.changes.get(label="Artikel 1")
    decisions.remove_change(
        taken_back, actor=builders.staff(Role.HANDLER), reason="Bij nader inzien."
    )
    assert names(tree(client)) == ["Artikel 1 Bomen", "Artikel 2 Fietsen", "Artikel 3"]
    changed = tree(client, f"{url()}?tonen=gewijzigd")
    assert names(changed) == ["Artikel 2 Fietsen", "Artikel 3"]
    assert changed.xpath("//a[@aria-current='page']/text()")[0].strip() == "Alleen wat verandert"


def test_a_new_article_keeps_its_address_when_an_earlier_one_is_taken_back(published):
    decision = Decision.objects.get()
    handler = builders.staff(Role.HANDLER)

    def add(label):
        return decisions.make_change(
            decision,
            actor=handler,
            label=label,
            after="Nieuw.",
            explanation="Er ontbrak iets.",
            origin=ChangeOrigin.OWN_MOTION,
        )

    earlier = add("Artikel 4")
    add("Artikel 5")
    before = {entry.label: entry.number for entry in articles.entries(published)}
    decisions.remove_change(earlier, actor=handler, reason="Toch niet.")
    after = {entry.label: entry.number for entry in articles.entries(published)}
    assert after.items() < before.items()
    assert set(before) - set(after) == {"Artikel 4"}


def test_a_dropped_article_is_struck_through_as_a_whole(client, published):
    decision = Decision.objects.get()
    change = decision.changes.get(label="Artikel 2")
    decisions.edit_change(
        change,
        actor=builders.staff(Role.HANDLER),
        revision=change.revision,
        after="",
        explanation="Niet meer nodig.",
        origin=ChangeOrigin.OWN_MOTION,
    )
    fates = [entry.fate for entry in articles.entries(published)]
    assert fates == [Fate.CHANGED, Fate.DROPPED, Fate.ADDED]
    (article,) = tree(client).xpath("//article[@id='artikel-2']")
    assert "Vervallen" in article.text_content()
    assert article.xpath(".//ins") == []


def test_every_link_leads_somewhere_from_article_to_contribution_and_back(client, decided):
    pages = walk(
        client, url(), tuple(f"/inspraak/dorpsweg/{part}" for part in ("b", "reacties", "vera"))
    )
    assert {url(1), url(2)} <= set(pages)
    contribution = pages[reverse("accountability:contribution", args=["dorpsweg", 2])]
    assert url(1) in contribution
    assert url(2) in contribution


def long_decision(count, characters):
    consultation = builders.consultation()
    decisions.draft_decision(
        consultation,
        actor=builders.staff(Role.HANDLER),
        title="Omgevingsverordening",
        parts=[
            decisions.Part(label=f"Artikel {number}", text="woord " * (characters // 6))
            for number in range(1, count + 1)
        ],
    )
    return consultation


def test_a_long_text_is_cut_in_pages_and_every_article_is_found(client):
    long_decision(60, 900)
    page = tree(client)
    assert len(names(page)) == 25
    assert f"{url()}?page=3#artikel-60" in page.xpath("//nav//a/@href")
    walk(client, url(), (url(),))
    for strange in ("0", "-1", "x", "99999999999999999999", "\x00"):
        assert client.get(url(), {"page": strange}).status_code == 200


def test_a_long_article_is_shown_whole_on_its_own_page(client):
    long_decision(2, 90_000)
    assert len(client.get(url()).content) < 30_000
    assert " ".join(tree(client, url(1)).xpath("//main//div/text()")).count("woord ") == 15_000


def test_without_a_decision_there_is_no_page(client):
    builders.consultation()
    assert client.get(url()).status_code == 404
    assert client.get("/inspraak/bestaat-niet/besluit/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_num_queries):
    consultation = builders.consultation()
    given = [builders.admitted(consultation) for _ in range(count)]
    with builders.after_the_term(consultation):
        decision = builders.decision(consultation)
        for number, each in enumerate(given, start=1):
            answer = builders.approved_answer(builders.point(each), outcome=Outcome.ADOPTED)
            builders.change(decision, answer, label=f"Artikel {number}")
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        with django_assert_num_queries(17):
            client.get(url())
        with django_assert_num_queries(4):
            client.get(url())
        with django_assert_num_queries(10):
            client.get(url(1))
        known = {"if-none-match": client.get(url())["ETag"]}
        with django_assert_num_queries(2):
            assert client.get(url(), headers=known).status_code == 304
