"""What is done with a batch of letters: made, printed, posted, taken apart."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accounts.models import User
from participatie.core import clock
from participatie.intake.post import tasks
from participatie.intake.post.models import BatchLetter, BatchState, PrintBatch
from participatie.intake.post.noting import note_letters
from participatie.pipeline import permissions
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryStatus, DeliveryWay, LetterForm

MOST = 2_000
"""Letters in one batch; what is left waits for the next."""
AT_ONCE = 100
"""As many letters are noted while somebody waits for the page."""
NOT_POSTED = (DeliveryStatus.WAITING, DeliveryStatus.PRINTED)
"""Of a letter in no batch: printed ones among them were so before there were batches."""


def in_a_batch() -> Exists:
    """Whether a delivery lies in a batch, printed or not."""
    return Exists(BatchLetter.objects.filter(delivery=OuterRef("pk"), taken_out_at=None))


TO_PRINT = Q(~in_a_batch(), way=DeliveryWay.LETTER, status__in=NOT_POSTED)
"""A letter that waits for a batch."""


def to_print() -> QuerySet[Delivery]:
    """The letters that wait for a batch."""
    return Delivery.objects.filter(TO_PRINT)


def make(chosen: QuerySet[Delivery], *, actor: User, two_sided: bool = True) -> PrintBatch:
    """A batch of the first `MOST` of these that wait; its files are made in the background.

    Normal letters come first, then those in large print, then what goes to the braille service;
    within these in the order of `chosen`. Raises `Refused` when none of them waits any more.
    """
    permissions.require(actor, Act.SETTLE_DELIVERY)
    with transaction.atomic():
        _one_at_a_time()
        waiting = chosen.filter(TO_PRINT).select_related("recipient")
        held = list(waiting.select_for_update(of=("self",), no_key=True)[:MOST])
        if not held:
            raise Refused(_("These letters lie in a batch already. A colleague was first."))
        last = PrintBatch.objects.aggregate(last=Max("number"))["last"] or 0
        batch = PrintBatch.objects.create(
            number=last + 1, made_by=actor, made_at=clock.now(), two_sided=two_sided
        )
        forms = list(LetterForm)
        held.sort(key=lambda delivery: forms.index(LetterForm(delivery.recipient.letter_form)))
        BatchLetter.objects.bulk_create(
            BatchLetter(
                batch=batch,
                delivery=delivery,
                position=position,
                form=delivery.recipient.letter_form,
            )
            for position, delivery in enumerate(held, start=1)
        )
        tasks.make_files.defer(batch_id=batch.pk)
    return batch


def _one_at_a_time() -> None:
    # Two clerks at once: the second looks what waits when the first is done, and skips no number.
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(PrintBatch._meta.db_table)
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def make_again(batch: PrintBatch, *, actor: User) -> None:
    """Make the files anew, of the letters that are still in it: they were removed or not made.

    Raises `Refused` while they are being made.
    """
    permissions.require(actor, Act.SETTLE_DELIVERY)
    with transaction.atomic():
        held = _locked(batch)
        if held.state == BatchState.MAKING:
            raise Refused(_("This batch is being made already."))
        held.state = BatchState.MAKING
        held.save(update_fields=["state"])
        tasks.make_files.defer(batch_id=held.pk)


def note(
    batch: PrintBatch, *, actor: User, status: DeliveryStatus, damaged: Iterable[int] = ()
) -> None:
    """The whole batch was printed or posted, but for the letters at the positions in `damaged`.

    Those come out of it and wait to be printed again. The others of a large batch are noted in the
    background, for that takes longer than a page may. Raises `Refused`.
    """
    permissions.require(actor, Act.SETTLE_DELIVERY)
    with transaction.atomic():
        held = _locked(batch)
        if held.noting:
            raise Refused(_("A colleague is noting this batch. Wait a moment."))
        _take_out(held, damaged, actor=actor)
        held.noting, held.noting_by = status, actor
        held.save(update_fields=["noting", "noting_by"])
        if held.letters.count() > AT_ONCE:
            tasks.note_letters.defer(batch_id=held.pk)
        else:
            note_letters(held)


def take_apart(batch: PrintBatch, *, actor: User) -> int:
    """Put every letter that was not posted back with those to print; how many. Raises `Refused`."""
    permissions.require(actor, Act.SETTLE_DELIVERY)
    with transaction.atomic():
        held = _locked(batch)
        left = held.letters.filter(taken_out_at=None, delivery__status__in=NOT_POSTED)
        positions = list(left.values_list("position", flat=True))
        if held.noting or not positions:
            raise Refused(_("The letters of this batch are posted already."))
        _take_out(held, positions, actor=actor)
        return len(positions)


def _take_out(batch: PrintBatch, positions: Iterable[int], *, actor: User) -> None:
    wanted = set(positions)
    found = list(
        batch.letters.filter(
            position__in=wanted, taken_out_at=None, delivery__status__in=NOT_POSTED
        ).select_related("delivery")
    )
    if missing := sorted(wanted - {letter.position for letter in found}):
        said = ngettext(
            "Letter %(numbers)s of this batch waits no longer, or is not in it.",
            "Letters %(numbers)s of this batch wait no longer, or are not in it.",
            len(missing),
        )
        raise Refused(said % {"numbers": ", ".join(map(str, missing))})
    for letter in found:
        if letter.delivery.status == DeliveryStatus.PRINTED:
            settle_delivery(letter.delivery, actor=actor, status=DeliveryStatus.WAITING)
        letter.taken_out_at = clock.now()
        letter.save(update_fields=["taken_out_at"])


def _locked(batch: PrintBatch) -> PrintBatch:
    return PrintBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
