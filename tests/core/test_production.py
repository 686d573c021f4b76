"""Production refuses to start half configured or with demonstration accounts."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from participatie.core.checks import check_demo_accounts, refuse_to_start_when_unsafe
from tests.architecture.source import ROOT

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "participatie.settings.production",
    "DATABASE_URL": "postgres://participatie:x@localhost:1/participatie",
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "DATA_KEYS": "one,two",
    "LEDGER_KEYS": "three",
    "ALLOWED_HOSTS": "inspraak.provincie.example",
    "BASE_URL": "https://inspraak.provincie.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.provincie.example:587",
}


def manage(*command, **changes):
    """The result of a command under production settings; None takes a variable away."""
    wanted = COMPLETE | changes
    environment = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_finds_nothing():
    # No database listens there, so only that the accounts were not looked at may be said.
    done = manage("check", "--deploy")

    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("?:")] == [
        "?: (participatie.W001) The database could not be asked whether it holds "
        "demonstration accounts."
    ]


def test_everything_that_is_missing_is_said_at_once():
    nothing = dict.fromkeys(COMPLETE, None) | {
        "DJANGO_SETTINGS_MODULE": "participatie.settings.production"
    }

    done = manage("check", **nothing, DEBUG="1")

    assert done.returncode != 0
    for name in (*COMPLETE.keys() - {"DJANGO_SETTINGS_MODULE"}, "DEBUG"):
        assert f"- {name} " in done.stderr, name


@pytest.mark.parametrize(
    "wrong",
    [
        {"BASE_URL": "http://inspraak.provincie.example"},
        {"ALLOWED_HOSTS": "*"},
        {"DEBUG": "true"},
        {"SECRET_KEY": None},
    ],
)
def test_one_thing_wrong_is_enough(wrong):
    done = manage("check", **wrong)

    assert done.returncode != 0
    assert f"- {next(iter(wrong))} " in done.stderr


@pytest.mark.django_db
class TestDemoAccounts:
    def test_are_refused_without_the_flag(self, settings):
        settings.DEMO = False
        get_user_model().objects.create_user("Balie@DEMO.example", "demo-provincie")

        assert [found.id for found in check_demo_accounts(None)] == ["participatie.E001"]

    def test_are_allowed_with_the_flag(self, settings):
        settings.DEMO = True
        get_user_model().objects.create_user("balie@demo.example", "demo-provincie")

        assert check_demo_accounts(None) == []

    def test_others_are_no_problem(self, settings):
        settings.DEMO = False
        get_user_model().objects.create_user("j.jansen@provincie.example", "iets-anders")

        assert check_demo_accounts(None) == []


@pytest.mark.django_db(transaction=True)
def test_a_server_does_not_start_with_demonstration_accounts(settings):
    settings.DEMO = False
    get_user_model().objects.create_user("balie@demo.example", "demo-provincie")

    with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
        refuse_to_start_when_unsafe()
