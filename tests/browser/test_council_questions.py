"""A question of a member of the council on a tablet, and the reply of the Executive."""

from playwright.sync_api import expect

from participatie.accounts.roles import Role
from tests import builders
from tests.accountability.questions import asking

TABLET = {"width": 1180, "height": 820}


def log_in(page, email: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", builders.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).not_to_have_url("/account/login/")


def test_a_member_asks_the_executive_replies_and_everyone_reads_it(new_page, axe, site) -> None:
    consultation = builders.answered().consultation
    in_charge = asking.in_charge(consultation)
    member, executive = builders.staff(Role.COUNCILLOR), in_charge.user
    asked = new_page(viewport=TABLET, java_script_enabled=False)
    log_in(asked, member.email)
    asked.goto("/staten/dorpsweg/antwoord/1/")
    asked.get_by_role("link", name="Stel hier een vraag over").click()
    expect(asked.get_by_text("Gijs (wegen van gijs) moet antwoorden")).to_be_visible()
    asked.get_by_role("button", name="Vraag stellen").click()
    expect(asked.locator("#error-summary")).to_be_visible()
    asked.get_by_label("Uw vraag").fill("Waarom één keer wel en één keer niet?")
    asked.get_by_role("button", name="Vraag stellen").click()
    expect(asked.get_by_text("Uw vraag heeft nummer DW26-V1")).to_be_visible()

    replies = new_page(viewport=TABLET)
    log_in(replies, executive.email)
    expect(replies).to_have_url(f"{site}/staten/vragen/")
    replies.get_by_role("link", name="DW26-V1").click()
    replies.get_by_role("link", name="Vraag beantwoorden").click()
    replies.get_by_role("textbox", name="Antwoord").fill("Omdat de situatie anders was.")
    replies.get_by_role("button", name="Antwoord geven").click()
    expect(replies.get_by_text("Omdat de situatie anders was.")).to_be_visible()
    asking.question(consultation, "punt-1.1")

    for address in (
        "/staten/vragen/?tonen=alle",
        "/staten/dorpsweg/vragen/",
        "/staten/dorpsweg/vragen/1/",
        "/staten/dorpsweg/vragen/2/antwoorden/",
        "/staten/dorpsweg/vragen/2/verlengen/",
        "/inspraak/dorpsweg/verantwoording/vragen/",
        "/inspraak/dorpsweg/verantwoording/vragen/1/",
    ):
        for width in (TABLET["width"], 360):
            replies.set_viewport_size({"width": width, "height": 820})
            assert replies.goto(address).status == 200, address
            scrolls = replies.evaluate("document.documentElement.scrollWidth")
            assert scrolls <= width, address
        assert axe(replies) == [], address
