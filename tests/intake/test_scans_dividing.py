"""A person says where letters begin; dividing again never loses what was typed."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.intake.scans import dividing, letters, tesseract
from participatie.intake.scans.dividing import Mark
from participatie.intake.scans.models import Kind, LetterState, State
from participatie.intake.scans.views import divide as divide_view
from participatie.pipeline.refusals import Refused
from tests import builders, scanned
from tests.intake.desk_form import clerk_client
from tests.intake.scan_room import SMALL, brought, divided, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_tesseract(monkeypatch):
    monkeypatch.setattr(tesseract, "languages", frozenset)


def numbers(of):
    return [[page.number for page in letter.pages.order_by("number")] for letter in of]


def test_a_clerk_ticks_where_letters_begin_and_divides():
    drawn = [scanned.page(f"Blad {n}", size=SMALL) for n in range(4)]
    read(stack := brought(scanned.as_pdf(drawn)))
    client, where = clerk_client(), reverse("scans:divide", args=[stack.pk])
    page = client.get(where).content.decode()
    assert page.count('name="begins"') == 4
    assert 'id="begins-1" checked' in page
    sent = {"shown": ["1", "2", "3", "4"], "begins": ["1", "3"], "left_out": ["2"], "turn-4": "180"}
    client.post(where, sent | {"divide": "1"})
    assert numbers(stack.letters.all()) == [[1], [3, 4]]
    assert stack.pages.get(number=4).turn == 180
    assert stack.pages.get(number=2).letter is None
    stack.refresh_from_db()
    assert stack.state == State.DIVIDED
    assert stack.divided_by.has_role(Role.CLERK)


def test_many_pages_come_on_several_screens_and_each_button_keeps_the_marks(monkeypatch):
    monkeypatch.setattr(divide_view, "PER_SCREEN", 2)
    drawn = [scanned.page(f"Blad {n}", size=SMALL) for n in range(3)]
    read(stack := brought(scanned.as_pdf(drawn)))
    client, where = clerk_client(), reverse("scans:divide", args=[stack.pk])
    first = client.get(where).content.decode()
    assert 'name="next"' in first
    assert 'name="divide"' not in first
    to = client.post(where + "?page=1", {"shown": ["1", "2"], "begins": ["2"], "next": "1"})
    assert to["Location"] == where + "?page=2"
    assert [page.begins for page in stack.pages.all()] == [False, True, False]
    assert 'name="divide"' in client.get(to["Location"]).content.decode()


def test_the_pages_of_a_screen_cost_the_same_number_of_queries(django_assert_num_queries):
    client = clerk_client()
    for count in (1, 4):
        read(stack := brought(scanned.as_pdf([scanned.page("Blad", size=SMALL)] * count)))
        with django_assert_num_queries(6):
            client.get(reverse("scans:divide", args=[stack.pk]))


def test_a_page_that_is_left_out_where_a_letter_begins_hands_the_beginning_on():
    read(stack := brought(scanned.as_pdf([scanned.page("Blad", size=SMALL)] * 3)))
    stack.pages.filter(number=2).update(begins=True, left_out=True)
    dividing.divide(stack, actor=stack.brought_by)
    assert numbers(stack.letters.all()) == [[1], [3]]


def test_leaving_everything_out_is_refused():
    read(stack := brought(scanned.as_pdf([scanned.blank(size=SMALL)])))
    assert [page.kind for page in stack.pages.all()] == [Kind.BLANK]
    with pytest.raises(Refused, match="Alle bladzijden zijn weggelaten"):
        dividing.divide(stack, actor=stack.brought_by)


def test_dividing_again_keeps_what_was_typed_with_its_first_page():
    first, second = divided(3)
    letters.keep(second, {"text": "Getypt"}, clerk=second.stack.brought_by)
    stack = first.stack
    dividing.mark(stack, {2: Mark(begins=True, left_out=False, turn=0)})
    assert dividing.divide(stack, actor=stack.brought_by) == 3
    assert numbers(stack.letters.all()) == [[1], [2], [3, 4]]
    assert [letter.typed for letter in stack.letters.all()] == [{}, {}, {"text": "Getypt"}]


def test_two_letters_are_joined_and_the_typed_one_goes_on():
    _first, second = divided(3)
    letters.keep(second, {"text": "Getypt"}, clerk=second.stack.brought_by)
    dividing.mark(second.stack, {3: Mark(begins=False, left_out=False, turn=0)})
    dividing.divide(second.stack, actor=second.stack.brought_by)
    [joined] = second.stack.letters.all()
    assert (joined.pk, joined.typed) == (second.pk, {"text": "Getypt"})
    assert numbers([joined]) == [[1, 2, 3, 4]]


def test_joining_two_letters_that_are_both_typed_in_is_refused_and_changes_nothing():
    first, second = divided(3)
    clerk = first.stack.brought_by
    for letter in (first, second):
        letters.keep(letter, {"text": "Getypt"}, clerk=clerk)
    dividing.mark(first.stack, {3: Mark(begins=False, left_out=False, turn=0)})
    with pytest.raises(Refused, match="brief 2"):
        dividing.divide(first.stack, actor=clerk)
    assert numbers(first.stack.letters.all()) == [[1, 2], [3, 4]]


def test_a_finished_letter_keeps_its_pages_when_the_rest_is_divided_again():
    first, second, _third = divided(2, 3)
    letters.discard(second, clerk=builders.staff(Role.CLERK), reason="Reclame")
    stack = first.stack
    dividing.mark(stack, {n: Mark(begins=False, left_out=True, turn=90) for n in (1, 2)})
    dividing.divide(stack, actor=stack.brought_by)
    found = list(stack.letters.order_by("order"))
    assert numbers(found) == [[2], [3, 4]]
    assert [letter.state for letter in found] == [LetterState.DISCARDED, LetterState.OPEN]
    assert stack.pages.get(number=2).turn == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_while_a_colleague_divides_again_is_kept():
    [letter] = divided()
    colleague = builders.staff(Role.CLERK, email="els@demo.example")

    def divide():
        dividing.divide(letter.stack, actor=letter.stack.brought_by)
        connection.close()

    with transaction.atomic():
        letters.keep(letter, {"text": "Half"}, clerk=colleague)
        dividing_again = Thread(target=divide)
        dividing_again.start()
        until = time.monotonic() + 30
        while dividing_again.is_alive() and not _somebody_waits():
            assert time.monotonic() < until, "nobody waits for the letter"
            time.sleep(0.01)
    dividing_again.join()
    letter.refresh_from_db()
    assert (letter.typed, letter.clerk) == ({"text": "Half"}, colleague)


def _somebody_waits():
    with connection.cursor() as cursor:
        # Within a transaction the server shows what it showed before, until this is asked.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])
