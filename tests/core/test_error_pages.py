"""Pages for when it goes wrong: they say what to do, in the visitor's language, also without a
database.
"""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from lxml import html

from participatie import urls as site_urls

pages = ("400", "403", "403_csrf", "404", "413", "429", "500", "503")


def failing(error):
    """A view that raises this."""

    def view(request):
        if error is not None:
            raise error
        return HttpResponse()

    return view


urlpatterns = [
    path("stuk/", failing(RuntimeError("broken"))),
    path("en/stuk/", failing(RuntimeError("broken"))),
    path("weg/", failing(OperationalError("gone"))),
    path("raar/", failing(SuspiciousOperation("odd"))),
    path("veel/", failing(RequestDataTooBig("much"))),
    *site_urls.urlpatterns,
]
handler400, handler404 = site_urls.handler400, site_urls.handler404
handler500 = site_urls.handler500


@pytest.fixture
def visit(client, settings):
    """A visitor of a site on which some addresses fail."""
    settings.ROOT_URLCONF = "tests.core.test_error_pages"
    client.raise_request_exception = False
    return client.get


@pytest.mark.parametrize("name", pages)
def test_every_error_page_leads_to_a_human_without_a_database(name):
    tree = html.fromstring(render_to_string(f"{name}.html"))
    assert len(tree.findall(".//h1")) == 1
    assert tree.xpath("//main//a[starts-with(@href, 'tel:')]")
    assert tree.xpath("//meta[@name='robots'][@content='noindex']")


def test_every_error_page_is_valid(html_errors):
    assert html_errors({name: render_to_string(f"{name}.html").encode() for name in pages}) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "status", "words"),
    [
        ("/stuk/", 500, "Er ging iets mis bij ons"),
        ("/en/stuk/", 500, "Something went wrong on our side"),
        ("/weg/", 503, "even gesloten"),
        ("/raar/", 400, "Dit verzoek begrijpen wij niet"),
        ("/veel/", 413, "te veel om in één keer te versturen"),
        ("/nergens/", 404, "Deze pagina kunnen wij niet vinden"),
        ("/en/nergens/", 404, "cannot find this page"),
    ],
)
def test_what_went_wrong_is_said_in_the_language_of_the_address(visit, where, status, words):
    answer = visit(where)
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_to_search(visit):
    tree = html.fromstring(visit("/nergens/").content)
    assert tree.xpath("//main//form[@role='search']//input[@name='zoek']")


@pytest.mark.django_db
def test_without_a_database_a_page_of_ours_still_comes(visit, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = visit("/inspraak/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "0999-000100" in answer.content.decode()


@pytest.mark.django_db
def test_a_broken_form_at_a_wrong_address_is_no_fault_of_ours(visit, client):
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = "a" * 32
    sent = {"data": b"broken", "content_type": "multipart/form-data"}
    assert client.post("/inspraak/nergens/reageren/", **sent).status_code == 404
    assert client.post("/zoeken/", **sent).status_code == 400
