"""What files may be called, hold, and how long they may be."""

import re

import pytest

from tests.architecture.source import ROOT, python_files, tracked_files

LONGEST = 400
NO_MODULES = {"utils", "util", "helpers", "helper", "common", "misc"}
# In parts, because this file is searched too.
ADDRESSES = re.compile(
    "|".join(
        [
            r"py" r"pi\.org",
            r"python" r"hosted\.org",
            r"npm" r"js\.(org|com)",
            r"deb\." r"debian\.org",
            r"--(extra-)?index" r"-url[ =]h",
            r"--find" r"-links[ =]",
        ]
    )
)


def test_no_file_names_a_registry():
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode(errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in ADDRESSES.finditer(text)]

    assert found == []


def test_modules_are_named_after_what_they_are_about():
    paths = python_files("participatie", "cms", "tests")

    assert [path for path in paths if NO_MODULES & {path.stem, path.parent.name}] == []


def test_files_stay_readable():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files("participatie", "cms", "tests")
        if (lines := len(path.read_text().splitlines())) > LONGEST
    }

    assert long == {}


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_locked_requirement_has_a_hash(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"(?<!\\)\n", text.strip())

    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_both_locks_name_the_same_versions():
    def versions(name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return set(re.findall(r"^([a-z0-9-]+==\S+)", text, re.MULTILINE))

    assert versions("base") <= versions("dev")
