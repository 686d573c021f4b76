"""Work that the server does by itself, every morning."""

from procrastinate.contrib.django import app

from participatie.accountability.staten.questions import reminding, responsible


@app.periodic(cron="15 6 * * *")
@app.task(queueing_lock="look_after_questions", pass_context=False)
def look_after_questions(timestamp: int = 0) -> None:
    """Pass on the questions of who left, then remind who must reply."""
    responsible.hand_over()
    reminding.remind()
