"""From a filled-in form to what the record takes in, and back to what people read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from participatie.core.templatetags.prose import file_size
from participatie.intake.web.forms import AUTHORISATION, ContributionForm
from participatie.intake.web.question_fields import in_this_language
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, StoredFile
from participatie.pipeline.questions import Given, Question, QuestionKind
from participatie.pipeline.statuses import (
    AttachmentKind,
    DeliveryWay,
    LetterForm,
    SubmitterKind,
)
from participatie.pipeline.wordings import Wording, said


class Speaker(Protocol):
    """Somebody with contact details who is to be answered: a Person or a Submitter."""

    @property
    def contact(self) -> Contact: ...
    @property
    def reply_by(self) -> str: ...
    @property
    def letter_form(self) -> str: ...


@dataclass(frozen=True)
class Submission:
    """A contribution by the web form, sent or about to be."""

    questions: Sequence[Question]
    given: Mapping[str, Given]
    submitter: Any
    represented_by: Any
    signatories: Sequence[Any]
    name_may_be_published: bool
    attachments: Sequence[tuple[StoredFile, AttachmentKind]]
    wordings: Mapping[str, Wording]
    """{key of a question: how it reads}"""
    told: str = ""
    """All of it in one text, when a clerk typed in what was said aloud."""

    @property
    def sender(self) -> Speaker:
        """Who filled in the form."""
        return self.represented_by or self.submitter


@dataclass(frozen=True)
class Row:
    """One line of the copy: what was asked, and the answer or the files.

    `written_in` is the language of a question, `chosen_in` that of an answer from its list; empty
    when the words are ours, or the sender's own.
    """

    key: str
    value: str = ""
    files: Sequence[StoredFile] = ()
    written_in: str = ""
    chosen_in: str = ""

    @property
    def text(self) -> str:
        """The answer in words, with the files by name and size."""
        return self.value or "\n".join(f"{f.name} ({file_size(f.size)})" for f in self.files)


def submission_of(form: ContributionForm) -> Submission:
    """What a valid form with all its parts says."""
    data = form.cleaned_data
    me = Contact(
        **{part: data[part] for part in ("name", "organisation", "email", "phone")},
        **{part: data[part] for part in ("street", "postcode", "city", "country")},
    )
    signatories = [Person(contact=Contact(name=name)) for name in data["signatories"]]
    kind = SubmitterKind.GROUP if signatories else SubmitterKind.PERSON
    if me.organisation:
        kind = SubmitterKind.ORGANISATION
    sender = Person(
        contact=me,
        kind=kind,
        reply_by=DeliveryWay(data["reply_by"]),
        letter_form=LetterForm(data["letter_form"] or LetterForm.NORMAL),
    )
    represented = None
    if data["represented_name"]:
        parts = ("name", "street", "postcode", "city", "country")
        represented = Person(contact=Contact(**{p: data[f"represented_{p}"] for p in parts}))
    return Submission(
        questions=form.questions,
        given=form.given(),
        submitter=represented or sender,
        represented_by=sender if represented else None,
        signatories=signatories,
        name_may_be_published=data["name_may_be_published"],
        attachments=[
            (kept.file, kind_of(name)) for name, files in form.kept.items() for kept in files
        ],
        wordings=form.wordings,
    )


def kind_of(field: str) -> AttachmentKind:
    """What the files of this field of the form are."""
    return AttachmentKind.AUTHORISATION if field == AUTHORISATION else AttachmentKind.ATTACHMENT


def submission_from(contribution: Contribution) -> Submission:
    """What a contribution said, as its sender sent it."""
    signatories = contribution.signatories.select_related("submitter")
    attachments = contribution.attachments.select_related("file")
    return Submission(
        questions=contribution.form.questions if contribution.form else [],
        given=contribution.given,
        submitter=contribution.submitter,
        represented_by=contribution.represented_by,
        signatories=[signatory.submitter for signatory in signatories],
        name_may_be_published=contribution.name_may_be_published,
        attachments=[(one.file, AttachmentKind(one.kind)) for one in attachments],
        wordings=in_this_language(contribution.form) if contribution.form else {},
        told=contribution.words if contribution.entered_by_id else "",
    )


def answer_rows(submission: Submission, asked: Sequence[Question]) -> list[Row]:
    """These questions of the submission, with the answers."""
    return [
        _row(question, submission.wordings[question.key], submission.given.get(question.key, ""))
        for question in asked
        if question.kind is not QuestionKind.FILE
    ]


def all_answer_rows(submission: Submission) -> list[Row]:
    """All questions with the answers, and the attachments."""
    if submission.told:
        return [Row(_("What you told us"), submission.told), *attachment_rows(submission)]
    return [*answer_rows(submission, submission.questions), *attachment_rows(submission)]


def attachment_rows(submission: Submission) -> list[Row]:
    """The attachments, when there are any."""
    files = _files(submission, AttachmentKind.ATTACHMENT)
    return [Row(_("Attachments"), files=files)] if files else []


def about_rows(submission: Submission) -> list[Row]:
    """Who it is from and how they are answered; what was left empty is left out."""
    sender = submission.sender
    rows = [
        *_contact_rows(sender.contact),
        Row(_("How you get our answer"), str(DeliveryWay(sender.reply_by).label)),
    ]
    if sender.letter_form != LetterForm.NORMAL:
        rows.append(Row(_("Form of the letters"), str(LetterForm(sender.letter_form).label)))
    named = submission.submitter.contact.public_name
    if named:
        permitted = _("Yes, with the name “%(name)s”") % {"name": named}
        answer = permitted if submission.name_may_be_published else _("No")
        rows.append(Row(_("Your name may be published"), answer))
    if submission.represented_by:
        represented = submission.submitter.contact
        rows.append(Row(_("You speak for"), "\n".join(represented.address_lines)))
        rows.append(Row(_("Authorisation"), files=_files(submission, AttachmentKind.AUTHORISATION)))
    if submission.signatories:
        names = [signatory.contact.name for signatory in submission.signatories]
        rows.append(Row(_("Sign along"), "\n".join(names)))
    return [row for row in rows if row.value or row.files]


def _contact_rows(contact: Contact) -> Iterable[Row]:
    address = [contact.street, f"{contact.postcode}  {contact.city}".strip()]
    yield Row(_("Name"), contact.name)
    yield Row(_("Organisation"), contact.organisation)
    yield Row(_("E-mail address"), contact.email)
    yield Row(_("Telephone number"), contact.phone)
    yield Row(_("Address"), "\n".join(line for line in address if line))


def _row(question: Question, wording: Wording, answer: Given) -> Row:
    words = said(question, wording, answer)
    return Row(words.asked, words.answer, written_in=words.asked_in, chosen_in=words.chosen_in)


def _files(submission: Submission, kind: AttachmentKind) -> list[StoredFile]:
    return [file for file, its_kind in submission.attachments if its_kind is kind]
