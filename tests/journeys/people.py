"""People at their pages, without a browser: logging in, looking, being refused, sending letters."""

import re
from io import BytesIO

from django.test import Client
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from tests import builders

POST = "/balie/post/"


def logged_in(role: Role) -> Client:
    """A browser in which somebody with this role logged in."""
    user = builders.staff(role)
    client = Client()
    typed = {"login": user.email, "password": builders.PASSWORD}
    assert client.post("/account/login/", typed).status_code == 302
    return client


def seen(client: Client, address: str) -> str:
    """What stands on a page."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sent(client: Client, address: str, **typed: object) -> str:
    """Where one comes after a form was taken in."""
    response = client.post(address, typed)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def refused(client: Client, address: str, **typed: object) -> str:
    """The page that says why not."""
    response = client.post(address, typed)
    assert response.status_code == 422
    return response.content.decode()


def read(pdf: bytes) -> str:
    """The text of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def letters(clerk: Client) -> str:
    """Print all letters that wait, and post them; what is on them."""
    waiting = re.findall(r'name="notice" value="(\d+)"', seen(clerk, POST))
    batch = clerk.post(POST, {"notice": waiting}).url
    printed = b"".join(clerk.get(f"{batch}brieven.pdf").streaming_content)
    sent(clerk, batch, status="posted")
    return read(printed)


def adoption() -> dict[str, str]:
    """What is filled in when a decision is adopted."""
    return {"adopted_by": "Provinciale Staten", "adopted_on": clock.today().isoformat()}
