"""Headers that go with every page."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from participatie.core.security import SecurityHeadersMiddleware


def headers(path, *, preview=False, use_nonce=False):
    """The headers of a page at `path`."""

    def page(request):
        request.is_preview = preview
        return HttpResponse(f"{request.csp_nonce}" if use_nonce else "")

    response = SecurityHeadersMiddleware(page)(RequestFactory().get(path))
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return response, policy


def test_our_own_pages_allow_nothing_inline_and_nobody_else():
    response, policy = headers("/inspraak/")

    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }
    assert "camera=()" in response["Permissions-Policy"]


def test_a_nonce_that_a_page_uses_is_allowed():
    response, policy = headers("/inspraak/", use_nonce=True)

    assert policy["script-src"] == f"'self' 'nonce-{response.content.decode()}'"


def test_the_cms_may_do_what_it_must():
    response, policy = headers("/cms/pages/3/edit/")

    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_is_strict_but_may_be_framed_by_the_cms():
    response, policy = headers("/inspraak/n398/", preview=True)

    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_login_form_may_lead_to_the_broker(settings):
    settings.OIDC_SERVER_URL = "https://broker.example/realm/x"

    _, policy = headers("/account/login/")

    assert policy["form-action"] == "'self' https://broker.example"


@pytest.mark.django_db
def test_the_whole_site_sends_them(client):
    response = client.get("/account/login/")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
