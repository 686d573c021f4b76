"""The public account is made once for each state of the record, not for each visit."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from participatie.accountability.overview import Stamp
from participatie.core import house_style, kept, languages, once
from participatie.pipeline.models import Consultation


def answer(
    request: HttpRequest, at: Stamp, make: Callable[[], HttpResponse], *, is_page: bool = True
) -> HttpResponse:
    """What `make` gives, or “not modified” to who has the same already."""
    known = version(at, is_page)
    response = kept.not_modified(request, known)
    if response is None:
        response = make()
        kept.ask_each_time(response)
        if response.status_code == 200:
            kept.mark(response, known)
            response["Last-Modified"] = http_date(at.at.timestamp())
    return response


def page(consultation: Consultation, at: Stamp, name: str, make: Callable[[], str]) -> str:
    """The page of this name as it was made when the record was last in this state, or else anew.

    Only for pages that are the same for everyone, and only for names that exist: what visitors
    type must not fill the cache.
    """
    key = f"account-{consultation.pk}-{name}-{languages.current()}"
    return once.once(key, version(at, is_page=True), make)


def version(at: Stamp, is_page: bool) -> str:
    """Text that changes when what is told or how it is told changes."""
    if is_page:
        return kept.version_of_page(at.key_of_page)
    return "_".join((at.key, languages.current(), house_style.current().version))
