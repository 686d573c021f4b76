"""Looking after the links: at once when one is added, and every week."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.accountability.staten.links import fetching
from participatie.accountability.staten.links.fetching import Found
from participatie.accountability.staten.links.models import CouncilLink, LinkCheck, LinkState
from participatie.core import clock
from participatie.pipeline.acts.locking import locked

AGAIN_AFTER = timedelta(days=7)
SOONER = timedelta(hours=20)
"""For what could not be reached: that often passes by itself."""
BETWEEN = 5
"""Seconds between two visits: we are guests there."""


def ask(link: CouncilLink, *, in_seconds: int = 0) -> None:
    """Have the worker look at a link; asking again while it waits changes nothing."""
    job = check_link.configure(
        lock="council-links",
        queueing_lock=f"council-link-{link.pk}",
        schedule_in={"seconds": in_seconds},
    )
    try:
        with transaction.atomic():
            job.defer(link_id=link.pk)
    except AlreadyEnqueued:
        pass


@app.periodic(cron="50 5 * * *")
@app.task(name="staten_links.look_around", pass_context=False)
def look_around(timestamp: int) -> None:
    """Have every link looked at that was not for a week, one after the other."""
    now = clock.now()
    due = CouncilLink.objects.filter(removed_at=None).filter(
        Q(checked_at=None)
        | Q(checked_at__lt=now - AGAIN_AFTER)
        | Q(state=LinkState.UNREACHABLE, checked_at__lt=now - SOONER)
    )
    for place, link in enumerate(due.order_by("pk")):
        ask(link, in_seconds=place * BETWEEN)


@app.task(name="staten_links.check_link", pass_context=False)
def check_link(link_id: int) -> None:
    """Look what is at a link, and put that on record."""
    link = CouncilLink.objects.get(pk=link_id)
    # Names for examples exist nowhere: asking for them only troubles others.
    if link.removed_at is None and not link.is_example:
        put_on_record(link, fetching.look(link.url))


def put_on_record(link: CouncilLink, found: Found) -> None:
    """Add what was found to the checks of a link, next to what was there at first."""
    with transaction.atomic():
        link = locked(link)
        first = link.checks.exclude(sha256="").first()
        state = found.state
        if state == LinkState.WORKS and first and found.sha256 not in ("", first.sha256):
            state = LinkState.CHANGED
        LinkCheck.objects.create(
            link=link,
            at=clock.now(),
            state=state,
            sha256=found.sha256,
            size=found.size,
            note=found.note[:300],
        )
        link.state, link.checked_at = state, clock.now()
        link.save(update_fields=["state", "checked_at"])
