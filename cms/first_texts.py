"""What the pages about privacy and accessibility say until an editor writes more.

Only what holds for every site that runs on this software. What a province must add itself, such
as its legal grounds and how long it keeps what, is in the README.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FirstPage:
    """A page with a lead and, for each heading, one paragraph."""

    slug: str
    title: str | Promise
    lead: str | Promise
    sections: tuple[tuple[str | Promise, str | Promise], ...]


PAGES = (
    FirstPage(
        "privacy",
        _("Privacy"),
        _("We ask as little as possible about you."),
        (
            (
                _("What everyone can read"),
                _(
                    "Your name, address, telephone number and e-mail address are never published. "
                    "What you write is, after somebody has read it and left out what is private. "
                    "Until then others only see the number of your contribution, the day and how "
                    "it came in."
                ),
            ),
            (
                _("Who sees your details"),
                _(
                    "Only staff who handle your contribution or send you an answer. Your contact "
                    "details are kept encrypted, apart from what you wrote."
                ),
            ),
            (
                _("No following"),
                _(
                    "This website does not follow you and loads nothing from other companies. "
                    "People read and answer your contribution, not a computer."
                ),
            ),
            (
                _("Your rights"),
                _(
                    "You may ask what we keep about you. You may have mistakes corrected, and ask "
                    "us to leave out something private that was published. Call or write to us: "
                    "see the bottom of this page."
                ),
            ),
        ),
    ),
    FirstPage(
        "toegankelijkheid",
        _("Accessibility"),
        _("Everyone must be able to take part."),
        (
            (
                _("What you can count on"),
                _(
                    "You can do everything on this website with a keyboard, with a screen reader, "
                    "on a small telephone and without scripts. We test it against the "
                    "international rules (WCAG 2.2, level AA)."
                ),
            ),
            (
                _("Not on a computer"),
                _(
                    "You can also take part by letter, by telephone or at the desk. You then get "
                    "the same number, the same code and the same answer."
                ),
            ),
            (
                _("Does something not work for you?"),
                _(
                    "Then we want to know. Call or write to us: see the bottom of this page. Tell "
                    "us which page it was and what went wrong."
                ),
            ),
        ),
    ),
)
