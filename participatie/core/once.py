"""What is made of a state of the record is made once: kept until the record is in another state."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from django.core.cache import cache

KEPT_FOR = 24 * 60 * 60
"""Seconds."""
NEARBY = 64
"""How many things this process keeps at hand itself."""

Made = TypeVar("Made")

_nearby: "OrderedDict[str, tuple[object, Any]]" = OrderedDict()
_lock = Lock()


def once(key: str, state: object, make: Callable[[], Made]) -> Made:
    """What `make` gave when things were in this state before, or gives now.

    A state is anything that can be compared and pickled, and that no other state equals. Only for
    names that exist: what visitors type must not fill the cache.
    """
    made_at, made = cache.get(key, (None, None))
    if made_at != state:
        made = make()
        cache.set(key, (state, made), KEPT_FOR)
    return made  # type: ignore[no-any-return]  # the cache holds what `make` gave


def at_hand(states: Mapping[str, object], make: Callable[[str], Made]) -> dict[str, Made]:
    """{key: what `make` gives for it}, as `once` does for each, and kept in this process as well.

    For what nearly every page asks for, so that it is not unpacked each time. Nobody may change it.
    """
    with _lock:
        found = {key: _nearby[key][1] for key in states if _is_nearby(key, states[key])}
        for key in found:
            _nearby.move_to_end(key)
    for key in [key for key in states if key not in found]:
        found[key] = once(key, states[key], partial(make, key))
        _put_nearby(key, states[key], found[key])
    return found


def forget() -> None:
    """Make everything anew, in this process: for who changed the record behind its back."""
    with _lock:
        _nearby.clear()
    cache.clear()


def _is_nearby(key: str, state: object) -> bool:
    return key in _nearby and _nearby[key][0] == state


def _put_nearby(key: str, state: object, made: object) -> None:
    with _lock:
        _nearby[key] = (state, made)
        _nearby.move_to_end(key)
        if len(_nearby) > NEARBY:
            _nearby.popitem(last=False)
