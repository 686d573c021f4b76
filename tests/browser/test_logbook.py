"""The page about the ledger in a real browser: on a telephone, without scripts, for everyone."""

import re

from playwright.sync_api import expect

from participatie.ledger import checking
from participatie.ledger.sequencing import sequence
from participatie.pipeline.models import Contribution
from tests import builders
from tests.ledger.test_checking import database_rights


def test_a_layman_reads_how_to_check_us_and_asks_for_the_checkpoints(
    new_page, page, axe, settings, tmp_path
):
    settings.LEDGER_MIRROR_DIR = tmp_path / "ledger"
    given = builders.contribution(builders.consultation())
    made = sequence()
    checking.check()
    phone = new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)

    phone.goto("/")
    phone.get_by_role("link", name="Het logboek: controleer ons").click()

    expect(phone.get_by_text("Er ontbrak niets en er was niets veranderd.")).to_be_visible()
    expect(phone.get_by_role("img", name="Hoe de regels van het logboek")).to_be_visible()
    assert made.note in phone.content()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with database_rights():
        Contribution.objects.update(text="Iets heel anders.")
    checking.check()
    phone.reload()
    expect(phone.get_by_text(f"{given.reference}, “De reactie is binnengekomen”")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("link", name="Krijg de controlepunten per e-mail").click()
    phone.get_by_label("Uw e-mailadres").fill("an at post")
    phone.get_by_role("button", name="Stuur mij de controlepunten").click()
    expect(phone).to_have_title(re.compile("^Fout: "))
    assert phone.get_by_label("Uw e-mailadres").input_value() == "an at post"
    phone.goto(f"/volg/{given.follow_code}/")
    phone.get_by_text("Het bewijs, voor wie het wil controleren").click()
    expect(phone.get_by_text("Vingerafdruk", exact=True)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for address in (
        "/logboek/",
        "/en/logboek/",
        "/logboek/volgen/",
        f"/volg/{given.follow_code}/",
    ):
        page.goto(address)
        assert axe(page) == []
