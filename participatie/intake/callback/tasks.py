"""Work that the server does by itself, every night."""

from procrastinate.contrib.django import app

from participatie.intake.callback.acts import erase_old


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="erase_old_call_backs", pass_context=False)
def erase_old_call_backs(timestamp: int = 0) -> None:
    """Erase who was called, some time after it was done."""
    erase_old()
