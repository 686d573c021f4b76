"""For whoever finds a weakness, and for programs that walk the site."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from participatie.core import clock
from participatie.core.organisation import details
from participatie.duties.models import LegalDetails

VALID_FOR = timedelta(days=180)
"""RFC 9116 advises less than a year; each day moves the end, for as long as somebody serves it."""

NOT_FOR_ROBOTS = ("account", "balie", "behandeling", "beheer", "bestand", "cms", "staten", "stijl")
"""Parts of the site with nothing in them for whoever is not logged in."""


def address() -> str:
    """Where a weakness can be reported by e-mail; empty when there is no address at all."""
    return LegalDetails.load().security_email or details().email


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """How to report a weakness, for machines (RFC 9116)."""
    today = clock.today()
    expires = datetime(today.year, today.month, today.day, tzinfo=UTC) + VALID_FOR
    policy = settings.BASE_URL + reverse("duties:disclosure")
    by_mail = address()
    lines = [
        *([f"Contact: mailto:{by_mail}"] if by_mail else []),
        f"Contact: {policy}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('machines:security')}",
        f"Policy: {policy}",
    ]
    return _text(lines)


@require_safe
def disclosure(request: HttpRequest) -> HttpResponse:
    """The policy for coordinated vulnerability disclosure, after the NCSC's example."""
    return render(request, "duties/disclosure.html", {"address": address()})


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone; a demonstration is not for them at all.

    Pages behind a follow code and forms under way forbid it themselves, in a header or the page:
    what stands here would only be told to everyone.
    """
    if settings.DEMO:
        return _text(["User-agent: *", "Disallow: /"])
    closed = [f"Disallow: /{room}/" for room in NOT_FOR_ROBOTS]
    sitemap = settings.BASE_URL + reverse("sitemap")
    return _text(["User-agent: *", *closed, "", f"Sitemap: {sitemap}"])


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
