"""The keys that work at the desk, beside those that every page has.

They are access keys: the browser adds its own (Alt, or Alt and Shift, or Control and Option), so
no letter that is typed, and no key of a screen reader, does something by accident (WCAG 2.1.4).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participatie.pipeline.statuses import Channel

SEARCH = "z"
DOOR_KEYS = {
    Channel.PHONE: "t",
    Channel.DESK: "v",
    Channel.LETTER: "b",
    Channel.EMAIL: "m",
}
ROOM_KEYS = {"meeting_notes:list": "g"}
"""Of rooms beside the desk, by the name of their address."""
CONSULTATION, SAID, REST, SUBMITTER, KNOWN = "c", "w", "o", "i", "u"
ON, NEXT, SKIP, YES, NO = "s", "n", "d", "j", "a"
READ = "o"
ALL_KEYS = "k"


@dataclass(frozen=True)
class Key:
    """One letter, and what it does."""

    letter: str
    does: Any


@dataclass(frozen=True)
class Place:
    """The keys of one page."""

    name: Any
    keys: tuple[Key, ...]


PLACES = (
    Place(
        _("Frontdesk"),
        (
            Key(SEARCH, _("Find a contribution")),
            Key(DOOR_KEYS[Channel.PHONE], _("Enter a telephone call")),
            Key(DOOR_KEYS[Channel.DESK], _("Enter a visit")),
            Key(DOOR_KEYS[Channel.LETTER], _("Enter a letter")),
            Key(DOOR_KEYS[Channel.EMAIL], _("Enter an e-mail")),
            Key(ROOM_KEYS["meeting_notes:list"], _("Meetings")),
            Key(ALL_KEYS, _("This list of keys")),
        ),
    ),
    Place(
        _("Entering a contribution"),
        (
            Key(CONSULTATION, _("To the consultation")),
            Key(SAID, _("To what is said or written")),
            Key(REST, _("To the text below the questions")),
            Key(SUBMITTER, _("To the name of the submitter")),
            Key(KNOWN, _("Is this person known?")),
            Key(ON, _("On to reading back, or save")),
            Key(NEXT, _("Save and next")),
            Key(ALL_KEYS, _("This list of keys")),
        ),
    ),
    Place(
        _("An e-mail"),
        (
            Key(ON, _("Make it a contribution")),
            Key(NEXT, _("Make it a contribution, and next")),
            Key(SKIP, _("Next message")),
        ),
    ),
    Place(
        _("A letter from a scan"),
        (
            Key(READ, _("Take over into the text")),
            Key(ON, _("Save")),
            Key(NEXT, _("Save and next")),
        ),
    ),
    Place(_("Read back"), (Key(YES, _("Yes, save")), Key(NO, _("No, change it")))),
    Place(
        _("Saved"),
        (
            Key(ON, _("Told by telephone")),
            Key(NEXT, _("Enter the next one")),
            Key(NO, _("Correct what we wrote down")),
        ),
    ),
)
"""Everywhere on the desk where a key does something."""
