"""The ledger in the background."""

from procrastinate.contrib.django import app

from participatie.ledger import checking, sequencing


@app.periodic(cron="*/5 * * * *")
@app.task(name="ledger.sequence", queueing_lock="ledger", lock="ledger", pass_context=False)
def sequence(timestamp: int) -> None:
    """Give new events their place; sign at least every hour, and when a term ended."""
    sequencing.sequence()


@app.periodic(cron="15 4 * * *")
@app.task(name="ledger.check", queueing_lock="ledger-check", pass_context=False)
def check(timestamp: int) -> None:
    """Hold the whole ledger against the record, once a day."""
    checking.check()
