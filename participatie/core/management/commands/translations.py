"""Compile the translations, or check that they are complete and belong to this source."""

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from participatie.core.translations import catalogues, compile_catalogues, gaps, texts

SOURCES = ("participatie", "cms", "templates", "locale", "manage.py")


class Command(BaseCommand):
    help = "Compile the translations; with --check, look whether they are complete and current."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        folder = settings.LOCALE_PATHS[0]
        if not check:
            compile_catalogues(folder)
            return
        problems = [
            f"{source.relative_to(folder)}: {gap}"
            for source in catalogues(folder)
            for gap in gaps(source)
        ]
        if shutil.which("xgettext"):
            problems += stale(folder)
        elif os.environ.get("CI"):
            problems.append("gettext is not installed, so stale translations were not looked for")
        else:
            self.stderr.write("NOT RUN: stale translations, because gettext is not installed.")
        if problems:
            raise CommandError("Translations:\n" + "\n".join(problems))


def stale(folder: Path) -> list[str]:
    """Texts that the source has and a `.po` file not, or the other way round."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for part in SOURCES:
            found = settings.BASE_DIR / part
            if found.is_dir():
                shutil.copytree(found, copy / part, ignore=shutil.ignore_patterns("*.mo"))
            else:
                shutil.copy(found, copy)
        languages = [path.parent.parent.name for path in catalogues(folder)]
        command = [sys.executable, "manage.py", "makemessages", "--no-obsolete", "--no-location"]
        command += [f"--locale={language}" for language in languages]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "participatie.settings.dev"}
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            return [f"makemessages failed: {done.stderr}"]
        problems = []
        for source in catalogues(folder):
            here, there = texts(source), texts(copy / "locale" / source.relative_to(folder))
            name = source.relative_to(folder)
            problems += [f"{name}: missing: {text!r}" for _, text in sorted(there - here)]
            problems += [f"{name}: no longer used: {text!r}" for _, text in sorted(here - there)]
        return problems
