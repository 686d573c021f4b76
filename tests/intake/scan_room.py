"""Stacks of scans as clerks bring them in, and the letters they make of them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.scans import dividing, reading, stacks
from participatie.intake.scans.models import Letter, Page, Stack
from tests import builders, scanned

SMALL = (413, 585)
"""Pixels of a page that nothing has to be recognised on; quick to draw."""


def brought(*contents: bytes, names: Sequence[str] = (), **given: Any) -> Stack:
    """A stack of these files, not read yet."""
    files = [
        scanned.upload(content, names[place] if names else f"deel {place}.pdf")
        for place, content in enumerate(contents)
    ]
    values = {"actor": builders.staff(Role.CLERK), "received_on": clock.today()} | given
    return stacks.bring(uuid4(), files, **values)


def read(stack: Stack) -> list[Page]:
    """The pages of a stack, once all were read."""
    while reading.read_some(stack.pk):
        pass
    stack.refresh_from_db()
    return list(stack.pages.order_by("number"))


def divided(*begins: int, pages: int = 4, **given: Any) -> list[Letter]:
    """The letters of a stack of so many small pages, that begin at these pages too."""
    drawn = [scanned.page(f"Blad {number}", size=SMALL) for number in range(1, pages + 1)]
    stack = brought(scanned.as_pdf(drawn, dots=50), **given)
    read(stack)
    stack.pages.filter(number__in=begins).update(begins=True)
    dividing.divide(stack, actor=stack.brought_by)
    return list(stack.letters.order_by("order"))
