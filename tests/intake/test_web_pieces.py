"""Files that come in pieces: put together exactly, whatever order, doubling or break there is."""

from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client

from participatie.core import clock, files
from participatie.intake.web import arriving, limits
from participatie.intake.web.models import ArrivingFile, Draft
from participatie.intake.web.tasks import delete_expired_drafts
from participatie.pipeline.models import Contribution, StoredFile
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, PDF, filled, pdf

pytestmark = pytest.mark.django_db
UPLOADS = f"{FORM}bestand/"
LONG = PDF + b"x" * 5_000


def begin(client: Client, size: int = len(LONG), name: str = "kaart.pdf", **over: object):
    facts = {"field": "attachments", "name": name, "size": size, "modified": "1"}
    return client.post(UPLOADS, facts | over)


def put(client: Client, address: str, offset: object, piece: bytes):
    return client.generic(
        "PATCH",
        address,
        piece,
        content_type="application/partial-upload",
        headers={"Upload-Offset": str(offset)},
    )


def on_disk() -> list[Path]:
    storage: FileSystemStorage = files.private_storage()
    return [path for path in Path(storage.path("arriving")).glob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path: Path) -> None:
    settings.PRIVATE_FILES_DIR = tmp_path
    builders.consultation()


def test_pieces_become_the_file_that_was_sent(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    begun = begin(client)
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    address = begun["Location"]
    first = put(client, address, 0, LONG[:2_000])
    assert (first.status_code, first["Upload-Offset"]) == (204, "2000")
    head = client.head(address)
    assert (head["Upload-Offset"], head["Upload-Length"]) == ("2000", str(len(LONG)))
    with django_capture_on_commit_callbacks(execute=True):
        last = put(client, address, 2_000, LONG[2_000:])
    assert last.status_code == 200
    page = last.content.decode()
    assert "kaart.pdf" in page
    assert 'name="remove"' in page
    with StoredFile.objects.get().content.open() as content:
        assert content.read() == LONG
    assert not ArrivingFile.objects.exists()
    assert on_disk() == []
    client.post(FORM, filled())
    client.post(CHECK)
    assert Contribution.objects.get().attachments.get().file.content_type == files.PDF


def test_a_piece_that_is_not_the_next_one_is_told_where_to_go_on(client: Client) -> None:
    address = begin(client)["Location"]
    put(client, address, 0, LONG[:2_000])
    for offset in (0, 1_000, 3_000):
        answer = put(client, address, offset, LONG[offset : offset + 500])
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "2000")
    assert put(client, address, 2_000, LONG[2_000:]).status_code == 200
    with StoredFile.objects.get().content.open() as content:
        assert content.read() == LONG


def test_the_same_file_chosen_again_goes_on_where_it_broke_off(client: Client) -> None:
    address = begin(client)["Location"]
    put(client, address, 0, LONG[:2_000])
    page = client.get(FORM).content.decode()
    assert "“kaart.pdf” is nog niet helemaal binnen" in page
    again = begin(client)
    assert (again["Location"], again["Upload-Offset"]) == (address, "2000")
    other = begin(client, modified="2")
    assert other["Location"] != address
    assert other["Upload-Offset"] == "0"


