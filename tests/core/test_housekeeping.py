"""What is over is thrown away, by the worker itself."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.core.tasks import clear_sessions, forget_finished_jobs
from tests import builders
from tests.fixtures.worker import work_off


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_expired_logins_and_old_finished_jobs():
    Session.objects.create(
        session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    builders.contribution(builders.consultation())
    [sent] = ProcrastinateJob.objects.values_list("pk", flat=True)
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '31 days'")
    clear_sessions.defer(timestamp=0)
    forget_finished_jobs.defer(timestamp=0)
    work_off()
    assert not Session.objects.exists()
    assert not ProcrastinateJob.objects.filter(pk=sent).exists()
