"""The ledger by hand: `manage.py ledger check` and `manage.py ledger sequence`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from participatie.ledger.checking import check
from participatie.ledger.findings import Finding
from participatie.ledger.sequencing import RewrittenError, sequence


class Command(BaseCommand):
    """Check the whole ledger against the record, or give new events their place now."""

    help = "check: holds the ledger against the record. sequence: places new events and signs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "sequence"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "sequence":
            try:
                made = sequence()
            except RewrittenError as error:
                raise CommandError(
                    _(
                        "Nothing was signed: the tree in the database is not the one that was "
                        "signed last. “manage.py ledger check” says where."
                    )
                ) from error
            self.stdout.write(made.note if made else _("Nothing new to sign."))
            return
        done = check()
        for kept in done.findings:
            finding = Finding.from_json(kept)
            line = _("line %(number)s") % {"number": finding.line} if finding.line else ""
            self.stdout.write(f"{finding.told}: {finding.kind.label}{f' ({line})' if line else ''}")
        self.stdout.write(
            _("%(size)d lines checked in %(took).1f s; findings: %(count)d.")
            % {"size": done.size, "took": done.took, "count": len(done.findings)}
        )
        if done.findings:
            sys.exit(1)
