"""The news in a real browser, without scripts and on a narrow telephone."""

import re

from django.core import mail
from playwright.sync_api import expect

from participatie.news import items
from participatie.news.items import Message
from tests import builders
from tests.news.readers import links, work


def test_somebody_follows_a_consultation_without_scripts_on_a_telephone(new_page, page, axe):
    consultation = builders.consultation()
    items.publish(
        Message(title="Inloopavond in Oldelo", lead="Kom langs op 3 maart.", slug="inloopavond"),
        source="page-1",
        consultation=consultation,
    )
    phone = new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    phone.goto(f"/inspraak/{consultation.slug}/nieuws/")
    phone.get_by_label("Uw e-mailadres").fill("an at post")
    phone.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(phone).to_have_title(re.compile("^Fout: "))
    assert phone.get_by_label("Uw e-mailadres").input_value() == "an at post"
    phone.get_by_label("Uw e-mailadres").fill("an@post.example")
    phone.get_by_role("button", name="Houd mij op de hoogte").click()
    phone.get_by_role("heading", name="Kijk in uw mail").wait_for()
    work()
    confirm, stop = links()
    mail.outbox.clear()
    phone.goto(confirm)
    phone.get_by_role("button", name="Ja, stuur mij het nieuws").click()
    phone.get_by_role("heading", name="U volgt ons nieuws").wait_for()
    assert phone.context.cookies() == []

    for address in (
        f"/inspraak/{consultation.slug}/nieuws/",
        "/en/nieuws/?server=x",
        confirm,
        stop,
    ):
        page.goto(address)
        assert axe(page) == []
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.get_by_role("button", name="Stop, en wis mijn adres").click()
    phone.get_by_role("heading", name="U krijgt geen nieuws meer per mail").wait_for()
    page.goto(stop)
    assert axe(page) == []
