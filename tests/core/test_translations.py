"""Translations are compiled where they are needed, and checked."""

import gettext

import pytest
from django.core.management import CommandError, call_command

from participatie.core.translations import compile_catalogues, gaps

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path):
    """A Dutch `.po` file in a locale folder of its own."""
    source = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEADER + 'msgid "Point"\nmsgstr "Punt"\n')
    return source


def test_compiled_once_and_again_after_a_change(catalogue, tmp_path):
    assert [compile_catalogues(tmp_path), compile_catalogues(tmp_path)] == [1, 0]

    catalogue.write_text(HEADER + 'msgid "Point"\nmsgstr "Onderdeel"\n')

    assert compile_catalogues(tmp_path) == 1
    found = gettext.translation("django", tmp_path, ["nl"])
    assert found.gettext("Point") == "Onderdeel"


def test_gaps_are_named(catalogue):
    catalogue.write_text(
        HEADER
        + 'msgid "Point"\nmsgstr ""\n\n'
        + '#, fuzzy\nmsgid "Theme"\nmsgstr "Punt"\n\n'
        + 'msgid "Change"\nmsgstr "Wijziging"\n\n'
        + 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "dag"\nmsgstr[1] ""\n'
    )

    assert gaps(catalogue) == [
        "no translation: 'Point'",
        "a guess: 'Theme'",
        "no translation: 'day'",
    ]


def test_the_check_refuses_what_is_not_finished(catalogue, tmp_path, settings, monkeypatch):
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    call_command("translations", "--check")
    catalogue.write_text(HEADER + 'msgid "Point"\nmsgstr ""\n')

    with pytest.raises(CommandError, match="no translation: 'Point'"):
        call_command("translations", "--check")


def test_where_everything_is_checked_a_missing_tool_is_a_failure(
    catalogue, tmp_path, settings, monkeypatch
):
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setenv("CI", "true")

    with pytest.raises(CommandError, match="gettext is not installed"):
        call_command("translations", "--check")
