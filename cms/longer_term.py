"""The page of a consultation follows a term that an outage made longer.

The record has the new last day already, so nothing is published here. But the page, and what was
drafted or scheduled of it, still has the old one: publishing that would turn the term back.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.models import ConsultationPage
from participatie.core import terms
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Event

FOLLOWED = "cms.term.longer"


@subscribe(kinds.TERM_CHANGED)
def follow(events: Sequence[Event]) -> None:
    """Give pages and their unpublished versions the new last day, where theirs comes before it."""
    for event in events:
        if not event.data.get("outage"):
            continue
        closes_on = date.fromisoformat(event.data["after"][1])
        original = ConsultationPage.objects.filter(consultation=event.consultation_id).first()
        if original is None:
            continue
        for page in (original, *original.get_translations().specific()):
            _follow(page, closes_on)
        log(
            instance=original,
            action=FOLLOWED,
            user=event.actor,
            data={"day": nl_date(closes_on), "reason": event.data["reason"]},
        )


def _follow(page: ConsultationPage, closes_on: date) -> None:
    until = terms.end_of(closes_on)
    pages = ConsultationPage.objects.filter(pk=page.pk)
    pages.filter(closes_on__lt=closes_on).update(closes_on=closes_on)
    # The page must stay for as long as people can respond (Awb 3:11).
    pages.filter(expire_at__lt=until).update(expire_at=until)
    may_go_live = Q(pk__in=(page.live_revision_id, page.latest_revision_id)) | Q(
        approved_go_live_at__isnull=False
    )
    for revision in page.revisions.filter(may_go_live):
        _rewrite(revision, closes_on, until)


def _rewrite(revision: Revision, closes_on: date, until: datetime) -> None:
    content: dict[str, Any] = dict(revision.content)
    written = parse_date(content.get("closes_on") or "")
    if written is not None and written < closes_on:
        content["closes_on"] = closes_on.isoformat()
    leaves = parse_datetime(content.get("expire_at") or "")
    if leaves is not None and leaves < until:
        content["expire_at"] = until.isoformat()
    if content != revision.content:
        Revision.objects.filter(pk=revision.pk).update(content=content)
