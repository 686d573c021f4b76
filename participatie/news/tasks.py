"""Work in the background: mail to followers, the post on Mastodon, forgetting."""

import logging
from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from participatie.core import clock
from participatie.core.tasks import PERSISTENT
from participatie.news import checkpoint_mail, followers, mailing, mastodon
from participatie.news.models import NewsItem, Subscription

logger = logging.getLogger(__name__)

BATCH = 50
"""Mails in one job: a job that fails tries only what did not go."""
NEW_FOR = timedelta(days=2)
"""What is older is not posted elsewhere: it was put on record afterwards."""


@app.task(name="news.send_confirmation", retry=PERSISTENT, pass_context=False)
def send_confirmation(subscription_id: int) -> None:
    """Mail the link that confirms a subscription; an address that does not exist is deleted."""
    subscription = (
        Subscription.objects.select_related("consultation").filter(pk=subscription_id).first()
    )
    if subscription is None:
        return
    try:
        mailing.ask_to_confirm(subscription)
    except Exception as error:
        if not mailing.refusal(error):
            raise
        followers.note_refusal(subscription)


@app.task(name="news.mail_item", retry=PERSISTENT, pass_context=False)
def mail_item(item_id: int) -> None:
    """Plan the mails of a piece of news, in batches. A second run plans only what did not go."""
    item = NewsItem.objects.filter(pk=item_id, retracted_at=None).first()
    if item is None:
        return
    with transaction.atomic():
        keys = mailing.plan(item)
        batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
        if batches:
            send_mails.batch_defer(*({"mail_ids": batch} for batch in batches))


@app.task(name="news.send_mails", retry=PERSISTENT, pass_context=False)
def send_mails(mail_ids: list[int]) -> None:
    """Send these mails, each once; one that fails does not hold up the others.

    Raises the last failure when all have been tried, so that those are tried again.
    """
    failure = None
    for pk in mail_ids:
        failure = _send_mail(pk) or failure
    if failure is not None:
        raise failure


def _send_mail(pk: int) -> Exception | None:
    """Send one mail; gives back what may go well later."""
    with transaction.atomic():
        row = mailing.held(pk)
        if row is None:
            return None
        try:
            with transaction.atomic():
                mailing.send(row)
        except Exception as error:  # noqa: BLE001 - whatever a provider raises, the next one goes
            row.error = mailing.refusal(error)
            if row.error:
                row.refused_at = clock.now()
            else:
                row.error = type(error).__name__
            row.save(update_fields=["refused_at", "error"])
            if row.refused_at is None:
                return error
            followers.note_refusal(row.subscription)
        else:
            mailing.note_sent(row)
    return None


@app.task(name="news.post_item", retry=PERSISTENT, pass_context=False)
def post_item(item_id: int) -> None:
    """Post a piece of news on Mastodon, once.

    What may go well later is raised and tried again; a refusal stays on the item, to be seen.
    """
    item = (
        NewsItem.objects.select_related("consultation")
        .filter(
            pk=item_id,
            retracted_at=None,
            posted_at="",
            published_at__gt=clock.now() - NEW_FOR,
        )
        .first()
    )
    if item is None:
        return
    try:
        item.posted_at, item.post_error = mastodon.post(item), ""
    except mastodon.NotPosted as problem:
        item.post_error = str(problem)
        if problem.may_go_well_later:
            item.save(update_fields=["post_error"])
            raise
    item.save(update_fields=["posted_at", "post_error"])


@app.periodic(cron="20 * * * *")
@app.task(name="news.mail_checkpoints", queueing_lock="mail_checkpoints", pass_context=False)
def mail_checkpoints(timestamp: int = 0) -> None:
    """Mail the newest checkpoint to who had none today; what fails is tried in the next hour."""
    for pk in checkpoint_mail.waiting():
        failure = checkpoint_mail.send(pk)
        if failure is not None:
            logger.warning("A checkpoint could not be mailed: %s", type(failure).__name__)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_followers", pass_context=False)
def forget_followers(timestamp: int = 0) -> None:
    """Delete addresses that are not needed any more."""
    followers.forget_what_is_over()
