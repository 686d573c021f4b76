"""The nota van beantwoording in every form: how many seconds, and how much memory at its peak.

Memory is of the process that makes it, together with the one that sets a volume of the PDF.

`python -m tests.benchmarks.nota 1500 15000`: points. Each size has a process and a database of its
own.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import apart, memory, processor

SIZES = (1_500, 15_000)
EACH = 2
"""Points of one contribution."""
ALIKE = 100
"""Points that get one answer; their summaries differ."""
SAID = (
    "Punt {number}. Indiener woont aan de weg en vraagt om een breder fietspad, omdat het nu te "
    "smal is voor twee fietsers en een bakfiets, en om minder snel verkeer bij de school."
)


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what the nota of each size takes, and how much longer the largest one takes."""
    print("\nThe nota van beantwoording, every point with a summary of its own")
    print(f"{'points':>8}{'form':>8}{'s':>8}{'MB':>8}{'peak MB':>9}", flush=True)
    with tempfile.NamedTemporaryFile("r", prefix="bench-") as taken:
        for size in sizes:
            apart.run_on_its_own("tests.benchmarks.nota", "one", size, taken.name)
        seconds = [float(line) for line in taken]
    if len(seconds) > 1:
        print(f"{sizes[-1]} : {sizes[0]} points take {seconds[-1] / seconds[0]:.1f} times as long")


def one_nota(size: int, noted: str) -> None:
    """Every form of one nota; prints a line for each, and writes the seconds of all to a file."""
    from participatie.accountability.nota import documents, reading

    consultation = _fill(size)
    begun, before = time.perf_counter(), processor.now()
    with memory.watched() as most:
        nota = reading.read(consultation)
        _print(size, "read", time.perf_counter() - begun, 0, most.ask())
        volumes, weight, seconds, peak = 0, 0, 0.0, 0.0
        for form, taken, content in _timed(documents.forms(nota)):
            if form.startswith("pdf-"):
                volumes, weight, seconds = volumes + 1, weight + content, seconds + taken
                peak = max(peak, most.ask())
            else:
                _print(size, form, taken, content, most.ask())
    if volumes:
        _print(size, f"+{volumes} pdf", seconds, weight, peak)
    together = time.perf_counter() - begun
    print(f"{size:8}{'all':>8}{together:8.1f}  stolen: {processor.stolen_since(before):.0%}")
    with Path(noted).open("a") as file:
        file.write(f"{together}\n")


def _timed(forms: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, float, int]]:
    begun = time.perf_counter()
    for form, content in forms:
        yield form, time.perf_counter() - begun, len(content)
        begun = time.perf_counter()


def _print(size: int, form: str, seconds: float, content: int, peak: float) -> None:
    print(f"{size:8}{form:>8}{seconds:8.1f}{content / 1e6:8.1f}{peak:9.0f}", flush=True)


def _fill(size: int) -> Any:
    # Rows as the acts write them: through the acts it would take half an hour.
    from participatie.core import clock
    from participatie.pipeline.models import Answer, Consultation, Contribution, Point
    from participatie.pipeline.statuses import AnswerStatus, Outcome, Status
    from tests import builders

    first = builders.contribution(builders.consultation())
    consultation = first.consultation
    with builders.after_the_term(consultation):
        decision = builders.decision(consultation)
        theme = consultation.themes.first()
        given = Contribution.objects.get(pk=first.pk)
        Contribution.objects.filter(pk=first.pk).update(status=Status.ADMITTED)
        point = builders.point(Contribution.objects.get(pk=first.pk))
        adopted = builders.approved_answer(point, outcome=Outcome.ADOPTED)
        builders.change(decision, adopted)
        answers = [adopted]
        for number in range(2, size // ALIKE + 1):
            values = _values(adopted) | {"number": number, "outcome": Outcome.NOT_ADOPTED}
            answers.append(Answer(**values))
        Answer.objects.bulk_create(answers[1:])
        rows = []
        for number in range(2, size // EACH + 2):
            given.pk, given.number, given.status = None, number, Status.ANSWERED
            given.follow_digest, given.submission_key = f"{number:064}", None
            rows.append(Contribution(**_values(given)))
        Contribution.objects.bulk_create(rows, batch_size=1000)
        Point.objects.bulk_create(
            [
                Point(
                    contribution=row,
                    number=place + 1,
                    quote="",
                    summary=SAID.format(number=row.number * EACH + place),
                    theme=theme,
                    answer=answers[(row.number * EACH + place) % len(answers)],
                    created_at=clock.now(),
                )
                for row in rows
                for place in range(EACH)
            ],
            batch_size=1000,
        )
        Answer.objects.update(status=AnswerStatus.PUBLISHED, published_at=clock.now())
        Consultation.objects.update(answers_published_at=clock.now(), last_number=len(rows) + 1)
    return Consultation.objects.get()


def _values(given: Any) -> dict[str, Any]:
    return {
        field.attname: getattr(given, field.attname)
        for field in given._meta.concrete_fields
        if not field.primary_key
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", number, noted]:
            with apart.database():
                one_nota(int(number), noted)
        case chosen:
            measure(tuple(int(size) for size in chosen) or SIZES)
