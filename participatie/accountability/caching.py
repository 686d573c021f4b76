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

_one_at_a_time = threading.Lock()


def answer(
    request: HttpRequest, at: Stamp, make: Callable[[], HttpResponse], *, by_day: bool = True
) -> HttpResponse:
    """What `make` gives, or “not modified” to who has the same already.

    A page differs by language, by style sheet and, since terms begin and end, by day.
    """
    parts = [at.key, get_language(), static("core/participatie.css")]
    if by_day:
        parts.append(clock.today().isoformat())
    etag = 'W/"' + "_".join(filter(None, parts)) + '"'
    response: HttpResponse | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = make()
        if response.status_code == 200:
            response["ETag"] = etag
            response["Last-Modified"] = http_date(at.at.timestamp())
    response["Cache-Control"] = "no-cache"
    return response


def kept(consultation: Consultation, at: Stamp, name: str, make: Callable[[], Any]) -> Any:
    """What `make` gave when the record was last in this state, or else gives now.

    One thing is made at a time: a nota of thousands of pages takes seconds of processor time,
    and everybody comes for it on the same day.
    """
    key = f"account-{consultation.pk}-{name}-{get_language()}"
    made_at, made = cache.get(key, (None, None))
    if made_at != at.key:
        with _one_at_a_time:
            made_at, made = cache.get(key, (None, None))
            if made_at != at.key:
                made = make()
                cache.set(key, (at.key, made), KEPT_FOR)
    return made
