"""Viruses: found by a real scanner, and never opened without a warning."""

import socket
from threading import Thread

import pytest

from participatie.core import virus_scan
from participatie.intake.email import acts
from participatie.intake.email.models import State
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from tests import builders
from tests.fixtures.clamd import EICAR
from tests.intake.mail_samples import PDF, came_in, mailbox, message

pytestmark = pytest.mark.django_db

# clamd says of a signature that it is ours.
FOUND = "Eicar-Test.UNOFFICIAL"
FILES = (("factuur.txt", EICAR, "text/plain"), ("kaart.pdf", PDF, "application/pdf"))


def test_the_scanner_tells_a_virus_from_other_files(clamd):
    assert virus_scan.scan(EICAR) == virus_scan.Verdict(was_scanned=True, virus=FOUND)
    assert virus_scan.scan(PDF) == virus_scan.Verdict(was_scanned=True)
    assert virus_scan.scan(b"") == virus_scan.Verdict(was_scanned=True)


@pytest.mark.parametrize("address", ["", "/bestaat/niet", "127.0.0.1:1"])
def test_where_nobody_looked_that_is_what_it_says(settings, address):
    settings.CLAMD_ADDRESS = address

    assert virus_scan.scan(EICAR) == virus_scan.Verdict(was_scanned=False)


def test_a_scanner_that_stops_halfway_did_not_look(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"

        def stops_halfway():
            connection, _address = server.accept()
            with connection:
                while not connection.recv(4096).endswith(bytes(4)):
                    pass

        scanner = Thread(target=stops_halfway)
        scanner.start()
        found = virus_scan.scan(PDF)
        scanner.join()

    assert found == virus_scan.Verdict(was_scanned=False)


def test_a_virus_in_a_file_of_a_message_too_large_to_look_at_is_one_of_the_message(monkeypatch):
    def scan(content):
        is_file = content == EICAR
        return virus_scan.Verdict(was_scanned=is_file, virus=FOUND if is_file else "")

    monkeypatch.setattr(virus_scan, "scan", scan)
    mail = came_in(message(files=FILES), mailbox())

    assert (mail.virus, mail.was_scanned) == (FOUND, False)
    with pytest.raises(Refused, match="virus"):
        acts.give_to(mail, actor=builders.staff(builders.Role.CLERK), colleague=builders.staff())


def test_a_file_with_a_virus_stays_in_the_message_and_the_others_come_in(clamd):
    box = mailbox(consultation=builders.consultation(), automatic=True)
    mail = came_in(message(files=FILES), box)
    bad, good = mail.files.all()

    assert (mail.state, mail.virus, mail.was_scanned) == (State.WAITING, FOUND, True)
    assert (bad.file, bad.virus, bool(bad.problem)) == (None, FOUND, True)
    assert good.file is not None
    assert not Contribution.objects.exists()


def test_the_original_and_the_file_are_opened_after_a_warning_only(clamd, client):
    mail = came_in(message(files=FILES), mailbox())
    client.force_login(builders.staff(builders.Role.CLERK))
    bad = mail.files.first()

    for where in ("origineel/", f"bestand/{bad.pk}/"):
        address = f"/balie/e-mail/{mail.pk}/{where}"
        warning = client.get(address)
        assert "virus" in warning.content.decode()
        assert "Content-Disposition" not in warning
        opened = client.post(address, {"sure": "1"})
        assert opened["Content-Type"] == "application/octet-stream"
        assert opened["Content-Disposition"].startswith("attachment")
        assert EICAR in b"".join(opened.streaming_content) or where == "origineel/"
