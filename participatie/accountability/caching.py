"""The public account is made once for each state of the record, not for each visit."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from participatie.accountability.overview import KEPT_FOR, Stamp
from participatie.core import clock, house_style
from participatie.pipeline.models import Consultation


def answer(
    request: HttpRequest, at: Stamp, make: Callable[[], HttpResponse], *, is_page: bool = True
) -> HttpResponse:
    """What `make` gives, or “not modified” to who has the same already."""
    etag = f'W/"{version(at, is_page)}"'
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
    wanted = version(at, is_page=True)
    key = f"account-{consultation.pk}-{name}-{get_language()}"
    made_at, made = cache.get(key, (None, None))
    if made_at != wanted:
        made = make()
        cache.set(key, (wanted, made), KEPT_FOR)
    return str(made)


def version(at: Stamp, is_page: bool) -> str:
    """Text that changes when what is told or how it is told changes."""
    style = house_style.current()
    parts = [at.key, get_language() or "", style.version]
    if is_page:
        # A page says how far the term is, which follows from the day, and names its style sheet.
        parts += [clock.today().isoformat(), style.stylesheet]
    return "_".join(parts)
