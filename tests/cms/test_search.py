"""One search over what is public: consultations, documents, contributions, explanation."""

from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.documents.models import Document
from wagtail.models import Locale

from cms.listening import find_what_is_missing
from cms.models import ContentPage, Findable, KnownWord, NewsPage
from cms.search.catalogue import keep_text
from participatie.accounts.roles import Role
from participatie.core import clock, codes, pdf
from participatie.core.templatetags.prose import nl_date
from participatie.core.text import Span
from participatie.duties.switching import switch
from participatie.pipeline.acts.contributions import withdraw
from participatie.pipeline.acts.public_texts import approve_public_text
from participatie.pipeline.algorithms import SEARCH
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries import public_texts
from participatie.pipeline.queries.typed import Typed
from participatie.pipeline.statuses import HidingReason
from tests.builders import admitted, contribution, staff
from tests.cms.pages import changed, document, draft, editor, fresh, index, published
from tests.fixtures.worker import work_off

pytestmark = pytest.mark.django_db


def seek(client, words, **query):
    answer = client.get("/zoeken/?" + urlencode({"zoek": words} | query))
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def titles(page):
    return page.xpath("//main//ol/li/h3/a/text()")


def said(page):
    return " ".join(page.xpath("//main")[0].text_content().split())


def readable(page, text, **over):
    given = admitted(page.consultation, text=text, **over)
    approve_public_text(given, actor=staff(Role.HANDLER), hidden=[])
    return given


def passage(text, words):
    start = text.index(words)
    return Span(start, start + len(words)), HidingReason.NAME


def laid_open(*documents):
    items = [{"title": d.title, "document": d, "added_on": None} for d in documents]
    return ("documents", {"heading": "", "documents": items, "withheld": []})


def test_every_kind_is_found_under_its_own_name(client):
    page = published(
        title="Fietspad langs de Harst", body=[laid_open(document("Tekening van het fietspad"))]
    )
    readable(page, "Dit fietspad is te smal.")
    home = index().get_parent().specific
    home.add_child(
        instance=ContentPage(title="Fietspaden", slug="fietspaden", live=False)
    ).save_revision().publish()
    found = seek(client, "fietspad")
    assert set(titles(found)) == {
        *("Fietspad langs de Harst", "Tekening van het fietspad", "Fietspaden"),
        "Reactie DW26-0001",
    }
    assert titles(seek(client, "fietspad", soort="document")) == ["Tekening van het fietspad"]
    assert titles(seek(client, "fietspad", soort="contribution")) == ["Reactie DW26-0001"]


def test_news_is_found_with_its_day_and_its_consultation(client):
    page = published()
    for above, name in ((page, "bij-een-plan"), (index().get_parent(), "van-ons-allemaal")):
        news = NewsPage(title=f"Inloopavond {name}", slug=name, lead="Kom langs.", live=False)
        above.add_child(instance=news).save_revision().publish()
    found = seek(client, "inloopavond", soort="news")
    assert set(titles(found)) == {"Inloopavond bij-een-plan", "Inloopavond van-ons-allemaal"}
    assert found.xpath("//main//ol/li/p[@class='meta']/a/@href") == ["/inspraak/dorpsweg/"]
    assert said(found).count(nl_date(clock.today())) == 2
    with CaptureQueriesContext(connection) as both:
        seek(client, "inloopavond")
    NewsPage.objects.get(slug="bij-een-plan").unpublish()
    with CaptureQueriesContext(connection) as one:
        assert titles(seek(client, "inloopavond")) == ["Inloopavond van-ons-allemaal"]
    assert len(both) == len(one)


def test_titles_come_before_texts_and_contributions_come_last(client):
    page = published(title="De brug", lead="Er komt een sluis en nog een weg.")
    published(title="De sluis", slug="sluis", prefix="SL26", lead="Over het water.")
    readable(page, "Ik wil een sluis, een weg en een haven.")
    assert titles(seek(client, "sluis")) == ["De sluis", "De brug", "Reactie DW26-0001"]


@pytest.mark.parametrize("typed", ["bomen", "boom", "BOMEN", "bómen", "bom-en boom", "bome"])
def test_words_are_found_in_every_form(client, typed):
    published(lead="De bomen langs de weg blijven staan.")
    assert titles(seek(client, typed)) == ["Nieuwe inrichting van de Dorpsweg"]


def test_the_found_words_are_marked_and_nothing_else_becomes_html(client):
    evil = "<script>alert(1)</script>"
    published(title=f"De dijk {evil}", lead=f"Bij {evil} de eiken <i in het dorp.")
    found = seek(client, "eik")
    assert found.xpath("//mark/text()") == ["eiken"]
    assert not found.xpath("//main//script")
    assert titles(found) == [f"De dijk {evil}"]
    assert "eiken <i in het dorp." in said(found)


