"""Files with the web form: kept when something else is wrong, refused in words, removable."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from participatie.intake.web.models import Draft
from participatie.pipeline.models import Contribution, StoredFile
from participatie.pipeline.questions import Question, QuestionKind
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, PDF, errors, filled, pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (pdf("leeg.pdf", b""), "leeg"),
        (pdf("virus.pdf", b"MZ\x90\x00" + b"\x00" * 200), "niet aannemen"),
        (pdf("groot.pdf", PDF + b"0" * (26 * 1024 * 1024)), "te groot"),
        (pdf("tekst.docx", b"PK\x03\x04kapot"), "niet aannemen"),
    ],
    ids=["empty", "executable", "26 MB", "broken"],
)
def test_a_bad_file_is_refused_in_words_and_the_rest_is_kept(
    client: Client, upload: SimpleUploadedFile, message: str
) -> None:
    builders.consultation()
    upload.seek(0)
    response = client.post(FORM, filled(attachments=[pdf("goed.pdf"), upload]))
    assert response.status_code == 200
    assert message in errors(response)
    page = response.content.decode()
    assert "De lindes moeten blijven." in page
    assert "goed.pdf" in page
    assert [file.name for file in StoredFile.objects.all()] == ["goed.pdf"]
    assert client.post(FORM, filled())["Location"] == CHECK
    client.post(CHECK)
    assert Contribution.objects.get().attachments.get().file.name == "goed.pdf"


def test_a_file_stays_when_another_field_is_wrong_and_can_be_removed(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    builders.consultation()
    client.post(FORM, filled(name="", attachments=[pdf()]))
    client.post(FORM, filled(name="", attachments=[pdf()]))
    kept = Draft.objects.get().files.get()
    assert f'name="remove" value="{kept.pk}"' in client.get(FORM).content.decode()
    on_disk = Path(kept.file.content.path)
    assert on_disk.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(FORM, filled(remove=kept.pk))["Location"] == CHECK
    assert not StoredFile.objects.exists()
    assert not on_disk.exists()


def test_eleven_files_are_one_too_many(client: Client) -> None:
    builders.consultation()
    uploads = [pdf(f"{n}.pdf", PDF + str(n).encode()) for n in range(11)]
    response = client.post(FORM, filled(attachments=uploads))
    assert "10.pdf" in errors(response)
    assert Draft.objects.get().files.count() == 10


def test_nobody_can_remove_the_file_of_another(client: Client) -> None:
    builders.consultation()
    other = Client()
    other.post(FORM, filled(attachments=[pdf()]))
    kept = Draft.objects.get().files.get()
    client.post(FORM, filled(remove=[kept.pk, "x", "9" * 10]))
    assert kept.__class__.objects.filter(pk=kept.pk).exists()


def test_a_file_can_be_all_that_somebody_sends(client: Client) -> None:
    builders.consultation(questions=[Question("why", QuestionKind.OPEN, "Waarom?", optional=True)])
    values = filled()
    del values["question-opinion"]
    assert "staat nog niets" in errors(client.post(FORM, values, follow=True))
    assert client.post(FORM, values | {"attachments": pdf()})["Location"] == CHECK
    client.post(CHECK)
    assert Contribution.objects.get().text == ""


def test_too_much_text_gets_a_page_of_ours_and_the_draft_stays(client: Client) -> None:
    builders.consultation()
    client.post(FORM, filled(name=""))
    response = client.post(FORM, filled(**{"question-opinion": "x" * (6 * 1024 * 1024)}))
    assert response.status_code == 413
    page = response.content.decode()
    assert "te veel" in page
    assert "0999-000100" in page
    assert Draft.objects.get().typed["question-opinion"] == ["De lindes moeten blijven."]


def test_a_hundred_and_one_files_get_a_page_of_ours(client: Client) -> None:
    builders.consultation()
    uploads = [pdf(f"{n}.pdf") for n in range(101)]
    assert client.post(FORM, filled(attachments=uploads)).status_code == 413
