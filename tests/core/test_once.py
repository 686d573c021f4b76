"""What is made of a state is made once, by whoever asks first."""

import pytest
from django.core.cache import cache

from participatie.core import once


@pytest.fixture(autouse=True)
def nothing_kept():
    once.forget()
    yield
    once.forget()


def counted(made):
    return lambda *_: made.append(len(made)) or len(made)


def test_it_is_made_anew_in_another_state_only():
    made = []
    given = [once.once("k", state, counted(made)) for state in ("a", "a", "b", "b", "a")]
    assert given == [1, 1, 2, 2, 3]


def test_what_is_at_hand_is_asked_of_nobody(monkeypatch):
    made = []
    assert once.at_hand({"k": (1, 2), "l": (1,)}, counted(made)) == {"k": 1, "l": 2}
    monkeypatch.setattr(cache, "get", lambda *_: pytest.fail("asked elsewhere"))
    assert once.at_hand({"l": (1,), "k": (1, 2)}, counted(made)) == {"k": 1, "l": 2}


def test_another_process_finds_it(monkeypatch):
    once.at_hand({"k": 1}, lambda _: {"theme": 3})
    monkeypatch.setattr(once, "_nearby", type(once._nearby)())
    assert once.at_hand({"k": 1}, lambda _: pytest.fail("made twice")) == {"k": {"theme": 3}}
    assert once.at_hand({"k": 2}, lambda _: "anew") == {"k": "anew"}


def test_no_more_than_so_much_is_at_hand():
    for number in range(once.NEARBY + 5):
        once.at_hand({f"k{number}": 1}, str)
    assert len(once._nearby) == once.NEARBY
