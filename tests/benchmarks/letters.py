"""Letters in a print batch: how fast, how many pages, and how much memory at its peak.

Memory is of the process that makes the batch, and of the largest one that makes a piece of it.

`python -m tests.benchmarks.letters 200 2000`. Each size has a process and a database of its
own, so that memory is of that batch alone.
"""

import resource
import sys
from typing import Any

from tests.benchmarks import apart

SIZES = (200, 2_000)
EACH = 50
"""One in so many letters is in large print, and one is for the braille service."""


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what a batch of each size takes."""
    print("\nA print batch of receipts, made with Typst")
    print(f"{'letters':>8}{'pages':>8}{'MB':>7}{'s':>7}{'letters/s':>11}", end="")
    print(f"{'peak MB':>9}{'a piece':>9}{'noting s':>10}", flush=True)
    for size in sizes:
        apart.run_on_its_own("tests.benchmarks.letters", "one", size)


def one_batch(size: int) -> None:
    """One batch of so many letters; prints a line."""
    from participatie.intake.post import files
    from participatie.pipeline.statuses import DeliveryStatus
    from tests.intake.post_letters import make

    clerk = _fill(size)
    before = apart.peak()
    batch = make()
    seconds = apart.seconds(lambda: files.render(batch))
    peak, piece = apart.peak(), apart.peak(resource.RUSAGE_CHILDREN)
    batch.refresh_from_db()
    noting = apart.seconds(lambda: _note(batch, clerk, DeliveryStatus.POSTED))
    print(
        f"{size:8}{batch.pages:8}{batch.document.size / 1e6:7.1f}{seconds:7.1f}"
        f"{size / seconds:11.0f}{peak:9.0f}{piece:9.0f}{noting:10.1f}   (before: {before:.0f} MB)",
        flush=True,
    )


def _note(batch: Any, clerk: Any, status: Any) -> None:
    from participatie.intake.post import noting

    batch.noting, batch.noting_by = status, clerk
    noting.note_letters(batch)


def _fill(size: int) -> Any:
    from participatie.accounts.roles import Role
    from participatie.pipeline.statuses import LetterForm
    from tests import builders
    from tests.intake.post_letters import letter

    consultation = builders.consultation()
    forms = {0: LetterForm.LARGE, 1: LetterForm.PLAIN}
    for number in range(size):
        letter(consultation, forms.get(number % EACH, LetterForm.NORMAL))
    return builders.staff(Role.CLERK)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", number]:
            with apart.database():
                one_batch(int(number))
        case chosen:
            measure(tuple(int(size) for size in chosen) or SIZES)
