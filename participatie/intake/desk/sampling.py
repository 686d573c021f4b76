"""A second person compares a share of what was typed over with its scan."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import algorithms, clock
from participatie.intake.desk.algorithms import SAMPLE
from participatie.intake.desk.models import CheckResult, TranscriptCheck
from participatie.pipeline import kinds
from participatie.pipeline.acts import texts
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Contribution, Event
from participatie.pipeline.permissions import require_role
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, Channel


@subscribe(kinds.RECEIVED)
def draw(events: Sequence[Event]) -> None:
    """Draw from letters that come in, by whatever door, inside the act that receives them."""
    one_in = settings.TRANSCRIPT_CHECK_ONE_IN
    letters = [
        event.contribution
        for event in events
        if event.contribution is not None
        and event.contribution.channel == Channel.LETTER
        and event.contribution.entered_by_id is not None
        and event.contribution.text.strip()
    ]
    if one_in < 1 or not letters or not algorithms.is_on(SAMPLE.slug):
        return
    TranscriptCheck.objects.bulk_create(
        TranscriptCheck(contribution=letter, one_in=one_in, drawn_at=clock.now())
        for letter in letters
        if is_drawn(letter, one_in) and letter.attachments.filter(kind=AttachmentKind.SCAN).exists()
    )


def is_drawn(letter: Contribution, one_in: int) -> bool:
    """Whether chance falls on this letter.

    Chance is its follow code, of which the keyed fingerprint is as good as a random number: made
    when it is saved, known to nobody before, and the same when it is calculated again.
    """
    return int(letter.follow_digest, 16) % one_in == 0


def waiting() -> QuerySet[TranscriptCheck]:
    """What was drawn and nobody compared yet, the oldest first."""
    return TranscriptCheck.objects.filter(result="").select_related(
        "contribution__consultation", "contribution__entered_by"
    )


def same(check: TranscriptCheck, *, actor: User) -> None:
    """Text and scan say the same. Raises `Refused`."""
    with transaction.atomic():
        _finish(check, actor, CheckResult.SAME)


def correct(check: TranscriptCheck, *, actor: User, text: str, reason: str) -> None:
    """Text and scan differ: this is what the scan says. Raises `Refused`, also where the words
    cannot be corrected any more."""
    with transaction.atomic():
        found = _finish(check, actor, CheckResult.CORRECTED, note=reason)
        texts.correct(found.contribution, actor=actor, text=text, reason=reason)


def differs(check: TranscriptCheck, *, actor: User, note: str) -> None:
    """Text and scan differ, and the words cannot be corrected here: say what differs."""
    if not note.strip():
        raise Refused(_("Say what is different."))
    with transaction.atomic():
        _finish(check, actor, CheckResult.DIFFERS, note=note)


def _finish(
    check: TranscriptCheck, actor: User, result: CheckResult, *, note: str = ""
) -> TranscriptCheck:
    require_role(actor, Role.CLERK)
    found = (
        TranscriptCheck.objects.select_for_update(of=("self",))
        .select_related("contribution")
        .get(pk=check.pk)
    )
    if found.result:
        raise Refused(_("A colleague has compared this letter already."))
    if found.contribution.entered_by_id == actor.pk:
        raise Refused(_("You typed this letter yourself. A colleague compares it."))
    found.result, found.note = result, note.strip()[:255]
    found.checked_by, found.checked_at = actor, clock.now()
    found.save(update_fields=["result", "note", "checked_by", "checked_at"])
    return found


@dataclass(frozen=True)
class Figures:
    """How typing over goes."""

    drawn: int
    compared: int
    differed: int

    @property
    def percentage(self) -> int | None:
        """How many of a hundred compared letters differed; None while none was compared."""
        return round(100 * self.differed / self.compared) if self.compared else None


def figures() -> Figures:
    """Of all letters that were ever drawn."""
    return Figures(
        **TranscriptCheck.objects.aggregate(
            drawn=Count("pk"),
            compared=Count("pk", filter=~Q(result="")),
            differed=Count("pk", filter=Q(result__in=[CheckResult.CORRECTED, CheckResult.DIFFERS])),
        )
    )
