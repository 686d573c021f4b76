"""Poster and summary: what, until when, what can change, and every way to respond."""

import pytest

from cms.models import HelpPoint
from participatie.core import clock
from tests.cms import pages
from tests.core.test_pdf import opened, tags, words

pytestmark = pytest.mark.django_db
POSTER, SUMMARY = "/inspraak/dorpsweg/poster.pdf", "/inspraak/dorpsweg/samenvatting.pdf"


def printed(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def millimetres(made):
    box = opened(made).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def test_the_summary_is_one_accessible_page_with_every_door(client):
    page = pages.published()

    made = printed(client, SUMMARY)
    text = words(made)

    assert len(opened(made).pages) == 1
    for said in (page.title, page.lead, "waar het fietspad ligt", "Postbus 100", "0999-000100"):
        assert said in text
    assert "Formulier op papier" in text
    assert "/hulp/" in text
    metadata = opened(made).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert [tag["/S"] for tag in tags(made)].count("/H1") == 1


@pytest.mark.parametrize(
    ("where", "size"), [(POSTER, (297, 420)), (POSTER.replace(".pdf", "-a4.pdf"), (210, 297))]
)
def test_the_poster_is_one_page_of_its_size(client, where, size):
    page = pages.published()

    made = printed(client, where)

    assert len(opened(made).pages) == 1
    assert millimetres(made) == size
    assert page.title in words(made)
    assert "inspraak/dorpsweg" in words(made)
    assert [tag["/Alt"] for tag in tags(made) if tag["/S"] == "/Figure"]


def test_long_words_of_an_editor_still_give_one_poster(client):
    items = "".join(f"<li>{'een heel lang punt ' * 12}{n}</li>" for n in range(9))
    pages.published(
        title="Een lange titel " * 14, lead="Woord " * 300, can_change=f"<ul>{items}</ul>"
    )

    assert len(opened(printed(client, POSTER)).pages) == 1
    assert opened(printed(client, SUMMARY)).pages


def test_what_an_editor_changes_stands_on_the_next_one(client):
    page = pages.published()
    printed(client, POSTER)
    page.lead = "Nu met een brug erbij."
    page.save_revision(user=pages.editor()).publish(user=pages.editor())

    assert "Nu met een brug erbij." in words(printed(client, POSTER))


def test_after_the_term_they_lead_to_the_page(client):
    page = pages.published()
    with clock.at(clock.now() + (page.closes_on - clock.today()) * 2):
        assert client.get(POSTER).url == "/inspraak/dorpsweg/"


def test_a_draft_has_none(client):
    pages.draft()

    assert client.get(POSTER).status_code == 404


def test_the_consultation_page_leads_to_all_of_them(client):
    pages.published()
    HelpPoint.objects.create(name="x", street="x", postcode="9911 XA", city="x", helps_with="x")

    text = client.get("/inspraak/dorpsweg/").content.decode()

    for where in (POSTER, SUMMARY, "papieren-formulier.pdf", "bel-mij-terug/", "/hulp/"):
        assert where in text
