"""The flow picture adds up, and nothing in it lies over something else."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from participatie.core.flow import GAP, THICKNESS, lay_out
from participatie.core.templatetags.picture import flow_chart

LEFT = ["web", "letter", "phone", "desk"]
RIGHT = ["adopted", "noted", "refused"]
FLOWS = st.dictionaries(
    st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT)), st.integers(0, 10_000)
)
NEARLY = pytest.approx


@given(FLOWS, st.floats(0.1, 5))
@example({("web", "noted"): 1}, 3.75)
@example({("web", "noted"): 9_999, ("desk", "refused"): 1}, 3.75)
def test_bands_add_up_and_nothing_overlaps(flows, least):
    picture = lay_out(flows, LEFT, RIGHT, lambda _key: least)
    total = sum(flows.values())
    if not total:
        assert picture.height == 0
        return
    assert sum(band.count for band in picture.bands) == total
    assert sum(band.thickness for band in picture.bands) == NEARLY(THICKNESS)
    for band in picture.bands:
        assert band.thickness == NEARLY(band.count * THICKNESS / total)
    sides = [
        (picture.left, "source", "start"),
        (picture.right, "target", "end"),
    ]
    for places, key, at in sides:
        assert sum(place.count for place in places) == total
        for place in places:
            assert place.room >= least
            mine = sorted(
                (getattr(band, at), band.thickness)
                for band in picture.bands
                if getattr(band, key) == place.key
            )
            top = place.bar_top
            for start, thickness in mine:
                assert start == NEARLY(top)
                top += thickness
            assert top == NEARLY(place.bar_top + place.bar)
        for above, below in pairwise(places):
            assert below.top >= above.top + above.room + GAP - 1e-9
        assert places[0].top >= -1e-9
        assert places[-1].top + places[-1].room <= picture.height + 1e-9


def test_the_order_is_that_of_the_lists():
    flows = {("phone", "adopted"): 1, ("web", "refused"): 2, ("web", "adopted"): 3}
    picture = lay_out(flows, LEFT, RIGHT)
    assert [(place.key, place.count) for place in picture.left] == [("web", 5), ("phone", 1)]
    assert [(place.key, place.count) for place in picture.right] == [("adopted", 4), ("refused", 2)]


def test_the_picture_has_title_description_numbers_and_words():
    svg = flow_chart(
        {("web", "adopted"): 1200, ("letter", "adopted"): 1},
        [("web", "Webformulier"), ("letter", "Brief <b>")],
        [("adopted", "Gedeeltelijk overgenomen in het besluit")],
        "Van deur naar uitkomst",
        "Links de deuren.",
    )
    tree = etree.fromstring(svg)
    named = tree.get("aria-labelledby").split()
    assert [tree.find(f".//*[@id='{name}']").text for name in named] == [
        "Van deur naar uitkomst",
        "Links de deuren.",
    ]
    texts = [" ".join(text.itertext()) for text in tree.iter("text")]
    assert texts == [
        "1.200 Webformulier",
        "1 Brief <b>",
        "1.201 Gedeeltelijk overgenomen in het besluit",
    ]
    assert [path.findtext("title") for path in tree.iter("path")] == [
        "Webformulier → Gedeeltelijk overgenomen in het besluit: 1.200",
        "Brief <b> → Gedeeltelijk overgenomen in het besluit: 1",
    ]
    assert "style" not in svg


def test_without_points_there_is_an_empty_picture():
    assert "<path" not in flow_chart({}, [("web", "Web")], [("adopted", "Overgenomen")], "Leeg")
