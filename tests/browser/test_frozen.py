"""The griffie freezes an account on a tablet and links a paper, without scripts; axe looks on."""

from datetime import timedelta

from playwright.sync_api import expect

from participatie.accountability.staten.frozen import making
from participatie.accountability.staten.frozen.models import Order
from participatie.accounts.roles import Role
from participatie.core import clock
from tests import builders

TABLET = {"width": 1180, "height": 820}
AGENDA = "11111111-2222-3333-4444-555555555555"
ADDRESSES = (
    "/staten/dorpsweg/bevroren/",
    "/staten/dorpsweg/bevroren/nieuw/",
    "/staten/dorpsweg/bevroren/1/?controle=ja",
    "/staten/dorpsweg/stukken/",
    "/staten/dorpsweg/stukken/nieuw/",
    "/staten/dorpsweg/stukken/{link}/",
    "/staten/dorpsweg/stukken/{link}/verbeteren/",
    "/inspraak/dorpsweg/verantwoording/bevroren/1/",
)


def test_the_griffie_freezes_the_account_and_links_a_paper(new_page, axe) -> None:
    consultation = builders.answered().consultation
    page = new_page(viewport=TABLET, java_script_enabled=False)
    page.goto("/account/login/")
    page.fill("input[name=login]", builders.staff(Role.REGISTRY).email)
    page.fill("input[name=password]", builders.PASSWORD)
    page.locator("main form button[type=submit]").first.click()

    page.goto("/staten/dorpsweg/")
    page.get_by_role("link", name="Bevroren kopieën").click()
    page.get_by_role("link", name="De verantwoording bevriezen").click()
    page.get_by_role("button", name="De verantwoording bevriezen").click()
    expect(page.locator("#error-summary")).to_be_visible()
    page.get_by_label("Welke vergadering").fill("Provinciale Staten")
    page.get_by_label("Dag van de vergadering").fill(str(clock.today() + timedelta(days=7)))
    page.get_by_role("button", name="De verantwoording bevriezen").click()
    expect(page.get_by_text("Er wordt een kopie gemaakt")).to_be_visible()
    making.make_copy(Order.objects.get().pk)
    page.get_by_role("link", name="Opnieuw kijken").click()
    page.get_by_role("link", name="Kopie 1").click()
    expect(page.get_by_text("Sindsdien is er niets veranderd")).to_be_visible()
    page.get_by_role("link", name="Controleer of niets").click()
    expect(page.get_by_text("Net gecontroleerd")).to_be_visible()
    builders.contribution(consultation)
    page.reload()
    expect(page.get_by_role("heading", name="DW26-0002")).to_be_visible()

    page.get_by_role("link", name="Een verwijzing toevoegen").click()
    address = f"https://woldermark.bestuurlijkeinformatie.nl/Agenda/Index/{AGENDA}"
    page.get_by_label("Adres van het stuk").fill(address)
    page.get_by_role("button", name="Verder: wat het is").click()
    expect(page.get_by_label("Nummer van de vergadering daar")).to_have_value(AGENDA)
    page.get_by_label("Hoe het stuk heet").fill("Agenda van de Staten")
    page.get_by_label("Wat het is").select_option("agendapunt")
    page.get_by_label("Dag van het stuk").fill("2026-11-30")
    page.get_by_role("button", name="Een verwijzing toevoegen").click()
    expect(page.get_by_role("heading", name="Agenda van de Staten")).to_be_visible()
    page.goto("/inspraak/dorpsweg/verantwoording/bevroren/1/")
    expect(page.get_by_role("link", name="Agenda van de Staten")).to_be_visible()

    link = consultation.council_links.get().pk
    looks = new_page(viewport=TABLET)
    looks.context.add_cookies(page.context.cookies())
    for address in ADDRESSES:
        for width in (TABLET["width"], 360):
            looks.set_viewport_size({"width": width, "height": 820})
            assert looks.goto(address.format(link=link)).status == 200, address
            assert looks.evaluate("document.documentElement.scrollWidth") <= width, address
        assert axe(looks) == [], address
