"""Our class and token names are those of NL Design System: any house style fits."""

import re
from pathlib import Path

from django.conf import settings

from participatie.core.theming import stylesheet

CLASS = re.compile(r"\.((?:utrecht|denhaag)-[a-z][\w-]*\w)")
TOKEN = re.compile(r"--(?:utrecht|denhaag|nl)-[\w-]+")
IN_HTML = re.compile(r"""(?<![\w/-])((?:utrecht|denhaag)-[a-z][\w-]*)(?![\w{-])""")


def upstream(folder: Path, *endings: str) -> str:
    return "\n".join(
        path.read_text(errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings
    )


def names_in_templates() -> set[str]:
    """Whole class names; one that a template puts together (`utrecht-alert--{{ kind }}`) is cut."""
    found = set()
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', path.read_text()):
            whole = re.sub(r"\S*{[{%].*?[%}]}\S*", " ", classes)
            found |= set(IN_HTML.findall(whole))
    return found


def test_every_class_that_we_use_exists_in_nl_design_system(design_system):
    theirs = set(CLASS.findall(upstream(design_system, ".css")))
    ours = set(CLASS.findall(stylesheet.text())) | names_in_templates()
    assert len(ours) > 100
    assert ours - theirs == set()


def test_every_token_that_we_read_exists_in_nl_design_system(design_system):
    theirs = set(TOKEN.findall(upstream(design_system, ".css", ".json")))
    assert len(stylesheet.tokens_read()) > 50
    assert stylesheet.tokens_read() - theirs == set()
