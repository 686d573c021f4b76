"""What a letter shows of the house style that an editor chose."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Site

from cms.models import HouseStyle
from cms.models.house_style import Look
from participatie.core import pdf
from participatie.intake.post import letterhead
from tests.cms import pages

pytestmark = pytest.mark.django_db

RED, BLUE = (153, 0, 0), (0, 51, 102)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{}</svg>'
DRAWN = SVG.format('<rect width="300" height="100" fill="#990000"/>')
LOGO_AT = (30, 20)
"""Millimetres from the left and the top of the sheet."""


def house_style(**chosen) -> HouseStyle:
    style = HouseStyle(site=Site.objects.get(is_default_site=True), name="Zonnedijk", **chosen)
    style.save()
    return style


def logo(content: bytes, name: str) -> Image:
    return Image.objects.create(title="Logo", file=ContentFile(content, name))


def first_page() -> pypdfium2.PdfPage:
    words = letterhead.letter(
        ["Jan de Vries", "Dorpsweg 1", "9911 XA  Harstede"],
        reference="DW26-0001",
        subject="Uw brief",
        salutation="Geachte heer De Vries,",
        body=["Wij hebben uw brief ontvangen."],
    )
    data = {"letters": [words], "labels": words["labels"]}
    made = pdf.render("letters/letter.typ", data, title="Brief")
    return pypdfium2.PdfDocument(made)[0]


def colours(page: pypdfium2.PdfPage) -> set[tuple[int, ...]]:
    picture = page.render(scale=2).to_pil().convert("RGB")
    return {colour for _count, colour in picture.getcolors(1 << 24)}


def colour_at(page: pypdfium2.PdfPage, left: float, top: float) -> tuple[int, ...]:
    dots = 72 / 25.4
    picture = page.render(scale=1).to_pil().convert("RGB")
    return tuple(picture.getpixel((round(left * dots), round(top * dots))))


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def test_headings_have_the_colour_of_the_links_of_the_theme():
    style = house_style(look=Look.OWN)
    style.take_theme(b".x-theme { --utrecht-link-color: #003366 }", "theme.css")
    style.save()
    assert BLUE in colours(first_page())


def test_a_colour_that_cannot_be_read_on_paper_is_not_used():
    style = house_style(look=Look.OWN)
    style.take_theme(
        b".x-theme { --utrecht-link-color: #ffd23f; --utrecht-document-background-color: #000;"
        b" --utrecht-document-color: #fff }",
        "theme.css",
    )
    style.save()
    assert (255, 210, 63) not in colours(first_page())


def test_a_drawn_logo_stands_at_the_head_with_the_name_beside_it():
    house_style(logo=logo(DRAWN.encode(), "logo.svg"))
    page = first_page()
    assert colour_at(page, *LOGO_AT) == RED
    assert text_of(page).startswith("Zonnedijk")


def test_a_name_that_is_in_the_logo_is_not_said_again():
    house_style(logo=logo(DRAWN.encode(), "logo.svg"), logo_says_name=True)
    page = first_page()
    assert colour_at(page, *LOGO_AT) == RED
    assert text_of(page).startswith("Retouradres")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_logo_of_pixels_stands_there_too(kind):
    file = BytesIO()
    Picture.new("RGB", (600, 200), RED).save(file, kind)
    house_style(logo=logo(file.getvalue(), f"logo.{kind}"))
    seen = colour_at(first_page(), *LOGO_AT)
    assert all(abs(part - meant) < 5 for part, meant in zip(seen, RED, strict=True))


@pytest.mark.parametrize("content", [SVG.format("<rect"), SVG.format("")[:20]])
def test_a_logo_that_cannot_be_drawn_leaves_the_name(content):
    broken = logo(DRAWN.encode(), "logo.svg")
    house_style(logo=broken)
    name = broken.file.name
    broken.file.storage.delete(name)
    broken.file.storage.save(name, ContentFile(content.encode()))
    page = first_page()
    assert colour_at(page, *LOGO_AT) != RED
    assert text_of(page).startswith("Zonnedijk")


def test_a_logo_whose_file_is_gone_leaves_the_name():
    lost = logo(DRAWN.encode(), "logo.svg")
    house_style(logo=lost)
    lost.file.storage.delete(lost.file.name)
    assert text_of(first_page()).startswith("Zonnedijk")


@pytest.mark.parametrize("document", ["papieren-formulier.pdf", "poster.pdf", "samenvatting.pdf"])
def test_a_document_that_was_made_before_follows_a_change_of_the_house_style(client, document):
    pages.published()
    address = f"/inspraak/dorpsweg/{document}"
    style = house_style(look=Look.OWN)
    style.take_theme(b".x-theme { --utrecht-link-color: #990000 }", "theme.css")
    style.save()
    assert RED in colours(pypdfium2.PdfDocument(client.get(address).content)[0])

    style.take_theme(b".x-theme { --utrecht-link-color: #003366 }", "theme.css")
    style.save()

    found = colours(pypdfium2.PdfDocument(client.get(address).content)[0])
    assert BLUE in found
    assert RED not in found


def test_the_logo_is_on_the_poster_on_white(client):
    pages.published()
    drawn = SVG.format('<rect width="300" height="100" fill="#00ff00"/>')
    house_style(logo=logo(drawn.encode(), "logo.svg"))

    page = pypdfium2.PdfDocument(client.get("/inspraak/dorpsweg/poster-a4.pdf").content)[0]

    assert (0, 255, 0) in colours(page)
    assert colour_at(page, 142, 8) == (255, 255, 255)
    assert "Zonnedijk" in text_of(page)
