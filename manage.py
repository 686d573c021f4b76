#!/usr/bin/env python
"""Command line of the project. Starts the embedded PostgreSQL for commands that need one."""

import os
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)

# Commands that only read files. Every other command may ask the database something.
WITHOUT_DATABASE = {
    None,
    "help",
    "version",
    "--help",
    "--version",
    "-h",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "makemessages",
    "startapp",
    "startproject",
    "translations",
}


def main() -> None:
    """Run the command named on the command line."""
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"This project needs Python {wanted} or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participatie.settings.dev")

    from django.core.management import execute_from_command_line

    from participatie.core import postgres, processes, translations

    processes.stop_with_parent()
    command = sys.argv[1] if len(sys.argv) > 1 else None
    if command == "run":
        # Before Django reads them: it does so once.
        translations.compile_catalogues(Path(__file__).parent / "locale")
    if command in WITHOUT_DATABASE or "--help" in sys.argv:
        execute_from_command_line(sys.argv)
        return
    with postgres.for_settings():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
