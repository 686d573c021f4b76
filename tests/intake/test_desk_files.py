"""Scans and attachments that a clerk adds."""

from uuid import uuid4

import pytest

from participatie.pipeline.models import Contribution, StoredFile
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake.desk_form import clerk_client, scan, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return builders.consultation()


def test_a_scan_alone_is_enough(consultation):
    send(clerk_client(), Channel.LETTER, text="", scan=[scan(), scan("blad 2.pdf")])

    made = Contribution.objects.get()
    assert made.text == ""
    assert [(a.file.name, a.kind) for a in made.attachments.all()] == [
        ("brief.pdf", "scan"),
        ("blad 2.pdf", "scan"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.pdf", b"", "is leeg"),
        ("vakantie.jpg", b"MZ\x90\x00" + b"\x00" * 200, "niet aannemen"),
        ("groot.pdf", b"%PDF-1.7" + b" " * (26 * 1024 * 1024), "te groot"),
    ],
)
def test_an_unusable_scan_is_refused_and_the_other_one_kept(consultation, name, content, said):
    client, key = clerk_client(), uuid4()

    answer = send(client, Channel.LETTER, key=key, scan=[scan(), scan(name, content)])

    page = answer.content.decode()
    assert said in page
    assert "brief.pdf" in page
    assert not Contribution.objects.exists()
    send(client, Channel.LETTER, key=key)
    assert [a.file.name for a in Contribution.objects.get().attachments.all()] == ["brief.pdf"]


def test_a_file_can_be_taken_away_again(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key, button="choose", scan=[scan(), scan("verkeerd.pdf")])
    wrong = StoredFile.objects.get(name="verkeerd.pdf")

    send(client, Channel.LETTER, key=key, remove=str(wrong.pk))

    assert [a.file.name for a in Contribution.objects.get().attachments.all()] == ["brief.pdf"]
    assert not StoredFile.objects.filter(name="verkeerd.pdf").exists()


def test_an_authorisation_alone_is_no_contribution(consultation):
    answer = send(
        clerk_client(),
        Channel.LETTER,
        text="",
        rep_name="mr. Mulder",
        rep_street="Gracht 1",
        rep_city="Harstede",
        authorisation=scan("machtiging.pdf"),
    )

    assert set(answer.context["form"].errors) == {"text"}
