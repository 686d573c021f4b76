"""E-mail in a real browser: read, and made a contribution, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from participatie.accounts.roles import Role
from participatie.intake.email.models import IncomingMail, State
from participatie.pipeline.models import Contribution
from tests import builders
from tests.browser.test_desk import log_in
from tests.intake.mail_samples import PDF, came_in, mailbox, message

WORDS = """De bomen langs de weg moeten blijven.

Met vriendelijke groet,
Jan de Vries

Op ma 2 nov 2026 om 09:14 schreef Dorpsbelangen <info@dorp.example>:
> Weten jullie dat je kunt reageren?"""
FILES = (("kaart.pdf", PDF, "application/pdf"), ("film.exe", b"MZ\0\0", "application/x-msdownload"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_message_is_read_unfolded_and_made_a_contribution(site, new_page, axe, scripts):
    box = mailbox(consultation=builders.consultation())
    came_in(message(WORDS, files=FILES), box)
    came_in(message("Een andere.", number=2, subject="Volgende"), box)
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto("/balie/e-mail/")
    if scripts:
        assert axe(page) == []
    page.get_by_role("link", name="Reactie Dorpsweg").click()

    expect(page.get_by_text("De bomen langs de weg moeten blijven.")).to_be_visible()
    quoted = page.get_by_text("Weten jullie dat je kunt reageren?")
    expect(quoted).to_be_hidden()
    page.get_by_text("Een ouder bericht").click()
    expect(quoted).to_be_visible()
    expect(page.get_by_text("film.exe").first).to_be_visible()
    if scripts:
        assert axe(page) == []
        page.get_by_label("Telefoonnummer").fill("0612345678")
        expect(page.locator("[data-autosave-state]")).to_contain_text("Bewaard om")
        assert IncomingMail.objects.get(message_id__contains="-1@").typed["phone"] == "0612345678"
    page.get_by_role("button", name="Maak er een reactie van, en volgende").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Volgende")
    made = Contribution.objects.get()
    expect(page.get_by_text(made.reference)).to_be_visible()
    assert made.text == "De bomen langs de weg moeten blijven."
    assert made.submitter.contact.email == "jan@voorbeeld.example"


def test_on_a_narrow_telephone_nothing_sticks_out_and_another_body_gets_it(site, phone_page, axe):
    mail = came_in(message(f"https://{'lang' * 60}.example", files=FILES), mailbox())
    page = log_in(phone_page, site)
    page.goto(f"/balie/e-mail/{mail.pk}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_text("Dit is voor een andere overheid").click()
    page.get_by_label("Welke overheid").fill("gemeente Harstede")
    page.get_by_role("button", name="Doorsturen en de afzender berichten", exact=True).click()
    expect(page.get_by_text("Typ het e-mailadres van die overheid.").first).to_be_visible()
    assert axe(page) == []
    expect(page.get_by_label("Welke overheid")).to_have_value("gemeente Harstede")
    page.get_by_label("E-mailadres van die overheid").fill("post@harstede.example")
    page.get_by_role("button", name="Doorsturen en de afzender berichten", exact=True).click()

    page.wait_for_url(re.compile("/balie/e-mail/$"))
    mail.refresh_from_db()
    assert mail.state == State.SENT_ON


def test_the_page_of_a_mailbox_is_readable_for_everyone(site, page, axe):
    box = mailbox(error="De mailserver is niet te bereiken.")
    log_in(page, site, Role.ADMINISTRATOR)
    for address in ("", "nieuw/", f"{box.pk}/"):
        page.goto(f"/balie/e-mail/postvakken/{address}")
        assert axe(page) == []
