"""Who follows the news: they ask, open the mail and press the button, as anybody does."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.news import tasks
from participatie.news.models import Subscription
from participatie.pipeline.models import Consultation

JOBS = {
    f"news.{job.__name__}": job
    for job in (tasks.send_confirmation, tasks.mail_item, tasks.send_mails, tasks.post_item)
}


def work() -> None:
    """Do the jobs of the newsroom that wait, in the order in which they came."""
    while job := (
        ProcrastinateJob.objects.filter(task_name__in=JOBS, status="todo").order_by("id").first()
    ):
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        JOBS[job.task_name](**job.args)


def ask(email: str, consultation: Consultation | None = None, **more: Any) -> Any:
    """Fill in an address on the page of the news; the answer."""
    name, args = ("all", []) if consultation is None else ("of_consultation", [consultation.slug])
    return Client().post(reverse(f"news:{name}", args=args), {"email": email}, **more)


def links() -> list[str]:
    """The addresses on this site in the newest mail."""
    return re.findall(r"^https?://[^/\s]+(/\S+)$", mail.outbox[-1].body, re.MULTILINE)


def follower(
    email: str = "an@post.example", consultation: Consultation | None = None
) -> Subscription:
    """Somebody who asked for news and confirmed it; the mail box is empty after that."""
    ask(email, consultation)
    work()
    confirm_link = next(link for link in links() if "/bevestigen/" in link)
    assert Client().post(confirm_link).status_code == 200
    mail.outbox.clear()
    return Subscription.objects.latest("pk")
