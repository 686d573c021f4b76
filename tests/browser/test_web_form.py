"""The web form in a real browser: without scripts, on a telephone, and for everybody."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from tests import builders
from tests.browser.keyboard import Keyboard
from tests.intake.web_visitor import FORM, PDF

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTIONS = [
    builders.OPINION,
    Question("one", QuestionKind.ONE_CHOICE, "Voor of tegen?", "", True, ("Voor", "Tegen")),
    Question("many", QuestionKind.SEVERAL_CHOICES, "Hoe reist u?", "", True, ("Fiets", "Bus")),
    Question("safe", QuestionKind.SCALE, "Hoe veilig is de weg?", optional=True),
]


def fill(page: "Page") -> None:
    page.get_by_label("Wat vindt u van het plan?").fill("De lindes moeten blijven. 🌳")
    page.get_by_label("Fiets").check()
    page.get_by_label("Uw naam").fill("Jan de Vries")
    page.get_by_label("Per e-mail").check()
    page.get_by_label("E-mailadres").fill("jan@voorbeeld.example")


def test_without_scripts_somebody_gets_from_the_form_to_the_receipt(plain_page: "Page") -> None:
    builders.consultation(questions=QUESTIONS)
    page = plain_page
    page.goto(FORM)
    assert page.context.cookies() != []
    fill(page)
    page.get_by_label("Bijlagen").set_input_files(
        [{"name": "kaart.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.get_by_text("Reageert u namens iemand anders?").click()
    page.get_by_label("Naam van de persoon of organisatie").fill("Oma de Vries")
    page.get_by_role("button", name="Controleer uw reactie").click()

    expect(page).to_have_title(re.compile("^Fout: "))
    page.get_by_role("link", name="Stuur de machtiging mee").click()
    page.get_by_label("Machtiging").set_input_files(
        [{"name": "machtiging.pdf", "mimeType": "application/pdf", "buffer": PDF + b"%"}]
    )
    page.get_by_role("button", name="Controleer uw reactie").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Controleer uw reactie"
    for shown in ("kaart.pdf", "machtiging.pdf", "Oma de Vries", "De lindes moeten blijven. 🌳"):
        assert page.get_by_text(shown).first.is_visible()
    page.get_by_role("button", name="Versturen").click()

    given = Contribution.objects.get()
    assert given.reference == "DW26-0001"
    assert page.get_by_text(given.reference, exact=True).is_visible()
    assert page.locator(".code-block").inner_text().endswith(given.follow_code)
    assert page.locator("svg.qr-code").is_visible()
    page.go_back()
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Wij hebben uw reactie ontvangen"
    assert Contribution.objects.count() == 1


def test_the_private_link_goes_on_with_the_draft_on_a_telephone(
    plain_page: "Page", phone_page: "Page"
) -> None:
    builders.consultation(questions=QUESTIONS)
    plain_page.goto(FORM)
    fill(plain_page)
    plain_page.get_by_role("button", name="Bewaar en ga later verder").click()
    phone_page.goto(plain_page.url)
    phone_page.get_by_role("button", name="Verder met mijn reactie").click()
    phone_page.get_by_role("button", name="Versturen").click()
    assert Contribution.objects.get().text.endswith("Fiets")


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_of_the_form_shuts_anybody_out(
    new_page: Callable[..., "Page"], axe: Callable[["Page"], list[str]], width: int
) -> None:
    builders.consultation(questions=QUESTIONS)
    page = new_page(viewport={"width": width, "height": 800})

    def look() -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(FORM)
    look()
    page.get_by_text("Reageert u namens iemand anders?").click()
    page.get_by_text("Ondertekenen anderen mee?").click()
    page.get_by_label("E-mailadres").fill("jan@")
    page.get_by_role("button", name="Controleer uw reactie").click()
    look()
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="Vul uw naam in").click()
    assert page.evaluate("document.activeElement.name") == "name"
    fill(page)
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    look()
    code = page.url.split("/")[-2]
    page.goto(f"{FORM}verder/")
    look()
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_role("button", name="Verder met mijn reactie").click()
    look()
    page.get_by_role("button", name="Versturen").click()
    look()
    page.get_by_role("button", name="Sluiten en wissen").click()
    page.goto(f"{FORM}ontvangen/")
    look()


def test_after_an_error_the_back_button_shows_what_was_typed(page: "Page") -> None:
    builders.consultation(questions=QUESTIONS)
    page.goto(FORM)
    fill(page)
    page.get_by_label("Uw naam").fill("")
    page.get_by_role("button", name="Controleer uw reactie").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    page.get_by_label("Uw naam").fill("Jan de Vries")
    page.get_by_role("button", name="Controleer uw reactie").click()
    page.get_by_role("button", name="Versturen").wait_for()
    page.go_back()
    assert page.get_by_label("Uw naam").input_value() == "Jan de Vries"


GROUPED = [
    Question(f"q{n}", QuestionKind.OPEN, f"Wat vindt u van {name.lower()}?", group=name)
    for n, name in enumerate(["De bomen", "De fietsers", "De bussen", "De huizen"])
]


def test_with_a_keyboard_only_somebody_goes_through_the_steps_and_comes_back_by_code(
    page: "Page", new_page: Callable[..., "Page"]
) -> None:
    builders.consultation(questions=GROUPED)
    page.goto(FORM)
    keys = Keyboard(page)
    keys.press("Direct naar de inhoud")
    for number, question in enumerate(GROUPED, start=1):
        page.get_by_text(f"Stap {number} van 6").wait_for()
        if number == 3:
            keys.press("Bewaar en ga later verder")
            break
        keys.fill(question.label, "Goed zo.")
        keys.press("Volgende stap")
    page.wait_for_url("**/bewaard/**")
    code = page.url.split("/")[-2]

    elsewhere = new_page()
    elsewhere.goto(FORM)
    keys = Keyboard(elsewhere)
    keys.press("Ga verder met uw code")
    elsewhere.wait_for_url("**/verder/")
    keys.fill("Uw code", code.replace("-", "").lower())
    elsewhere.keyboard.press("Enter")
    elsewhere.wait_for_url("**/bewaard/**")
    keys.press("Verder met mijn reactie")
    for question in GROUPED[2:]:
        elsewhere.get_by_label(question.label).wait_for()
        keys.fill(question.label, "Ook goed.")
        keys.press("Volgende stap")
    elsewhere.wait_for_url("**/over-u/")
    keys.fill("Uw naam", "Jan de Vries")
    keys.press("Mijn naam mag", "Space")
    # Without a choice yet, Tab comes to the first way; the arrow keys go on.
    keys.press("Per e-mail", "Space")
    keys.fill("E-mailadres", "jan@voorbeeld.example")
    keys.press("Controleer uw reactie")
    elsewhere.wait_for_url("**/controleren/")
    keys.press("Versturen")
    elsewhere.wait_for_url("**/ontvangen/")
    given = Contribution.objects.get()
    assert given.text.count("oed") == 4
    assert given.name_may_be_published
    assert given.follow_code in elsewhere.locator(".code-block").inner_text()
    with elsewhere.expect_download() as copy:
        keys.press("Download een kopie")
    assert copy.value.suggested_filename == f"{given.reference}.pdf"
