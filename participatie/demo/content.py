"""Reading what the demo province says, and placing its days around today."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from participatie.core import clock, terms

FOLDER = Path(__file__).parent / "content"
CONSULTATIONS = ("n398", "wolf", "bus", "water")


def province() -> dict[str, Any]:
    """The province itself: organisation, home page, other pages."""
    return _read("province")


def english() -> dict[str, Any]:
    """What the province says in English."""
    return _read("english")


def news() -> list[dict[str, Any]]:
    """What the editors tell, the oldest first."""
    return sorted(_read("news")["news"], key=lambda words: words["day"])


def help_nearby() -> dict[str, Any]:
    """Places where people are helped, and who waits to be called."""
    return _read("help")


def moment(day: date, at: str) -> datetime:
    """A moment on that day, never in the future."""
    return min(datetime.combine(day, time.fromisoformat(at), tzinfo=terms.zone()), clock.now())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


@dataclass(frozen=True)
class Story:
    """One consultation of the demo. Its days are counted from today, a bit earlier when its term
    would otherwise end on a day that is not a working day.
    """

    content: dict[str, Any]
    today: date

    @cached_property
    def _shift(self) -> timedelta:
        for days in range(10):
            shift = timedelta(days=days)
            if terms.is_working_day(self.today + timedelta(days=self.content["closes"]) - shift):
                return shift
        return timedelta(0)

    def day(self, offset: int) -> date:
        """The day so many days from today."""
        return self.today + timedelta(days=offset) - self._shift

    def moment(self, offset: int, at: str = "10:00") -> datetime:
        """A moment on that day, never in the future."""
        return moment(self.day(offset), at)

    @cached_property
    def theme_titles(self) -> dict[str, str]:
        """{key: name} of its themes."""
        return {theme["key"]: theme["title"] for theme in self.content["themes"]}

    @cached_property
    def contributions(self) -> list[dict[str, Any]]:
        """What was said, in the order in which it came in."""
        said = self.content.get("contributions", [])
        return sorted(said, key=lambda c: (c["day"], c["time"]))


def stories() -> list[Story]:
    """The consultations of the demo, the oldest first."""
    return [Story(_read(name), clock.today()) for name in CONSULTATIONS]
