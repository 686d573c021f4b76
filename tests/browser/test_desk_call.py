"""A caller on the line: known by a number, questions asked one by one, found again by name."""

import re

import pytest
from playwright.sync_api import Page, expect

from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, LookUp
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import DeliveryWay, LookUpReason
from tests import builders
from tests.browser.keyboard import Keyboard
from tests.browser.test_desk import log_in
from tests.intake.mail_samples import came_in, mailbox, message

ANNA = Contact(
    name="Anna de Vries",
    phone="06 12345678",
    street="Dorpsstraat 5",
    postcode="9911 XA",
    city="Harstede",
)
SHOWN = "A. de V…, Dorpsstraat …, Harstede"
QUESTIONS = [
    builders.OPINION,
    Question("safe", QuestionKind.SCALE, "Hoe veilig is de weg?", optional=True),
]


def begin(page: Page, site: str) -> Keyboard:
    consultation = builders.consultation(questions=QUESTIONS)
    builders.contribution(consultation, submitter=Person(contact=ANNA, reply_by=DeliveryWay.LETTER))
    log_in(page, site).goto("/balie/nieuw/telefoon/")
    return Keyboard(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_known_caller_is_entered_by_keyboard_with_an_answer_to_each_question(
    site, new_page, scripts
):
    page = new_page(java_script_enabled=scripts)
    keys = begin(page, site)

    expect(page.locator("#id_answer_opinion")).to_be_focused()
    page.keyboard.type("Het fietspad is te smal.")
    keys.press("Geen antwoord", "ArrowRight")
    page.keyboard.press("ArrowRight")
    keys.fill("Telefoonnummer", "06 12345678")
    keys.press("Is deze persoon bekend?")
    expect(page.get_by_role("button", name=SHOWN)).to_be_focused()
    expect(page.get_by_text("Anna de Vries")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_have_value("Anna de Vries")
    keys.press("Verder naar voorlezen")
    expect(page.get_by_role("main")).to_contain_text("2 van 5")
    keys.press("Ja, opslaan")

    expect(page.locator(".code-block")).to_be_visible()
    made = Contribution.objects.latest("number")
    assert made.given == {"opinion": "Het fietspad is te smal.", "safe": "2"}
    assert made.submitter.contact == ANNA
    assert set(LookUp.objects.values_list("reason", flat=True)) == {LookUpReason.CALLER}


def test_who_calls_is_shown_as_soon_as_the_number_is_complete(site, page):
    keys = begin(page, site)
    page.get_by_label("Wat vindt u").fill("Te smal.")

    keys.fill("Telefoonnummer", "0612345678")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name=SHOWN)).to_be_visible()
    expect(page.locator("#id_email")).to_be_focused()
    expect(page.get_by_label("Wat vindt u")).to_have_value("Te smal.")


def test_the_tab_goes_through_a_call_in_the_order_of_the_talk(site, page):
    begin(page, site)

    reached = []
    for _step in range(20):
        reached.append(
            page.evaluate(
                "() => { const e = document.activeElement;"
                " return (e.labels?.[0] ?? e).innerText.split('(')[0].trim(); }"
            )
        )
        if reached[-1] == "Verder naar voorlezen":
            break
        page.keyboard.press("Tab")

    assert reached[0].startswith("1.")
    assert reached[1:] == [
        "Geen antwoord",
        "Wat de beller verder zegt",
        "persoon",
        "Naam",
        "Telefoonnummer",
        "E-mailadres",
        "Organisatie",
        "Straat en huisnummer",
        "Postcode",
        "Plaats",
        "Is deze persoon bekend?",
        "telefonisch",
        "De naam mag bij de reactie staan als die openbaar wordt",
        "Bijlagen, grote letters, taal, land, notitie",
        "Namens iemand anders",
        "Verder naar voorlezen",
    ]


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_the_last_field_of_a_call_goes_on_to_reading_back(site, new_page, scripts):
    page = new_page(java_script_enabled=scripts)
    begin(page, site)
    page.keyboard.type("Te smal.")
    page.locator("#id_phone").fill("06 87654321")

    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("voorlezen"))
    expect(page.get_by_role("main")).to_contain_text("Te smal.")


def test_the_letters_of_the_list_work_and_are_all_of_them(site, page):
    # A browser without a window knows no access keys: what has the letter is pressed.
    begin(page, site)
    seen: set[str] = set()

    def letters() -> None:
        found = page.locator("[accesskey]").evaluate_all("all => all.map(e => e.accessKey)")
        assert len(found) == len(set(found)), f"one letter does two things on {page.url}"
        seen.update(found)

    letters()
    page.locator("[accesskey=w]").focus()
    page.keyboard.type("Te smal.")
    page.locator("[accesskey=o]").focus()
    page.keyboard.type("En te donker.")
    page.locator("[accesskey=i]").focus()
    page.keyboard.type("Piet Bakker")
    page.keyboard.press("Tab")
    page.keyboard.type("06 87654321")
    page.locator("[accesskey=s]").press("Enter")
    page.wait_for_url(re.compile("voorlezen"))
    letters()
    page.locator("[accesskey=j]").press("Enter")
    page.wait_for_url(re.compile("opgeslagen"))
    letters()
    page.locator("[accesskey=s]").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Genoteerd")
    page.locator("[accesskey=n]").press("Enter")
    page.wait_for_url(re.compile("nieuw/telefoon"))
    page.goto("/balie/nieuw/brief/")
    letters()
    box = mailbox()
    mail = came_in(message(), box)
    came_in(message("Een andere.", number=2, subject="Volgende"), box)
    page.goto(f"/balie/e-mail/{mail.pk}/")
    letters()
    page.goto("/balie/")
    letters()
    page.locator("[accesskey=k]").press("Enter")
    page.wait_for_url(re.compile("toetsen"))
    listed = {one.lower() for one in page.locator(".desk-keys kbd").all_inner_texts()}
    assert seen == {one for one in listed if len(one) == 1 and one.isalpha()}


@pytest.mark.parametrize("width", [1280, 360])
def test_a_caller_is_found_again_by_name_and_every_page_on_the_way_can_be_read(
    site, new_page, axe, width
):
    page = new_page(viewport={"width": width, "height": 800})
    begin(page, site)
    page.locator("#id_phone").fill("0612345678")
    page.get_by_role("button", name="Is deze persoon bekend?").click()
    expect(page.get_by_role("button", name=SHOWN)).to_be_visible()

    def check() -> None:
        assert axe(page) == [], page.url
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, page.url

    check()
    page.goto("/balie/toetsen/")
    check()
    page.goto("/balie/")
    page.get_by_label("Nummer, volgcode of wie het stuurde").fill("de Vries 9911 XA 5")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_have_value("de Vries")
    check()
    page.get_by_label("iemand vraagt naar de eigen reactie").check()
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gevonden")
    expect(page.get_by_role("main")).to_contain_text(SHOWN)
    assert "ries" not in page.url
    check()
    page.get_by_role("link", name="Dorpsweg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("DW26-0001")
