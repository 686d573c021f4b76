"""Typst in a process of its own: the memory that a long document takes goes back afterwards."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings


class TypesettingError(Exception):
    """A document could not be set, in the words of Typst; they may quote the text of it."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message, self.diagnostic = message, diagnostic


def compile_apart(source: str, **arguments: Any) -> bytes:
    """What `typst.compile` gives for the same arguments. Raises TypesettingError."""
    asked = json.dumps({"input": source, **arguments}).encode()
    done = subprocess.run(
        [sys.executable, "-m", "participatie.core.typst_process"],
        input=asked,
        capture_output=True,
        check=False,
        cwd=settings.BASE_DIR,
    )
    if done.returncode:
        try:
            told = json.loads(done.stderr)
        except ValueError:
            told = {"message": f"the process ended with {done.returncode}", "diagnostic": ""}
        raise TypesettingError(told["message"], told["diagnostic"])
    return done.stdout
