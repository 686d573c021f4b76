"""The page of a consultation in the demo, published as an editor would."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils.formats import date_format
from wagtail.documents.models import Document

from cms.models import Area, ConsultationIndexPage, ConsultationPage, Subject
from cms.models.labels import Label
from participatie.accounts.models import User
from participatie.core import clock, pdf
from participatie.demo import content
from participatie.demo.content import Story
from participatie.demo.site import block, bullets, paragraphs
from participatie.pipeline.models import Consultation


def publish(index: ConsultationIndexPage, story: Story, editor: User) -> Consultation:
    """Add and publish the page a week before its term; gives back what is then in force."""
    words = story.content
    executive = {person["key"]: person for person in content.province()["executive"]}
    responsible = executive[words["responsible"]]
    contact = words["contact"]
    page = ConsultationPage(
        title=words["title"],
        slug=words["slug"],
        lead=words["intro"],
        can_change=bullets(words["can_change"]),
        is_fixed=bullets(words["cannot_change"]),
        regime=words["regime"],
        phase=words["phase"],
        audience="everyone",
        prefix=words["prefix"],
        opens_on=story.day(words["opens"]),
        closes_on=story.day(words["closes"]),
        decision_expected_on=story.day(words["decision_expected"]),
        responsible=f"{responsible['name']}, {responsible['role']}",
        contact_name=contact["name"],
        contact_phone=contact["phone"],
        contact_hours=contact["hours"],
        contact_email=contact["email"],
        themes="\n".join(story.theme_titles.values()),
        decided_by=" ".join(words["decided_by"].split()),
    )
    page.subjects = _labels(Subject, words["subjects"])
    page.areas = _labels(Area, words["areas"])
    with clock.at(story.moment(words["opens"] - 7, "09:00")):
        page.doors = _stream(page, "doors", _doors(words))
        page.questions = _stream(page, "questions", list(_questions(words["questions"])))
        page.body = _stream(page, "body", _body(story, editor))
        index.add_child(instance=page)
        page.save_revision(user=editor).publish(user=editor)
    return Consultation.objects.get(page=page)


def _labels(model: type[Label], names: list[str]) -> list[Label]:
    return [model._default_manager.get_or_create(name=name)[0] for name in names]


def _stream(page: ConsultationPage, field: str, blocks: list[dict[str, Any]]) -> Any:
    return page._meta.get_field(field).stream_block.to_python(blocks)


def _doors(words: dict[str, Any]) -> list[dict[str, Any]]:
    doors = []
    for channel, text in words["doors"].items():
        if channel == "web":
            doors.append(block("web", {"note": ""}))
        elif channel == "phone":
            number, _, note = text.partition(", ")
            doors.append(block("phone", {"address": number, "note": note}))
        else:
            doors.append(block(channel, {"address": text, "note": ""}))
    return doors


def _questions(questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    group = ""
    for question in questions:
        if question.get("group", "") != group:
            group = question["group"]
            yield block("heading", {"label": group})
        yield _question(question)


def _question(question: dict[str, Any]) -> dict[str, Any]:
    value = {
        "label": question["label"],
        "help_text": question.get("help", ""),
        "optional": question.get("optional", False),
    }
    if "options" in question:
        value["choices"] = list(question["options"])
    return block(question["kind"], value) | {"id": question["key"]}


def _body(story: Story, editor: User) -> list[dict[str, Any]]:
    words = story.content
    return [
        block("text", paragraphs("\n\n".join(words["about"]))),
        block(
            "documents",
            {
                "heading": "",
                "documents": [
                    {
                        "title": document["title"],
                        "document": _document(story, document, editor).pk,
                        "added_on": story.day(document["added"]).isoformat(),
                    }
                    for document in words["documents"]
                ],
                "withheld": words.get("withheld", []),
            },
        ),
        block(
            "timeline",
            {
                "heading": "",
                "moments": [
                    {
                        "day": story.day(moment["day"]).isoformat(),
                        "begins": moment.get("begins"),
                        "ends": moment.get("ends"),
                        "place": moment.get("place", ""),
                        "title": moment["title"],
                        "text": moment["text"],
                        "can_respond": moment.get("can_respond", False),
                    }
                    for moment in words["timeline"]
                ],
            },
        ),
        block(
            "quote",
            {
                "text": words["quote"]["text"],
                "attribution": words["quote"]["source"],
                "source": "",
            },
        ),
        block(
            "questions",
            {
                "heading": "",
                "items": [
                    {"question": qa["question"], "answer": paragraphs(qa["answer"])}
                    for qa in words["qa"]
                ],
            },
        ),
    ]


def _document(story: Story, document: dict[str, Any], editor: User) -> Document:
    body: list[Any] = [document["text"].strip()]
    if document.get("articles"):
        for article in story.content["articles"]:
            body += [
                {"type": "heading", "text": f"{article['label']} {article['heading']}"},
                article["text"].strip(),
            ]
    data = {
        "organisation": content.province()["organisation"]["name"],
        "title": document["title"],
        "day": date_format(story.day(document["added"]), "j F Y"),
        "body": body,
    }
    made = pdf.render("demo/document.typ", data, title=document["title"])
    file = ContentFile(made, name=f"{story.content['prefix'].lower()}-{document['key']}.pdf")
    return Document.objects.create(title=document["title"], file=file, uploaded_by_user=editor)
