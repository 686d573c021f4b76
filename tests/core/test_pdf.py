"""PDF documents: archivable, readable by everyone, and not to be broken by what people write."""

import io
import re
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import given, settings, strategies
from pypdf.generic import ArrayObject, DictionaryObject

from participatie.core import pdf, qr
from participatie.core.organisation import Organisation
from participatie.core.word_diff import word_diff

MOMENT = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
POINTS_PER_MM = 72 / 25.4
LABELS = {
    "return_address": "Retouradres",
    "date": "Datum",
    "reference": "Ons kenmerk",
    "subject": "Onderwerp",
    "contact": "Vragen?",
    "visit": "Bezoekadres",
    "enclosures": "Bijlagen",
    "page": "Pagina {page} van {pages}",
    "before": "Was",
    "after": "Wordt",
}
SENDER = Organisation(
    name="Provincie Woldermark",
    phone="0800 0123",
    phone_hours="op werkdagen van 9.00 tot 17.00 uur",
    email="inspraak@woldermark.example",
    visiting_address="Raadhuisplein 1\n9911 AA Harstede",
    postal_address="Postbus 100\n9910 XA Harstede",
)
CODE = {
    "type": "code",
    "label": "Uw volgcode",
    "value": "7KQ4-M2XD-9RT5",
    "note": "Kijk op woldermark.example/volg.",
    "svg": qr.image("https://woldermark.example/volg/7KQ4-M2XD-9RT5/"),
    "alt": "QR-code van uw volgpagina",
    "url": "https://woldermark.example/volg/7KQ4-M2XD-9RT5/",
}
TABLE = {
    "type": "table",
    "caption": "Uw punten",
    "columns": ["Nummer", "Uitkomst"],
    "rows": [[f"OV26-0042.{number}", "Overgenomen"] for number in range(1, 80)],
}


def letter(*body, **more):
    return {
        "sender": SENDER,
        "recipient": ["Mevrouw A. Jansen", "Dorpsweg 12", "9922 PB Oostwold"],
        "date": "12 mei 2026",
        "reference": "OV26-0042",
        "subject": "Wij hebben uw reactie ontvangen",
        "salutation": "Geachte mevrouw Jansen,",
        "body": list(body),
        "closing": "Met vriendelijke groet,",
        "signature": ["Balie inspraak"],
    } | more


def render(*letters, title="Brief", **more):
    data = {"labels": LABELS, "letters": list(letters)}
    return pdf.render("letters/letter.typ", data | more, title=title, made_at=MOMENT)


def opened(made):
    return pypdf.PdfReader(io.BytesIO(made), strict=True)


def words(made):
    return " ".join(" ".join(page.extract_text() for page in opened(made).pages).split())


def tags(made):
    """Every structure element of the document."""
    todo = [opened(made).trailer["/Root"]["/StructTreeRoot"]]
    found = []
    while todo:
        item = todo.pop().get_object()
        if isinstance(item, ArrayObject):
            todo += reversed(item)
        elif isinstance(item, DictionaryObject):
            if "/S" in item:
                found.append(item)
            if "/K" in item:
                todo.append(item["/K"])
    return found


def places(page):
    """Each run of text on `page`: text, and millimetres from the left and from the top."""
    found = []

    def note(text, cm, tm, _font, _size):
        x = tm[4] * cm[0] + cm[4]
        y = tm[5] * cm[3] + cm[5]
        if text.strip():
            top = float(page.mediabox.height) - y
            found.append((text.strip(), x / POINTS_PER_MM, top / POINTS_PER_MM))

    page.extract_text(visitor_text=note)
    return found


# Archivable and accessible


def test_a_document_says_that_it_is_pdf_a_3a_and_pdf_ua_1():
    document = opened(render(letter(CODE, TABLE), title="Brief over de Dorpsweg"))
    root = document.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title == "Brief over de Dorpsweg"
    assert document.metadata.creation_date == MOMENT
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_language_is_that_of_the_words():
    data = {"labels": LABELS, "letters": [letter()]}

    made = pdf.render("letters/letter.typ", data, title="Letter", lang="en")

    assert opened(made).trailer["/Root"]["/Lang"] == "en"


