"""Tables that are brought in: rows per second, and what memory it takes at the most.

`python -m tests.benchmarks.imports 1000 10000`.
"""

import sys
import tempfile
import uuid
from typing import Any

import django

from tests.benchmarks import apart

MODULE = "tests.benchmarks.imports"
SIZES = (1_000, 10_000)
TEXT = "Ik vind dat de bomen moeten blijven, en dat het fietspad breder moet. " * 6


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what tables of each size take."""
    print("\nTables that are brought in: the dry run of each kind, and bringing in (of a CSV)")
    print(f"{'rows':>8}  {'step':14}{'rows/s':>9}{'peak MB':>9}{'more MB':>9}", flush=True)
    apart.run_on_its_own(MODULE, "all", *sizes)


def all_sizes(sizes: list[int]) -> None:
    """Every step at every size, on one database; each step has a process and memory of its own."""
    with apart.database():
        from participatie.demo import crowd

        crowd.build(1, "received", 1, lambda _number: None)
        for size in sizes:
            for step in ("csv", "xlsx", "ods", "bring in"):
                apart.run(MODULE, "make", "csv" if step == "bring in" else step, size)
                apart.run(MODULE, "one", step, size)


def one(step: str, size: int) -> None:
    """One step with the table that was sent last; prints a line."""
    django.setup()
    from django.utils.translation import override

    from participatie.intake.bulk import acts
    from participatie.intake.bulk.checking import check
    from participatie.intake.bulk.entering import enter
    from participatie.intake.bulk.models import Import

    tables = Import.objects.select_related("form", "consultation", "entered_by")
    source = tables.latest("created_at")
    acts.confirm(source, columns=source.columns, defaults=source.defaults)
    source, act, wanted = tables.get(pk=source.pk), check, "valid"
    if step == "bring in":
        check(source, seconds=3600)
        acts.bring_in(source, actor=_clerk())
        source, act, wanted = tables.get(pk=source.pk), enter, "entered"
    before = apart.peak()
    with override("nl"):
        seconds = apart.seconds(lambda: act(source, seconds=3600))
    if source.tally()[wanted] != size:
        raise RuntimeError(f"{source.tally()} of {size} rows")
    name = step if step == "bring in" else f"check {step}"
    peak = apart.peak()
    print(f"{size:8}  {name:14}{size / seconds:9.0f}{peak:9.0f}{peak - before:9.0f}", flush=True)


def make(kind: str, size: int) -> None:
    """Send a table of this kind, with rows that nobody sent before."""
    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile

    from participatie.intake.bulk import acts
    from participatie.intake.bulk.tables.opening import Kind
    from participatie.intake.bulk.tables.writing import Page, write
    from participatie.pipeline.models import Consultation

    # Nobody sent these before.
    run = uuid.uuid4().hex[:8]
    header = ["Kenmerk", "Ontvangen op", "Kanaal", "Tekst", "Naam", "Straat", "Plaats", "E-mail"]
    consultation = Consultation.objects.latest("closes_on")
    day = consultation.put_in_force_at.date().isoformat()
    rows = (
        [f"{run}-{n}", day, "brief", f"{TEXT}{n}", f"Inwoner {n}", "Dorpsstraat 5", "Harstede", ""]
        for n in range(size)
    )
    with tempfile.TemporaryFile() as file:
        write(Kind(kind), file, [Page("Reacties", header, rows)])
        file.seek(0)
        table = SimpleUploadedFile(f"reacties.{kind}", file.read())
    acts.send(consultation, actor=_clerk(), table=table)


def _clerk() -> Any:
    from participatie.accounts.models import User
    from participatie.accounts.roles import Role

    address = "bench@provincie.example"
    known = User.objects.filter(email=address).first()
    return known or User.objects.create_user(address, roles=(Role.CLERK,))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["all", *chosen]:
            all_sizes([int(size) for size in chosen])
        case ["make", its_kind, rows]:
            make(its_kind, int(rows))
        case ["one", its_step, rows]:
            one(its_step, int(rows))
        case chosen:
            measure(tuple(int(size) for size in chosen) or SIZES)
