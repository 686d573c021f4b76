"""A stack of letters from the scanner to contributions, in a real browser with the real worker."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.desk import keys
from participatie.intake.paper import form as paper_form
from participatie.intake.scans import letters, sheets, tesseract, words
from participatie.pipeline.models import Contribution
from tests import builders, scanned
from tests.browser.test_desk import log_in
from tests.fixtures.worker import work_off
from tests.intake.scan_room import divided


def stack_of(consultation, *, with_form: bool):
    """A typed letter of two sides, a letter that lay upside down, and a returned paper form."""
    parts = [
        sheets.document(1, consultation, clock.today()),
        scanned.as_pdf([scanned.page(), scanned.blank()]),
        sheets.document(1, None, None),
        scanned.as_pdf([scanned.page("Geachte dames en heren,\n\n" + scanned.LETTER).rotate(180)]),
    ]
    if with_form:
        parts.append(paper_form.document(consultation.form))
    return {"name": "post.pdf", "mimeType": "application/pdf", "buffer": scanned.joined(parts)}


def fits_on_a_telephone(page: Page) -> bool:
    """Whether nothing sticks out at 360 pixels; the window is put back after it."""
    wide = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(wide)
    return width <= 360


@pytest.mark.parametrize("scripts", [True, False])
def test_a_stack_of_letters_becomes_contributions(site, new_page, axe, scripts):
    consultation = builders.consultation()
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto("/balie/scans/")
    page.get_by_label("Scans").set_input_files(stack_of(consultation, with_form=scripts))
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("zodra dat kan")).to_be_visible()
    work_off()
    page.get_by_role("link", name="Opnieuw kijken").click()
    page.get_by_role("link", name="In brieven verdelen").click()
    if scripts:
        assert axe(page) == []
        assert fits_on_a_telephone(page)
    expect(page.get_by_label("Hier begint een brief, bladzijde 2")).to_be_checked()
    expect(page.get_by_label("Weglaten, bladzijde 3")).to_be_checked()
    if "osd" in tesseract.languages():
        expect(page.get_by_label("Bladzijde 5 draaien")).to_have_value("180")
    page.get_by_label("Bladzijde 5 draaien").select_option("180")
    page.get_by_role("button", name="In brieven verdelen").click()
    work_off()

    page.get_by_role("link", name="Brief 1 invoeren").click()
    expect(page.get_by_label("Consultatie")).to_have_value(str(consultation))
    if scripts:
        assert axe(page) == []
        assert fits_on_a_telephone(page)
    if tesseract.can_read():
        page.get_by_role("button", name="Overnemen in de tekst").click()
        expect(page.get_by_label("Tekst van de brief")).to_have_value(
            re.compile("^Geachte heer, mevrouw,\n\nHierbij dien ik een zienswijze in")
        )
    else:
        page.get_by_label("Tekst van de brief").fill(scanned.LETTER)
    page.locator("#id_name").fill("A. Jansen")
    page.locator("#id_street").fill("Dorpsstraat 5")
    page.locator("#id_city").fill("Harstede")
    page.get_by_role("button", name="Opslaan en volgende").click()
    expect(page.get_by_role("heading", name=re.compile("Brief 2 van"))).to_be_visible()
    made = Contribution.objects.get()
    assert "De bomen moeten blijven staan." in made.text
    assert clock.day_of(made.received_at) == clock.today()


def test_who_types_what_a_colleague_took_sees_whose_it_is_and_takes_it_over(site, page):
    first, _second = divided(3)
    log_in(page, site).goto(reverse("scans:letter", args=[first.pk]))
    kees = builders.staff(Role.CLERK, email="kees@provincie.example")
    kees.first_name, kees.last_name = "Kees", "Kiel"
    kees.save()
    letters.keep(first, {"name": "Van Kees"}, clerk=kees)

    page.locator("#id_name").fill("Van mij")
    expect(page.locator("[data-autosave-state]")).to_contain_text("collega", timeout=15_000)
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.get_by_text("Kees Kiel is deze brief aan het invoeren").first).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("Van mij")
    page.get_by_role("button", name="Overnemen", exact=True).click()
    expect(page.locator("#id_name")).to_have_value("Van Kees")


def test_a_letter_is_saved_with_the_keys_of_the_desk(site, page):
    first, _second = divided(3, consultation=builders.consultation())
    log_in(page, site).goto(reverse("scans:letter", args=[first.pk]))

    for field, typed in (("name", "A. Jansen"), ("street", "Dorpsweg 1"), ("city", "Harstede")):
        page.locator(f"#id_{field}").fill(typed)
    page.locator("[accesskey=n]").press("Enter")

    expect(page.get_by_role("heading", name="Brief 2 van 2")).to_be_visible()
    assert Contribution.objects.count() == 1


def test_the_list_of_keys_names_those_of_a_scanned_letter(site, page, monkeypatch):
    monkeypatch.setattr(words, "is_offered", lambda: True)
    first, _second = divided(3)
    first.pages.update(words=[["Geachte", 96, 0, 0]])
    log_in(page, site).goto(reverse("scans:letter", args=[first.pk]))
    found = page.locator("[accesskey]").evaluate_all("all => all.map(e => e.accessKey)")

    [place] = [place for place in keys.PLACES if place.name == "Een brief van een scan"]
    assert sorted(found) == sorted(key.letter for key in place.keys)
