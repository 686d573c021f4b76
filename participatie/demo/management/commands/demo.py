"""`manage.py demo`: fill the database with the demo province, through the real acts."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from participatie.demo import build, crowd
from participatie.pipeline.models import Consultation


class Command(BaseCommand):
    """Without options the demo province; with --contributions one large consultation."""

    help = "Fill the database with a demo province, made by the real acts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--contributions", type=int, help="make one large consultation with so many instead"
        )
        parser.add_argument("--stage", choices=crowd.STAGES, default="received")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("The demo province is not for production. Set DEMO=1 to try it.")
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        with translation.override(settings.LANGUAGE_CODE):
            if options["contributions"]:
                self._crowd(options)
            else:
                self._province()

    def _province(self) -> None:
        if Consultation.objects.exists():
            raise CommandError("There are consultations already; the demo needs an empty record.")
        count = build.build()
        self.stdout.write(f"The demo province has {count} contributions.")

    def _crowd(self, options: dict[str, Any]) -> None:
        consultation = crowd.build(
            options["contributions"],
            options["stage"],
            options["seed"],
            lambda number: self.stdout.write(f"{number} contributions"),
        )
        self.stdout.write(f"{consultation.prefix}: {options['contributions']} contributions.")
