"""The stylesheet of a house style, as the browser fetches it: once."""

import gzip
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from participatie.core import house_style
from participatie.core.theming import sheet

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def house_style_sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Our stylesheet with the tokens of this site behind it.

    The address changes with what is in it, so that it may be kept for ever. A page that was kept
    itself may still name an older one: that gets the present one, to keep for a minute.
    """
    css = sheet.combined(house_style.current().tokens)
    response = compressed(request, css)
    is_present = sheet.digest(css) == digest
    response["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if is_present else "public, max-age=60"
    )
    return response


def compressed(request: HttpRequest, css: str) -> HttpResponse:
    """A stylesheet as small as the browser can read."""
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = next((name for name in ("br", "gzip") if name in accepted), "")
    response = HttpResponse(_packed(css, encoding), content_type="text/css; charset=utf-8")
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@lru_cache(maxsize=32)
def _packed(css: str, encoding: str) -> bytes:
    data = css.encode()
    if encoding == "br":
        return bytes(brotli.compress(data))
    return gzip.compress(data, mtime=0) if encoding == "gzip" else data
