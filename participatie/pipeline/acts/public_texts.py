"""What of a contribution the public may read: a person decides, passage by passage."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import Span
from participatie.pipeline import events, kinds, permissions, vouched
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Contribution, PublicText
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import HidingReason, Status

HIDDEN = "█████"
"""Stands where a passage was left out; its length says nothing about what was there."""

Hidden = tuple[Span, HidingReason]


def text_without(text: str, hidden: Sequence[Hidden]) -> str:
    """`text` with each of the passages replaced by the same mark; overlaps are one passage."""
    pieces = []
    position = 0
    for span, _reason in sorted(hidden, key=lambda item: item[0].start):
        if span.start >= position:
            pieces += [text[position : span.start], HIDDEN]
        position = max(position, span.end)
    return "".join(pieces) + text[position:]


def approve_public_text(
    contribution: Contribution, *, actor: User, hidden: Sequence[Hidden], with_name: bool = True
) -> PublicText:
    """Approve the text for the public, with these passages left out; replaces an earlier one.

    The name of who sent it stands with it `with_name`, and only where the sender permits that.
    """
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.APPROVE_PUBLIC_TEXT)
        if contribution.status == Status.WITHDRAWN:
            raise Refused(_("This contribution was withdrawn. It is not published."))
        if not contribution.words.strip():
            raise Refused(_("This contribution has no text to publish."))
        for span, _reason in hidden:
            if not 0 <= span.start < span.end <= len(contribution.words):
                raise Refused(_("This passage lies outside the text. Please select it again."))
        contribution.public_texts.filter(is_current=True).update(is_current=False)
        latest = contribution.public_texts.order_by("-version").first()
        public_text = PublicText.objects.create(
            contribution=contribution,
            version=latest.version + 1 if latest else 1,
            text=text_without(contribution.words, hidden),
            hidden=[
                {"start": span.start, "end": span.end, "reason": str(reason)}
                for span, reason in sorted(hidden, key=lambda item: item[0].start)
            ],
            name=name_to_publish(contribution) if with_name else "",
            approved_by=actor,
            approved_at=clock.now(),
        )
        events.record(
            kinds.PUBLIC_TEXT_APPROVED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={
                "version": public_text.version,
                "hidden": len(hidden),
                "with_name": bool(public_text.name),
            },
            content=vouched.public_text(public_text),
        )
    return public_text


def name_to_publish(contribution: Contribution) -> str:
    """The name that may stand with its public text; empty without permission of the sender."""
    if not contribution.name_may_be_published:
        return ""
    longest = PublicText._meta.get_field("name").max_length
    return contribution.submitter.contact.public_name.strip()[:longest]


def permit_name(contribution: Contribution, *, actor: User | None, permitted: bool) -> Contribution:
    """Note that the sender permits the name to be published, or does so no longer.

    Without permission the name is gone at once, also from earlier versions (GDPR 7:3). With it,
    the name comes with the next text that somebody approves. `actor` None stands for the sender.
    """
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.PERMIT_NAME)
        if permitted == contribution.name_may_be_published:
            raise Refused(
                _("It was noted already that the name may be published.")
                if permitted
                else _("It was noted already that the name may not be published.")
            )
        if permitted and not contribution.submitter.contact.public_name:
            raise Refused(_("There is no name that could be published."))
        contribution.name_may_be_published = permitted
        contribution.save(update_fields=["name_may_be_published"])
        if not permitted:
            contribution.public_texts.exclude(name="").update(name="")
        events.record(
            kinds.NAME_PERMITTED if permitted else kinds.NAME_NOT_PERMITTED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
        )
    return contribution


def retract_public_text(contribution: Contribution, *, actor: User, reason: str) -> None:
    """Take the text for the public back, at once."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.APPROVE_PUBLIC_TEXT)
        if not reason.strip():
            raise Refused(_("Say why the text is taken back."))
        if not contribution.public_texts.filter(is_current=True).update(is_current=False):
            raise Refused(_("There is no published text of this contribution."))
        events.record(
            kinds.PUBLIC_TEXT_RETRACTED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"reason": reason.strip()},
        )
