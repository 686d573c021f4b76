"""Everything at once, for trying and for working on it: `make run`."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from participatie.core.checks import DEMO_DOMAIN
from participatie.core.processes import STOP_WITH_PARENT

HOST = "127.0.0.1"
# Seconds; the server of a run that was killed is on its way out for a moment.
PATIENCE = 5
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Prepare the database, then run server and worker until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in STOPPING:
            signal.signal(number, lambda *_: sys.exit(0))
        self.refuse_busy_port()
        self.prepare()
        connection.close()
        with children() as processes:
            ended = threading.Event()
            for process in processes.values():
                threading.Thread(target=announce_end, args=(process, ended), daemon=True).start()
            self.wait_for_server(ended)
            if not ended.is_set():
                self.tell()
                ended.wait()
            for name, process in processes.items():
                if process.poll() is not None:
                    raise CommandError(f"The {name} stopped; its last words are above.")

    def refuse_busy_port(self) -> None:
        """Say so when another program listens where the server would."""
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.closing(socket.socket()) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    return probe.bind((HOST, settings.PORT))
                except OSError as error:
                    if time.monotonic() > deadline:
                        raise CommandError(
                            f"Port {settings.PORT} cannot be used ({error.strerror}). "
                            f"Choose another: make run PORT={settings.PORT + 1}"
                        ) from error
            time.sleep(0.2)

    def prepare(self) -> None:
        """Bring database and files up to date; quick when they are."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
            call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and "demo" in get_commands() and self.is_empty():
            self.say("Making the demonstration province …")
            call_command("demo")

    def is_empty(self) -> bool:
        """Whether there is nothing yet that people could look at."""
        return not apps.get_model("pipeline", "Consultation")._default_manager.exists()

    def wait_for_server(self, ended: threading.Event) -> None:
        """Return when the server takes connections, or when something ended."""
        while not ended.is_set():
            with contextlib.suppress(OSError), socket.create_connection((HOST, settings.PORT), 1):
                return
            time.sleep(0.05)

    def tell(self) -> None:
        """Where to look and with which account."""
        site = f"http://{HOST}:{settings.PORT}"
        places = (
            ("Website", "/"),
            ("Frontdesk", "/balie/"),
            ("Case handlers", "/behandeling/"),
            ("Councillors", "/staten/"),
            ("Editors", "/cms/"),
        )
        self.say("")
        for name, path in places:
            self.say(f"{name:<15}{site}{path}")
        self.say(f"{'Mail sent':<15}{settings.MAIL_DIR}")
        self.tell_accounts()
        connection.close()
        self.say("\nCtrl-C stops it. What is in it stays, for the next time.")

    def tell_accounts(self) -> None:
        """Those of the demo; where nobody can log in at all, how to make the first."""
        people = get_user_model()._default_manager.filter(is_active=True).order_by("pk")
        of_demo = people.filter(email__iendswith=DEMO_DOMAIN).values_list("email", flat=True)
        if settings.DEMO and of_demo:
            self.say(f"\nAccounts, all with password {settings.DEMO_PASSWORD}:")
            self.say("".join(f"  {email}\n" for email in of_demo), ending="")
        elif not people.exists():
            self.say("\nNobody can log in yet. The first administrator is made with")
            self.say("  .venv/bin/python manage.py createsuperuser")
            self.say("and gives others an account and roles at /cms/users/.")

    def say(self, text: str, ending: str = "\n") -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(text, ending=ending)
        self.stdout.flush()


def announce_end(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """Set `ended` when `process` has ended."""
    process.wait()
    ended.set()


@contextlib.contextmanager
def children() -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Server and worker as processes that end with this one, and are stopped in this order."""
    commands = {"server": ["serve"], "worker": ["procrastinate", "worker"]}
    # As visitors see it: with the real error pages.
    environment = {"DEBUG": "0", **os.environ, STOP_WITH_PARENT: "1"}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            processes[name] = subprocess.Popen(
                [sys.executable, "manage.py", *command],
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.PIPE,
                # Ctrl-C is for us; they are told in order.
                start_new_session=True,
            )
        yield processes
    finally:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
