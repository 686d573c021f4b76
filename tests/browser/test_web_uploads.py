"""Files that are sent in pieces by a real browser: broken off half-way, and gone on with."""

from typing import TYPE_CHECKING, Any

from participatie.intake.web.models import ArrivingFile
from participatie.pipeline.models import Contribution, StoredFile
from tests import builders
from tests.intake.web_visitor import FORM, PDF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Request, Route

PIECE = 512 * 1024
LONG = PDF + bytes(range(256)) * (4 * PIECE // 256)


class Connection:
    """The connection of a page: breaks after so many pieces, and counts what went over it."""

    def __init__(self, page: "Page", breaks_after: int | None = None) -> None:
        self.pieces = 0
        self.breaks_after = breaks_after
        page.route("**/bestand/*/", self._pass)

    def _pass(self, route: "Route", request: "Request") -> Any:
        if request.method != "PATCH":
            return route.continue_()
        if self.pieces == self.breaks_after:
            return route.abort("connectionfailed")
        self.pieces += 1
        return route.continue_()


def fill(page: "Page") -> None:
    page.get_by_label("Wat vindt u van het plan?").fill("De lindes moeten blijven.")
    page.get_by_label("Uw naam").fill("Jan de Vries")
    page.get_by_label("Per e-mail").check()
    page.get_by_label("E-mailadres").fill("jan@voorbeeld.example")


def content(of: StoredFile) -> bytes:
    with of.content.open() as file:
        return bytes(file.read())


def test_a_file_that_was_broken_off_goes_on_after_a_reload(page: "Page", tmp_path: "Path") -> None:
    builders.consultation()
    path = tmp_path / "kaart.pdf"
    path.write_bytes(LONG)
    page.goto(FORM)
    broken = Connection(page, breaks_after=2)
    page.get_by_label("Bijlagen").set_input_files(path)
    page.get_by_text("De verbinding is weg").wait_for()
    assert (
        page.get_by_role("progressbar", name="kaart.pdf").evaluate("bar => bar.value") == 2 * PIECE
    )
    assert ArrivingFile.objects.get().arrived == 2 * PIECE

    # The page would go on by itself as soon as it can: leave it before the connection is back.
    page.goto(FORM)
    page.unroute_all()
    assert page.get_by_text("“kaart.pdf” is nog niet helemaal binnen").is_visible()
    mended = Connection(page)
    page.get_by_label("Bijlagen").set_input_files(path)
    page.get_by_label("kaart.pdf verwijderen").wait_for()
    assert not page.get_by_text("nog niet helemaal binnen").is_visible()
    assert (broken.pieces, mended.pieces) == (2, 3)
    assert content(StoredFile.objects.get()) == LONG

    fill(page)
    page.get_by_role("button", name="Controleer uw reactie").click()
    page.get_by_role("button", name="Versturen", exact=True).click()
    page.get_by_role("heading", name="Wij hebben uw reactie ontvangen", exact=True).wait_for()
    assert Contribution.objects.get().attachments.get().file.name == "kaart.pdf"


def test_a_connection_that_comes_back_goes_on_and_the_form_waits(
    page: "Page", tmp_path: "Path", axe: "Callable[[Page], list[str]]"
) -> None:
    builders.consultation()
    path = tmp_path / "kaart.pdf"
    path.write_bytes(LONG)
    page.goto(FORM)
    fill(page)
    connection = Connection(page, breaks_after=1)
    page.get_by_label("Bijlagen").set_input_files(path)
    page.get_by_text("De verbinding is weg").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Controleer uw reactie").click()
    assert page.get_by_text("Een ogenblik").is_visible()
    connection.breaks_after = None
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="Versturen", exact=True).wait_for()
    assert page.get_by_text("kaart.pdf").is_visible()
    assert content(StoredFile.objects.get()) == LONG


def test_sending_can_be_stopped_and_a_refusal_is_said(page: "Page") -> None:
    builders.consultation()
    page.goto(FORM)
    Connection(page, breaks_after=1)
    field = page.get_by_label("Bijlagen")
    field.set_input_files([{"name": "kaart.pdf", "mimeType": "", "buffer": LONG}])
    page.get_by_text("De verbinding is weg").wait_for()
    page.get_by_role("button", name="Stop met versturen kaart.pdf").press("Enter")
    assert page.evaluate("document.activeElement.name") == "attachments"
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_text("kaart.pdf wordt niet verstuurd").wait_for()
    page.unroute_all()
    field.set_input_files([{"name": "virus.pdf", "mimeType": "", "buffer": b"MZ\x90\0" * 60}])
    page.get_by_role("alert").filter(has_text="niet aannemen").wait_for()
    assert not StoredFile.objects.exists()
