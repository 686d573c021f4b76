"""The words that a point was taken from, as far as everyone may read them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participatie.core.text import Span
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Point, PublicText
from participatie.pipeline.statuses import HidingReason


@dataclass(frozen=True)
class Passage:
    """The words, or else why they cannot be read."""

    words: str = ""
    why_not: str = ""


def passage_of(point: Point, public_text: PublicText | None) -> Passage:
    """The passage of a point, taken from the approved text and never from the original.

    It is found by its place: the same words elsewhere in the text say nothing about a passage
    that was hidden here.
    """
    if point.span is None:
        return Passage(
            why_not=_("This point comes from a file with the contribution. Files are not public.")
        )
    if public_text is None:
        return Passage(why_not=_("The text of this contribution is not public (any more)."))
    touched = _hidden_in(point.span, public_text)
    if touched:
        what = ", ".join(str(reason.label) for reason in HidingReason if reason in touched)
        return Passage(
            why_not=_(
                "This passage is not public because there is something private in it: %(what)s."
            )
            % {"what": what}
        )
    start = point.span.start + _shift(point.span, public_text)
    words = public_text.text[start : start + len(point.quote)]
    if words != point.quote:
        return Passage(why_not=_("This passage does not stand in the text that was made public."))
    return Passage(words=words)


def _hidden_in(span: Span, public_text: PublicText) -> set[HidingReason]:
    return {
        reason
        for hidden, reason in public_text.hidden_passages
        if hidden.start < span.end and span.start < hidden.end
    }


def _shift(span: Span, public_text: PublicText) -> int:
    """By how many characters the marks before it move a passage that touches none of them."""
    # Overlapping passages have one mark, as `public_texts.text_without` makes it.
    shift = reach = 0
    for hidden, _reason in public_text.hidden_passages:
        if hidden.start >= span.end:
            break
        if hidden.start >= reach:
            shift += len(HIDDEN)
        shift -= max(0, hidden.end - max(hidden.start, reach))
        reach = max(reach, hidden.end)
    return shift
