"""From a row of a table to what somebody said, or to all that is wrong with the row."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH

from participatie.core import clock, files
from participatie.core.country import abroad
from participatie.core.encryption import fingerprint
from participatie.intake.bulk import values
from participatie.intake.bulk.archives import Files, NoSuchFile
from participatie.intake.bulk.columns import QUESTION
from participatie.intake.bulk.models import Import
from participatie.intake.bulk.said import Keys, Problem, Said
from participatie.intake.bulk.tables.rows import Flaw
from participatie.intake.bulk.values import NotUnderstood
from participatie.intake.typing.fields import SignatoriesField, tidy_postcode
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact
from participatie.pipeline.questions import MAX_TEXT, Given, QuestionKind, compose
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryWay,
    LetterForm,
    SubmitterKind,
)

Value = TypeVar("Value")

FILES = {
    "scan": AttachmentKind.SCAN,
    "files": AttachmentKind.ATTACHMENT,
    "authorisation": AttachmentKind.AUTHORISATION,
}
LONG_BEFORE = timedelta(days=366)
"""Longer than this before the term began nothing can have come in for it: a wrong year."""
LONGEST_NOTE = 100
QUOTED = 32
"""Characters of a cell that are shown beside what is wrong with it."""


class RowReader:
    """Reads the rows of one import: knows what is in its columns."""

    def __init__(self, source: Import, ways_to: Files, epoch: datetime = WINDOWS_EPOCH) -> None:
        self.source, self.files, self.epoch = source, ways_to, epoch
        self.places = {key: place for place, key in enumerate(source.columns) if key}
        self.questions = {question.key: question for question in source.form.questions}
        self._acceptable: dict[str, str] = {}

    def read(self, cells: list[str], flaws: dict[int, Flaw]) -> tuple[Said | None, list[Problem]]:
        """What the row says, None when something is wrong with it; and all that is wrong.

        Days are put in `cells` as they were understood: they no longer depend on the file.
        """
        return _Row(self, cells, flaws).said()

    def keys_of(self, said: Said, cells: Sequence[str]) -> Keys:
        """By what the row is known again: its reference, and what it says and who says it."""
        day = self._cell(cells, "received_on") and said.received.isoformat()[:10]
        rep = said.represented_by
        content = self._key(
            *("content", said.text, said.given, asdict(said.submitter.contact), day),
            asdict(rep.contact) if rep else None,
            [asdict(person.contact) for person in said.signatories],
            [name for name, _kind in said.files],
        )
        reference = self._cell(cells, "external_key")
        own = self._key("reference", reference) if reference else content
        return Keys(own, content, names_somebody=said.submitter.contact != Contact())

    def _key(self, *parts: Any) -> UUID:
        sealed = json.dumps([self.source.consultation_id, parts], sort_keys=True)
        return UUID(fingerprint(sealed, "import row")[:32])

    def _cell(self, cells: Sequence[str], key: str) -> str:
        place = self.places.get(key)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def why_unacceptable(self, name: str) -> str:
        """What is wrong with a file in the ZIP, empty when nothing is; looked at once."""
        if name not in self._acceptable:
            self._acceptable[name] = self._look_at(name)
        return self._acceptable[name]

    def _look_at(self, name: str) -> str:
        try:
            with self.files.content(self.files.find(name)) as content:
                files.recognise(content)
        except (NoSuchFile, files.UnacceptableFile) as error:
            return str(error)
        return ""


class _Row:
    def __init__(self, reader: RowReader, cells: list[str], flaws: dict[int, Flaw]) -> None:
        self.reader, self.cells, self.flaws = reader, cells, flaws
        self.as_typed = list(cells)
        self.problems: list[Problem] = []

    def said(self) -> tuple[Said | None, list[Problem]]:
        self._check_cells()
        source = self.reader.source
        channel = self._value("channel", values.channel) or source.defaults.get("channel") or None
        received = self._received()
        given, text = self._words()
        submitter, represented = self._person(""), self._person("rep_")
        signatories = self._signatories()
        kind = self._kind(submitter, signatories)
        way = self._value("reply_by", values.reply_by)
        form = self._value("letter_form", values.letter_form) or LetterForm.NORMAL
        public = self._value("name_may_be_published", values.yes_or_no) or False
        attached = self._attached()
        if channel is not None:
            channel = Channel(channel)
        elif not self._text("channel"):
            self._wrong("channel", _("The door is missing. Write how it came in."))
        if not text and not any(k is not AttachmentKind.AUTHORISATION for _name, k in attached):
            self._wrong("text", _("There is no text, and no file either."))
        if public and not submitter.public_name:
            self._wrong("name_may_be_published", _("There is no name that could be published."))
        answered_to = submitter
        if represented != Contact():
            answered_to = represented
            if not represented.public_name:
                self._wrong("rep_name", _("The name of the representative is missing."))
        self._check_reachable(way, answered_to, "rep_" if answered_to is represented else "")
        way = way or _usual_way(channel, answered_to)
        postmarked_on = self._postmark(channel, received)
        first_received_on, forwarded_by = self._forwarding(received)
        language = self._value("language", values.language) or settings.LANGUAGE_CODE
        note = self._note()
        if self.problems or channel is None or received is None:
            in_order = sorted(self.problems, key=lambda it: -1 if it.column is None else it.column)
            return None, in_order
        is_represented = answered_to is represented
        return (
            Said(
                channel=channel,
                text=text,
                given=given,
                submitter=Person(
                    contact=submitter,
                    kind=kind,
                    reply_by=DeliveryWay.COLLECT if is_represented else way,
                    letter_form=LetterForm.NORMAL if is_represented else form,
                ),
                represented_by=Person(contact=represented, reply_by=way, letter_form=form)
                if is_represented
                else None,
                signatories=signatories,
                received=received,
                postmarked_on=postmarked_on,
                first_received_on=first_received_on,
                forwarded_by=forwarded_by,
                name_may_be_published=public,
                language=language,
                note=note,
                files=attached,
            ),
            [],
        )

    def _check_cells(self) -> None:
        used = set(self.reader.places.values())
        for place, flaw in sorted(self.flaws.items()):
            if place in used or flaw is Flaw.QUOTE:
                self.problems.append(Problem(place, str(flaw.label), self._quote(place)))
        width = len(self.reader.source.columns)
        for place in range(width, len(self.cells)):
            if self.cells[place]:
                said = _(
                    "This cell stands behind the last column. Perhaps a sign that separates "
                    "columns stands in a text without quotation marks around it."
                )
                self.problems.append(Problem(place, said, self._quote(place)))
                break

    def _text(self, key: str) -> str:
        return self.reader._cell(self.cells, key)

    def _value(self, key: str, parse: Callable[[str], Value]) -> Value | None:
        """The cell as `parse` understands it; None when it is empty, flawed or not understood."""
        text = self._text(key)
        if not text or self.reader.places[key] in self.flaws:
            return None
        try:
            return parse(text)
        except NotUnderstood as error:
            self._wrong(key, str(error))
            return None

    def _wrong(self, key: str, message: str) -> None:
        place = self.reader.places.get(key)
        if place is None or place not in self.flaws:
            quote = "" if place is None else self._quote(place)
            self.problems.append(Problem(place, message, quote))

    def _quote(self, place: int) -> str:
        text = " ".join(self.as_typed[place].split()) if place < len(self.as_typed) else ""
        return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"

    def _day(self, key: str) -> date | None:
        found = self._value(key, lambda text: values.day(text, self.reader.epoch))
        if found is not None:
            self.cells[self.reader.places[key]] = found.isoformat()
        return found

    def _received(self) -> date | datetime | None:
        key = "received_on"
        found = self._value(key, lambda text: values.moment(text, self.reader.epoch))
        if found is not None:
            self.cells[self.reader.places[key]] = found.isoformat()
        elif not self._text(key):
            default = self.reader.source.defaults.get(key)
            if not default:
                self._wrong(key, _("The day it was received is missing."))
                return None
            found = date.fromisoformat(default)
        else:
            return None
        exact = isinstance(found, datetime)
        when = found.date() if isinstance(found, datetime) else found
        if (exact and found > clock.now()) or when > clock.today():  # type: ignore[operator]  # exact says which of both it is
            self._wrong(key, _("The day of receipt lies in the future."))
        elif when < self.reader.source.consultation.opens_on - LONG_BEFORE:
            self._wrong(
                key, _("This day lies more than a year before the term began. Is the year right?")
            )
        return found

    def _postmark(self, channel: Channel | None, received: date | datetime | None) -> date | None:
        found = self._day("postmarked_on")
        if found is None:
            return None
        if channel is not None and channel is not Channel.LETTER:
            self._wrong("postmarked_on", _("Only a letter has a postmark. Empty this cell."))
        elif found > clock.today() or (received is not None and found > _day_of(received)):
            self._wrong("postmarked_on", _("The postmark lies after the day of receipt."))
        return found

    def _forwarding(self, received: date | datetime | None) -> tuple[date | None, str]:
        first, body = self._day("first_received_on"), self._value("forwarded_by", values.line) or ""
        if first and not body:
            self._wrong("first_received_on", _("Write also which body sent it on to us."))
        elif body and not self._text("first_received_on"):
            self._wrong("forwarded_by", _("Write also on which day it came in there."))
        elif first and received is not None and first > _day_of(received):
            self._wrong(
                "first_received_on",
                _("The day it came in elsewhere lies after the day we received it."),
            )
        return first, body

    def _words(self) -> tuple[dict[str, Given], str]:
        given: dict[str, Given] = {}
        for key, question in self.reader.questions.items():
            if question.kind is QuestionKind.FILE:
                continue
            column = f"{QUESTION}{key}"
            found = self._value(column, lambda text, q=question: values.answer(q, text))  # type: ignore[misc]  # mypy knows no types of a default in a lambda
            if found:
                given[key] = found
        text = self._text("text")
        if text and given:
            self._wrong(
                "text",
                _(
                    "There is a text, and there are answers to questions. Put everything in the "
                    "answers, or everything in the text."
                ),
            )
        text = text or compose(list(self.reader.questions.values()), given)
        if len(text) > MAX_TEXT:
            said = _(
                "This text has %(count)d characters. At most %(most)d are possible. "
                "Send the rest as a file."
            )
            self._wrong("text", said % {"count": len(text), "most": MAX_TEXT})
        return given, text

    def _person(self, prefix: str) -> Contact:
        def part(name: str) -> str:
            return self._value(prefix + name, values.line) or ""

        name, street = part("name"), part("street")
        if not prefix:
            name = name or _joined(part("first_name"), part("infix"), part("last_name"))
            street = _joined(street, part("house_number"), part("house_addition"))
        return Contact(
            name=name,
            organisation=part("organisation"),
            street=street,
            postcode=tidy_postcode(part("postcode")),
            city=part("city"),
            country=abroad(part("country")),
            email=self._value(f"{prefix}email", values.email) or "",
            phone=self._value(f"{prefix}phone", values.phone) or "",
        )

    def _kind(self, submitter: Contact, signatories: Sequence[Person]) -> SubmitterKind:
        kind = self._value("kind", values.kind)
        if kind is SubmitterKind.ORGANISATION and not submitter.organisation:
            self._wrong("organisation", _("The name of the organisation is missing."))
        if kind is not None:
            return kind
        if submitter.organisation:
            return SubmitterKind.ORGANISATION
        return SubmitterKind.GROUP if signatories else SubmitterKind.PERSON

    def _signatories(self) -> list[Person]:
        text = self._text("signatories").replace("|", "\n")
        if not text:
            return []
        try:
            contacts = SignatoriesField(required=False).clean(text)
        except ValidationError as error:
            self._wrong("signatories", " ".join(error.messages))
            return []
        return [Person(contact=contact, reply_by=_usual_way(None, contact)) for contact in contacts]

    def _attached(self) -> list[tuple[str, AttachmentKind]]:
        columns = dict(FILES)
        for key, question in self.reader.questions.items():
            if question.kind is QuestionKind.FILE:
                columns[f"{QUESTION}{key}"] = AttachmentKind.ATTACHMENT
        found = []
        for column, kind in columns.items():
            for name in _names(self._text(column)):
                if why := self.reader.why_unacceptable(name):
                    place = self.reader.places[column]
                    self.problems.append(Problem(place, why.replace(f"“{name}” ", ""), name))
                else:
                    found.append((name, kind))
        return found

    def _check_reachable(self, way: DeliveryWay | None, contact: Contact, prefix: str) -> None:
        digits = sum(character.isdigit() for character in contact.phone)
        if way is DeliveryWay.EMAIL and not contact.email:
            self._wrong("reply_by", _("The e-mail address for the answer is missing."))
        elif way is DeliveryWay.PHONE and digits < 6:
            self._wrong("reply_by", _("The telephone number for the answer is missing."))
        elif way is DeliveryWay.LETTER and not (contact.has_address and contact.public_name):
            self._wrong(
                "reply_by", _("For a letter the name, the street and the town have to be there.")
            )

    def _note(self) -> str:
        note = " ".join(self._text("note").split())
        if len(note) > LONGEST_NOTE:
            self._wrong(
                "note",
                _("This note is longer than %(most)d characters.") % {"most": LONGEST_NOTE},
            )
        return note


def _usual_way(channel: Channel | None, contact: Contact) -> DeliveryWay:
    """A letter for who wrote a letter, e-mail for the others, as far as it can be (Awb 2:14)."""
    can_write = contact.has_address and bool(contact.public_name)
    if can_write and (channel is Channel.LETTER or not contact.email):
        return DeliveryWay.LETTER
    return DeliveryWay.EMAIL if contact.email else DeliveryWay.COLLECT


def _names(text: str) -> Iterator[str]:
    return filter(None, (name.strip() for name in re.split(r"[;|\n]", text)))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _day_of(when: date | datetime) -> date:
    return clock.day_of(when) if isinstance(when, datetime) else when
