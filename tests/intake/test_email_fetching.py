"""Fetching from a real mail server: every message exactly once, whatever breaks in between."""

import base64
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from participatie.core import clock
from participatie.intake.email import imap, tasks
from participatie.intake.email.models import IncomingMail, Mailbox, State
from participatie.pipeline.models import Contribution, StoredFile
from tests import builders
from tests.fixtures.worker import work_off
from tests.intake.mail_samples import mailbox, message

ROOT = Path(__file__).resolve().parents[2]
FEW = 30


def many(count=FEW):
    return [message(f"Woorden van {number}.", number=number) for number in range(count)]


def stored():
    """The bytes of all messages that were kept."""
    kept = []
    for mail in IncomingMail.objects.select_related("raw"):
        with mail.raw.content.open("rb") as content:
            kept.append(content.read())
    return kept


def same(server, messages):
    """Whether each message is in exactly once, and the folder was emptied."""
    as_on_server = sorted(server.messages("Verwerkt"))
    assert sorted(stored()) == as_on_server
    assert len(set(as_on_server)) == len(as_on_server) == len(messages)
    assert server.messages() == []


@pytest.mark.django_db
def test_messages_are_kept_byte_for_byte_and_moved(mail_server):
    box = mailbox(mail_server)
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))
    mail_server.deliver(*many(3), at=moment)

    assert imap.fetch(box) == imap.Fetched(seen=3, new=3)
    assert imap.fetch(box) == imap.Fetched(seen=0, new=0)
    same(mail_server, many(3))
    assert {mail.received_at for mail in IncomingMail.objects.all()} == {moment}
    with mail_server.client() as client:
        client.select_folder("Verwerkt")
        assert {b"\\Seen" in flags for flags in client.get_flags(client.search()).values()} == {
            True
        }
    box.refresh_from_db()
    assert (box.error, box.fetched_at is not None) == ("", True)


@pytest.mark.django_db
def test_a_message_that_somebody_puts_back_is_the_same_message(mail_server):
    box = mailbox(mail_server)
    mail_server.deliver(*many(2))
    imap.fetch(box)
    with mail_server.client() as client:
        client.select_folder("Verwerkt")
        client.move(client.search(), "INBOX")

    assert imap.fetch(box) == imap.Fetched(seen=2, new=0)
    same(mail_server, many(2))


@pytest.mark.django_db
def test_a_mailbox_that_is_numbered_anew_gives_nothing_twice(mail_server):
    box = mailbox(mail_server)
    mail_server.deliver(*many(2))
    imap.fetch(box)
    with mail_server.client() as client:
        client.rename_folder("Verwerkt", "Oud")
        client.select_folder("Oud")
        client.copy(client.search(), "INBOX")
    IncomingMail.objects.update(uid_validity=1)

    assert imap.fetch(box) == imap.Fetched(seen=2, new=0)
    assert IncomingMail.objects.count() == 2


@pytest.mark.django_db
def test_a_server_that_cannot_move_keeps_its_messages_and_gives_each_once(mail_server, monkeypatch):
    box = mailbox(mail_server)
    monkeypatch.setattr(imap.IMAPClient, "has_capability", lambda self, name: False)
    mail_server.deliver(*many(2))

    assert imap.fetch(box) == imap.Fetched(seen=2, new=2)
    mail_server.deliver(message("Nog een.", number="x"))
    assert imap.fetch(box) == imap.Fetched(seen=3, new=1)
    assert len(mail_server.messages()) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"password": "anders"}, "gebruikersnaam"),
        ({"folder": "Bestaat niet"}, "map"),
        ({"port": 1}, "bereik"),
        ({"security": "starttls"}, ""),
    ],
)
def test_what_goes_wrong_stands_on_the_mailbox_in_words(mail_server, over, said):
    box = mailbox(mail_server, **over)
    with pytest.raises(imap.NotRead):
        imap.fetch(box)

    box.refresh_from_db()
    assert box.error
    assert said in box.error
    assert box.fetched_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_read_one_mailbox_at_once(mail_server, monkeypatch):
    box = mailbox(mail_server)
    mail_server.deliver(*many(2))
    found = []
    real = imap.keep

    def keep(raw, origin):
        def other():
            found.append(imap.fetch(box))
            connection.close()

        worker = threading.Thread(target=other)
        worker.start()
        worker.join()
        return real(raw, origin)

    monkeypatch.setattr(imap, "keep", keep)
    assert imap.fetch(box) == imap.Fetched(seen=2, new=2)
    assert found == [None, None]


