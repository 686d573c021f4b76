"""Compiled translations, made where they are needed instead of kept with the source.

`python -m participatie.core.translations` compiles those of this project.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import polib


def catalogues(folder: Path) -> Iterator[Path]:
    """Every `.po` file below a locale folder."""
    yield from sorted(folder.glob("*/LC_MESSAGES/*.po"))


def compile_catalogues(folder: Path) -> int:
    """Compile each `.po` file whose `.mo` file is missing or older; returns how many."""
    compiled = 0
    for source in catalogues(folder):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
            continue
        # Another process may be reading or making the same file.
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        moment = source.stat().st_mtime_ns
        os.utime(unfinished, ns=(moment, moment))
        unfinished.replace(target)
        compiled += 1
    return compiled


def gaps(source: Path) -> list[str]:
    """What is not finished in a `.po` file: texts without translation, or marked as a guess."""
    found = []
    for entry in polib.pofile(str(source)):
        if entry.obsolete:
            continue
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy:
            found.append(f"a guess: {entry.msgid!r}")
        elif not all(texts):
            found.append(f"no translation: {entry.msgid!r}")
    return found


def texts(source: Path) -> set[tuple[str, str]]:
    """Context and text of everything to translate in a `.po` file."""
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(source))}


if __name__ == "__main__":
    compile_catalogues(Path("locale"))
