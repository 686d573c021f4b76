"""Letters as they lie in an envelope, in large print, and as text for who reads braille."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader

from participatie.core import pdf
from participatie.core.word_diff import word_diff
from participatie.intake.post import letters
from participatie.intake.post.envelopes import ENVELOPES, Area, fitting
from participatie.notifications import plain_text
from participatie.pipeline.models import Contact, Delivery
from participatie.pipeline.statuses import LetterForm
from tests import builders
from tests.core.test_pdf import CODE, LABELS, letter
from tests.intake.post_letters import letter as received

MM = 25.4 / 72
LONG = "Stichting tot behoud van het Oostwoldermeer en de omliggende natuurgebieden in het Noorden"
ADDRESSES = {
    "short": ["Mevrouw A. Jansen", "Dorpsweg 12", "9922 PB  Oostwold"],
    "six lines": [
        "Vereniging van Eigenaren De Hoge Wachter",
        "t.a.v. de heer mr. J. van den Bosch",
        "Gebouw C, kamer 4.12",
        "Burgemeester van Nieuwenhuisenstraat 1234 A",
        "9922 PB  Sint Jacobiparochie aan Zee",
        "NEDERLAND",
    ],
    "foreign": ["Herrn Jürgen Großmann", "Königsträßchen 7", "48143  Münster", "DUITSLAND"],
    "other scripts": ["Ανδρέας Παπαδόπουλος", "вулиця Хрещатик 1", "01001 Київ", "OEKRAÏNE"],
    "as long as can be": [LONG, LONG, LONG, LONG],
    "without a gap": ["W" * 90, "Dorpsweg 12", "9922 PB  Oostwold"],
}


def first_page(recipient, **more):
    """{text: where it stands on the first page}: millimetres from the top left corner."""
    data = {"labels": LABELS, "letters": [letter("tekst " * 300, recipient=recipient, **more)]}
    made = pdf.render("letters/letter.typ", data, title="Brief")
    with pypdfium2.PdfDocument(made) as document:
        page = document[0]
        height, found = page.get_height(), []
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            said = text.get_text_bounded(left, bottom, right, top).strip()
            if said:
                area = Area(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
                found.append((said, area))
        text.close()
        page.close()
    return found


def is_inside(inner, outer):
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )


def overlaps(one, other):
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


ZONE = Area(24, 49.5, 101, 78.5)
"""Where the template puts the address (NEN 1026): 25 to 100 mm, 50 to 78 mm from the top."""


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("which", ADDRESSES)
def test_the_whole_address_and_nothing_else_shows_through_every_window(which, large):
    places = first_page(ADDRESSES[which], mark="12-34", large=large)
    address = [(said, area) for said, area in places if is_inside(area, ZONE)]

    shown = "".join("".join(said for said, _area in address).split()).replace("\u200b", "")
    assert shown == "".join("".join(ADDRESSES[which]).split())
    for envelope in ENVELOPES:
        for slid in (0, envelope.play / 2, envelope.play):
            window = envelope.seen(slid=slid)
            assert [said for said, area in address if not is_inside(area, window)] == []
            also = [said for said, area in places if overlaps(area, window)]
            others = [said for said in also if said not in [said for said, _area in address]]
            assert [said for said in others if "Retouradres" not in said and said != "12-34"] == []


def test_an_address_that_stands_a_little_lower_or_higher_would_be_seen_to_be_wrong():
    places = first_page(ADDRESSES["short"])
    address = next(area for said, area in places if "Jansen" in said)

    window = ENVELOPES[0].seen()
    assert is_inside(address, window)
    assert not is_inside(replace(address, bottom=window.bottom + 1), window)
    assert not is_inside(address, replace(window, top=address.top + 1))


@pytest.mark.parametrize(
    ("sheets", "name"), [(1, "DL"), (4, "DL"), (5, "C5"), (9, "C4"), (99, "C4")]
)
def test_the_smallest_envelope_that_takes_it(sheets, name):
    assert str(fitting(sheets).name).startswith(name)


def test_the_mark_stands_above_the_address_in_small_letters():
    places = dict(first_page(ADDRESSES["short"], mark="12-34"))

    line = next(area for said, area in places.items() if "12-34" in said)
    assert 44 <= line.top < line.bottom <= 50


# Large print


CHANGE = {
    "type": "before_after",
    "title": "Artikel 1",
    "was": "Was",
    "becomes": "Wordt",
    "before": "De bomen worden gekapt.",
    "after": "De bomen blijven staan.",
    "pieces": word_diff("De bomen worden gekapt.", "De bomen blijven staan."),
}
BODY = [
    "Dank u wel.",
    {"type": "heading", "text": "Uw punt"},
    {"type": "facts", "rows": [["Uitkomst", "Overgenomen"]]},
    {"type": "quote", "text": "Te smal."},
    CHANGE,
    CODE,
]


def test_in_large_print_no_letter_outside_the_window_is_smaller_than_18_points():
    data = {"labels": LABELS, "letters": [letter(*BODY, large=True, mark="12-34")]}
    made = PdfReader(io.BytesIO(pdf.render("letters/letter.typ", data, title="Brief")))
    sizes = []

    for number, page in enumerate(made.pages):
        height = float(page.mediabox.height)

        def note(text, cm, tm, _font, size, *, number=number, height=height):
            top = (height - (tm[5] * cm[3] + cm[5])) * MM
            if text.strip() and not (number == 0 and top < 82 and top > 40):
                sizes.append((round(abs(size * tm[0] * cm[0]), 1), text.strip()))

        page.extract_text(visitor_text=note)

    assert len(sizes) > 20
    assert [
        said for size, said in sizes if size < 17 or (size < 18 and "Provincie" not in said)
    ] == []


def test_large_print_says_the_same_as_a_normal_letter():
    def words(large):
        data = {"labels": LABELS, "letters": [letter(*BODY, large=large)], "sides": 1}
        made = PdfReader(io.BytesIO(pdf.render("letters/letter.typ", data, title="Brief")))
        said = " ".join(page.extract_text() for page in made.pages)
        return set(said.replace(",", " ").split())

    assert words(large=False) - words(large=True) <= {"Onderwerp", "·", "1", "2", "Woldermark"}


@pytest.mark.parametrize("lines", range(1, 12))
def test_where_to_ask_stands_on_one_page_in_large_print(lines):
    data = {"labels": LABELS, "letters": [letter("Een regel.\n\n" * lines, large=True)]}
    made = PdfReader(io.BytesIO(pdf.render("letters/letter.typ", data, title="Brief")))
    pages = [page.extract_text() for page in made.pages]

    assert [LABELS["visit"] in page for page in pages] == ["0123" in page for page in pages]
    assert any("0123" in page for page in pages)


# Braille


def text_of(contribution):
    [made] = letters.render(list(contribution.deliveries.all())).letters
    return made.text


@pytest.mark.django_db
def test_a_letter_for_braille_has_short_lines_and_all_that_the_letter_says():
    contribution = received(builders.consultation(), LetterForm.PLAIN)

    text = text_of(contribution)

    assert max(len(line) for line in text.splitlines()) <= plain_text.WIDTH
    flat = " ".join(text.split())
    for said in (
        "Ria Smit",
        "Geachte Ria Smit,",
        "Wij hebben uw reactie ontvangen",
        f"Nummer: {contribution.reference}",
        contribution.follow_code,
        "Met vriendelijke groet,",
    ):
        assert said in flat
    assert "<svg" not in text


@pytest.mark.django_db
def test_the_form_of_a_letter_is_that_of_who_gets_it():
    consultation = builders.consultation()
    for form in LetterForm:
        received(consultation, form)

    made = letters.render(list(Delivery.objects.order_by("pk")))

    assert [one.form for one in made.letters] == list(LetterForm)
    assert [bool(one.pages) for one in made.letters] == [True, True, False]
    assert [bool(one.text) for one in made.letters] == [False, False, True]


def test_a_change_is_told_in_words():
    lines = plain_text.lines_of([CHANGE])

    flat = " ".join(" ".join(lines).split())
    assert "Was: De bomen worden gekapt." in flat
    assert "Wordt: De bomen blijven staan." in flat
    assert "Weggelaten: “worden gekapt.”" in flat or "Weggelaten: “worden gekapt”" in flat
    assert "Toegevoegd: “blijven staan" in flat


def test_what_is_only_put_in_is_said_to_have_been_nothing_before():
    new = CHANGE | {"before": "", "after": "Er komt een bankje.", "pieces": []}

    flat = " ".join(" ".join(plain_text.lines_of([new])).split())

    assert "Was: niets Wordt: Er komt een bankje." in flat


def test_tables_lists_and_pictures_become_lines():
    lines = plain_text.lines_of(
        [
            {"type": "table", "columns": ["Nummer", "Uitkomst"], "rows": [["1", "Ja"]]},
            {"type": "list", "items": ["een", "twee"]},
            {"type": "qr", "svg": "<svg>", "alt": "code", "url": "https://p.example/a"},
            {"type": "words", "text": "slot"},
        ]
    )

    assert [line for line in lines if line] == [
        "1: Ja",
        "- een",
        "- twee",
        "https://p.example/a",
        "slot",
    ]


def test_a_letter_for_braille_of_a_long_name_cuts_no_address_short():
    contact = Contact(name="N" * 200, street="Kade 2", city="Harstede")
    assert "".join(plain_text.wrapped(contact.name)) == contact.name
