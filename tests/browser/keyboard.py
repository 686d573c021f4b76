"""Going through a page without a mouse."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Keyboard:
    """Somebody who has only a keyboard: goes with Tab to what has this name, and types."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def reach(self, name: str) -> None:
        for _step in range(80):
            self.page.keyboard.press("Tab")
            reached = self.page.evaluate(
                "() => { const e = document.activeElement;"
                " return (e.labels?.[0] ?? e).textContent.trim(); }"
            )
            if reached.startswith(name):
                return
        raise AssertionError(f"Tab does not reach {name!r}")

    def fill(self, name: str, text: str) -> None:
        self.reach(name)
        self.page.keyboard.type(text)

    def press(self, name: str, key: str = "Enter") -> None:
        self.reach(name)
        self.page.keyboard.press(key)