def end_connection():
    """What an administrator, or a crash of the database, does to our connection."""
    address = connection.get_connection_params()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    keys = ("dbname", "host", "port", "user", "password")
    given = {key: address[key] for key in keys if address.get(key)}
    with psycopg.connect(**given, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after_commit", [False, True])
def test_the_database_going_away_in_the_middle_loses_and_doubles_nothing(
    mail_server, monkeypatch, after_commit
):
    box = mailbox(mail_server)
    # What other tests left behind in a mailbox with the same key is not ours.
    folder = Path(django_settings.PRIVATE_FILES_DIR) / "mail" / str(box.pk)
    shutil.rmtree(folder, ignore_errors=True)
    mail_server.deliver(*many())
    real, calls = imap.keep, []

    def keep(raw, origin):
        calls.append(raw)
        breaks = len(calls) in (3, 25)
        if breaks and not after_commit:
            end_connection()
        kept = real(raw, origin)
        if breaks and after_commit:
            end_connection()
        return kept

    monkeypatch.setattr(imap, "keep", keep)
    for _ in range(2):
        with pytest.raises(DatabaseError):
            imap.fetch(box)
        connection.close()
    assert 0 < IncomingMail.objects.count() < FEW
    imap.fetch(box)

    same(mail_server, many())
    assert StoredFile.objects.count() == FEW
    assert len(list(folder.iterdir())) == FEW


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_loses_and_doubles_nothing(mail_server, database_url):
    consultation = builders.consultation()
    mailbox(mail_server, consultation=consultation, automatic=True)
    mail_server.deliver(*many())
    given = {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "participatie.settings.dev",
        "DATA_DIR": str(django_settings.DATA_DIR),
        "SECRET_KEY": django_settings.SECRET_KEY,
    }
    killed = 0
    for stop_at in (4, 20):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "fetch_mail"],
            cwd=ROOT,
            env=os.environ | given,
            stdout=subprocess.DEVNULL,
        )
        while process.poll() is None and IncomingMail.objects.count() < stop_at:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        killed += process.wait(30) == -signal.SIGKILL
    assert killed
    call_command("fetch_mail", stdout=io.StringIO())

    same(mail_server, many())
    assert not IncomingMail.objects.exclude(state=State.CONTRIBUTION).exists()
    assert Contribution.objects.count() == FEW
    numbers = sorted(Contribution.objects.values_list("number", flat=True))
    assert numbers == list(range(1, FEW + 1))


@pytest.mark.django_db(transaction=True)
def test_the_worker_fetches_every_mailbox_though_one_does_not_answer(mail_server):
    mailbox(mail_server, port=1)
    good = mailbox(mail_server, address="b@provincie.example", username="ander")
    mail_server.deliver(message(), user="ander")
    tasks.fetch_mail.defer()
    work_off()

    mail = IncomingMail.objects.get()
    assert (mail.mailbox, mail.state) == (good, State.WAITING)
    assert set(Mailbox.objects.exclude(error="").values_list("port", flat=True)) == {1}


@pytest.mark.django_db
def test_a_clock_that_is_ahead_gives_no_moment_in_the_future(mail_server):
    mail_server.deliver(message(), at=clock.now() + timedelta(days=2))
    imap.fetch(mailbox(mail_server))

    assert IncomingMail.objects.get().received_at <= clock.now()


@pytest.mark.django_db
def test_a_message_of_40_megabytes_is_kept_and_its_file_is_told(mail_server):
    big = message(files=(("film.pdf", b"HIER", "application/pdf"),)).replace(
        base64.b64encode(b"HIER"), base64.encodebytes(b"%PDF-1.4\n" + bytes(30_000_000))
    )
    assert len(big) > 40_000_000
    mail_server.deliver(big)
    call_command("fetch_mail", stdout=io.StringIO())
    assert not IncomingMail.objects.exists()
    mailbox(mail_server)
    call_command("fetch_mail", stdout=io.StringIO())

    mail = IncomingMail.objects.get()
    assert mail.state == State.WAITING
    assert mail.raw.size > 40_000_000
    (file,) = mail.files.all()
    assert (file.file, file.size) == (None, 30_000_009)
    assert "te groot" in file.problem
