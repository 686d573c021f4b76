"""What people in the demo province say, brought in through the doors they chose."""

from typing import Any

from django.core.files.base import ContentFile

from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo.content import Story
from participatie.intake.receive import receive, store
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Consultation, Contact, Contribution, StoredFile
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryWay,
    SubmitterKind,
)

WAYS = {
    "email": DeliveryWay.EMAIL,
    "letter": DeliveryWay.LETTER,
    "phone": DeliveryWay.PHONE,
    "none": DeliveryWay.COLLECT,
}
_CONTACT = ("name", "organisation", "email", "phone", "street", "postcode", "city", "country")


def say(
    said: dict[str, Any], consultation: Consultation, story: Story, clerk: User
) -> Contribution:
    """Bring in one contribution on its day: the web by itself, other doors through the clerk."""
    channel = Channel(said["channel"])
    words = said["submitter"]
    with clock.at(story.moment(said["day"], said["time"])):
        return receive(
            consultation,
            actor=None if channel is Channel.WEB else clerk,
            channel=channel,
            submitter=_submitter(words),
            represented_by=_representative(words),
            signatories=[_signatory(name) for name in words.get("signatories", [])],
            text=said.get("text", "").strip(),
            given=_given(said),
            form=consultation.form if "form" in said else None,
            attachments=_files(said),
            postmarked_on=story.day(said["postmark"]) if "postmark" in said else None,
            entered_from=said.get("entered_from", ""),
            name_may_be_published=said.get("name_public", False),
        )


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value if isinstance(value, list) else str(value).strip()
        for key, value in said.get("form", {}).items()
    }


def _submitter(words: dict[str, Any]) -> Person:
    known = {name: words.get(name, "") for name in _CONTACT}
    if "represented_by" in words:
        # Mail and telephone in the content are those of the representative.
        known |= {"email": "", "phone": ""}
    kind = SubmitterKind.ORGANISATION if words.get("organisation") else SubmitterKind.PERSON
    if words.get("signatories"):
        kind = SubmitterKind.GROUP
    return Person(contact=Contact(**known), kind=kind, reply_by=WAYS[words["reply_by"]])


def _representative(words: dict[str, Any]) -> Person | None:
    if "represented_by" not in words:
        return None
    name, _, organisation = words["represented_by"].partition(", ")
    contact = Contact(
        name=name,
        organisation=organisation,
        email=words.get("email", ""),
        phone=words.get("phone", ""),
    )
    return Person(contact=contact, reply_by=WAYS[words["reply_by"]])


def _signatory(name: str) -> Person:
    return Person(contact=Contact(name=name), reply_by=DeliveryWay.COLLECT)


def _files(said: dict[str, Any]) -> list[tuple[StoredFile, AttachmentKind]]:
    files = [
        (file["name"], file["text"], AttachmentKind.ATTACHMENT)
        for file in said.get("attachments", [])
    ]
    if "authorisation" in said:
        files.append(("machtiging.txt", said["authorisation"], AttachmentKind.AUTHORISATION))
    return [(store(ContentFile(text.encode(), name=name)), kind) for name, text, kind in files]
