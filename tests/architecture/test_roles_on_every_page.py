"""Every page for staff, with every role: who may not come in gets a clear 403."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from participatie.accounts.roles import Role
from tests import builders

STAFF_ROOMS = ("balie/", "behandeling/", "staten/", "bestand/", "beheer/")
SAMPLES = {
    "slug": "dorpsweg",
    "reference": "DW26-0001",
    "pk": 1,
    "number": 1,
    "channel": "letter",
    "code": "7KQ4-M2XD-9RT5",
    "name": "x",
    "kind": "receipt",
    "step": "x",
    "form": "pdf",
    "check": "nummers",
    "place": 1,
    "chapter": "inleiding",
}
A_UUID = "00000000-0000-4000-8000-000000000000"


def patterns(entries: list, prefix: str = "", namespace: str = "") -> Iterator[tuple]:
    """(route, name, view, parameters) of every address."""
    for entry in entries:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern):
            parameters = entry.pattern.converters
            yield route, f"{namespace}{entry.name}", entry.callback, parameters


PAGES = [page for page in patterns(get_resolver().url_patterns) if page[0].startswith(STAFF_ROOMS)]


def address(name: str, parameters: dict) -> str:
    values = {
        key: A_UUID if type(converter).__name__ == "UUIDConverter" else SAMPLES[key]
        for key, converter in parameters.items()
    }
    return reverse(name, kwargs=values)


def test_there_are_pages_in_every_room():
    assert {route.split("/")[0] + "/" for route, *_rest in PAGES} == set(STAFF_ROOMS)


@pytest.mark.parametrize(("route", "view"), [(page[0], page[2]) for page in PAGES])
def test_every_staff_page_names_its_roles(route, view):
    assert view.required_roles, f"{route} lets everybody in"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None])
def test_every_page_turns_the_wrong_role_away(client, role):
    builders.decided()
    if role is not None:
        client.force_login(builders.staff(role))
    for (_route, name, view, parameters), method in product(PAGES, ("get", "post")):
        where = address(name, parameters)
        answer = getattr(client, method)(where)
        if answer.status_code == 405:
            continue
        if role is None:
            assert answer.status_code == 302, where
            assert answer["Location"].startswith("/account/login/"), where
        elif role in view.required_roles:
            assert answer.status_code != 403, where
        else:
            assert answer.status_code == 403, where
            assert "Met uw rol" in answer.content.decode(), where


@pytest.mark.django_db
@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.EDITOR, Role.ADMINISTRATOR)])
def test_only_webmasters_come_into_the_cms(client, role):
    client.force_login(builders.staff(role))
    answer = client.get("/cms/")
    assert answer.status_code == 403
    assert "Met uw rol" in answer.content.decode()
