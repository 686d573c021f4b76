"""An evening with speakers in a real browser: typed one after the other, kept, printed, told."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from participatie.core import clock
from participatie.intake.meeting.models import Attendee, Speaker, SpeakerEntry
from participatie.pipeline.models import Contribution
from tests import builders
from tests.browser.test_desk import log_in, press, type_into
from tests.fixtures.worker import work_off
from tests.intake.desk_form import clerk_client
from tests.intake.meeting_room import ATTENDEE, address, meeting, speak


@pytest.mark.parametrize("scripts", [True, False])
def test_two_speakers_are_entered_by_keyboard_one_after_the_other(site, new_page, scripts):
    evening = meeting()
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto(address("enter", evening))

    for number, said in enumerate(("De brug is te smal.", "Er moet licht komen."), start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Spreker {number}")
        page.keyboard.type(said)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        type_into(page, "Naam", f"Spreker Nummer{number}")
        press(page, "Opslaan, volgende spreker")
        expect(page.get_by_role("status")).to_contain_text(f"DW26-000{number}")

    assert [speaker.contribution.text for speaker in Speaker.objects.order_by("order")] == [
        "De brug is te smal.",
        "Er moet licht komen.",
    ]
    assert all(speaker.is_agreed for speaker in Speaker.objects.all())
    assert not SpeakerEntry.objects.exists()


def test_what_a_speaker_says_is_kept_while_typing(site, page):
    evening = meeting()
    log_in(page, site).goto(address("enter", evening))

    page.get_by_label("Wat deze spreker zei").fill("Half een zin")

    expect(page.locator("[data-autosave-state]")).to_contain_text("Bewaard om")
    assert SpeakerEntry.objects.get().typed["text"] == "Half een zin"
    page.goto(address("meeting", evening))
    page.get_by_role("link", name="bezig met typen").click()
    expect(page.get_by_label("Wat deze spreker zei")).to_have_value("Half een zin")


def test_from_the_evening_to_a_report_that_who_was_there_hears_of(site, page, mailoutbox):
    """The whole way, as one clerk walks it: meeting, speaker, consent, report, mail."""
    builders.consultation()
    log_in(page, site).goto("/balie/bijeenkomsten/")
    page.get_by_role("link", name="Nieuwe bijeenkomst").click()
    page.get_by_label("Consultatie").select_option(index=1)
    page.get_by_label("Naam van de bijeenkomst").fill("Avond in het dorpshuis")
    page.get_by_label("Dag").fill(f"{clock.today():%d-%m-%Y}")
    page.get_by_label("Plaats").fill("Dorpshuis, Harstede")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Volgende spreker").click()
    page.get_by_label("Wat deze spreker zei").fill("De brug is te smal.")
    page.get_by_label("Voor akkoord gestuurd").check()
    page.get_by_role("button", name="Opslaan, terug").click()
    expect(page.get_by_role("link", name="Spreker 1")).to_be_visible()

    page.get_by_role("link", name="Wie er waren").click()
    page.get_by_label("Naam", exact=True).fill("Oene Postma")
    page.get_by_label("E-mailadres").fill("oene@voorbeeld.example")
    page.get_by_label("De toestemming op het formulier").check()
    page.get_by_role("button", name="Opslaan en volgende").click()
    expect(page.get_by_role("strong").filter(has_text="Oene Postma")).to_be_visible()

    page.get_by_role("link", name="Avond in het dorpshuis").click()
    page.get_by_role("link", name="Verslag van de bijeenkomst").click()
    page.get_by_label("Wat er verder gebeurde").fill("De dijkgraaf opende de avond.")
    page.get_by_label("Ik heb de tekst hierboven nagelezen").check()
    page.get_by_role("button", name="Openbaar maken").click()
    expect(page.get_by_role("heading", name="Het verslag is openbaar")).to_be_visible()
    work_off()

    (mail,) = [mail for mail in mailoutbox if mail.to == ["oene@voorbeeld.example"]]
    (url,) = re.findall(r"/inspraak/\S+verslag\.pdf", mail.body)
    assert page.request.get(url).headers["content-type"] == "application/pdf"
    assert Attendee.objects.get().told_at is not None
    assert Contribution.objects.get().text == "De brug is te smal."


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_a_meeting_can_be_read_by_everyone(site, new_page, axe, width):
    evening, client, key = meeting(), clerk_client(), uuid4()
    for agreement in ("agreed", "asked", "not_asked"):
        speak(client, evening, agreement=agreement)
    colleague = clerk_client("ander@provincie.example")
    colleague.post(address("entry", evening, key), {"text": "Bezig", "autosave": "1"})
    client.post(address("attendees", evening), {"key": str(uuid4())} | ATTENDEE)
    page = log_in(new_page(viewport={"width": width, "height": 800}), site)

    def check() -> None:
        assert axe(page) == [], page.url
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, page.url
        assert page.locator("h1").count() == 1, page.url

    for where in (
        reverse("meeting_notes:list"),
        reverse("meeting_notes:new"),
        *(address(name, evening) for name in ("meeting", "change", "enter", "attendees", "report")),
        address("turn", evening, 2),
        address("entry", evening, key),
    ):
        page.goto(where)
        page.locator("details").evaluate_all("folded => folded.forEach(one => one.open = true)")
        check()
    page.goto(address("enter", evening))
    page.get_by_role("button", name="Opslaan, volgende spreker").click()
    expect(page.locator("#error-summary")).to_be_focused()
    check()