def test_headings_tables_lists_and_pictures_are_tagged():
    made = render(
        letter(
            {"type": "heading", "text": "Volg uw reactie"},
            CODE,
            {"type": "list", "items": ["een", "twee"]},
            {"type": "quote", "text": "Te smal."},
            TABLE,
        )
    )
    kinds = [tag["/S"] for tag in tags(made)]

    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1
    assert kinds.count("/TH") == 2
    assert kinds.count("/TR") == 80
    assert kinds.count("/LI") == 2
    assert "/BlockQuote" in kinds
    alternatives = [tag["/Alt"] for tag in tags(made) if tag["/S"] == "/Figure"]
    assert alternatives == ["QR-code van uw volgpagina"]


def test_every_font_is_inside_the_document():
    document = opened(render(letter(CODE, "Привет, 😀, שלום")))
    fonts = [
        font.get_object()
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert len(fonts) >= 4
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_same_data_and_moment_give_the_same_bytes():
    assert render(letter(CODE)) == render(letter(CODE))


def test_attachments_are_inside_byte_for_byte():
    table = "\ufeffnummer;punt\r\n1;te smal\r\n".encode()
    picture = bytes(range(256))
    data = {"labels": LABELS, "letters": [letter()]}

    made = pdf.render(
        "letters/letter.typ",
        data,
        title="Brief",
        attachments=[
            pdf.Attachment("punten.csv", table, "text/csv", "De punten als tabel"),
            pdf.Attachment("kaart.bin", picture, "application/octet-stream", "De kaart"),
        ],
    )

    assert opened(made).attachments == {"punten.csv": [table], "kaart.bin": [picture]}


# The letter


def test_the_address_is_in_the_window_of_the_envelope():
    lines = {text: (x, y) for text, x, y in places(opened(render(letter())).pages[0])}

    for line in ("Mevrouw A. Jansen", "Dorpsweg 12", "9922 PB Oostwold"):
        x, y = lines[line]
        assert 24 <= x <= 26
        assert 50 <= y <= 80
    return_line = next(text for text in lines if text.startswith("Retouradres"))
    assert return_line == "Retouradres: Postbus 100, 9910 XA Harstede"
    assert 44 <= lines[return_line][1] < 50


def test_nothing_else_can_be_read_through_the_window():
    address = ["Mevrouw A. Jansen", "Dorpsweg 12", "9922 PB Oostwold"]
    page = opened(render(letter("tekst " * 200))).pages[0]
    seen = [text for text, x, y in places(page) if x < 110 and 48 <= y <= 88]

    assert seen == address


def test_an_address_of_seven_long_lines_stays_in_the_window():
    recipient = [f"{number} Stichting tot behoud van het Oostwoldermeer" for number in range(7)]

    page = opened(render(letter(recipient=recipient))).pages[0]

    bottom = max(y for text, _x, y in places(page) if "Stichting" in text)
    assert bottom <= 80
    assert all(line in " ".join(page.extract_text().split()) for line in recipient)


def test_telephone_and_hours_stand_on_the_letter():
    text = words(render(letter()))

    assert "0800 0123" in text
    assert "op werkdagen van 9.00 tot 17.00 uur" in text


def test_the_code_is_large_and_in_letters_of_one_width():
    page = opened(render(letter(CODE))).pages[0]
    seen = []
    page.extract_text(
        visitor_text=lambda text, _cm, _tm, font, size: seen.append((text.strip(), font, size))
    )
    font, size = next((font, size) for text, font, size in seen if text == CODE["value"])

    assert "Mono" in font["/BaseFont"]
    assert size >= 20


def test_pages_are_counted_for_each_letter():
    document = opened(render(letter(), letter(TABLE), sides=1))
    counts = [re.findall(r"Pagina \d+ van \d+", page.extract_text()) for page in document.pages]

    assert counts[0] == ["Pagina 1 van 1"]
    assert counts[1:] == [[f"Pagina {n} van {len(counts) - 1}"] for n in range(1, len(counts))]
    assert len(counts) > 2


def test_no_letter_is_printed_on_the_back_of_another():
    document = opened(render(letter(reference="A-1"), letter(reference="A-2")))
    texts = [page.extract_text() for page in document.pages]

    assert ["A-1" in texts[0], texts[1], "A-2" in texts[2]] == [True, "", True]


def test_a_change_shows_both_texts():
    before, after = "een pad van 2 meter", "een vrij pad van 4 meter"
    plain = {"type": "before_after", "title": "Artikel 3", "before": before, "after": after}

    for block in (plain, plain | {"pieces": word_diff(before, after)}):
        text = words(render(letter(block)))
        assert f"Was {before} Wordt {after}" in text


# Whatever people write


@pytest.mark.parametrize(
    "text",
    [
        "#panic() $x^2$ *vet* _schuin_ @verwijzing <label> `code` = kop // weg /* \\",
        '"}; #import "/etc/passwd": *',
        "<script>alert(1)</script> & <b>",
        "😀👍🏽🇳🇱👨‍👩‍👧❤️",
        "مرحبا بالعالم שלום",
        "\u202eomgekeerd\u202c",
        "Привет ελληνικά हिन्दी ไทย አማርኛ ქართული",
        "null\x00 bel\x07 half\ud800 privé\ue000 geen\ufffe teken\U0010ffff",
        "a\u0301\u0489\u0951\u094d\u0e49",
        "→≤□☐✓✗★½№€",
        "x" * 200_000,
        "woord " * 33_000,
        "\n" * 50_000,
        "日本語" * 1_000,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_any_text_can_be_printed(text):
    made = render(
        letter(
            text,
            {"type": "quote", "text": text},
            {"type": "table", "columns": ["a", "b"], "rows": [[text, "x"]]},
            {"type": "before_after", "before": text, "after": ""},
            subject="Over " + text[:500],
            reference=text[:100],
            recipient=[text[:300]],
        )
    )

    assert opened(made).pages


@settings(max_examples=30, deadline=None)
@given(strategies.text(max_size=400))
def test_hypothesis_finds_no_text_that_cannot_be_printed(text):
    assert render(letter(text))


def test_source_of_the_template_language_is_printed_as_it_is():
    text = "#panic() *vet* $x$ @ik <hier> \\ = kop"

    assert text in words(render(letter(text)))


def test_letters_without_a_font_are_spelt_in_latin():
    assert "De heer WangXiaoMing" in words(render(letter("De heer 王小明")))


def test_a_long_word_stays_within_the_margins():
    made = render(letter("W" * 3_000))

    assert words(made).replace("\u200b", "").replace(" ", "").count("W") >= 3_000
    assert opened(made).pages[0].extract_text().count("\n") > 30


def test_links_for_machines_are_not_broken():
    url = "https://woldermark.example/" + "a1" * 100

    made = render(letter({"type": "link", "text": "Lees verder", "url": url}))

    links = [note.get_object() for note in opened(made).pages[0]["/Annots"]]
    assert {link["/A"]["/URI"] for link in links} == {url}


# What goes wrong


@pytest.mark.parametrize("template", ["letters/none.typ", "mail/base.html", "../manage.py"])
def test_a_template_that_is_not_there_is_named(template):
    with pytest.raises(pdf.PdfError, match=f"^{re.escape(template)}: no such template$"):
        pdf.render(template, {}, title="Brief")


def test_an_error_names_the_place_in_the_template_and_no_contents():
    wrong = letter({"type": "qr", "svg": "Mevrouw Jansen, Dorpsweg 12", "alt": "x", "url": "y"})

    with pytest.raises(pdf.PdfError, match=r"^letters/letter.typ: .*base.typ:\d+\)$") as caught:
        render(wrong)

    assert "Jansen" not in str(caught.value)
    assert caught.value.__cause__ is None
