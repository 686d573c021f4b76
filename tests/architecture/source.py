"""The source of the project, for tests about how it is written."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def tracked_files() -> list[Path]:
    """Every file that is kept in version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def python_files(*folders: str) -> Iterator[Path]:
    """The Python files below `folders`, without migrations."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def nodes(path: Path) -> Iterator[ast.AST]:
    """Everything in a Python file."""
    yield from ast.walk(ast.parse(path.read_text(), str(path)))


def place(path: Path, node: ast.AST) -> str:
    """File and line, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
