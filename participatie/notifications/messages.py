"""What a notice says: one text for e-mail and letter, in blocks (see templates/pdf/base.typ)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participatie.core import clock, languages, organisation, qr
from participatie.core.templatetags.prose import nl_date
from participatie.core.word_diff import shortened, word_diff
from participatie.ledger import on_paper
from participatie.ledger.promises import promise
from participatie.pipeline import timeliness
from participatie.pipeline.models import Change, Consultation, Contribution, Delivery, Event, Point
from participatie.pipeline.queries.contributions import points_in_use
from participatie.pipeline.statuses import (
    Channel,
    DeliveryKind,
    DeliveryWay,
    LetterForm,
    Outcome,
    Timeliness,
)

Block = str | dict[str, Any]


@dataclass(frozen=True)
class Message:
    """A notice in words. `blocks` follow templates/pdf/base.typ; nothing in it is HTML."""

    subject: str
    salutation: str
    blocks: list[Block] = field(default_factory=list)


def deliveries_with_content() -> QuerySet[Delivery]:
    """Deliveries with all that their message needs, at a fixed number of queries."""
    return Delivery.objects.select_related(
        "event", "recipient", "contribution__consultation__decision", "contribution__submitter"
    ).prefetch_related(
        Prefetch("contribution__points", points_in_use()), "contribution__text_versions"
    )


def compose(delivery: Delivery) -> Message:
    """The message of one delivery, in the language of who sent the contribution."""
    with translation.override(delivery.contribution.language):
        return _composed(delivery)


def _composed(delivery: Delivery) -> Message:
    contribution = delivery.contribution
    writers = {
        DeliveryKind.RECEIPT: _receipt,
        DeliveryKind.WITHDRAWAL: _withdrawal,
        DeliveryKind.NOT_ADMITTED: _not_admitted,
        DeliveryKind.OUTCOME: _outcome,
        DeliveryKind.DECISION: _decision,
    }
    of_an_event = {DeliveryKind.CORRECTION: _correction, DeliveryKind.COMPLETION: _completion}
    kind = DeliveryKind(delivery.kind)
    proof = _promise(delivery) if kind is DeliveryKind.RECEIPT else ()
    subject, blocks = (
        of_an_event[kind](contribution, delivery.event)
        if kind in of_an_event
        else writers[kind](contribution)
    )
    return Message(
        subject=subject,
        salutation=_salutation(delivery),
        blocks=[
            *_why_you(contribution, delivery),
            *blocks,
            *_follow(contribution, delivery),
            *proof,
        ],
    )


def _salutation(delivery: Delivery) -> str:
    contact = delivery.recipient.contact
    if contact.name:
        return _("Dear %(name)s,") % {"name": contact.name}
    return _("Dear sir or madam,")


def _why_you(contribution: Contribution, delivery: Delivery) -> Iterable[Block]:
    """Why somebody hears of it who did not speak for themselves; a lawyer speaks for many."""
    if delivery.recipient_id == contribution.submitter_id:
        return
    if delivery.recipient_id != contribution.represented_by_id:
        yield _("You hear this because you signed this contribution too.")
        return
    contact = contribution.submitter.contact
    if name := contact.organisation or contact.name:
        yield _("This is about the contribution that you made on behalf of %(name)s.") % {
            "name": name
        }


def _names(contribution: Contribution) -> dict[str, str]:
    return {
        "reference": contribution.reference,
        "title": _title(contribution.consultation),
    }


def _title(consultation: Consultation) -> str:
    return consultation.title_in(languages.current()).text


def _recorded(text: str) -> Block:
    """Words of the record, which stay in its language."""
    return {"type": "words", "text": text, "lang": settings.LANGUAGE_CODE}


def _receipt(contribution: Contribution) -> tuple[str, Iterable[Block]]:
    consultation = contribution.consultation
    received = localtime(contribution.received_at)
    day = date_format(received, "j F Y")
    if contribution.channel == Channel.WEB and contribution.entered_by_id is None:
        # Of what a clerk brought in from elsewhere the day is known, seldom the moment.
        day = _("%(day)s at %(time)s") % {"day": day, "time": date_format(received, "H.i")}
    judged = Timeliness(contribution.timeliness)
    facts = [
        [_("About"), _title(consultation)],
        [_("Number"), contribution.reference],
        [_("Received"), day],
        [_("How"), str(Channel(contribution.channel).label)],
        [_("Term"), timeliness.explain(contribution)],
    ]
    blocks: list[Block] = [
        _("We have received your contribution. Thank you for taking part."),
        {"type": "facts", "rows": facts},
        {"type": "heading", "text": _("What happens now")},
        *_next(consultation, is_late=judged is Timeliness.LATE),
    ]
    return _("We have received your contribution %(reference)s") % _names(contribution), blocks


def _next(consultation: Consultation, *, is_late: bool) -> Iterable[Block]:
    """What a sender can expect, which for one who came late is not said yet."""
    if consultation.answers_published_at and not is_late:
        yield _("We have answered all contributions. You hear of yours in a separate message.")
    elif is_late:
        yield _("Your contribution came in late. You hear from us whether it can still count.")
    else:
        yield _(
            "After the term we read every contribution. We write an answer to each point that "
            "you make, and say what changes because of it. Then you hear from us again."
        )
    expected = consultation.decision_expected_on
    if consultation.decided_at:
        yield _("The decision has been made already.")
    elif expected and expected >= clock.today():
        yield _("We expect a decision around %(day)s.") % {"day": date_format(expected, "j F Y")}


def _withdrawal(contribution: Contribution) -> tuple[str, Iterable[Block]]:
    return _("Your contribution %(reference)s has been withdrawn") % _names(contribution), [
        _("Your contribution %(reference)s about “%(title)s” has been withdrawn, as asked.")
        % _names(contribution),
        _(
            "We do not handle it any further and do not publish it. Was this not what you wanted? "
            "Then call us."
        ),
    ]


def _correction(contribution: Contribution, event: Event) -> tuple[str, Iterable[Block]]:
    """What we wrote down now, next to what it was."""
    before, version = contribution.text, None
    for version in contribution.text_versions.all():
        if version.version == event.data["version"]:
            break
        before = version.text
    blocks: list[Block] = [
        _("We corrected what we wrote down of your contribution %(reference)s about “%(title)s”.")
        % _names(contribution),
        {"type": "heading", "text": _("Why")},
        _recorded(event.data["reason"]),
        {"type": "heading", "text": _("What we wrote down now")},
    ]
    if version is not None:
        blocks.append(_before_after(before, version.text))
    blocks.append(
        _(
            "Is this not what you said? Then call us. What we wrote down first stays on record, "
            "and you can read it on your own page."
        )
    )
    return _("We corrected what we wrote down of %(reference)s") % _names(contribution), blocks


def _completion(contribution: Contribution, event: Event) -> tuple[str, Iterable[Block]]:
    """What is missing, until which day, how to send it, and what happens otherwise (Awb 6:6)."""
    missing = [line.strip() for line in event.data["missing"].splitlines() if line.strip()]
    until = nl_date(date.fromisoformat(event.data["until"]), "weekday")
    blocks: list[Block] = [
        _("We received your contribution %(reference)s about “%(title)s”. Something is missing.")
        % _names(contribution),
        {"type": "heading", "text": _("What is missing")},
        {"type": "list", "items": missing, "lang": settings.LANGUAGE_CODE},
        {"type": "heading", "text": _("Until when")},
        _("Make sure that we have it no later than %(day)s.") % {"day": until},
        {"type": "heading", "text": _("How to send it")},
        {"type": "facts", "rows": list(_ways_to_send(contribution))},
        {"type": "heading", "text": _("What happens if we do not get it")},
        _(
            "Then we go on with what we have. What is missing may mean that your contribution "
            "cannot count, or only a part of it. You hear that from us. Can you not make it in "
            "time? Call us before that day."
        ),
    ]
    return _("Please complete your contribution %(reference)s") % _names(contribution), blocks


def _ways_to_send(contribution: Contribution) -> Iterable[list[str]]:
    ours, contact = organisation.details(), contribution.consultation.contact
    yield [_("Mention"), _("number %(reference)s") % _names(contribution)]
    if ours.postal_address:
        yield [_("By letter"), ", ".join([ours.name, *ours.postal_address.splitlines()])]
    if email := contact.get("email") or ours.email:
        yield [_("By e-mail"), email]
    yield [_("By telephone"), contact.get("phone") or ours.phone]


def _not_admitted(contribution: Contribution) -> tuple[str, Iterable[Block]]:
    return _("Your contribution %(reference)s cannot count") % _names(contribution), [
        _("Your contribution %(reference)s about “%(title)s” cannot count in the decision.")
        % _names(contribution),
        {"type": "heading", "text": _("Why")},
        _recorded(contribution.admissibility_reason),
        _("Do you disagree, or do you have a question? Then call us."),
    ]


def _outcome(contribution: Contribution) -> tuple[str, Iterable[Block]]:
    points = contribution.current_points
    blocks: list[Block] = [
        _("Below you read what we did with each point of your contribution about “%(title)s”.")
        % _names(contribution)
    ]
    shown: dict[int, str] = {}
    for point in points:
        blocks += _point(point, shown)
    return _("What we did with your contribution %(reference)s") % _names(contribution), blocks


def _point(point: Point, shown: dict[int, str]) -> Iterable[Block]:
    """What was done with a point. `shown` says at which point a change was shown already."""
    answer = point.answer
    yield {
        "type": "heading",
        "text": _("Point %(reference)s") % {"reference": point.reference},
    }
    yield {"type": "quote", "text": point.summary, "lang": settings.LANGUAGE_CODE}
    if answer is None:
        return
    yield {"type": "facts", "rows": [[_("Outcome"), str(Outcome(answer.outcome).label)]]}
    yield _recorded(answer.plain)
    if answer.reason != answer.plain:
        yield _recorded(answer.reason)
    for change in answer.changes.all():
        if change.removed_at is None:
            first = shown.setdefault(change.pk, point.reference)
            yield (
                _change(change)
                if first == point.reference
                else _("What changes in %(label)s is shown at point %(reference)s.")
                % {"label": change.label, "reference": first}
            )


def _change(change: Change) -> Block:
    title = " ".join(filter(None, (change.label, change.heading)))
    return _before_after(change.before, change.after) | {"title": title}


def _before_after(before: str, after: str) -> dict[str, Any]:
    pieces = shortened(word_diff(before, after))
    return {
        "type": "before_after",
        "lang": settings.LANGUAGE_CODE,
        "was": _("Was"),
        "becomes": _("Becomes"),
        "before": "".join(piece.text for piece in pieces if piece.kind != "added"),
        "after": "".join(piece.text for piece in pieces if piece.kind != "removed"),
        "pieces": pieces,
    }


def _decision(contribution: Contribution) -> tuple[str, Iterable[Block]]:
    decision = contribution.consultation.decision
    day = date_format(decision.adopted_on, "j F Y") if decision.adopted_on else ""
    blocks: list[Block] = [
        _("%(body)s adopted “%(title)s” on %(day)s. Your contribution was weighed in it.")
        % {"body": decision.adopted_by, "title": decision.title, "day": day}
    ]
    changed: dict[int, Any] = {
        change.pk: change
        for point in contribution.current_points
        if point.answer
        for change in point.answer.changes.all()
        if change.removed_at is None
    }
    if changed:
        blocks.append({"type": "heading", "text": _("Changed because of you and others")})
        blocks += [_change(change) for change in changed.values()]
    else:
        blocks.append(
            _("Your points did not lead to a change of the text. You read why in our answers.")
        )
    return _("The decision after your contribution %(reference)s") % _names(contribution), blocks


def promise_of(delivery: Delivery) -> str:
    """The signed promise that goes with a receipt; nothing goes with other notices."""
    return promise(_arrival(delivery)) if delivery.kind == DeliveryKind.RECEIPT else ""


def _arrival(delivery: Delivery) -> Event:
    """The event that a receipt tells of, with the contribution that is at hand already."""
    event = delivery.event
    event.contribution = delivery.contribution
    return event


def _promise(delivery: Delivery) -> Iterable[Block]:
    """What the sender keeps, to prove later that it came in: in the mail a file goes along."""
    if delivery.way == DeliveryWay.EMAIL:
        yield {"type": "heading", "text": _("Your proof that we received it")}
        yield on_paper.explained()
        yield _("The promise is the file %(name)s with this mail. Keep it.") % {
            "name": _("promise.txt")
        }
    else:
        # As small as can be read, so that the letter stays one sheet.
        is_normal = delivery.recipient.letter_form == LetterForm.NORMAL
        rows = on_paper.rows(_arrival(delivery))
        yield _(
            "Keep this letter: with these three lines you prove that your contribution came in."
        )
        yield {"type": "facts", "rows": rows, "small": is_normal}


def _follow(contribution: Contribution, delivery: Delivery) -> Iterable[Block]:
    path = reverse("tracking:follow", args=[contribution.follow_code])
    url = f"{settings.BASE_URL}{path}"
    enter = f"{settings.BASE_URL}{reverse('tracking:enter')}".removeprefix("https://")
    block: dict[str, Any] = {
        "type": "code",
        "label": _("Your follow code"),
        "value": contribution.follow_code,
        "note": _(
            "On %(address)s you look up your contribution with this code. Keep it to yourself."
        )
        % {"address": enter},
        "url": url,
    }
    if delivery.way == DeliveryWay.LETTER:
        block |= {"svg": qr.image(url), "alt": _("QR code that opens your contribution")}
    yield {"type": "heading", "text": _("Follow your contribution")}
    yield block
    phone = contribution.consultation.contact.get("phone") or organisation.details().phone
    yield _("A question, or no internet? Call %(phone)s and mention number %(reference)s.") % {
        "phone": phone,
        "reference": contribution.reference,
    }
