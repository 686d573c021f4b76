"""The stylesheet of a house style, as the browser fetches it: once."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from participatie.core import house_style
from participatie.core.compression import compressed
from participatie.core.theming import writing

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def house_style_sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Our stylesheet with the tokens of this site behind it.

    The address changes with what is in it, so that it may be kept for ever. A page that was kept
    itself may still name an older one: that gets the present one, to keep for a minute.
    """
    css = writing.combined(house_style.current().tokens)
    response = compressed(request, css, "text/css; charset=utf-8")
    is_present = writing.digest(css) == digest
    response["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if is_present else "public, max-age=60"
    )
    return response
