"""QR codes: valid pictures for pages and documents."""

from xml.etree import ElementTree

from participatie.core import qr

LINK = "https://woldermark.example/volg/7KQ4-M2XD-9RT5/"


def test_the_picture_for_a_page_is_named_and_sized_by_the_stylesheet():
    drawing = ElementTree.fromstring(qr.svg(LINK, title='Uw "code" & <meer>'))

    assert drawing.get("role") == "img"
    assert drawing.get("class") == "qr-code"
    assert drawing.find("title").text == 'Uw "code" & <meer>'
    assert drawing.get("viewBox")
    assert not {"width", "height", "style"} & set(drawing.attrib)


def test_no_style_stands_in_the_picture_because_the_policy_of_pages_forbids_it():
    assert "style" not in qr.svg(LINK, title="code")


def test_the_file_for_a_document_stands_alone():
    drawing = ElementTree.fromstring(qr.image(LINK))

    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert int(drawing.get("width")) == int(drawing.get("height"))


def test_another_text_gives_another_picture_and_the_same_text_the_same():
    assert qr.image(LINK) == qr.image(LINK)
    assert qr.image(LINK) != qr.image(LINK + "x")
