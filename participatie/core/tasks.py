"""Work in the background: how often it is tried, and the housekeeping of what is over."""

from django.core.management import call_command
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

PERSISTENT = RetryStrategy(max_attempts=8, exponential_wait=4)
"""For what another system has to take from us: eight times in about a day."""
KEPT_FOR_HOURS = 30 * 24
"""How long a job that succeeded can still be looked up; failed ones stay."""


@app.periodic(cron="10 4 * * *")
@app.task(name="core.clear_sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:
    """Forget logins that have expired."""
    call_command("clearsessions")


@app.periodic(cron="20 4 * * *")
@app.task(name="core.forget_finished_jobs", pass_context=False)
async def forget_finished_jobs(timestamp: int) -> None:
    """Forget jobs that succeeded long ago."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_FOR_HOURS)
