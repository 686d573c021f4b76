"""The nota van beantwoording as a document: complete, linked both ways, and quick when long."""

import io
import re
from datetime import UTC, datetime

import pypdf
import pytest

from participatie.core import pdf
from tests.core.nota_sample import LABELS, nota

MOMENT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def render(data):
    return pdf.render("accountability/nota/nota.typ", data, title="Nota", made_at=MOMENT)


def opened(made):
    return pypdf.PdfReader(io.BytesIO(made), strict=True)


@pytest.fixture(scope="module")
def small():
    return opened(render(nota(points=40)))


def chapter(document, title):
    """The pages of one chapter."""
    numbers = {
        item.title: document.get_destination_page_number(item)
        for item in document.outline
        if not isinstance(item, list)
    }
    start = next(page for name, page in numbers.items() if name.endswith(title))
    end = min((page for page in numbers.values() if page > start), default=len(document.pages))
    return document.pages[start:end]


def links(document, pages):
    """Which page each link on these pages leads to; as page numbers from 0."""
    by_id = {page.indirect_reference.idnum: page.page_number for page in document.pages}
    notes = [entry.get_object() for page in pages for entry in page.get("/Annots", [])]
    inside = [note for note in notes if note["/Subtype"] == "/Link" and "/A" not in note]
    return [by_id[note["/Dest"][0].idnum] for note in inside]


def test_chapters_stand_in_the_usual_order(small):
    titles = [item.title for item in small.outline if not isinstance(item, list)]

    assert titles == [
        f"{number} {LABELS[name]}"
        for number, name in enumerate(
            [
                "introduction",
                "overview",
                "themes",
                "individual",
                "own_changes",
                "changes",
                "follow_up",
                "concordance",
            ],
            start=1,
        )
    ]


def test_themes_and_answers_are_bookmarks(small):
    below = small.outline[small.outline.index(next(
        item for item in small.outline if getattr(item, "title", "").endswith(LABELS["themes"])
    )) + 1]  # fmt: skip

    assert [item.title for item in below if not isinstance(item, list)] == [
        "Thema A. Fietsen en lopen",
        "Thema B. Verkeersveiligheid",
        "Thema C. Windenergie",
        "Thema D. Openbaar vervoer",
    ]
    assert below[1][0].title.startswith("OV26-A1 · Het fietspad")


def test_every_point_stands_in_the_table_once(small):
    text = " ".join(page.extract_text() for page in chapter(small, LABELS["individual"])).split()

    for contribution in range(1, 11):
        for point in range(1, 5):
            assert text.count(f"OV26-{contribution:04}.{point}") == 1


def test_the_head_of_the_table_comes_back_on_every_page(small):
    pages = chapter(small, LABELS["individual"])

    assert len(pages) > 1
    for page in pages:
        text = " ".join(page.extract_text().split())
        assert "Nr. Samenvatting Beantwoording Leidt tot aanpassing Wat verandert, en waar" in text


def test_points_lead_to_answers_and_changes_and_these_lead_back(small):
    themes, table, changes, annex = (
        {page.page_number for page in chapter(small, LABELS[name])}
        for name in ("themes", "individual", "changes", "concordance")
    )

    def leads(numbers):
        return set(links(small, [small.pages[number] for number in numbers]))

    assert leads(table) & themes
    assert leads(table) & changes
    assert leads(themes) & table
    assert leads(themes) & changes
    assert leads(changes) & themes
    assert leads(annex) & themes
    assert leads(annex) & table


def test_each_reference_has_a_link(small):
    data = nota(points=40)
    points = [point for it in data["contributions"] for point in it["points"]]

    in_table = len(points) + sum(len(point["changes"]) for point in points)
    assert len(links(small, chapter(small, LABELS["individual"]))) == in_table


def test_the_annex_names_the_page_that_is_printed(small):
    table = chapter(small, LABELS["individual"])
    annex = " ".join(chapter(small, LABELS["concordance"])[0].extract_text().split())

    for reference in ("OV26-0001", "OV26-0010"):
        page = next(page for page in table if f"{reference}.1" in page.extract_text())
        printed = page.page_number + 1
        assert f"Pagina {printed}" in page.extract_text()
        assert re.search(rf"{reference} [ABCD, ]+ {printed}\b", annex)


def test_own_changes_and_changes_by_answers_are_apart(small):
    own = chapter(small, LABELS["own_changes"])[0].extract_text()
    others = chapter(small, LABELS["changes"])[0].extract_text()

    assert "W900" in own
    assert "W1" not in own.replace("W900", "")
    assert "W900" not in others
    assert "3,5 meter" in " ".join(others.split())


def test_a_reference_to_nothing_is_printed_without_a_link():
    data = nota(points=4)
    data["contributions"][0]["points"][0]["answers"] = ["OV26-A99"]

    document = opened(render(data))

    table = chapter(document, LABELS["individual"])
    assert "OV26-A99" in table[0].extract_text()
    assert len(links(document, table)) == 3 + 2


def test_a_contribution_without_points_has_its_line():
    data = nota(points=8)
    data["contributions"][1] |= {"points": [], "remark": "Niet ontvankelijk."}

    text = chapter(opened(render(data)), LABELS["individual"])[0].extract_text()

    assert "OV26-0002 · Brief · 8 mei 2026" in text
    assert "Niet ontvankelijk." in text


def test_an_empty_nota_has_all_its_chapters():
    lists = ("introduction", "overview", "themes", "contributions", "changes", "follow_up")

    document = opened(render(nota() | {name: [] for name in lists}))

    assert len([item for item in document.outline if not isinstance(item, list)]) == 8
    assert "Geen." in chapter(document, LABELS["individual"])[0].extract_text()


def test_fifteen_hundred_points_are_one_document():
    made = render(nota(points=1500, answers=150))

    document = opened(made)
    assert len(document.pages) > 150
    assert "OV26-0375.4" in chapter(document, LABELS["individual"])[-1].extract_text()
    assert len(made) < 12_000_000