def test_half_a_file_is_told_before_sending_and_goes_with_it(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    put(client, begin(client)["Location"], 0, LONG[:2_000])
    client.post(FORM, filled())
    assert "“kaart.pdf” is nog niet helemaal binnen" in client.get(CHECK).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(CHECK)
    assert not ArrivingFile.objects.exists()
    assert on_disk() == []


def test_a_file_can_be_stopped_with_and_without_the_script(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    address = begin(client)["Location"]
    put(client, address, 0, LONG[:2_000])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address).status_code == 204
        assert client.delete(address).status_code == 204
    assert on_disk() == []
    assert client.head(address).status_code == 404
    put(client, begin(client)["Location"], 0, LONG[:2_000])
    stopped = ArrivingFile.objects.get().pk
    client.post(FORM, filled(stop=[str(stopped), "onzin"]))
    assert not ArrivingFile.objects.exists()


@pytest.mark.parametrize(
    ("over", "status", "said"),
    [
        ({"size": 0}, 422, "is leeg"),
        ({"size": 26 * 1024 * 1024 + 1}, 422, "te groot"),
        ({"size": "-1"}, 422, "past hier niet meer"),
        ({"size": "veel"}, 422, "past hier niet meer"),
        ({"field": "name"}, 422, "past hier niet meer"),
        ({"field": "bestaat-niet"}, 422, "past hier niet meer"),
    ],
)
def test_what_cannot_come_is_refused_before_it_is_sent(
    client: Client, over: dict[str, object], status: int, said: str
) -> None:
    answer = begin(client, **over)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert not ArrivingFile.objects.exists()


@pytest.mark.parametrize("name", ["", "\0\r\n", "é" * 400 + ".pdf", "../../etc/passwd", "<b>.pdf"])
def test_any_name_is_only_a_name(client: Client, name: str) -> None:
    address = begin(client, name=name, modified="\0")["Location"]
    assert put(client, address, 0, LONG).status_code == 200
    stored = StoredFile.objects.get()
    assert stored.name == (name[-255:] if name.strip("\0\r\n") else "bestand")
    assert Path(stored.content.path).name == f"{stored.pk}.pdf"
    assert client.get(FORM).status_code == 200


def test_a_file_is_known_by_its_content_also_in_pieces(client: Client) -> None:
    program = b"MZ\x90\x00" + b"\x00" * 200
    address = begin(client, size=len(program))["Location"]
    put(client, address, 0, program[:100])
    answer = put(client, address, 100, program[100:])
    assert answer.status_code == 422
    assert "niet aannemen" in answer.content.decode()
    assert not ArrivingFile.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("offset", "piece", "status"),
    [
        ("0", b"", 422),
        ("0", LONG + b"more", 422),
        ("0", b"x" * (arriving.MAX_PIECE + 1), 413),
        ("x", b"x", 400),
        ("-1", b"x", 400),
        ("9" * 20, b"x", 400),
    ],
    ids=["empty", "more than was said", "too large", "no number", "negative", "huge"],
)
def test_a_piece_that_cannot_be_is_refused(
    client: Client, offset: str, piece: bytes, status: int
) -> None:
    address = begin(client)["Location"]
    assert put(client, address, offset, piece).status_code == status
    assert not StoredFile.objects.exists()


def test_dust_is_not_taken_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MAX_PIECES", 2)
    address = begin(client)["Location"]
    assert [put(client, address, n, b"x").status_code for n in range(3)] == [204, 204, 422]


def test_ten_files_is_the_most_whole_or_half(client: Client) -> None:
    client.post(FORM, filled(attachments=[pdf(f"{n}.pdf", PDF + bytes([n])) for n in range(8)]))
    assert begin(client, name="a.pdf").status_code == 201
    assert begin(client, name="b.pdf").status_code == 201
    refused = begin(client, name="c.pdf")
    assert refused.status_code == 422
    assert "c.pdf" in refused.content.decode()


def test_nobody_can_touch_the_file_of_another(client: Client) -> None:
    address = begin(client)["Location"]
    stranger = Client()
    assert put(stranger, address, 0, LONG).status_code == 404
    begin(stranger)
    assert put(stranger, address, 0, LONG).status_code == 404
    stranger.delete(address)
    assert client.head(address).status_code == 204
    assert put(client, f"{UPLOADS}{uuid4()}/", 0, LONG).status_code == 404


def test_a_strange_site_cannot_send_files(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert begin(strict).status_code == 403
    address = begin(client)["Location"]
    strict.cookies = client.cookies
    assert put(strict, address, 0, LONG).status_code == 403


def test_a_flood_of_files_begins_no_more_drafts_than_the_form_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "DRAFTS_PER_HOUR", 1)
    library = {"REMOTE_ADDR": "203.0.113.7"}
    assert begin(Client(**library)).status_code == 201
    assert begin(Client(**library)).status_code == 429


def test_what_was_abandoned_is_taken_away(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    put(client, begin(client)["Location"], 0, LONG[:2_000])
    with clock.at(clock.now() + timedelta(hours=23)):
        delete_expired_drafts()
    assert len(on_disk()) == 1
    with (
        clock.at(clock.now() + timedelta(hours=25)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        delete_expired_drafts()
    assert on_disk() == []
    assert Draft.objects.exists()


def test_a_draft_that_is_deleted_takes_half_a_file_with_it(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    put(client, begin(client)["Location"], 0, LONG[:2_000])
    link = client.post(FORM, filled(save="1"))["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link, {"delete": "1"})
    assert on_disk() == []
    assert not ArrivingFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_piece_twice_at_the_same_moment_is_written_once(client: Client) -> None:
    address = begin(client)["Location"]
    answers: list[int] = []

    def send() -> None:
        other = Client()
        other.cookies = client.cookies
        answers.append(put(other, address, 0, LONG[:2_000]).status_code)
        connection.close()

    both = [Thread(target=send) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(answers) == [204, 409]
    assert put(client, address, 2_000, LONG[2_000:]).status_code == 200
    with StoredFile.objects.get().content.open() as content:
        assert content.read() == LONG
