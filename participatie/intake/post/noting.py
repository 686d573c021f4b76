"""Noting how far the letters of a print batch are, one by one."""

from participatie.intake.post.models import PrintBatch
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryStatus

STEPS: dict[str, tuple[DeliveryStatus, ...]] = {
    DeliveryStatus.PRINTED: (DeliveryStatus.PRINTED,),
    DeliveryStatus.POSTED: (DeliveryStatus.PRINTED, DeliveryStatus.POSTED),
}
"""What a batch can be noted as, and the states that its letters go through to get there."""
BEFORE = {
    DeliveryStatus.PRINTED: (DeliveryStatus.WAITING,),
    DeliveryStatus.POSTED: (DeliveryStatus.PRINTED,),
}


def note_letters(batch: PrintBatch) -> None:
    """Do what `note` began. Each letter is noted by itself, so that it can be taken up again."""
    clerk = batch.noting_by
    for status in STEPS[batch.noting]:
        open_letters = batch.letters.filter(
            taken_out_at=None, delivery__status__in=BEFORE[status]
        ).select_related("delivery")
        for letter in open_letters.order_by("position"):
            try:
                settle_delivery(letter.delivery, actor=clerk, status=status)
            except Refused:
                # Told by telephone in between: then that is how it went.
                continue
    batch.noting, batch.noting_by = "", None
    batch.save(update_fields=["noting", "noting_by"])
