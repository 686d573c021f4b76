"""The components: each has an example, and what they draw is right for everyone."""

import re
from pathlib import Path

import brotli
import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from lxml import html

from participatie.core import styleguide
from participatie.core.templatetags.page import is_within, page_numbers, telephone_uri
from participatie.core.templatetags.picture import bar_chart

pytestmark = pytest.mark.usefixtures("_dutch")
FOLDER = Path(settings.BASE_DIR) / "templates" / "components"


@pytest.fixture
def _dutch():
    with translation.override("nl"):
        yield


class Form(forms.Form):
    secret = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Naam", help_text="Zoals in uw paspoort", widget=forms.TextInput({"placeholder": "x"})
    )
    note = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea)
    door = forms.ChoiceField(
        label="Kanaal", choices=[("web", "Web"), ("mail", "Brief")], widget=forms.RadioSelect
    )
    themes = forms.MultipleChoiceField(
        label="Thema's", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    scan = forms.FileField(label="Scan")


def draw(name: str, **context: object) -> html.HtmlElement:
    return html.fragment_fromstring(
        render_to_string(f"components/{name}.html", context), create_parent="div"
    )


def test_every_component_has_an_example_and_says_what_it_takes() -> None:
    shown = styleguide.components()
    expected = {path.stem for path in FOLDER.glob("*.html")}
    assert {one.name for one in shown} == expected - styleguide.FRAME - styleguide.INNER
    for one in shown:
        assert one.about, one.name
        assert one.examples, one.name
        assert all(example.strip() for example in one.examples), one.name


def test_no_component_has_inline_style_or_script() -> None:
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if path.parts[-2] in {"mail", "letters"}:
            continue
        text = path.read_text()
        assert not re.search(r"""\s(style|on[a-z]+)=["']""", text), path


def test_a_text_field_is_labelled_described_and_never_required_by_the_browser() -> None:
    form = Form({"name": ""})
    drawn = draw("field", field=form["name"])
    control = drawn.find(".//input")
    assert control.get("required") is None
    assert control.get("placeholder") is None
    assert control.get("aria-required") == "true"
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby") == "id_name_helptext id_name_error"
    assert drawn.find(".//label").get("for") == control.get("id")
    assert "Zoals in uw paspoort" in drawn.get_element_by_id("id_name_helptext").text_content()
    assert "Fout:" in drawn.get_element_by_id("id_name_error").text_content()


def test_what_was_typed_stays_in_the_field() -> None:
    form = Form({"name": "", "note": "<b>mijn tekst</b> 😀"})
    assert draw("field", field=form["note"]).find(".//textarea").text.strip() == (
        "<b>mijn tekst</b> 😀"
    )


def test_only_a_field_that_may_stay_empty_says_so() -> None:
    form = Form()
    assert "(niet verplicht)" in draw("field", field=form["note"]).text_content()
    assert "(niet verplicht)" not in draw("field", field=form["name"]).text_content()


def test_radio_buttons_are_a_group_with_its_own_legend_and_error() -> None:
    drawn = draw("field", field=Form({"door": ""})["door"])
    group = drawn.find(".//fieldset")
    assert group.get("role") == "radiogroup"
    assert group.get("aria-required") == "true"
    assert group.get("aria-describedby") == "id_door_error"
    assert "Kanaal" in group.find("legend").text_content()
    for button in group.findall(".//input"):
        assert button.get("required") is None
        assert group.xpath(f'.//label[@for="{button.get("id")}"]')


def test_chosen_checkboxes_stay_chosen() -> None:
    drawn = draw("field", field=Form({"themes": ["b"]})["themes"])
    chosen = [
        box.get("value") for box in drawn.findall(".//input") if box.get("checked") is not None
    ]
    assert chosen == ["b"]


def test_a_file_that_was_sent_earlier_is_named_and_can_be_removed() -> None:
    stored = [{"name": "foto.jpg", "size": 1_234_567, "remove": "remove", "value": "7"}]
    drawn = draw("field", field=Form()["scan"], stored=stored)
    assert "foto.jpg" in drawn.text_content()
    assert "1,2 MB" in drawn.text_content()
    box = drawn.xpath('.//input[@type="checkbox"]')[0]
    assert (box.get("name"), box.get("value")) == ("remove", "7")


def test_all_fields_of_a_form_are_drawn_and_hidden_ones_too() -> None:
    drawn = draw("fields", form=Form())
    names = {control.get("name") for control in drawn.xpath(".//input | .//textarea")}
    assert names == {"secret", "name", "note", "door", "themes", "scan"}


def test_the_error_summary_leads_to_each_field_and_takes_the_focus() -> None:
    form = Form({"note": "x"})
    summary = draw("error_summary", form=form)
    heading = summary.find(".//h2")
    assert heading.get("tabindex") == "-1"
    assert heading.get("autofocus") is not None
    page = draw("fields", form=form)
    targets = [link.get("href").removeprefix("#") for link in summary.findall(".//a")]
    assert targets == ["id_name", "id_door_0", "id_themes_0", "id_scan"]
    for target in targets:
        page.get_element_by_id(target)
    assert "Naam: " in summary.text_content()


def test_without_errors_there_is_no_summary() -> None:
    assert render_to_string("components/error_summary.html", {"form": Form()}).strip() == ""


@pytest.mark.parametrize("refusal", ["Dat kan niet.", ["Dat kan niet.", "En dit ook niet."]])
def test_a_refused_act_is_told_in_the_summary(refusal: object) -> None:
    assert "Dat kan niet." in draw("error_summary", refusal=refusal).text_content()


def test_a_timeline_marks_the_present_step_for_everyone() -> None:
    steps = [{"title": "Ontvangen", "state": "checked"}, {"title": "Gelezen", "state": "current"}]
    done, now = draw("process_steps", steps=steps).findall(".//li")
    assert done.get("aria-current") is None
    assert now.get("aria-current") == "step"
    assert "afgerond" in done.text_content()
    assert "nu bezig" in now.text_content()


def test_a_table_tells_its_columns_also_where_it_is_stacked() -> None:
    columns = [{"label": "Kanaal"}, {"label": "Reacties", "numeric": True}]
    drawn = draw("table", caption="Per kanaal", columns=columns, rows=[["Brief", 0]])
    assert drawn.find(".//th[@scope='row']").text == "Brief"
    cell = drawn.find(".//td")
    assert (cell.text, cell.get("data-label")) == ("0", "Reacties")


def test_pages_keep_the_filters_and_show_a_gap() -> None:
    pages = Paginator(range(95), 10)
    assert page_numbers(pages.page(5)) == [1, 0, 4, 5, 6, 0, 10]
    drawn = draw("pagination", page=pages.page(5), query=QueryDict("door=web&page=5"))
    assert drawn.find(".//a[@rel='next']").get("href") == "?door=web&page=6"
    assert drawn.find(".//*[@aria-current='page']").text_content().endswith("5")


def test_one_page_needs_no_links() -> None:
    page = Paginator(range(3), 10).page(1)
    assert render_to_string("components/pagination.html", {"page": page}).strip() == ""


def test_a_refusal_puts_error_in_the_title() -> None:
    title = html.document_fromstring(render_to_string("base.html", {"refusal": "nee"})).find(
        ".//title"
    )
    assert title.text.startswith("Fout: ")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_need_no_request_and_give_a_telephone_number(code: str) -> None:
    page = html.document_fromstring(render_to_string(f"{code}.html"))
    assert page.get("lang") == "nl"
    assert len(page.findall(".//h1")) == 1
    assert settings.ORGANISATION_PHONE in page.find(".//main").text_content()


def test_the_script_and_the_stylesheet_stay_light() -> None:
    static = Path(settings.BASE_DIR) / "participatie" / "core" / "static" / "core"
    assert len(brotli.compress((static / "participatie.css").read_bytes())) <= 8_000
    assert (static / "live.js").stat().st_size <= 5_000


@pytest.mark.parametrize(
    ("number", "uri"),
    [
        ("030 - 258 91 11", "tel:+31302589111"),
        ("+31 30 258 91 11", "tel:+31302589111"),
        ("14 030", "tel:14030"),
        ("0800 0123", "tel:08000123"),
    ],
)
def test_a_telephone_number_can_be_called_from_anywhere(number: str, uri: str) -> None:
    assert telephone_uri(number) == uri


def test_the_menu_knows_where_it_is() -> None:
    assert is_within("/inspraak/n398/", "/inspraak/")
    assert not is_within("/volg/", "/inspraak/")


def test_bars_are_relative_to_the_largest_and_carry_their_numbers() -> None:
    drawn = html.fragment_fromstring(
        bar_chart([("Web <1>", 1000), ("Brief", 250), ("Balie", 0)], "Kanalen", "Per kanaal", "c")
    )
    widths = [bar.get("width") for bar in drawn.xpath('.//rect[@class="bar"]')]
    assert widths == ["100.0%", "25.0%", "0.0%"]
    assert drawn.get("aria-labelledby") == "c-title c-description"
    assert "Web <1>" in drawn.text_content()
    assert "1.000" in drawn.text_content()


def test_a_chart_without_anything_has_no_bars() -> None:
    assert "<rect" not in bar_chart([], "Kanalen")
