"""Narrowing the list of consultations, in the address and nowhere else."""

from datetime import timedelta

import pytest
from lxml import html

from cms import filtering
from cms.models import Area, Subject
from participatie.core import clock
from tests.cms.pages import draft, editor, fresh

pytestmark = pytest.mark.django_db


def make(slug, number, areas=(), subjects=(), **over):
    page = draft(slug=slug, prefix=f"AA{number}", title=f"Plan {slug}", **over)
    page.areas = [Area.objects.get_or_create(name=name)[0] for name in areas]
    page.subjects = [Subject.objects.get_or_create(name=name)[0] for name in subjects]
    page.save_revision(user=editor()).publish(user=editor())
    return fresh(page)


@pytest.fixture
def three():
    make("dijk", 21, ["Harstede"], ["Water"])
    make("sloot", 22, ["Tusveld"], ["Water", "Natuur en landschap"])
    past = clock.today() - timedelta(days=90)
    make("weg", 23, ["Harstede"], ["Wegen"], phase="evaluation", opens_on=past)


def read(client, query=""):
    answer = client.get(f"/inspraak/{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def titles(page):
    return page.xpath("//article//h3/a/text()")


def options(page, name):
    return [" ".join(o.split()) for o in page.xpath(f"//select[@name='{name}']/option/text()")]


def tabs(page):
    rows = page.xpath("//nav[@class='tabs']//a")
    return {row.text.strip(): row.xpath("string(span)") for row in rows}


@pytest.mark.usefixtures("three")
def test_each_filter_narrows_and_says_what_was_chosen(client):
    page = read(client, "?onderwerp=water")
    assert titles(page) == ["Plan dijk", "Plan sloot"]
    assert "2 gevonden: Water" in page.text_content()
    assert titles(read(client, "?gebied=harstede")) == ["Plan dijk", "Plan weg"]
    assert titles(read(client, "?beleidsfase=evaluation")) == ["Plan weg"]
    assert titles(read(client, "?onderwerp=water&gebied=harstede")) == ["Plan dijk"]
    assert titles(read(client, "?fase=open&gebied=harstede")) == ["Plan dijk"]


@pytest.mark.usefixtures("three")
def test_the_counts_are_what_a_choice_would_give(client):
    page = read(client, "?gebied=harstede")
    assert options(page, "onderwerp") == [
        *("Alle onderwerpen", "Natuur en landschap (0)", "Water (1)", "Wegen (1)")
    ]
    assert options(page, "gebied") == ["Alle gebieden", "Harstede (2)", "Tusveld (1)"]
    assert tabs(page) == {
        "Alle": "2",
        "Nu open": "1",
        "Aangekondigd": "0",
        "In behandeling": "1",
        "Besloten": "0",
    }


@pytest.mark.usefixtures("three")
def test_filters_keep_each_other_over_tabs_and_form(client):
    page = read(client, "?onderwerp=water&fase=open")
    links = page.xpath("//nav[@class='tabs']//a/@href")
    assert links[0] == "/inspraak/?onderwerp=water"
    assert all("onderwerp=water" in link for link in links)
    assert page.xpath("//form[@class='filter']//input[@name='fase']/@value") == ["open"]
    assert page.xpath("//select[@name='onderwerp']/option[@selected]/@value") == ["water"]


def test_filters_stay_when_turning_the_page(client, monkeypatch):
    monkeypatch.setattr(filtering, "PER_PAGE", 1)
    make("dijk", 21, ["Harstede"], ["Water"])
    make("sloot", 22, ["Tusveld"], ["Water"])
    page = read(client, "?onderwerp=water")
    assert len(titles(page)) == 1
    (following,) = page.xpath("//a[@rel='next']/@href")
    assert following == "?onderwerp=water&page=2"
    assert titles(read(client, following)) == ["Plan sloot"]


@pytest.mark.usefixtures("three")
def test_nothing_that_fits_leads_on(client):
    page = read(client, "?onderwerp=wegen&gebied=tusveld")
    assert titles(page) == []
    assert "Niets past bij al deze keuzes" in page.text_content()
    assert page.xpath("//div[@class='empty']//a/@href") == ["/inspraak/"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", ["?onderwerp=<b>&gebied=%00", "?beleidsfase=x&page=-3", "?q=1"])
def test_what_is_no_choice_narrows_nothing(client, query):
    assert len(titles(read(client, query))) == 3


def test_without_anything_to_choose_there_is_no_form(client):
    make("dijk", 21)
    assert not read(client).xpath("//form[@class='filter'][.//select]")


@pytest.mark.parametrize("count", [1, 3])
def test_filtering_asks_the_same_number_of_queries_however_long_the_list(
    client, django_assert_num_queries, count
):
    for number in range(count):
        make(f"plan-{number}", 20 + number, ["Harstede"], ["Water"])
    read(client, "?gebied=harstede")
    with django_assert_num_queries(10):
        page = read(client, "?gebied=harstede")
    assert len(titles(page)) == count


def test_an_editor_keeps_the_lists(client):
    client.force_login(editor())
    for name in ("area", "subject"):
        assert client.get(f"/cms/snippets/cms/{name}/").status_code == 200
        answer = client.post(f"/cms/snippets/cms/{name}/add/", {"name": "Harstede & omgeving"})
        assert answer.status_code == 302
    assert Area.objects.get().slug == "harstede-omgeving"
    twin = Subject.objects.create(name="Harstede, omgeving")
    assert twin.slug == "harstede-omgeving-2"
