"""Telling who has a draft that there is more time, because people could not reach us (Awb 2:21)."""

from django.db import transaction

from participatie.intake.web import mails
from participatie.intake.web.expiring import address_of
from participatie.intake.web.models import Draft
from participatie.pipeline.models import Event, Outage


def tell(draft_id: str, event_id: int) -> None:
    """Mail the writer of this draft, once for each longer term; raises what `core.mail.send` does.

    Does nothing when there is no address, or the draft was sent or thrown away.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id, contribution=None).first()
        if draft is None or (draft.told_event or 0) >= event_id:
            return
        email, token = address_of(draft)
        if not email:
            return
        event = Event.objects.get(pk=event_id)
        outage = Outage.objects.get(pk=event.data["outage"])
        mails.send_more_time(draft, outage, to=email, token=token)
        draft.told_event = event_id
        draft.save(update_fields=["told_event"])
