"""What the demo province says in English, translated as an editor would."""

from typing import Any

from wagtail.models import Locale, Page

from cms.models import ConsultationIndexPage, ConsultationPage, HomePage
from participatie.accounts.models import User
from participatie.demo import content
from participatie.demo.site import bullets, paragraphs


def build(editor: User) -> None:
    """Translate the home page, the list, and one consultation that is published."""
    words = content.english()
    english = Locale.objects.get(language_code="en")
    home = _translated(HomePage.objects.get(locale=Locale.get_default()), english)
    home.title, home.lead = words["home"]["title"], words["home"]["lead"]
    home.steps = [("step", step) for step in words["home"]["steps"]]
    home.ways = [("way", way) for way in words["home"]["ways"]]
    home.promise = paragraphs(words["home"]["promise"])
    _publish(home, editor)
    index = _translated(ConsultationIndexPage.objects.get(locale=Locale.get_default()), english)
    index.title, index.lead = words["index"]["title"], words["index"]["lead"]
    _publish(index, editor)
    told = words["consultation"]
    page = _translated(
        ConsultationPage.objects.get(slug=told["slug"], locale=Locale.get_default()), english
    )
    page.title, page.lead, page.decided_by = told["title"], told["lead"], told["decided_by"]
    page.can_change, page.is_fixed = bullets(told["can_change"]), bullets(told["cannot_change"])
    page.body = _reworded(page, "body", lambda row: _body(told, row))
    page.questions = _reworded(page, "questions", lambda row: _question(words, row))
    _publish(page, editor)


def _translated(page: Page, english: Locale) -> Any:
    return page.copy_for_translation(english)


def _publish(page: Page, editor: User) -> None:
    page.save_revision(user=editor).publish(user=editor)


def _reworded(page: Page, field: str, reword: Any) -> Any:
    """The same blocks with the same ids, in other words."""
    stream = getattr(page, field)
    rows = stream.stream_block.get_prep_value(stream)
    for row in rows:
        row["value"] = reword(row)
    return stream.stream_block.to_python(rows)


def _body(told: dict[str, Any], block: dict[str, Any]) -> Any:
    value = block["value"]
    match block["type"]:
        case "text":
            return paragraphs("\n\n".join(told["about"]))
        case "documents":
            for row, title in zip(value["documents"], told["documents"], strict=True):
                row["value"]["title"] = title
        case "timeline":
            for row, moment in zip(value["moments"], told["moments"], strict=True):
                row["value"] |= moment
        case "quote":
            return value | told["quote"]
        case "questions":
            for row, words in zip(value["items"], told["qa"], strict=True):
                answer = paragraphs(words["answer"])
                row["value"] |= {"question": words["question"], "answer": answer}
    return value


def _question(words: dict[str, Any], block: dict[str, Any]) -> Any:
    value = block["value"]
    if block["type"] == "heading":
        return value | {"label": words["headings"][value["label"]]}
    told = dict(words["questions"][block["id"]])
    for row, choice in zip(value.get("choices", []), told.pop("choices", []), strict=True):
        row["value"] = choice
    return value | told
