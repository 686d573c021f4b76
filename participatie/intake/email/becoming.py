"""How a message becomes a contribution, or is added to one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import algorithms
from participatie.intake import receive
from participatie.intake.email.algorithms import RECOGNISING
from participatie.intake.email.keeping import note
from participatie.intake.email.models import OPEN, IncomingMail, Kind, State, Step
from participatie.intake.email.recognising import is_ours
from participatie.pipeline.acts import texts
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Consultation, Contact, Contribution, StoredFile
from participatie.pipeline.permissions import require_role
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, Channel, DeliveryWay, SubmitterKind


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What a clerk confirmed about a message. `files` are the ids of the files that go along."""

    consultation: Consultation
    contact: Contact
    reply_by: DeliveryWay
    whole: bool = False
    """The whole message, with what was quoted; otherwise the sender's own words."""
    kind: SubmitterKind = SubmitterKind.PERSON
    name_may_be_published: bool = False
    language: str = settings.LANGUAGE_CODE
    files: Collection[int] = field(default_factory=frozenset)
    note: str = ""


def require_clerk(actor: User) -> None:
    """Raise `NotAllowed` unless `actor` works at the desk."""
    require_role(actor, Role.CLERK)


def locked(mail: IncomingMail) -> IncomingMail:
    """The message, locked, so that two colleagues do not do two things with it.

    Raises `Refused` when it was erased.
    """
    mail = (
        IncomingMail.objects.select_for_update(of=("self",))
        .select_related("mailbox__consultation", "contribution__consultation")
        .get(pk=mail.pk)
    )
    if mail.erased_at is not None:
        raise Refused(_("This message has been erased."))
    return mail


def held(mail: IncomingMail) -> IncomingMail:
    """The message, locked. Raises `Refused` when somebody dealt with it before."""
    mail = locked(mail)
    if mail.state not in OPEN:
        raise Refused(
            _("Somebody dealt with this message already: %(state)s.")
            % {"state": mail.get_state_display()}
        )
    return mail


def become(mail: IncomingMail, confirmed: Confirmed, *, actor: User) -> Contribution:
    """Make the message a contribution, once; it counts from when it reached us (Awb 2:20).

    Raises `Refused`; the message then waits as it did.
    """
    require_clerk(actor)
    text = mail.read.get("text" if confirmed.whole else "own", "")
    long_text = []
    if len(text) > MAX_TEXT:
        # Longer than a contribution can be: then all of it is a file. It is stored before the
        # transaction: refused, it has a row, by which it is thrown away.
        upload = ContentFile(text.encode(), name="bericht.txt")
        long_text, text = [(receive.store(upload), AttachmentKind.ATTACHMENT)], ""
    with transaction.atomic():
        mail = held(mail)
        files = [*long_text, *_files(mail, confirmed.files)]
        made = _receive(mail, confirmed, text, files, actor)
        _settle(mail, State.CONTRIBUTION, made)
        note(mail, Step.CONTRIBUTION, by=actor, said=made.reference)
    return made


def is_clean(mail: IncomingMail) -> bool:
    """Whether nothing in a message asks for a person, and its mailbox needs none.

    An answer to a message of ours is no new contribution; what came after the term, what says
    that we sent it, and what we could not take in, a person looks at first.
    """
    mailbox = mail.mailbox
    return (
        mailbox is not None
        and mailbox.automatic
        and mailbox.consultation is not None
        and mailbox.consultation.opens_at <= mail.received_at < mailbox.consultation.closes_at
        and mail.state == State.WAITING
        and mail.kind == Kind.ORDINARY
        and algorithms.is_on(RECOGNISING.slug)
        and mail.delivery_id is None
        and not mail.virus
        and not mail.read.get("problems")
        and bool(mail.read.get("address"))
        and not is_ours(mail.read["address"])
        and 0 < len(mail.read.get("text", "")) <= MAX_TEXT
        and not mail.files.exclude(problem="").exists()
    )


def become_by_itself(mail: IncomingMail) -> Contribution:
    """Make a clean message a contribution without a clerk: all its words and all its files."""
    with transaction.atomic():
        mail = held(mail)
        confirmed = Confirmed(
            consultation=Consultation.objects.get(pk=mail.mailbox.consultation_id),
            contact=Contact(name=mail.read["name"], email=mail.read["address"]),
            reply_by=DeliveryWay.EMAIL,
        )
        files = _files(mail, mail.files.values_list("pk", flat=True))
        made = _receive(mail, confirmed, mail.read["text"], files, None)
        _settle(mail, State.CONTRIBUTION, made)
        note(mail, Step.CONTRIBUTION, said=made.reference)
    return made


def add_to(
    mail: IncomingMail,
    contribution: Contribution,
    *,
    actor: User,
    whole: bool,
    files: Collection[int],
) -> Contribution:
    """Add the message to what its sender sent before. Raises `Refused`."""
    require_clerk(actor)
    with transaction.atomic():
        mail = held(mail)
        texts.add(
            contribution,
            actor=actor,
            text=mail.read.get("text" if whole else "own", ""),
            files=_files(mail, files),
            came_from=_("e-mail"),
        )
        _settle(mail, State.ADDITION, contribution)
        note(mail, Step.ADDITION, by=actor, said=contribution.reference)
    return contribution


def _receive(
    mail: IncomingMail,
    confirmed: Confirmed,
    text: str,
    files: Sequence[tuple[StoredFile, AttachmentKind]],
    actor: User | None,
) -> Contribution:
    return receive.receive(
        confirmed.consultation,
        actor=actor,
        channel=Channel.EMAIL,
        text=text,
        submitter=Person(
            contact=confirmed.contact, kind=confirmed.kind, reply_by=confirmed.reply_by
        ),
        attachments=files,
        received_at=mail.received_at,
        entered_from=confirmed.note,
        name_may_be_published=confirmed.name_may_be_published,
        language=confirmed.language,
        submission_key=mail.pk,
    )


def _files(mail: IncomingMail, chosen: Collection[int]) -> list[tuple[StoredFile, AttachmentKind]]:
    kept = mail.files.filter(pk__in=chosen, file__isnull=False).select_related("file")
    return [(row.file, AttachmentKind.ATTACHMENT) for row in kept]


def _settle(mail: IncomingMail, state: State, contribution: Contribution) -> None:
    mail.state, mail.contribution, mail.typed = state, contribution, {}
    mail.save(update_fields=["state", "contribution", "typed"])
