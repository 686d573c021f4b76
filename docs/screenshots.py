"""The pictures of README.md, from a demo that is running: `make run`, then `make screenshots`.

Nobody edits them: whoever changes a page takes them anew.
"""

import argparse
import base64
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
PASSWORD = "demo-provincie"  # noqa: S105 - known to everyone
# No sandbox: as root in a container it does not start with one, and it opens only our own pages.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
QUALITY = 82
"""Of WebP: letters stay sharp, and a picture stays below 100 kB."""

DECIDED, LETTER = "n398-harstede-wijnvoort", "NW26-0012"
OPEN = "een-jaar-nieuw-busnet"
ANSWERING, LONG_ONE = "samenleven-met-de-wolf", "WOLF26-0002"


def home(page: Page) -> None:
    """What a visitor sees first."""
    page.goto("/")


def consultation(page: Page) -> None:
    """A consultation that is open."""
    page.goto(f"/inspraak/{OPEN}/")


def form(page: Page) -> None:
    """The first question of the web form."""
    page.goto(f"/inspraak/{OPEN}/reageren/")
    show(page, "main form")


def follow(page: Page) -> None:
    """The answer to the first point of a letter, for its sender. The desk looks up the code."""
    log_in(page, "balie", f"/balie/reactie/{LETTER}/")
    page.locator("form[action$='/volgcode/'] button").click()
    code = "-".join(page.locator(".code-block dd span").all_inner_texts())
    page.context.clear_cookies()
    page.goto(f"/volg/{code}/")
    show(page, "#points-heading")


def account(page: Page) -> None:
    """What was done with all contributions, for everyone."""
    page.goto(f"/inspraak/{DECIDED}/verantwoording/")


def decision(page: Page) -> None:
    """The text article by article, with what changed and because of whom."""
    page.goto(f"/inspraak/{DECIDED}/besluit/")
    show(page, "article")


def search(page: Page) -> None:
    """Searching with a typing error."""
    page.goto("/zoeken/?zoek=fietspat")


def desk(page: Page) -> None:
    """A clerk with a caller on the line."""
    log_in(page, "balie", "/balie/nieuw/telefoon/")


def scans(page: Page) -> None:
    """A stack of letters from the scanner, divided."""
    log_in(page, "balie", "/balie/scans/")
    page.locator(".scan-lines a").first.click()
    page.locator("a[href$='/verdelen/']").click()
    page.wait_for_load_state("networkidle")


def table(page: Page) -> None:
    """What is wrong in a table before anything of it comes in."""
    log_in(page, "balie", "/balie/inlezen/")
    page.locator("main .queue a").first.click()


def points(page: Page) -> None:
    """A case handler takes points from a text."""
    log_in(page, "behandelaar", f"/behandeling/reactie/{LONG_ONE}/punten/")


def answers(page: Page) -> None:
    """What still has to be answered, for case handlers and approver."""
    log_in(page, "behandelaar", f"/behandeling/antwoorden/{ANSWERING}/")


def staten(page: Page) -> None:
    """One consultation as a member of the Staten sees it."""
    log_in(page, "statenlid", f"/staten/{DECIDED}/")


def sample(page: Page) -> None:
    """One point of a sample, with the original, the answer and the change beside each other."""
    log_in(page, "statenlid", f"/staten/{DECIDED}/steekproeven/1/1/")


def logbook(page: Page) -> None:
    """How anyone can see that nothing was lost or altered."""
    page.goto("/logboek/")


PICTURES: dict[Callable[[Page], None], tuple[int, int]] = {
    home: (1180, 1050),
    consultation: (1180, 1050),
    form: (360, 740),
    follow: (1180, 1050),
    account: (1180, 1050),
    decision: (1180, 1050),
    search: (1180, 1050),
    desk: (1180, 900),
    scans: (1180, 900),
    table: (1180, 900),
    points: (1180, 900),
    answers: (1180, 900),
    staten: (1180, 1050),
    sample: (1180, 1050),
    logbook: (1180, 1050),
}
"""Each picture, and how wide and high the screen is, in CSS pixels."""


def main() -> None:
    """Take all pictures of the site at the address that was given."""
    parser = argparse.ArgumentParser(prog="python -m docs.screenshots")
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    site = parser.parse_args().site.rstrip("/")
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for picture, size in PICTURES.items():
            page = opened(browser, site, *size)
            picture(page)
            file = FOLDER / f"{picture.__name__}.webp"
            file.write_bytes(seen(page))
            print(f"{file.stat().st_size / 1000:5.0f} kB  {file.name}")  # noqa: T201 - what was made
            page.context.close()
        browser.close()


def opened(browser: Browser, site: str, width: int, height: int) -> Page:
    """An empty page of a new visitor with a screen of this size."""
    context = browser.new_context(
        base_url=site,
        locale="nl-NL",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    return context.new_page()


def show(page: Page, selector: str) -> None:
    """Scroll to the first element that fits `selector`, with a little space above it."""
    page.locator(selector).first.evaluate(
        "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 24)"
    )


def seen(page: Page) -> bytes:
    """What is on the screen, as WebP."""
    session = page.context.new_cdp_session(page)
    wanted = {"format": "webp", "quality": QUALITY}
    return base64.b64decode(session.send("Page.captureScreenshot", wanted)["data"])


def log_in(page: Page, who: str, place: str) -> None:
    """Open `place` as this demo account."""
    page.goto(f"/account/login/?next={place}")
    page.locator("input[name=login]").fill(f"{who}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(f"**{place}")


if __name__ == "__main__":
    main()
