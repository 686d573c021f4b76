"""The addresses that say whether the site lives and is ready."""

import pytest
from django.db import OperationalError, connection


def test_live_needs_no_database(client):
    assert client.get("/gezond/live").content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_the_database_is_migrated(client):
    response = client.get("/gezond/klaar")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_when_the_database_is_away(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/gezond/klaar")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_migrations_wait(client, monkeypatch):
    monkeypatch.setattr("participatie.core.health._migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    response = client.get("/gezond/klaar")

    assert (response.status_code, response.content) == (503, b"migrations are waiting\n")


@pytest.mark.django_db
def test_a_test_after_a_committing_one_finds_everything_back(client):
    assert client.get("/gezond/klaar").status_code == 200
