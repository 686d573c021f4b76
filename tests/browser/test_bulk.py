"""A table in a real browser: from the form to the rows that come back, and its pages."""

import csv

import pytest
from playwright.sync_api import Page, expect

from participatie.intake.bulk.models import Import, Stage
from participatie.pipeline.models import Contribution
from tests import builders
from tests.browser.test_desk import log_in
from tests.intake import bulk_table as tables

GUESSED = ["Zaak ID", "ONTVANGEN  OP", "Iets anders", "Uw reactie", "Naam indiener", "E-mail"]
LINES = [GUESSED, tables.row(1), tables.row(2, **{"E-mailadres": "geen adres"}), tables.row(3)]


def press(page: Page, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_table_is_sent_looked_at_brought_in_and_the_rest_fetched(site, new_page, scripts):
    to = builders.consultation()
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto("/balie/inlezen/")
    page.get_by_label("Consultatie").select_option(str(to))
    sent = tables.as_csv(*LINES)
    file = {"name": sent.name, "mimeType": "text/csv", "buffer": sent.read()}
    page.get_by_label("Tabel", exact=True).set_input_files(file)
    press(page, "Sturen en bekijken")

    chosen = page.get_by_label("Wat er staat in Uw reactie")
    expect(chosen.locator("option:checked")).to_have_text("Tekst")
    press(page, "Alle rijen controleren")
    expect(page.get_by_role("group", name="Er gaat nog")).to_contain_text(
        "Kies hoe de reacties binnenkwamen"
    )
    page.get_by_label("Wat er staat in Iets anders").select_option("Kanaal")
    press(page, "Alle rijen controleren")
    expect(page.get_by_role("main")).to_contain_text("U kunt deze pagina verlaten")
    tables.worked(Import.objects.get(), Stage.CHECKING)

    if scripts:
        page.get_by_role("link", name="Toon het resultaat").click()
    else:
        page.get_by_role("link", name="Kijk hoe ver het nu is").click()
    expect(page.get_by_role("main")).to_contain_text("Dit is geen e-mailadres")
    press(page, "2 rijen inlezen")
    expect(page.get_by_role("main")).to_contain_text("0 van 2 rijen zijn klaar")
    tables.worked(Import.objects.get(), Stage.ENTERING)
    page.goto(page.url)
    expect(page.get_by_role("main")).to_contain_text("Een deel van de rijen is niet ingelezen")
    with page.expect_download() as fetched:
        press(page, "Deze rijen ophalen als tabel")

    text = fetched.value.path().read_text(encoding="utf-8-sig")
    [_header, line] = csv.reader(text.splitlines(), delimiter=";")
    assert line[0].startswith("E-mail: Dit is geen e-mailadres.")
    assert line[2] == "Z-2"
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("width", [1280, 360])
def test_everyone_can_read_the_pages_of_a_table(site, new_page, axe, width):
    page = log_in(new_page(viewport={"width": width, "height": 800}), site)
    new = tables.sent(tables.as_csv(*LINES))
    wrong = [tables.row(number, Kanaal="duif", Naam="x" * 300) for number in range(4, 40)]
    checked = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(3), *wrong))
    done = tables.brought_in(tables.as_csv(tables.HEADER, tables.row(50), wrong[0]))

    for path in ("", f"{new.pk}/", f"{checked.pk}/", f"{done.pk}/", "uitleg/dorpsweg/"):
        page.goto(f"/balie/inlezen/{path}")
        assert axe(page) == [], path
        across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert across <= 0, path