@pytest.mark.parametrize("typed", ["dorspweg", "dorpswegg", "drpsweg", "dorpweg", "dorpszeg"])
def test_a_typing_error_is_forgiven_and_said(client, typed):
    published()
    found = seek(client, typed)
    assert titles(found) == ["Nieuwe inrichting van de Dorpsweg"]
    assert f"Niets gevonden voor “{typed}”. Bedoelde u “dorpsweg”?" in said(found)


def test_one_of_the_words_is_enough_when_nothing_has_them_all(client):
    published()
    found = seek(client, "dorpsweg xylofoon")
    assert titles(found) == ["Nieuwe inrichting van de Dorpsweg"]
    assert "Nergens staan al deze woorden" in said(found)


def test_a_title_that_looks_like_it_is_better_than_nothing(client):
    published(title="Windpark", lead="Over molens.")
    found = seek(client, "win park")
    assert titles(found) == ["Windpark"]


@pytest.mark.parametrize(
    "typed",
    [
        *("a & | !", "'; DROP TABLE x; --", '"', "((", "\\", "foo:*", "<->", "%", "_", "a:b"),
        *("\x00", "\x00bomen", "😀", "😀 bomen", "de het een", "x" * 10_000, "bomen " * 2000),
        *("ﷺ", "\ud7ff", "(" * 500, "!" * 300, "1 & 2"),
    ],
)
def test_nothing_that_is_typed_is_an_error(client, typed):
    published(lead="Over bomen.")
    found = seek(client, typed)
    leads_on = found.xpath("//main//a[@href='/inspraak/']") or "Typ een of meer" in said(found)
    assert titles(found) or leads_on, said(found)


def test_it_is_said_what_was_searched_and_what_to_do(client):
    nothing = seek(client, "xylofoon")
    assert "Niets gevonden voor “xylofoon”" in said(nothing)
    assert "0999-000100" in said(nothing)
    assert "staan bijna overal in" in said(seek(client, "de het een"))
    assert "geen woorden" in said(seek(client, "😀!"))
    assert "Wij zochten naar: bomen." in said(seek(client, "bomen " * 2000))


def test_the_way_back_is_shown(client):
    page = client.get("/zoeken/").content.decode()

    assert 'aria-label="Kruimelpad"' in page


def test_a_field_without_words_asks_for_words(client):
    found = seek(client, "")
    assert titles(found) == []
    assert "Een typefout is niet erg." in said(found)


def test_of_a_contribution_only_the_approved_text_is_found(client):
    page = published()
    contribution(page.consultation, text="Mijn buurman Pietersen is tegen.")
    given = admitted(page.consultation, text="Pietersen zegt: laat de linden staan.")
    hidden = [passage(given.text, "Pietersen")]
    approve_public_text(given, actor=staff(Role.HANDLER), hidden=hidden)
    assert titles(seek(client, "pietersen")) == []
    assert "Vries" not in said(seek(client, "linden"))
    assert titles(seek(client, "linden")) == ["Reactie DW26-0002"]
    assert titles(seek(client, "jan de vries")) == []


def test_what_is_withdrawn_or_replaced_is_not_found(client):
    page = published()
    given = readable(page, "Laat de linden staan.")
    hidden = [passage(given.text, "linden")]
    approve_public_text(given, actor=staff(Role.HANDLER), hidden=hidden)
    assert titles(seek(client, "linden")) == []
    other = readable(page, "Plant liever eiken.")
    assert titles(seek(client, "eiken")) == ["Reactie DW26-0002"]
    withdraw(other, actor=None)
    assert titles(seek(client, "eiken")) == []


def test_drafts_and_pages_that_went_away_are_not_found(client):
    draft(lead="Over kastanjes.")
    assert titles(seek(client, "kastanjes")) == []
    page = published(slug="b", prefix="BB26", lead="Over beuken.")
    readable(page, "De beuken zijn mooi.")
    changed(page, lead="Over iepen.")
    assert titles(seek(client, "beuken")) == ["Reactie BB26-0001"]
    fresh(page).unpublish()
    assert titles(seek(client, "iepen")) == []
    assert titles(seek(client, "beuken")) == []


@pytest.mark.django_db(transaction=True)
def test_a_document_is_found_by_what_it_says_and_by_its_new_file(client):
    data = {"organisation": "P", "title": "Rapport", "day": "1 mei", "body": ["De otter zwemt."]}
    made = pdf.render("demo/document.typ", data, title="Rapport")
    report = Document.objects.create(title="Rapport", file=ContentFile(made, "rapport.pdf"))
    broken = Document.objects.create(title="Kapot", file=ContentFile(b"%PDF-1.7 ?", "k.pdf"))
    published(body=[laid_open(report, broken)])
    work_off()
    found = seek(client, "otters")
    assert titles(found) == ["Rapport"]
    assert "PDF" in said(found)
    assert "Hoort bij Nieuwe inrichting van de Dorpsweg" in said(found)
    assert titles(seek(client, "kapot")) == ["Kapot"]
    report.file = ContentFile(b"Over bevers.", "rapport.txt")
    report.save()
    work_off()
    assert titles(seek(client, "otters")) == []
    assert titles(seek(client, "bevers")) == ["Rapport"]


