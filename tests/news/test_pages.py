"""The pages of the news: lists, and ways to follow and to share."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from participatie.core import clock
from participatie.news import items
from participatie.news.items import Message
from participatie.news.models import NewsItem
from tests import builders

pytestmark = pytest.mark.django_db


def page_of(answer):
    return html.fromstring(answer.content.decode())


def headings(page):
    return [" ".join(found.text_content().split()) for found in page.xpath("//main//li/h2")]


def tell(number, consultation=None):
    message = Message(title=f"Nieuws {number}", lead="Kom <b>langs</b>.", slug=f"nieuws-{number}")
    return items.publish(message, source=f"page-{number}", consultation=consultation)


def test_the_record_tells_the_whole_story_of_a_consultation(client):
    consultation = builders.decided().consultation
    page = page_of(client.get(reverse("news:of_consultation", args=[consultation.slug])))
    assert headings(page) == [
        "Het besluit is genomen",
        "Wij hebben de reacties beantwoord",
        "Een nieuwe inspraak",
    ]
    text = page.text_content()
    assert "Wij hebben 1 reactie beantwoord." in text
    assert "vastgesteld door Provinciale Staten" in text
    addresses = page.xpath("//main//li/h2/a/@href")
    assert addresses == [
        *(2 * [reverse("accountability:account", args=[consultation.slug])]),
        f"/inspraak/{consultation.slug}/",
    ]


def test_a_term_that_begins_later_is_told_as_such(client):
    consultation = builders.consultation(opens_on=clock.today() + timedelta(days=20))
    builders.consultations.put_in_force(
        builders.procedure(
            opens_on=consultation.opens_on + timedelta(days=3), closes_on=consultation.closes_on
        ),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consultation,
        term_reason="De stukken kwamen later.",
    )
    page = page_of(client.get(reverse("news:of_consultation", args=[consultation.slug])))
    assert headings(page)[0].startswith("De eerste dag om te reageren is nu")
    assert "De reden: De stukken kwamen later." in page.text_content()


def test_the_news_of_all_names_the_consultation_and_html_is_text(client):
    tell(1, builders.consultation())
    page = page_of(client.get(reverse("news:all")))
    assert headings(page) == [
        "Nieuws 1",
        "Een nieuwe inspraak: Nieuwe inrichting van de Dorpsweg",
    ]
    assert page.text_content().count("Nieuwe inrichting van de Dorpsweg") == 2
    assert "Kom <b>langs</b>." in page.text_content()


def test_the_head_names_the_feeds_and_every_address_answers(client):
    consultation = builders.consultation()
    for url in (
        reverse("news:all"),
        reverse("news:of_consultation", args=[consultation.slug]),
    ):
        page = page_of(client.get(url))
        feeds = page.xpath("//head/link[@rel='alternate'][@type]")
        assert [feed.get("type") for feed in feeds] == [
            *("application/atom+xml", "application/feed+json"),
        ]
        files = page.xpath("//section[@aria-labelledby='other-ways']//a/@href")
        assert [found.rpartition(".")[2] for found in files] == ["ics", "atom", "json"]
        for found in [feed.get("href") for feed in feeds] + files:
            assert client.get(found).status_code == 200


def test_links_to_share_go_nowhere_by_themselves(client, settings):
    settings.BASE_URL = "https://inspraak.woldermark.example"
    consultation = builders.consultation(title="Bomen & paden: 100% groen?")
    page = page_of(client.get(reverse("news:of_consultation", args=[consultation.slug])))
    address = "https://inspraak.woldermark.example/inspraak/dorpsweg/"
    assert page.xpath("//input[@id='share-address']/@value") == [address]
    mail, whatsapp = page.xpath("//section[@id='share']//li/a")
    assert mail.get("href").startswith(
        "mailto:?subject=Bomen%20%26%20paden%3A%20100%25%20groen%3F&body=Bomen"
    )
    assert whatsapp.get("href").startswith("https://wa.me/?text=Bomen+%26+paden")
    assert whatsapp.get("rel") == "noopener noreferrer"
    outside = page.xpath(
        "//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe/@src"
    )
    assert all(found.startswith("/") for found in outside)


@pytest.mark.parametrize(
    "typed", ["mastodon.nl", " Mastodon.NL ", "https://mastodon.nl/@jan", "@jan@mastodon.nl"]
)
def test_a_mastodon_server_gives_a_link_to_it(client, typed):
    consultation = builders.consultation()
    url = reverse("news:of_consultation", args=[consultation.slug])
    page = page_of(client.get(url, {"server": typed}))
    [link] = page.xpath("//section[@id='share']//a[contains(., 'mastodon.nl')]/@href")
    assert link.startswith("https://mastodon.nl/share?text=Nieuwe+inrichting")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul de naam van uw server in"),
        ("javascript:alert(1)", "Dit is geen naam van een server"),
        ("mastodon", "Dit is geen naam van een server"),
        ("een twee.nl", "Dit is geen naam van een server"),
        ('"><script>.nl', "Dit is geen naam van een server"),
        ("a" * 300, "200"),
    ],
)
def test_what_is_no_server_gives_a_clear_error_and_no_link(client, typed, told):
    answer = client.get(reverse("news:all"), {"server": typed})
    page = page_of(answer)
    assert answer.status_code == 200
    assert told in page.xpath("string(//section[@id='share'])")
    assert len(page.xpath("//section[@id='share']//li/a")) == 2


def test_an_unknown_consultation_has_no_news(client):
    assert client.get(reverse("news:of_consultation", args=["niets"])).status_code == 404


@pytest.mark.parametrize("page", ["", "2", "99", "x"])
def test_old_news_is_on_further_pages(client, page):
    for number in range(25):
        tell(number)
    shown = headings(page_of(client.get(reverse("news:all"), {"page": page} if page else {})))
    assert len(shown) == (20 if page in ("", "x") else 5)


def test_a_list_takes_the_same_number_of_queries_however_much_news(
    client, django_assert_num_queries
):
    for count in (1, 3):
        while NewsItem.objects.count() < count:
            number = NewsItem.objects.count()
            builders.consultation(slug=f"weg-{number}", prefix=f"WG{number:02d}")
        client.get(reverse("news:all"))
        with django_assert_num_queries(2):
            client.get(reverse("news:all"))


def test_the_page_of_a_consultation_takes_one_query_for_its_news(django_assert_num_queries):
    from django.template.loader import render_to_string

    consultation = builders.consultation()
    for count in (1, 3, 5):
        while NewsItem.objects.count() < count:
            tell(NewsItem.objects.count(), consultation)
        with django_assert_num_queries(1):
            shown = render_to_string("news/on_consultation.html", {"consultation": consultation})
        assert html.fromstring(shown).xpath("count(//li/h3)") == min(count, 3)
