"""What the pages of the form share: which draft this browser has, and how they are guarded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from participatie.core import clock, languages
from participatie.intake.web import drafts
from participatie.intake.web.models import Draft
from participatie.intake.web.pages import Page
from participatie.pipeline.models import Consultation, QuestionForm

COOKIE = "reactie"
HOURS_REMEMBERED = 24
REMEMBERED = timedelta(hours=HOURS_REMEMBERED)
"""How long this browser finds the draft, and after sending the receipt, without the link.

One day: long enough for a break, short enough for a computer in a library.
"""

OVERSIZED = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass
class Visit:
    """Somebody at the form of a consultation, with the draft that this browser remembers."""

    consultation: Consultation
    draft: Draft | None = None
    token: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether the draft of this browser became a contribution."""
        return self.draft is not None and self.draft.is_sent

    def url(self, name: str, *more: object) -> str:
        """The address of a page of this form."""
        return reverse(f"web:{name}", args=[self.consultation.slug, *more])

    def page_url(self, pages: Sequence[Page], place: int) -> str:
        """The address of one of these pages; after the last comes the check page."""
        if place >= len(pages):
            return self.url("check")
        if place == 0:
            return self.url("form")
        return self.url("about") if pages[place].about else self.url("step", place + 1)

    @property
    def private_url(self) -> str:
        """The address that opens this draft on any device; empty before there is one."""
        return reverse("web:draft", args=[self.consultation.slug, self.token]) if self.token else ""

    def begin(self, form: QuestionForm) -> None:
        """Keep a draft from now on."""
        self.draft, self.token = drafts.begin(self.consultation, form)

    def open(self, token: str) -> None:
        """Look the draft of this secret up; nothing when it is not one of this consultation."""
        self.draft, self.token = drafts.find(token) if token else None, token
        if self.draft is None or self.draft.consultation_id != self.consultation.pk:
            self.forget()

    def forget(self) -> None:
        """Let this browser know nothing any more."""
        self.draft, self.token = None, ""


def visit_of(request: HttpRequest, consultation: Consultation) -> Visit:
    """The visit with the draft that this browser has, on a page under that of the form."""
    visit = Visit(consultation)
    visit.open(request.COOKIES.get(_cookie(languages.current()), ""))
    return visit


View = Callable[..., HttpResponse]


def visiting(view: View) -> View:
    """Give the view a `Visit` in the place of the slug, and its answer the right headers."""
    protected = csrf_protect(view)

    # The body is read before the CSRF check would, so that too much of it gets a page of ours.
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        consultation = get_object_or_404(Consultation, slug=slug)
        visit = visit_of(request, consultation)
        sent = visit.draft.contribution if visit.draft else None
        if sent is not None and sent.recorded_at + REMEMBERED < clock.now():
            visit.forget()
        try:
            _ = request.POST
        except OVERSIZED:
            response = render(request, "web/too_large.html", {"visit": visit}, status=413)
        else:
            response = protected(request, visit, **kwargs)
        _remember(request, response, visit)
        return response

    return wrapped


def keep_private(response: HttpResponse) -> HttpResponse:
    """Let no cache and no search engine keep this page.

    The referrer stays `same-origin`, that of the whole site: no other site sees the address. With
    `no-referrer` browsers send forms with `Origin: null`, which the CSRF check rightly refuses.
    """
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _remember(request: HttpRequest, response: HttpResponse, visit: Visit) -> None:
    if visit.token:
        keep_private(response)
    elif _cookie(languages.current()) not in request.COOKIES:
        return
    # A cookie has one path, and the form has one in each language.
    for version in languages.versions(visit.url("form")):
        name = _cookie(version.code)
        if visit.token:
            response.set_cookie(
                name,
                visit.token,
                max_age=REMEMBERED,
                path=version.url,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
            )
        else:
            response.delete_cookie(name, path=version.url, samesite="Lax")


def _cookie(language: str) -> str:
    return f"{COOKIE}-{language}"