def test_a_follow_code_is_not_searched_and_not_kept(client):
    code = codes.generate()
    answer = client.get("/zoeken/", {"zoek": f" {code.lower()} "})
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "/volg/" in page
    assert code not in page.upper()


def test_a_number_leads_to_the_contribution(client):
    page = published()
    contribution(page.consultation)
    link = "/inspraak/dorpsweg/reacties/1/"
    assert link in seek(client, "dw26 1").xpath("//main//a/@href")
    assert link not in seek(client, "dw26 2").xpath("//main//a/@href")
    Findable.objects.all().delete()
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert link not in seek(client, "dw26 1").xpath("//main//a/@href")


def test_pages_of_results_keep_words_and_kind(client):
    page = published(title="Bomen")
    for _ in range(11):
        readable(page, "De bomen moeten blijven.")
    found = seek(client, "bomen", soort="contribution")
    assert len(titles(found)) == 10
    (following,) = found.xpath("//a[@rel='next']/@href")
    assert following == "?zoek=bomen&soort=contribution&page=2"
    second = html.fromstring(client.get(f"/zoeken/{following}").content)
    assert len(titles(second)) == 1
    assert second.xpath("//main//ol/@start") == ["11"]


@pytest.mark.parametrize("count", [1, 3])
def test_searching_asks_the_same_number_of_queries_however_much_is_found(
    client, django_assert_num_queries, count
):
    for number in range(count):
        laid = laid_open(document(f"Bomenlijst {number}"))
        page = published(slug=f"p{number}", prefix=f"PP{20 + number}", title="Bomen", body=[laid])
        readable(page, "De bomen moeten blijven.")
    seek(client, "bomen")
    with django_assert_num_queries(7):
        found = seek(client, "bomen")
    assert len(titles(found)) == 3 * count


def test_in_english_the_words_around_it_are_english(client):
    published()
    answer = client.get("/en/zoeken/?zoek=dorpsweg")
    page = html.fromstring(answer.content)
    assert "1 found for “dorpsweg”" in said(page)
    assert page.xpath("//main//ol/li/h3/a/@href") == ["/en/inspraak/dorpsweg/"]
    assert page.xpath("//main//ol/li/h3/a/@lang") == ["nl"]


def test_a_document_of_a_translated_page_is_found_once_in_the_language_of_now(client):
    trees = document("Bomenlijst")
    page = published(body=[laid_open(trees)])
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.body[0].value["documents"][0]["title"] = "A new road", "List of trees"
    english.save_revision(user=editor()).publish(user=editor())
    keep_text(trees, "Alle lindes.")

    assert titles(seek(client, "linde")) == ["Bomenlijst"]
    found = html.fromstring(client.get("/en/zoeken/?zoek=linde").content)
    assert titles(found) == ["List of trees"]
    assert found.xpath("//main//ol/li/h3/a/@lang") == []


def test_what_was_there_before_the_search_is_added_once():
    page = published()
    Findable.objects.all().delete()
    KnownWord.objects.all().delete()
    find_what_is_missing()
    assert Findable.objects.filter(page=page).count() == 1
    assert KnownWord.objects.filter(word="dorpsweg").exists()
    find_what_is_missing()
    assert Findable.objects.filter(page=page).count() == 1


def test_while_it_is_switched_off_nothing_is_guessed_and_the_newest_comes_first(client):
    page = published()
    readable(page, "De bomen, de bomen, de bomen en nog eens de bomen.")
    readable(page, "Over de rotonde, het zebrapad, de stoep, de bushalte en de bomen.")
    assert titles(seek(client, "dorpswge")) != []
    assert titles(seek(client, "bomen"))[0].endswith("-0001")

    switch(SEARCH.slug, to=False, actor=staff(Role.ADMINISTRATOR), reason="Wij zoeken dit uit.")

    assert titles(seek(client, "dorpswge")) == []
    assert titles(seek(client, "bomen"))[0].endswith("-0002")


def test_contributions_are_searched_by_the_words_kept_beside_them():
    found = str(public_texts.with_words(Typed.read("bomen").all_of_them).query)
    assert '"pipeline_publictext".words @@' in found
    within = Contribution.objects.filter(
        public_texts__in=public_texts.with_words(Typed.read("bomen").all_of_them).values("pk")
    )
    assert "U0.words @@" in str(within.query).replace('"', "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'public_text_words'")
        assert "USING gin (words)" in cursor.fetchone()[0]


def test_the_home_page_and_the_list_have_a_field_to_search(client):
    for url in ("/", "/inspraak/"):
        page = html.fromstring(client.get(url).content)
        (form,) = page.xpath("//form[@action='/zoeken/']")
        assert form.xpath(".//input[@type='search']/@name") == ["zoek"]
