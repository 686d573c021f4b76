"""The web server by itself."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serve the site over HTTP and WebSocket."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        # The server raises the signal that stopped it once more; leave as after any exception.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        uvicorn.run(
            "participatie.asgi:application",
            host=host,
            port=port,
            lifespan="off",
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
