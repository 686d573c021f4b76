"""Files that came with contributions: only for those who work with them, and harmless."""

import uuid
from pathlib import Path

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.intake.receive import store
from tests import builders
from tests.intake.web_visitor import PDF, pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_files_open_for_the_roles_that_need_them(client: Client, role: Role) -> None:
    stored = store(pdf("Zienswijze Ångström.pdf"))
    client.force_login(builders.staff(role))
    response = client.get(f"/bestand/{stored.pk}/")
    allowed = {Role.CLERK, Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER}
    assert response.status_code == (200 if role in allowed else 403)
    response.close()


def test_visitors_are_sent_to_the_login_page(client: Client) -> None:
    stored = store(pdf())
    response = client.get(f"/bestand/{stored.pk}/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_a_file_comes_as_it_was_under_its_own_name(client: Client) -> None:
    stored = store(pdf("Zienswijze Ångström.pdf"))
    client.force_login(builders.staff(Role.CLERK))
    response = client.get(f"/bestand/{stored.pk}/")
    assert b"".join(response.streaming_content) == PDF
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert "Zienswijze%20%C3%85ngstr%C3%B6m.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    # A sandbox would keep the browser's own viewer from showing it.
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "sandbox" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_what_a_browser_might_run_is_only_downloaded(client: Client) -> None:
    stored = store(pdf("tekst.html", b"<script>alert(1)</script>"))
    client.force_login(builders.staff(Role.HANDLER))
    response = client.get(f"/bestand/{stored.pk}/")
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Type"] == "text/plain"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_a_file_that_is_not_there_is_not_found(client: Client) -> None:
    stored = store(pdf())
    client.force_login(builders.staff(Role.HANDLER))
    assert client.get(f"/bestand/{uuid.uuid4()}/").status_code == 404
    Path(stored.content.path).unlink()
    assert client.get(f"/bestand/{stored.pk}/").status_code == 404
