"""The website of the demo province: its home page and the pages that explain."""

from typing import Any

from django.utils.html import format_html, format_html_join

from cms.models import ConsultationIndexPage, ContentPage, HomePage
from participatie.accounts.models import User
from participatie.demo import content


def paragraphs(text: str) -> str:
    """Plain text as paragraphs of rich text."""
    pieces = [(piece.strip(),) for piece in text.strip().split("\n\n") if piece.strip()]
    return format_html_join("", "<p>{}</p>", pieces)


def bullets(items: list[str]) -> str:
    """A list as rich text."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [(i,) for i in items]))


def block(kind: str, value: Any) -> dict[str, Any]:
    """A block of a stream as Wagtail keeps it."""
    return {"type": kind, "value": value}


def build(editor: User) -> ConsultationIndexPage:
    """Fill the home page, add the other pages, and give back the list of consultations."""
    province = content.province()
    home = HomePage.objects.get()
    words = province["home"]
    home.title = words["title"]
    home.lead = words["intro"]
    home.steps = [("step", step) for step in words["steps"]]
    home.promise = paragraphs(words["promise"])
    home.ways = [("way", way) for way in province["help"]]
    home.save_revision(user=editor).publish(user=editor)
    for page in province["pages"]:
        _explain(home, page, editor)
    index = ConsultationIndexPage.objects.get()
    index.lead = province["province"]["description"].strip()
    index.save_revision(user=editor).publish(user=editor)
    return index


def _explain(home: HomePage, words: dict[str, Any], editor: User) -> None:
    sections = "".join(
        format_html_join("", "<h2>{}</h2>{}", [(s["heading"], paragraphs(s["text"]))])
        for s in words["sections"]
    )
    page = ContentPage.objects.child_of(home).filter(slug=words["slug"]).first()
    if page is None:
        page = home.add_child(instance=ContentPage(title=words["title"], slug=words["slug"]))
    page.title = words["title"]
    page.lead = words["intro"]
    page.body = [("text", sections)]
    page.save_revision(user=editor).publish(user=editor)
