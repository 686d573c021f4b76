"""The demo's stack of letters goes through the scanner as a clerk would bring it."""

import pytest

from participatie.accounts.roles import Role
from participatie.demo import scans
from participatie.intake.scans import reading, tesseract
from participatie.intake.scans.models import Kind, Stack
from tests import builders


@pytest.mark.django_db
def test_the_stack_of_the_demo_has_two_letters_between_sheets(monkeypatch):
    monkeypatch.setattr(tesseract, "languages", frozenset)
    consultation = builders.consultation()
    scans.brought_in(builders.staff(Role.CLERK))
    stack = Stack.objects.get()
    while reading.read_some(stack.pk):
        pass
    pages = list(stack.pages.order_by("number"))
    kinds = [Kind.SHEET, Kind.PAGE, Kind.BLANK, Kind.SHEET, Kind.PAGE]
    assert [page.kind for page in pages] == kinds
    assert pages[0].code.startswith(f"SB:{consultation.prefix}:")
    assert [page.begins for page in pages] == [False, True, False, False, True]
