"""Every setting is read in one place, and described."""

import ast
import re

from tests.architecture.source import ROOT, nodes, place, python_files

# What is read elsewhere, and why it is no setting of the product.
ELSEWHERE = {
    "participatie/core/processes.py": "a word from a process to the child that it starts",
    "participatie/core/management/commands/run.py": "passes everything on to its children",
    "participatie/core/management/commands/translations.py": "CI makes a missing tool a failure",
}


def variables_read() -> set[str]:
    """The names of the environment variables that the settings read."""
    found = set()
    for path in python_files("participatie/settings"):
        for node in nodes(path):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="env")),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    found.add(name)
    return found


def variables_described() -> set[str]:
    """The names in the first column of the table of settings in README.md."""
    return set(re.findall(r"^\| `([A-Z_]+…?)`", (ROOT / "README.md").read_text(), re.MULTILINE))


def test_every_variable_is_described_in_the_readme_and_no_other():
    # Read by Django itself, and as a family of variables.
    others = {"DJANGO_SETTINGS_MODULE", "ANYMAIL_…"}

    assert variables_described() == variables_read() | others


def test_only_settings_read_the_environment():
    found = [
        place(path, node)
        for path in python_files("participatie", "cms")
        if path.parent.name != "settings" and path.relative_to(ROOT).as_posix() not in ELSEWHERE
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and not place(path, node).startswith(("participatie/asgi.py", "participatie/wsgi.py"))
    ]

    assert found == []
