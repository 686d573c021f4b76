"""How an act says no."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """An act that was not done; nothing was written.

    `str()` is a sentence for the person who asked, in their language. `problems` names what
    stands in the way, one translated line each, with the object it is about where there is one.
    `field` is the argument of the act that it is about, where it is one.
    """

    def __init__(self, reason: Any, problems: Sequence["Problem"] = (), *, field: str = "") -> None:
        super().__init__(str(reason))
        self.problems = list(problems)
        self.field = field


class NotAllowed(Refused):
    """The person's role does not include this act, or four eyes are needed and these are two."""


class Problem:
    """One thing that stands in the way: a sentence, and the reference of what it is about."""

    def __init__(self, text: Any, about: Any = None) -> None:
        self.text = text
        self.about = about

    def __str__(self) -> str:
        return str(self.text)
