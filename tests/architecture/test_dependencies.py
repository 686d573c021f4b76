"""What the code imports is what pyproject.toml asks for, each with its reason."""

import ast
import importlib.metadata
import re
import sys
import tomllib

from tests.architecture.source import ROOT, nodes, place, python_files

OURS = {"participatie", "cms", "tests"}


def declared(*, dev=False):
    """The names of the packages that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    return {normal(re.match(r"[\w.-]+", line).group()) for line in wanted}


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def foreign_imports(*folders):
    """Place and name of every import of somebody else's package."""
    for path in python_files(*folders):
        for node in nodes(path):
            match node:
                case ast.Import(names=names):
                    modules = [alias.name for alias in names]
                case ast.ImportFrom(module=str(module), level=0):
                    modules = [module]
                case _:
                    continue
            for module in modules:
                name = module.partition(".")[0]
                if name not in OURS | sys.stdlib_module_names:
                    yield place(path, node), name


def undeclared(allowed, *folders):
    owners = importlib.metadata.packages_distributions()
    return [
        f"{where}: {name}"
        for where, name in foreign_imports(*folders)
        if not {normal(owner) for owner in owners.get(name, [])} & allowed
    ]


def test_the_product_imports_only_what_it_asks_for():
    assert undeclared(declared(), "participatie", "cms") == []


def test_the_tests_import_only_what_they_ask_for():
    assert undeclared(declared(dev=True), "tests") == []


def test_every_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text()
    asked = re.findall(r'^  "[\w\[\],.-]+(?:>=|==|<|;)[^"]*",(.*)$', text, re.MULTILINE)

    assert len(asked) == len(declared(dev=True))
    assert [reason for reason in asked if not re.match(r"  # \S", reason)] == []
