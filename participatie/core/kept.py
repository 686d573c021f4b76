"""What is the same for everyone is made once for each state of what it tells, not for each visit.

A version is text that changes when what is told, or how it is told, has changed.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from participatie.core import clock, house_style, languages


def version_of_page(state: str) -> str:
    """`state` with what every page besides depends on: language, day, and looks of the site.

    A page says how far a term is, which follows from the day, and names its stylesheet.
    """
    style = house_style.current()
    return "_".join(
        (state, languages.current(), clock.today().isoformat(), style.version, style.stylesheet)
    )


def not_modified(request: HttpRequest, version: str) -> HttpResponse | None:
    """The answer to a browser that has this version already; None for another."""
    answer: HttpResponse | None = get_conditional_response(request, etag=_tag(version))
    if answer is not None:
        ask_each_time(answer)
    return answer


def mark(response: HttpResponseBase, version: str) -> None:
    """Let a browser keep this response, and ask each time whether the version still holds."""
    response["ETag"] = _tag(version)
    ask_each_time(response)


def ask_each_time(response: HttpResponseBase) -> None:
    """Nobody may show this again without asking us."""
    response["Cache-Control"] = "no-cache"


def _tag(version: str) -> str:
    return f'W/"{version}"'
