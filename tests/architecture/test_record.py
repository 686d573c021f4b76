"""House rules of the record that a reader of one file could not see broken."""

import ast

import pytest

from tests.architecture.source import nodes, place, python_files

WITH_STATUS = {"Contribution", "Answer", "Decision", "Delivery"}
WRITING = {"update", "create", "get_or_create", "update_or_create", "bulk_update", "bulk_create"}


def sets_status(node: ast.AST) -> bool:
    """Whether this code changes the status of something in the record."""
    match node:
        case ast.Assign(targets=targets):
            return any(_is_status(target) for target in targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            return _is_status(target)
        case ast.Call(func=ast.Attribute(attr=method), args=arguments, keywords=keywords):
            named = any(keyword.arg == "status" for keyword in keywords)
            listed = method == "bulk_update" and "'status'" in map(ast.unparse, _items(arguments))
            return method in WRITING and (named or listed)
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="status"), _]):
            return True
        case ast.Call(func=ast.Name(id=name), keywords=keywords):
            return name in WITH_STATUS and any(keyword.arg == "status" for keyword in keywords)
    return False


def _is_status(target: ast.expr) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return any(_is_status(part) for part in target.elts)
    return isinstance(target, ast.Attribute) and target.attr == "status"


def _items(arguments: list[ast.expr]) -> list[ast.expr]:
    return [
        item
        for argument in arguments
        if isinstance(argument, ast.List | ast.Tuple)
        for item in argument.elts
    ]


@pytest.mark.parametrize(
    "code",
    [
        "thing.status = x",
        "a, thing.status = x",
        "things.update(status=x)",
        "Thing.objects.create(status=x)",
        "Thing.objects.bulk_update(things, ['status'])",
        "setattr(thing, 'status', x)",
        "Answer(status=x)",
    ],
)
def test_setting_a_status_is_recognised(code):
    assert any(sets_status(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "status = CharField()",
        "things.filter(status=x)",
        "HttpResponse(status=404)",
        "x.status == y",
    ],
)
def test_reading_a_status_is_not_setting_it(code):
    assert not any(sets_status(node) for node in ast.walk(ast.parse(code)))


def test_a_status_is_set_by_acts_only():
    found = [
        place(path, node)
        for path in python_files("participatie", "cms")
        if "participatie/pipeline/acts/" not in path.as_posix()
        for node in nodes(path)
        if sets_status(node)
    ]

    assert found == []


def test_the_pipeline_never_sees_a_request():
    found = [
        place(path, node)
        for path in python_files("participatie/pipeline")
        for node in nodes(path)
        if (isinstance(node, ast.arg) and node.arg == "request")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.http"))
    ]

    assert found == []


def test_every_event_kind_has_a_label():
    from participatie.pipeline import kinds

    names = {
        value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)
    }

    assert names == set(kinds.LABELS)
    assert all(str(label).strip() for label in kinds.LABELS.values())
