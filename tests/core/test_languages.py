"""The language of a public page is part of its address, and no cookie or header changes it."""

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db


def test_the_same_page_is_there_in_both_languages(client: Client) -> None:
    dutch, english = client.get("/volg/"), client.get("/en/volg/")
    assert '<html lang="nl"' in dutch.content.decode()
    assert '<html lang="en"' in english.content.decode()
    assert "Follow your contribution" in english.content.decode()


@pytest.mark.parametrize("header", ["en", "en-GB,nl;q=0.5", "xx"])
def test_the_browser_does_not_choose_the_language(client: Client, header: str) -> None:
    response = client.get("/", headers={"accept-language": header})
    assert '<html lang="nl"' in response.content.decode()
    assert not response.cookies


def test_the_switch_keeps_the_page_and_what_was_asked_of_it(client: Client) -> None:
    page = client.get("/inspraak/?fase=open").content.decode()
    assert 'href="/en/inspraak/?fase=open" lang="en" hreflang="en"' in page
    back = client.get("/en/inspraak/?fase=open").content.decode()
    assert 'href="/inspraak/?fase=open" lang="nl" hreflang="nl"' in back


def test_pages_of_staff_have_no_switch(client: Client) -> None:
    assert "hreflang" not in client.get("/account/login/").content.decode()


def test_what_was_typed_stays_when_the_language_changes(client: Client) -> None:
    consultation = builders.consultation()
    form = f"/inspraak/{consultation.slug}/reageren/"
    client.post(form, {"save": "1", "question-opinion": "Typed in Dutch"})
    assert "Typed in Dutch" in client.get(form).content.decode()
    assert "Typed in Dutch" in client.get(f"/en{form}").content.decode()


def test_a_page_without_translation_is_read_in_its_own_language(client: Client) -> None:
    page = client.get("/en/privacy/")
    assert page.status_code == 200
    assert 'href="/en/inspraak/"' in page.content.decode()


def test_what_is_nowhere_is_not_found_in_any_language(client: Client) -> None:
    assert client.get("/bestaat-niet/").status_code == 404
    assert client.get("/en/bestaat-niet/").status_code == 404
