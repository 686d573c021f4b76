"""Feeds that programs can read, and need not fetch twice."""

import json
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from lxml import etree

from participatie.core import clock
from participatie.news import items
from participatie.news.items import Message
from participatie.news.models import NewsItem
from tests import builders

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tell(consultation, slug="inloopavond", title="Inloop & <b>uitloop</b>"):
    return items.publish(
        Message(title=title, lead="Kom langs.\nOp 3 maart & later.", slug=slug),
        source=f"page-{slug}",
        consultation=consultation,
    )


def atom_of(answer):
    return etree.fromstring(answer.content)


def test_atom_has_all_that_rfc_4287_asks_for(client, settings):
    settings.BASE_URL = "https://inspraak.woldermark.example"
    consultation = builders.consultation()
    item = tell(consultation)

    answer = client.get(reverse("news:atom_of_consultation", args=[consultation.slug]))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = atom_of(answer)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.get(XML_LANG) == "nl"
    [own] = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == "https://inspraak.woldermark.example/inspraak/dorpsweg/nieuws.atom"
    assert feed.findtext("a:id", namespaces=ATOM) == own
    assert feed.findtext("a:title", namespaces=ATOM) == f"Nieuws over “{consultation.title}”"
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == settings.ORGANISATION_NAME
    updated = [
        datetime.fromisoformat(found.text)
        for found in feed.iter("{http://www.w3.org/2005/Atom}updated")
    ]
    assert updated[0] == max(updated[1:])

    newest, first = feed.findall("a:entry", ATOM)
    assert newest.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{item.key}"
    assert newest.findtext("a:title", namespaces=ATOM) == "Inloop & <b>uitloop</b>"
    assert newest.find("a:link", ATOM).get("href").endswith("/inspraak/dorpsweg/inloopavond/")
    summary = newest.find("a:summary", ATOM)
    assert (summary.get("type"), summary.text) == (
        "html",
        "<p>Kom langs.<br>Op 3 maart &amp; later.</p>",
    )
    assert first.findtext("a:title", namespaces=ATOM) == "Een nieuwe inspraak"


def test_json_feed_has_all_that_version_1_1_asks_for(client, settings):
    settings.BASE_URL = "https://inspraak.woldermark.example"
    consultation = builders.consultation()
    item = tell(consultation)

    answer = client.get(reverse("news:json_of_consultation", args=[consultation.slug]))
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == "https://inspraak.woldermark.example/inspraak/dorpsweg/nieuws.json"
    assert feed["authors"] == [{"name": settings.ORGANISATION_NAME}]
    newest = feed["items"][0]
    assert newest["id"] == f"urn:uuid:{item.key}"
    assert newest["title"] == "Inloop & <b>uitloop</b>"
    assert newest["content_text"] == "Kom langs.\nOp 3 maart & later."
    assert datetime.fromisoformat(newest["date_published"]).tzinfo is not None


def test_the_feeds_of_the_site_have_everything_and_name_the_consultation(client):
    for slug, prefix in (("dorpsweg", "DW26"), ("brug", "BR26")):
        builders.consultation(slug=slug, prefix=prefix, title=f"De {slug}")
    tell(None, title="Vernieuwde website")
    titles = [item["title"] for item in client.get(reverse("news:json")).json()["items"]]
    assert titles == [
        *("Vernieuwde website", "Een nieuwe inspraak: De brug", "Een nieuwe inspraak: De dorpsweg"),
    ]
    tags = [item["tags"] for item in client.get(reverse("news:json")).json()["items"]]
    assert tags == [[], ["De brug"], ["De dorpsweg"]]
    entries = atom_of(client.get(reverse("news:atom"))).findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == titles


@pytest.mark.parametrize("name", ["atom", "json", "ics"])
def test_a_program_that_has_it_already_is_told_so(client, name):
    consultation = builders.consultation()
    for url in (
        reverse(f"news:{name}"),
        reverse(f"news:{name}_of_consultation", args=[consultation.slug]),
    ):
        first = client.get(url)
        with clock.at(clock.now() + timedelta(days=3)):
            again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    builders.consultations.put_in_force(
        builders.procedure(closes_on=consultation.closes_on + timedelta(days=7)),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consultation,
        term_reason="Er was een storing.",
    )
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["atom", "json", "ics"])
def test_without_news_the_file_is_there_and_stays_the_same(client, name):
    url = reverse(f"news:{name}")
    first = client.get(url)
    assert first.status_code == 200
    assert client.get(url)["ETag"] == first["ETag"]


@pytest.mark.parametrize("name", ["atom", "json", "ics"])
def test_an_unknown_consultation_has_no_feed(client, name):
    assert client.get(reverse(f"news:{name}_of_consultation", args=["niets"])).status_code == 404


def test_in_english_the_record_tells_in_english_and_the_editor_in_dutch(client):
    consultation = builders.consultation()
    tell(consultation)
    feed = client.get(f"/en/inspraak/{consultation.slug}/nieuws.json").json()
    assert feed["language"] == "en"
    assert [item["title"] for item in feed["items"]] == [
        *("Inloop & <b>uitloop</b>", "A new consultation"),
    ]
    assert feed["items"][1]["url"].endswith("/en/inspraak/dorpsweg/")


def test_what_was_taken_back_is_gone_and_the_feed_changed(client):
    consultation = builders.consultation()
    url = reverse("news:json_of_consultation", args=[consultation.slug])
    tell(consultation)
    before = client.get(url)
    items.retract("page-inloopavond")
    after = client.get(url, headers={"if-none-match": before["ETag"]})
    assert len(after.json()["items"]) == 1
    assert NewsItem.objects.count() == 2


@pytest.mark.parametrize("name", ["atom", "json"])
def test_a_feed_takes_the_same_number_of_queries_however_much_news(
    client, django_assert_num_queries, name
):
    for count in (1, 3):
        while NewsItem.objects.count() < count:
            number = NewsItem.objects.count()
            builders.consultation(slug=f"weg-{number}", prefix=f"WG{number:02d}")
        with django_assert_num_queries(1):
            client.get(reverse(f"news:{name}"))
