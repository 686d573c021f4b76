"""Pages go over the line small, except where their length could give a secret away."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from participatie.core.compression import CompressionMiddleware, compressed

WORDS = "Wat vindt u van het plan? " * 100


def served(accept="br, gzip", *, content=WORDS, headers=(), cookies=(), content_type="text/html"):
    """What a browser that accepts this gets."""

    def page(request):
        response = HttpResponse(content, content_type=content_type)
        for name, value in headers:
            response[name] = value
        return response

    request = RequestFactory().get("/", headers={"Accept-Encoding": accept} if accept else {})
    request.COOKIES.update(cookies)
    return CompressionMiddleware(page)(request)


def test_a_page_goes_as_brotli_where_the_browser_reads_it():
    response = served("gzip, deflate, br, zstd")
    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content).decode() == WORDS
    assert response["Vary"] == "Accept-Encoding"


def test_a_page_goes_as_gzip_otherwise():
    response = served("gzip")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == WORDS


@pytest.mark.parametrize("accept", ["", "identity", "br;q=0, gzip; q=0.000", "zstd"])
def test_a_page_goes_as_it_is_to_whoever_reads_nothing_else(accept):
    response = served(accept)
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == WORDS
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "what",
    [
        {"cookies": {"sessionid": "x"}},
        {"headers": [("Cache-Control", "no-store, private")]},
        {"content": "Kort."},
        {"content_type": "application/pdf"},
        {"headers": [("Content-Encoding", "gzip")]},
    ],
)
def test_it_is_left_alone_when_it_could_give_something_away_or_gains_nothing(what):
    assert served(**what).content.decode() == what.get("content", WORDS)


def test_an_etag_becomes_weak_since_the_bytes_differ():
    assert served(headers=[("ETag", '"abc"')])["ETag"] == 'W/"abc"'
    assert served(headers=[("ETag", 'W/"abc"')])["ETag"] == 'W/"abc"'


def test_a_length_that_was_told_is_told_anew():
    response = served(headers=[("Content-Length", str(len(WORDS)))])
    assert response["Content-Length"] == str(len(response.content))


def test_what_streams_is_not_touched():
    request = RequestFactory().get("/", headers={"Accept-Encoding": "br"})
    response = CompressionMiddleware(lambda request: StreamingHttpResponse([WORDS]))(request)
    assert b"".join(response).decode() == WORDS


@pytest.mark.parametrize(
    ("accept", "encoding"), [("gzip, br", "br"), ("br;q=0, gzip", "gzip"), ("", None)]
)
def test_a_text_that_is_kept_goes_as_the_browser_reads_it(accept, encoding):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accept})
    assert compressed(request, WORDS, "text/css").get("Content-Encoding") == encoding


@pytest.mark.django_db
def test_the_home_page_is_small_and_that_of_a_colleague_is_not(client, django_user_model):
    assert client.get("/", headers={"Accept-Encoding": "br"})["Content-Encoding"] == "br"
    client.force_login(django_user_model.objects.create_user("a@b.example", "geheim-geheim"))
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert not answer.has_header("Content-Encoding")
