"""Tesseract, where it is installed: which side of a page is up, and which words stand on it.

It runs as a program of its own, with a limit to its time, and reads a picture from its input.
"""

import csv
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image

LANGUAGE = "nld"
SURE = 70
"""From this confidence (of 100) a word is not marked as doubtful."""
SURE_OF_SIDE = 2.0
"""Tesseract's own measure, from 0: below it a page is left as it lies."""
LONGEST_LOOK, LONGEST_READ = 30, 120
"""Seconds that one page may take."""
_WORD = "5"
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Word:
    """One word and how sure it is, of 100. `line` and `paragraph` count from 0 on the page."""

    text: str
    confidence: int
    paragraph: int
    line: int


class CannotRead(Exception):
    """Tesseract is not there, takes too long, or fails. It never says what stood on the page."""


@cache
def languages() -> frozenset[str]:
    """The languages that are installed; empty without Tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    told = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
    )
    return frozenset(told.stdout.split("\n")[1:]) - {""}


def can_read() -> bool:
    """Whether Dutch words can be read here."""
    return LANGUAGE in languages()


def turn_of(picture: Image.Image) -> int:
    """By how many degrees to turn the page clockwise; 0 when it is not known."""
    if "osd" not in languages():
        return 0
    try:
        told = _run(picture, ["--psm", "0", "-l", "osd"], LONGEST_LOOK)
    except CannotRead:
        # Too few letters to tell.
        return 0
    turn, sure = _ROTATE.search(told), _CONFIDENCE.search(told)
    return int(turn[1]) if turn and sure and float(sure[1]) >= SURE_OF_SIDE else 0


def read(picture: Image.Image) -> list[Word]:
    """The words on an upright page. Raises CannotRead."""
    if not can_read():
        raise CannotRead
    told = _run(picture, ["--psm", "3", "-l", LANGUAGE, "tsv"], LONGEST_READ)
    rows = csv.DictReader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words, paragraphs, lines = [], dict[tuple[str, ...], int](), dict[tuple[str, ...], int]()
    for row in rows:
        text = (row.get("text") or "").strip()
        if row["level"] != _WORD or not text:
            continue
        paragraph = (row["block_num"], row["par_num"])
        line = (*paragraph, row["line_num"])
        words.append(
            Word(
                text,
                round(float(row["conf"])),
                paragraphs.setdefault(paragraph, len(paragraphs)),
                lines.setdefault(line, len(lines)),
            )
        )
    return words


def _run(picture: Image.Image, options: list[str], seconds: int) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise CannotRead
    given = BytesIO()
    picture.convert("L").save(given, "PPM")
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", *options],
            input=given.getvalue(),
            capture_output=True,
            timeout=seconds,
            check=True,
            # More threads make it slower, and take the processor from everybody else.
            env={"OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        # Not chained: the error holds the picture.
        raise CannotRead from None
    return done.stdout.decode(errors="replace")
