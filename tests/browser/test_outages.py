"""Outages and the comparison of doors in a real browser: without scripts, readable for everyone."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.models import Consultation, Outage
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.cms.pages import published


def log_in(page: Page, site: str, role: Role) -> Page:
    """Give this browser the session of somebody with this role."""
    client = Client()
    client.force_login(builders.staff(role))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return page


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, False)])
def test_an_outage_is_put_on_record_ended_and_read_by_everyone(site, new_page, axe, width, scripts):
    consultation = published(opens_on=clock.today() - timedelta(days=3)).consultation
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    log_in(page, site, Role.EDITOR)

    def check() -> None:
        if scripts:
            assert axe(page) == [], page.url
        assert page.locator("h1").count() == 1, page.url
        if scripts:
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, page.url

    page.goto("/beheer/storingen/")
    check()
    page.get_by_role("link", name="Storing vastleggen").click()
    page.get_by_role("button", name="Verder").click()
    check()
    expect(page.locator("#error-summary")).to_be_visible()
    began = (clock.now() - timedelta(days=1)).astimezone(terms.zone())
    page.get_by_label("webformulier").check()
    page.get_by_label("Vanaf welke dag").fill(f"{began:%Y-%m-%d}")
    page.get_by_label("Vanaf hoe laat").fill(f"{began:%H:%M}")
    page.get_by_label("Wat was de reden?").fill("Een kabel was stuk.")
    page.get_by_role("button", name="Verder").click()
    check()
    page.get_by_role("button", name="Vastleggen").click()
    check()
    page.get_by_role("button", name="Verder").click()
    check()
    page.get_by_role("button", name="Het is voorbij").click()
    check()
    expect(page.locator("main")).to_contain_text("Bewaard.")
    assert Outage.objects.get().ended_at is not None
    assert Consultation.objects.get().closes_on > consultation.closes_on
    for address in ("/storingen/", "/en/storingen/", "/inspraak/dorpsweg/"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("Een kabel was stuk.")
        check()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_doors_beside_each_other_can_be_read_by_everyone(site, new_page, axe, width):
    consultation = builders.consultation()
    for _ in range(5):
        builders.contribution(consultation)
        builders.contribution(consultation, channel=Channel.PHONE)
    page = log_in(new_page(viewport={"width": width, "height": 800}), site, Role.CLERK)
    page.goto("/balie/")
    page.get_by_role("link", name="Kanalen vergeleken").click()
    page.get_by_label("Consultatie").select_option("dorpsweg")
    page.get_by_role("button", name="Filteren").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as download:
        page.get_by_role("link", name="Deze cijfers downloaden").click()
    assert download.value.suggested_filename == "kanalen.csv"
