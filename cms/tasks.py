"""Work that the server does by itself."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int = 0) -> None:
    """Let pages go live, and go away, at the moment their editors chose."""
    call_command("publish_scheduled")
