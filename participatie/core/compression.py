"""Pages go over the line small: with brotli, or else gzip.

BREACH reads a secret in a page from its compressed length, when the attacker can put words of his
own into that page and make the visitor's browser ask for it again and again, as the visitor.
So nothing is compressed for who is logged in, nor what may not be stored: pages behind a follow
code or a private link. What is left shows the same to everyone; the token of a form in it is new
on every page.
"""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

SMALLEST = 500
"""Bytes; below that it is not worth it."""
QUALITY = 5
"""Of brotli: a page in a millisecond; the highest takes fifty times as long for a tenth less."""
NEVER = re.compile(r"q=0(\.0*)?")
"""How a browser says what it cannot read."""
TEXT = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")


class CompressionMiddleware:
    """Compresses what a page says, for browsers that can read it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _may_be_smaller(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = _accepted(request)
        if not encoding or _is_private(request, response):
            return response
        response.content = _packed(response.content, encoding, quality=QUALITY, level=6)
        response.headers["Content-Encoding"] = encoding
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
        etag = response.headers.get("ETag", "")
        if etag.startswith('"'):
            # The same words in other bytes (RFC 9110, 8.8.1).
            response.headers["ETag"] = f"W/{etag}"
        return response


def compressed(request: HttpRequest, text: str, content_type: str) -> HttpResponse:
    """A text without secrets that is the same for many, as small as the browser can read it."""
    encoding = _accepted(request)
    response = HttpResponse(_packed_once(text, encoding), content_type=content_type)
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@lru_cache(maxsize=32)
def _packed_once(text: str, encoding: str) -> bytes:
    data = text.encode()
    return _packed(data, encoding, quality=11, level=9) if encoding else data


def _packed(data: bytes, encoding: str, *, quality: int, level: int) -> bytes:
    """`quality` is that of brotli, `level` that of gzip."""
    if encoding == "br":
        return bytes(brotli.compress(data, quality=quality))
    return gzip.compress(data, compresslevel=level, mtime=0)


def _may_be_smaller(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return (
        not response.has_header("Content-Encoding")
        and kind.startswith(TEXT)
        and len(response.content) >= SMALLEST
    )


def _is_private(request: HttpRequest, response: HttpResponse) -> bool:
    kept_by = response.headers.get("Cache-Control", "")
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "no-store" in kept_by


def _accepted(request: HttpRequest) -> str:
    """`br`, `gzip` or nothing."""
    wanted = {}
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _semicolon, quality = part.strip().partition(";")
        wanted[name.strip().lower()] = not NEVER.fullmatch(quality.replace(" ", ""))
    return next((name for name in ("br", "gzip") if wanted.get(name)), "")
