"""The public pages in Chromium: accessible, within a narrow screen, and nothing is blocked."""

from datetime import timedelta

import pytest

from cms.models import ContentPage
from participatie.core import clock
from tests.cms.pages import changed, document, image, index, published

pytestmark = pytest.mark.browser

ADDRESSES = (
    *("/", "/inspraak/", "/inspraak/?fase=open", "/inspraak/dorpsweg/", "/uitleg/"),
    *("/zoeken/", "/zoeken/?zoek=dorpsweg", "/zoeken/?zoek=xylofoon"),
)
NARROW = {"width": 320, "height": 640}


def every_block():
    """A body with each kind of block."""
    today = clock.today()
    return [
        ("text", "<h2>Waar gaat het over?</h2><p>Over de <b>weg</b>.</p><ul><li>Eén</li></ul>"),
        ("picture", {"picture": {"image": image(), "alt_text": "Kaart"}, "caption": "De weg"}),
        ("quote", {"text": "Mooi.", "attribution": "Iemand", "source": "https://example.com/"}),
        (
            "documents",
            {
                "heading": "",
                "documents": [{"title": "Ontwerp", "document": document(), "added_on": today}],
            },
        ),
        (
            "questions",
            {"heading": "", "items": [{"question": "Waarom?", "answer": "<p>Daarom.</p>"}]},
        ),
        (
            "timeline",
            {
                "heading": "",
                "moments": [
                    {"day": today + timedelta(days=days), "title": f"Dag {days}", "text": "Zo."}
                    for days in (-1, 0, 1)
                ],
            },
        ),
        (
            "contact",
            {
                "name": "Team Weg",
                "phone": "0999-000100",
                "hours": "overdag",
                "email": "weg@provincie.example",
            },
        ),
    ]


@pytest.fixture
def pages(transactional_db):
    """A site with a consultation that has everything, and a page that explains."""
    page = published(body=every_block())
    changed(page, closes_on=page.closes_on + timedelta(days=7), term_reason="Er was een storing.")
    home = index().get_parent()
    content = home.add_child(
        instance=ContentPage(title="Uitleg", slug="uitleg", lead="Zo.", body=every_block())
    )
    content.save_revision().publish()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits_a_narrow_screen(new_page, pages, axe, scheme):
    page = new_page(color_scheme=scheme, viewport=NARROW)
    said = []
    page.on("console", lambda message: said.append(message.text))
    for address in ADDRESSES:
        assert page.goto(address).status == 200
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert said == []


def test_a_consultation_is_read_without_scripts(plain_page, pages):
    plain_page.goto("/")
    plain_page.get_by_role("link", name="Nieuwe inrichting van de Dorpsweg").click()
    plain_page.get_by_text("Waarom?").click()
    assert plain_page.get_by_text("Daarom.").is_visible()
    plain_page.get_by_role("link", name="Geef uw reactie").click()
    plain_page.wait_for_url("**/inspraak/dorpsweg/reageren/**")
