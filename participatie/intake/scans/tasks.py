"""Work that the server does by itself: reading stacks and letters, and erasing what is over."""

from datetime import timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from participatie.core import clock
from participatie.core.tasks import PERSISTENT
from participatie.intake.scans import reading, words
from participatie.intake.scans.erasing import erase
from participatie.intake.scans.models import FINISHED, Letter, LetterState, Stack, State

STANDS_STILL = timedelta(minutes=10)
"""A stack of which no page was read for so long has lost its worker."""
WHEN_NOTHING_WAITS = -10
"""The words of hundreds of letters take an hour to read; mail, print batches and the next stack go
before each of them."""
KEPT_FOR = timedelta(days=14)
"""So long do files and pages of a finished stack stay: for who finds that a letter was cut wrong.
The scan of each letter stays with its contribution, as long as that is kept."""


@app.task(name="scans.read_stack", retry=PERSISTENT, pass_context=False)
def read_stack(stack_id: str) -> None:
    """Read a part of a stack, and go on later when there is more."""
    if reading.read_some(UUID(stack_id)):
        read_stack.defer(stack_id=stack_id)


@app.task(
    name="scans.read_letter", retry=PERSISTENT, pass_context=False, priority=WHEN_NOTHING_WAITS
)
def read_letter(letter_id: str) -> None:
    """Read a part of the words of a letter that is still to be typed in, and go on later."""
    letter = Letter.objects.filter(pk=letter_id, state=LetterState.OPEN).first()
    if letter is not None and words.read_letter(letter):
        read_letter.defer(letter_id=letter_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="scans.go_on_reading", queueing_lock="scans.go_on_reading", pass_context=False)
def go_on_reading(timestamp: int = 0) -> None:
    """Take up stacks whose worker was killed."""
    still = Stack.objects.filter(state=State.READING, read_at__lt=clock.now() - STANDS_STILL)
    for stack in still:
        Stack.objects.filter(pk=stack.pk).update(read_at=clock.now())
        read_stack.defer(stack_id=str(stack.pk))


@app.periodic(cron="50 3 * * *")
@app.task(name="scans.erase_old_stacks", queueing_lock="scans.erase_old_stacks", pass_context=False)
def erase_old_stacks(timestamp: int = 0) -> None:
    """Erase files and pages of stacks that were finished some time ago."""
    over = Stack.objects.filter(
        state__in=FINISHED, erased_at=None, finished_at__lt=clock.now() - KEPT_FOR
    )
    for stack in over:
        erase(stack)
