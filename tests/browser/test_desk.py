"""The desk in a real browser: by keyboard alone, without scripts, and readable for everyone."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from participatie.accounts.roles import Role
from participatie.intake.desk.models import DeskEntry
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import Channel, DeliveryWay
from tests import builders
from tests.intake.desk_form import clerk_client, send


def log_in(page: Page, site: str, role: Role = Role.CLERK) -> Page:
    """Give this browser the session of somebody with this role."""
    client = Client()
    client.force_login(builders.staff(role))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return page


def type_into(page: Page, label: str, text: str) -> None:
    """Tab on to the field with this label and type."""
    for _ in range(12):
        if page.evaluate("document.activeElement.labels?.[0]?.innerText ?? ''").startswith(label):
            page.keyboard.type(text)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no field {label} within twelve tabs")


def press(page: Page, name: str) -> None:
    """Tab on to the button or link with this name and press it."""
    for _ in range(30):
        if page.evaluate("document.activeElement.innerText ?? ''").startswith(name):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no {name} within thirty tabs")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_call_is_entered_by_keyboard_alone_until_the_code_is_on_screen(site, new_page, scripts):
    builders.consultation()
    builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug bij Oosterdam")
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto("/balie/nieuw/telefoon/")

    page.keyboard.type("brug")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"telefoon/[0-9a-f-]{36}/"))
    expect(page.get_by_label("Consultatie")).to_have_value("BR26 Nieuwe brug bij Oosterdam")
    page.keyboard.type("De brug is te laag voor mijn boot.")
    type_into(page, "Naam", "Piet Bakker")
    type_into(page, "Telefoonnummer", "0612345678")
    press(page, "Verder naar voorlezen")
    expect(page.get_by_text("De brug is te laag voor mijn boot.")).to_be_visible()
    press(page, "Ja, opslaan")

    expect(page.locator(".code-block")).to_be_visible()
    made = Contribution.objects.get()
    expect(page.locator(".code-block")).to_contain_text(made.reference)
    expect(page.locator(".code-block")).to_contain_text(made.follow_code)
    press(page, "Telefonisch verteld")
    expect(page.get_by_role("status")).to_contain_text("Genoteerd")


def test_what_is_typed_is_kept_while_typing(site, page):
    builders.consultation()
    log_in(page, site).goto("/balie/nieuw/brief/")

    page.get_by_label("Tekst van de brief").fill("Half een brief")

    expect(page.locator("[data-autosave-state]")).to_contain_text("Bewaard om")
    assert DeskEntry.objects.get().typed["text"] == "Half een brief"
    page.goto("/balie/")
    page.get_by_role("link", name="Nog geen naam").click()
    expect(page.get_by_label("Tekst van de brief")).to_have_value("Half een brief")


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(site, page):
    builders.consultation()
    log_in(page, site).goto("/balie/nieuw/telefoon/")

    page.get_by_label("Wat de beller verder zegt").press_sequentially("De verbinding viel w")
    page.get_by_role("link", name="Post").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Post")

    # What was sent while leaving may come in after the next page was asked for.
    for _look in range(10):
        page.goto("/balie/")
        if page.get_by_text("De verbinding viel w").is_visible():
            break
    expect(page.get_by_text("De verbinding viel w")).to_be_visible()


def test_who_types_on_and_on_is_kept_too_and_a_reload_gives_it_back(site, page):
    builders.consultation()
    page.clock.install()
    log_in(page, site).goto("/balie/nieuw/telefoon/")

    said = page.get_by_label("Wat de beller verder zegt")
    for word in ("Ik ", "zeg ", "het ", "nog "):
        said.press_sequentially(word)
        page.clock.run_for(2000)

    expect(page.locator("[data-autosave-state]")).to_contain_text("Bewaard om", timeout=15_000)
    # The last words go with one of the next saves, whichever of them the typing fell before.
    for _look in range(10):
        page.clock.run_for(2000)
        page.wait_for_timeout(200)
        if DeskEntry.objects.get().typed["text"] == "Ik zeg het nog ":
            break
    page.reload()
    expect(said).to_have_value("Ik zeg het nog ")


def test_a_slow_save_does_not_undo_a_newer_one(site, page):
    builders.consultation()
    page.clock.install()
    log_in(page, site).goto("/balie/nieuw/telefoon/")
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile("/balie/nieuw/telefoon/.+"), hold_the_first)
    said = page.get_by_label("Wat de beller verder zegt")
    said.press_sequentially("Eerst")
    page.clock.run_for(4100)
    said.press_sequentially(" en daarna")
    page.clock.run_for(4100)
    page.wait_for_timeout(500)
    held[0].continue_()
    expect(page.locator("[data-autosave-state]")).to_contain_text("Bewaard om", timeout=15_000)
    for _look in range(20):
        page.wait_for_timeout(200)
        if DeskEntry.objects.get().typed["text"] == "Eerst en daarna":
            break
    assert DeskEntry.objects.get().typed["text"] == "Eerst en daarna"


def test_a_login_that_ended_while_typing_loses_nothing(site, page):
    builders.consultation()
    page.clock.install()
    log_in(page, site).goto("/balie/nieuw/telefoon/")
    said = page.get_by_label("Wat de beller verder zegt")
    elsewhere = page.context.new_page()

    page.context.clear_cookies()
    said.press_sequentially("Na het verlopen getypt.")
    page.clock.run_for(4100)
    expect(page.locator("[data-autosave-state]")).to_contain_text("niet meer ingelogd")

    log_in(elsewhere, site).close()
    type_into(page, "Telefoonnummer", "0612345678")
    press(page, "Verder naar voorlezen")

    expect(page.get_by_text("Na het verlopen getypt.")).to_be_visible()


def test_a_form_sent_after_the_login_ended_stays_on_screen(site, page):
    builders.consultation()
    log_in(page, site).goto("/balie/nieuw/brief/")
    page.context.clear_cookies()

    page.get_by_label("Tekst van de brief").fill("Een hele brief, overgetypt")
    page.get_by_role("button", name="Opslaan en volgende").click()

    expect(page.locator("[data-autosave-state]")).to_contain_text("niet meer ingelogd")
    expect(page.get_by_label("Tekst van de brief")).to_have_value("Een hele brief, overgetypt")


def test_the_counters_of_the_desk_move_by_themselves(site, page):
    consultation = builders.consultation()
    builders.contribution(consultation, channel=Channel.LETTER, reply_by=DeliveryWay.LETTER)
    with page.expect_websocket():
        log_in(page, site).goto("/balie/")
    to_print = page.locator("[data-live] .figure", has_text="Te drukken")
    expect(to_print).to_contain_text("1")

    colleague = page.context.new_page()
    colleague.goto("/balie/post/")
    colleague.get_by_role("button", name="Maak een drukpartij").click()
    colleague.get_by_role("button", name="Gedrukt", exact=True).click()

    expect(to_print).to_contain_text("0")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_the_desk_can_be_read_by_everyone(site, new_page, axe, width):
    decided = builders.decided()
    consultation = builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug")
    builders.consultation(slug="sluis", prefix="SL26", title="Nieuwe sluis")
    for way in DeliveryWay:
        builders.contribution(consultation, channel=Channel.LETTER, reply_by=way)
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back", consultation="brug")
    page = log_in(new_page(viewport={"width": width, "height": 800}), site)

    def check() -> None:
        assert axe(page) == [], page.url
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, page.url
        assert page.locator("h1").count() == 1, page.url

    for address in (
        "/balie/",
        *(f"/balie/nieuw/{door}/" for door in ("telefoon", "brief")),
        reverse("desk:read_back", args=[Channel.PHONE, key]),
        reverse("desk:contribution", args=[decided.reference]),
        reverse("desk:saved", args=["BR26-0001"]),
        reverse("desk:slip", args=["BR26-0001"]),
        *(f"/balie/post/?stapel={pile}" for pile in ("drukken", "bellen", "mislukt")),
    ):
        page.goto(address)
        check()
    page.goto("/balie/nieuw/brief/")
    page.locator("details").evaluate_all("folded => folded.forEach(one => one.open = true)")
    check()
    page.get_by_label("Consultatie").fill("nieuwe")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    check()


def test_other_roles_see_why_they_may_not_come_in(site, page):
    log_in(page, site, Role.COUNCILLOR)

    answer = page.goto("/balie/")

    assert answer.status == 403
    expect(page.get_by_role("main")).to_contain_text("Baliemedewerker")
