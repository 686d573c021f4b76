"""The ledger by hand: `manage.py ledger check` and `manage.py ledger sequence`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from participatie.ledger.checking import check
from participatie.ledger.findings import Finding
from participatie.ledger.sequencing import sequence


class Command(BaseCommand):
    """Check the whole ledger against the record, or give new events their place now."""

    help = "check: holds the ledger against the record. sequence: places new events and signs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "sequence"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "sequence":
            made = sequence()
            self.stdout.write(made.note if made else "Nothing new to sign.")
            return
        done = check()
        for kept in done.findings:
            finding = Finding.from_json(kept)
            self.stdout.write(f"{finding.about}: {finding.kind.label}")
        self.stdout.write(f"{done.size} leaves, {len(done.findings)} findings, {done.took:.1f} s")
        if done.findings:
            sys.exit(1)
