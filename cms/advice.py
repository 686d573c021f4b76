"""What an editor should look at before publishing; none of it stops anybody."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import language
from cms.procedure import ProcedurePage
from participatie.core import clock, terms
from participatie.core.text import sentences
from participatie.pipeline.statuses import Channel, Regime

WEEKS = 6
"""The term of Awb 3:16 lid 1."""

MOST_SENTENCES = 5
"""Of the introduction."""

ELECTRONIC = frozenset({Channel.WEB, Channel.EMAIL})


def warnings(page: Any) -> list[str]:
    """One sentence for each thing to look at.

    Of a translation only the words: its procedure is that of the original, where it is advised on.
    """
    found = _about_the_words(page)
    if language.is_translation(page):
        return found
    if page.opens_on and page.closes_on and page.closes_on >= page.opens_on:
        found += _about_the_term(page, page.opens_on, page.closes_on)
    if not ELECTRONIC & {door.block_type for door in page.doors}:
        found.append(_("Nobody can respond electronically. The law asks for that way (Awb 2:13)."))
    return found


def _about_the_words(page: Any) -> list[str]:
    found = []
    count = len(sentences(page.lead))
    if count > MOST_SENTENCES:
        message = _(
            "The introduction has %(count)d sentences. With five or fewer, more people read it "
            "to the end."
        )
        found.append(message % {"count": count})
    if not page.decided_by:
        found.append(_("The page does not say who decides. People want to know."))
    lies_open = any(block.block_type == "documents" for block in page.body)
    if page.regime == Regime.AWB34 and not lies_open:
        message = _(
            "No documents lie open yet. The draft and what belongs to it must be there when the "
            "term begins (Awb 3:11)."
        )
        found.append(message)
    return found


def _about_the_term(page: ProcedurePage, first: date, last: date) -> list[str]:
    found = []
    if page.regime == Regime.AWB34 and last < terms.last_day(first, WEEKS):
        found.append(
            _("The term is shorter than six weeks (Awb 3:16). It should last until %(day)s.")
            % {"day": _in_words(terms.last_day(first, WEEKS))}
        )
    if not terms.is_working_day(last):
        found.append(
            _(
                "The last day, %(day)s, is not a working day. A legal term runs on until "
                "%(next)s (Algemene termijnenwet 1)."
            )
            % {"day": _in_words(last), "next": _in_words(terms.next_working_day(last))}
        )
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    if sum(terms.is_working_day(day) for day in days) < 2:
        found.append(
            _("There are fewer than two working days in the term (Algemene termijnenwet 2).")
        )
    if page.consultation_id is not None:
        return found
    if first < clock.today():
        found.append(
            _(
                "The opening day lies behind us. A term begins when the documents lie open and "
                "that has been announced (Awb 3:16)."
            )
        )
    if page.go_live_at and page.go_live_at >= terms.start_of(first):
        found.append(_("The page goes live after the term has begun."))
    return found


def _in_words(day: date) -> str:
    return date_format(day, "l j F Y")
