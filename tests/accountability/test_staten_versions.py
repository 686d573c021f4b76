"""What differs between versions of the decision, and what no change explains."""

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability.staten.versions import Cause, places
from participatie.accounts.roles import Role
from participatie.pipeline.models import Article, Decision, DecisionVersion, Point
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    client.force_login(builders.staff(Role.COUNCILLOR))
    return client


def read(client, query=""):
    answer = client.get(reverse("staten:versions", args=["dorpsweg"]) + query)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def names(page):
    return [" ".join(each.text_content().split()) for each in page.xpath("//main//article/h2")]


def causes(consultation, before=1, after=2):
    found = places(consultation, Decision.objects.get(), before, after)
    return {place.label: place.cause for place in found}


def altered(decision, number=3, **texts):
    """Another version, written past the acts: the text of version 2 with these articles in it."""
    version = DecisionVersion.objects.create(
        decision=decision, number=number, created_at=decision.published_at
    )
    adopted = {a.label: (a.heading, a.text) for a in Article.objects.filter(version__number=2)}
    for name, text in texts.items():
        label = name.replace("_", " ")
        adopted[label] = (adopted.get(label, ("",))[0], text)
    for order, (label, (heading, text)) in enumerate(adopted.items(), start=1):
        if text:
            Article.objects.create(
                version=version, order=order, label=label, heading=heading, text=text
            )


def test_every_difference_of_the_acts_is_explained_and_leads_to_its_causes(member, decided):
    page = read(member)
    assert set(causes(decided).values()) <= {Cause.EXPLAINED, Cause.SAME}
    assert "Elk verschil wordt verklaard door een wijziging" in page.text_content()
    assert names(page) == ["Artikel 1 Bomen", "Artikel 2 Fietsen", "Artikel 3"]
    assert "Dit is dezelfde versie" in read(member, "?van=1&naar=1").text_content()
    second = page.xpath("//article")[1]
    assert "Er komt een breder fietspad." in second.text_content()
    links = second.xpath(".//a/@href")
    assert reverse("staten:change", args=["dorpsweg", 2]) in links
    assert [link for link in links if "/antwoord/" in link] == [
        reverse("staten:answer", args=["dorpsweg", number]) for number in (1, 2)
    ]
    assert "Vanwege 13 punten" in second.text_content()
    assert "uit eigen beweging" in page.xpath("//article")[2].text_content()


def test_a_difference_that_no_change_explains_is_flagged(member, decided):
    # Past the acts, as somebody with the rights of the database could.
    altered(
        Decision.objects.get(),
        Artikel_1="De bomen worden deels gekapt.",
        Artikel_2="Er komt een fietspad.",
        Artikel_3="",
        Artikel_9="Er komt een parkeerplaats.",
    )
    assert causes(decided, 1, 3) == {
        "Artikel 1": Cause.OTHERWISE,
        "Artikel 2": Cause.OTHERWISE,
        "Artikel 3": Cause.OTHERWISE,
        "Artikel 9": Cause.UNEXPLAINED,
    }
    page = read(member, "?tonen=onverklaard")
    assert "4 artikelen zijn niet wat de wijzigingen zeggen" in page.text_content()
    assert "Er komt een parkeerplaats." in page.text_content()
    assert "Dit artikel staat in geen van beide versies" in page.text_content()
    later = causes(decided, 2, 3)
    assert later["Artikel 9"] is Cause.UNEXPLAINED
    assert later["Artikel 1"] is Cause.OTHERWISE


def test_a_change_that_was_announced_and_not_made_is_flagged(decided):
    old = Article.objects.get(version__number=1, label="Artikel 1").text
    altered(Decision.objects.get(), Artikel_1=old)
    assert causes(decided, 1, 3)["Artikel 1"] is Cause.OTHERWISE
    assert causes(decided, 1, 2)["Artikel 1"] is Cause.EXPLAINED


def test_another_heading_is_a_difference_too(decided):
    altered(Decision.objects.get())
    Article.objects.bulk_create(
        [
            Article(
                version=DecisionVersion.objects.create(
                    decision=Decision.objects.get(), number=4, created_at=decided.decided_at
                ),
                order=1,
                label="Artikel 1",
                heading="Kappen",
                text=Article.objects.get(version__number=3, label="Artikel 1").text,
            )
        ]
    )
    assert causes(decided, 3, 3) == dict.fromkeys(causes(decided, 3, 3), Cause.SAME)
    assert causes(decided, 3, 4)["Artikel 1"] is Cause.UNEXPLAINED


def test_one_version_is_compared_with_itself_in_words(member, published):
    page = read(member, "?van=zeven&naar=1")
    assert "Er is nog maar één versie" in page.text_content()
    assert names(page) == []
    assert len(names(read(member, "?tonen=alles"))) == 2


def test_without_a_text_there_is_nothing_to_compare(member):
    builders.consultation()
    assert member.get(reverse("staten:versions", args=["dorpsweg"])).status_code == 404


def test_an_article_leads_to_who_changed_it_and_to_who_asked_in_vain(member, published):
    contribution, *_ = published.contributions.filter(points__answer__number=3)
    point = contribution.points.get()
    Point.objects.filter(pk=point.pk).update(summary="Schrap artikel 2, de bus is beter")
    # Artikel 21 and artikel 2.1 are others.
    for number, name in ((8, "artikel 21"), (9, "artikel 2.1"), (10, "artikel 2a")):
        Point.objects.filter(contribution__number=number).update(summary=f"Schrap {name}")

    def listed(query=""):
        answer = member.get(reverse("staten:article", args=["dorpsweg", 2]) + query)
        page = html.fromstring(answer.content)
        counts = [int(each) for each in page.xpath("//nav[@class='tabs']//a/span/text()")]
        lines = page.xpath("//main//ul[contains(@class, 'rows')]/li")
        return counts, [line[0].text_content() for line in lines]

    counts, changed = listed()
    assert counts == [13, 1]
    assert len(changed) == 13
    assert listed("?deel=tevergeefs") == (counts, [point.reference])
    assert member.get(reverse("staten:article", args=["dorpsweg", 99])).status_code == 404


def test_before_publication_an_article_shows_its_text_only(member, handled):
    answer = member.get(reverse("staten:article", args=["dorpsweg", 2]))
    assert "Er komt een fietspad." in answer.content.decode()
    assert "breder" not in answer.content.decode()
