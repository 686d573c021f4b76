"""Pictures and documents of editors are public, but never run."""

import pytest


@pytest.fixture
def stored(settings, tmp_path):
    """A page that an editor uploaded."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "x.html").write_text("<script>alert(1)</script>")
    (tmp_path.parent / "secret.txt").write_text("secret")


def test_a_file_is_served_without_rights(client, stored):
    response = client.get("/media/documents/x.html")

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("path", "status"), [("../secret.txt", 400), ("documents/", 404), ("documents/none.pdf", 404)]
)
@pytest.mark.django_db
def test_nothing_else_is_served(client, stored, path, status):
    assert client.get(f"/media/{path}").status_code == status
