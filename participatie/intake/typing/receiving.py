"""From a form that a clerk filled in to a contribution on the track."""

from collections.abc import Sequence
from uuid import UUID

from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.intake import receive
from participatie.intake.typing.forms import EntryForm
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Consultation, Contact, Contribution, StoredFile
from participatie.pipeline.statuses import AttachmentKind, DeliveryWay, LetterForm, SubmitterKind


def receive_typed(
    form: EntryForm,
    *,
    actor: User,
    files: Sequence[tuple[StoredFile, AttachmentKind]],
    key: UUID,
    heard: str = "",
) -> Contribution:
    """Put what a valid form says on the track; `key` becomes the submission key.

    `heard` says in words whether the speaker heard or read the text (Awb 3:17); it is empty for
    what came in writing. Raises `pipeline.refusals.Refused` with nothing written.
    """
    given = form.cleaned_data
    consultation = form.consultation_found
    assert isinstance(consultation, Consultation)  # noqa: S101 - the form was found valid
    represented = form.is_represented
    way = DeliveryWay(given["reply_by"])
    letter_form = LetterForm(given["letter_form"] or LetterForm.NORMAL)
    return receive.receive(
        consultation,
        actor=actor,
        channel=form.channel,
        text=form.whole_text,
        given=form.answers,
        form=form.question_form if form.answers else form.paper_form,
        submitter=Person(
            contact=form.contact(),
            kind=SubmitterKind(given["kind"]),
            reply_by=DeliveryWay.COLLECT if represented else way,
            letter_form=LetterForm.NORMAL if represented else letter_form,
        ),
        represented_by=(
            Person(contact=form.contact("rep_"), reply_by=way, letter_form=letter_form)
            if represented
            else None
        ),
        signatories=[_signatory(contact) for contact in given.get("signatories", [])],
        attachments=files,
        received_at=(
            clock.now()
            if given["received_on"] == clock.today()
            else terms.noon_of(given["received_on"])
        ),
        postmarked_on=given.get("postmarked_on"),
        first_received_on=given.get("first_received_on"),
        forwarded_by=given.get("forwarded_by", ""),
        name_may_be_published=given["name_may_be_published"],
        language=given["language"],
        entered_from="; ".join(filter(None, (given["note"], heard))),
        submission_key=key,
    )


def _signatory(contact: Contact) -> Person:
    if contact.has_address:
        return Person(contact=contact, reply_by=DeliveryWay.LETTER)
    return Person(
        contact=contact, reply_by=DeliveryWay.EMAIL if contact.email else DeliveryWay.COLLECT
    )
