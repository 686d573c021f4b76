"""Pictures of editors: light on a phone, and told to who does not see them."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from lxml import html
from PIL import Image as Pixels
from wagtail.images.models import Image

from cms.blocks.content import Body
from tests.cms.pages import changed, image, published
from tests.fixtures.worker import work_off

pytestmark = pytest.mark.django_db


def photo(width: int = 1200, height: int = 900) -> Image:
    """As heavy as a photo can be: detail everywhere, and large shapes behind it."""
    detail = Pixels.effect_noise((width // 2, height // 2), 90).resize((width, height))
    shapes = Pixels.radial_gradient("L").resize((width, height))
    pixels = Pixels.merge("RGB", (Pixels.blend(detail, shapes, 0.5), shapes, detail))
    file = BytesIO()
    pixels.save(file, "JPEG", quality=95)
    return Image.objects.create(title="Foto", file=ContentFile(file.getvalue(), "foto.jpg"))


def drawn(**value):
    block = Body().to_python([{"type": "picture", "value": value}])
    return html.fragment_fromstring(str(block), create_parent="div")


def shown(picture: Image, **over):
    value = {"image": picture.pk, "alt_text": "Een kaart van de weg", "decorative": False} | over
    return drawn(picture=value, caption="")


def sources(page) -> list[tuple[str, int]]:
    """(address, width in pixels) of everything a browser can choose from."""
    sets = page.xpath("//source/@srcset | //img/@srcset")
    parts = [part.split() for one in sets for part in one.split(",")]
    return [(address, int(width.removesuffix("w"))) for address, width in parts]


def test_the_heaviest_photo_is_light_at_every_width(client):
    page = shown(photo())
    kinds = page.xpath("//source/@type")
    assert kinds == ["image/avif", "image/webp"]
    found = sources(page)
    assert len(found) == 9
    for address, width in found:
        answer = client.get(address)
        weight = len(b"".join(answer.streaming_content))
        assert weight <= 100_000, address
        assert width <= 1080
    img = page.find(".//img")
    assert img.get("loading") == "lazy"
    assert img.get("alt") == "Een kaart van de weg"
    assert img.get("width")
    assert img.get("src").endswith(".jpg")


def test_a_small_picture_is_not_made_larger():
    small = image()
    assert {width for _address, width in sources(shown(small))} == {360, small.width}


def test_a_drawing_stays_a_drawing():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect/></svg>'
    picture = Image.objects.create(title="Kaart", file=ContentFile(svg, "kaart.svg"))
    img = shown(picture).find(".//img")
    assert img.get("src").endswith(".svg")
    assert (img.get("width"), img.get("height")) == ("30", "10")
    assert img.get("alt") == "Een kaart van de weg"
    assert shown(picture, alt_text="", decorative=True).find(".//img").get("alt") == ""


def test_a_decorative_picture_has_an_empty_alternative():
    assert shown(image(), alt_text="", decorative=True).find(".//img").get("alt") == ""


@pytest.mark.django_db(transaction=True)
def test_pictures_are_drawn_before_the_first_visitor_comes():
    value = {"image": image().pk, "alt_text": "Kaart", "decorative": False}
    body = Body().to_python([{"type": "picture", "value": {"picture": value, "caption": ""}}])
    changed(published(), body=body)
    picture = Image.objects.get()
    assert picture.renditions.count() == 0
    work_off()
    assert picture.renditions.filter(filter_spec__contains="limitweight").count() == 9
