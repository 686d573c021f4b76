"""Letters: the post prints them; the room that knows what they say registers how to make them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import LetterForm


@dataclass(frozen=True)
class Letter:
    """One letter as it was made."""

    form: LetterForm
    pages: int = 0
    """0 when it is not in the PDF."""
    text: str = ""
    """All of it in plain text, for who gets it in braille."""


@dataclass(frozen=True)
class Made:
    """One document with letters, in the order that was asked; plain texts apart from it."""

    pdf: bytes
    letters: Sequence[Letter]
    pages: int


@dataclass(frozen=True)
class Order:
    """Which letters to make, and how."""

    deliveries: Sequence[Delivery]
    marks: Sequence[str]
    """What stands above the address of each; empty for none."""
    batch: int | None
    two_sided: bool


Renderer = Callable[[Order], Made]
_renderers: list[Renderer] = []


def register_renderer(renderer: Renderer) -> Renderer:
    """Let `renderer` make the letters.

    Raises ValueError when another one is registered already.
    """
    if _renderers and _renderers[0] is not renderer:
        raise ValueError("letters have a renderer already")
    _renderers[:] = [renderer]
    return renderer


def render(
    deliveries: Sequence[Delivery],
    *,
    marks: Sequence[str] = (),
    batch: int | None = None,
    two_sided: bool = True,
) -> Made:
    """The letter of each of `deliveries`, in this order; those of a batch after a list of them.

    Raises `participatie.core.pdf.PdfError`, and LookupError when nobody registered how to make
    them.
    """
    if not _renderers:
        raise LookupError("nobody registered how to make letters")
    marks = marks or [""] * len(deliveries)
    return _renderers[0](Order(deliveries, marks, batch, two_sided))
