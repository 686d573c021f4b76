"""The public account is made once for each state of the record, not for each visit."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from participatie.accountability.overview import KEPT_FOR, Stamp
from participatie.core import clock
from participatie.pipeline.models import Consultation

PATIENCE = 3
"""Seconds. Who waits holds a connection to the database, of which there are few."""

_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Another document is being made, and that takes longer than a visitor can wait."""


def answer(
    request: HttpRequest, at: Stamp, make: Callable[[], HttpResponse], *, is_page: bool = True
) -> HttpResponse:
    """What `make` gives, or “not modified” to who has the same already."""
    etag = f'W/"{_version(at, is_page)}"'
    response: HttpResponse | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = make()
        if response.status_code == 200:
            response["ETag"] = etag
            response["Last-Modified"] = http_date(at.at.timestamp())
    response["Cache-Control"] = "no-cache"
    return response


def page(consultation: Consultation, at: Stamp, name: str, make: Callable[[], str]) -> str:
    """The page of this name as it was made when the record was last in this state, or else anew.

    Only for pages that are the same for everyone, and only for names that exist: what visitors
    type must not fill the cache.
    """
    return str(_kept(consultation, name, _version(at, is_page=True), make))


def document(consultation: Consultation, at: Stamp, name: str, make: Callable[[], Any]) -> Any:
    """The same for what takes seconds of processor time, or a minute with 10,000 contributions.

    Everybody comes for the nota on the same day, so one is made at a time. Raises `Busy` for who
    would have to wait too long.
    """
    version = _version(at, is_page=False)
    key = _key(consultation, name)
    made_at, made = cache.get(key, (None, None))
    if made_at == version:
        return made
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _kept(consultation, name, version, make)
    finally:
        _one_at_a_time.release()


def _version(at: Stamp, is_page: bool) -> str:
    parts = [at.key, get_language() or ""]
    if is_page:
        # A page says how far the term is, which follows from the day, and names its style sheet.
        parts += [clock.today().isoformat(), static("core/participatie.css")]
    return "_".join(parts)


def _key(consultation: Consultation, name: str) -> str:
    return f"account-{consultation.pk}-{name}-{get_language()}"


def _kept(consultation: Consultation, name: str, version: str, make: Callable[[], Any]) -> Any:
    key = _key(consultation, name)
    made_at, made = cache.get(key, (None, None))
    if made_at != version:
        made = make()
        cache.set(key, (version, made), KEPT_FOR)
    return made
