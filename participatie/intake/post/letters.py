"""Letters: the desk prints them; the room that knows what they say registers how to make them."""

from collections.abc import Callable, Sequence

from participatie.pipeline.models import Delivery

Renderer = Callable[[Sequence[Delivery]], bytes]
_renderers: list[Renderer] = []


def register_renderer(renderer: Renderer) -> Renderer:
    """Let `renderer` make the PDF of letters: one document, in the order given.

    Raises ValueError when another one is registered already.
    """
    if _renderers and _renderers[0] is not renderer:
        raise ValueError("letters have a renderer already")
    _renderers[:] = [renderer]
    return renderer


def render(deliveries: Sequence[Delivery]) -> bytes:
    """One PDF with the letter of each of `deliveries`, in this order.

    Raises LookupError when nobody registered how to make letters.
    """
    if not _renderers:
        raise LookupError("nobody registered how to make letters")
    return _renderers[0](deliveries)
