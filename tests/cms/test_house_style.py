"""The house style of a site, as an editor sets it and as everyone sees it."""

import brotli
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from lxml import html
from wagtail.images.models import Image
from wagtail.models import Site

from cms.models import HouseStyle
from participatie.accountability import caching
from participatie.accountability.overview import Stamp
from participatie.accounts.roles import Role
from participatie.core import clock, house_style, mail, organisation
from participatie.core.styleguide import EXAMPLES
from tests.builders import staff
from tests.cms.pages import image

pytestmark = pytest.mark.django_db

THEME = b".x-theme { --utrecht-link-color: #003366; --utrecht-nav-bar-background-color: #003366 }"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><script>1</script></svg>'


@pytest.fixture
def editor(client):
    client.force_login(staff(Role.EDITOR))
    return client


def address() -> str:
    site = Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["cms", "housestyle", site.pk])


def form_data(**over):
    return {
        **dict.fromkeys(
            ["name", "phone", "phone_hours", "email", "visiting_address", "postal_address"], ""
        ),
        "logo": "",
        "look": "product",
    } | over


def theme_file(css: bytes = THEME, name: str = "theme.css") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, css, "text/css")


def save(client, **over):
    return client.post(address(), form_data(**over), follow=True)


def root(client, path: str = "/"):
    return html.fromstring(client.get(path).content)


def sheet_of(page) -> str:
    (link,) = page.xpath("//link[@rel='stylesheet']/@href")
    return link


def test_without_a_house_style_a_page_looks_as_the_software_comes(client):
    page = root(client)
    assert "participatie-theme" in page.get("class").split()
    assert sheet_of(page) == "/static/core/participatie.css"


def test_name_and_contact_of_the_site_stand_everywhere(editor, settings, mailoutbox):
    save(
        editor,
        name="Waterschap Zonnedijk",
        phone="0888-123456",
        postal_address="\nPostbus 1\r\n1234 AB Dijk\n",
    )
    page = root(editor)
    assert "Waterschap Zonnedijk" in page.find(".//title").text
    header, footer = page.xpath("//header")[0], page.xpath("//footer")[0]
    assert "Waterschap Zonnedijk" in header.text_content()
    assert "0888-123456" in footer.text_content()
    details = organisation.details()
    assert details.postal_address == "Postbus 1\n1234 AB Dijk"
    assert details.email == settings.ORGANISATION_EMAIL
    mail.send("message", {"paragraphs": []}, to="jan@example.org", subject="Bericht")
    assert "Waterschap Zonnedijk" in mailoutbox[0].body


def test_a_theme_is_seen_by_visitors_once_the_editor_says_so(editor, client):
    answer = save(editor, theme_file=theme_file())
    assert "van de 2 design tokens" in " ".join(answer.text.split()).lower()
    assert sheet_of(root(client)) == "/static/core/participatie.css"
    guide = root(editor, "/stijl/?thema=eigen")
    assert "x-theme" in guide.get("class")
    assert "#003366" in editor.get(sheet_of(guide)).text
    save(editor, look="own")
    page = root(client)
    assert "x-theme" in page.get("class").split()
    assert "participatie-theme" not in page.get("class")
    link = sheet_of(page)
    sheet = client.get(link)
    assert "immutable" in sheet["Cache-Control"]
    assert "--utrecht-link-color:#003366" in sheet.text
    assert ".utrecht-button" in sheet.text
    small = client.get(link, headers={"Accept-Encoding": "gzip, br"})
    assert small["Content-Encoding"] == "br"
    assert brotli.decompress(small.content).decode() == sheet.text
    assert len(small.content) < 9_500


def test_another_theme_has_another_address_and_the_old_one_still_answers(editor, client):
    save(editor, theme_file=theme_file(), look="own")
    old = sheet_of(root(client))
    save(editor, theme_file=theme_file(THEME.replace(b"003366", b"660033")), look="own")
    new = sheet_of(root(client))
    assert new != old
    answer = client.get(old)
    assert "#660033" in answer.text
    assert "immutable" not in answer["Cache-Control"]


def test_what_was_stored_of_the_account_is_made_anew_in_another_style(editor, client):
    stamp = Stamp(latest=1, count=1, at=clock.now())
    before = caching.version(stamp, is_page=True)
    save(editor, name="Een andere naam")
    assert caching.version(stamp, is_page=True) != before


@pytest.mark.parametrize(
    ("css", "words"),
    [
        (b"@import 'x.css'; .x { --utrecht-link-color: red }", "@import (regel 1)"),
        (b".x { --utrecht-link-color: url(https://evil.example/) }", "url() (regel 1"),
        (b".x { --utrecht-link-color: red }" + b" " * 2_000_000, "hoogstens 200 kB"),
        (b"\x89PNG\r\n\x1a\n\0", "geen CSS-bestand"),
        (b"body { color: red }", "geen design tokens"),
    ],
)
def test_a_file_that_is_no_good_theme_is_refused_and_nothing_typed_is_lost(editor, css, words):
    answer = save(editor, name="Onze naam", theme_file=theme_file(css))
    assert answer.status_code == 200
    assert words in answer.text
    assert 'value="Onze naam"' in answer.text
    assert not HouseStyle.objects.exclude(theme={}).exists()


def test_a_theme_that_is_not_there_cannot_be_chosen(editor):
    assert "Kies er ook een themabestand bij" in save(editor, look="own").text


def test_colours_that_cannot_be_read_are_left_out_and_the_editor_reads_why(editor, client):
    answer = save(
        editor, theme_file=theme_file((EXAMPLES / "zonnedijk.css").read_bytes()), look="own"
    )
    words = " ".join(html.fromstring(answer.content).text_content().split())
    assert (
        "Het menu: wit (#ffffff) op geel (#ffd23f) is 1,4 : 1, minstens 4,5 : 1 is nodig." in words
    )
    sheet = client.get(sheet_of(root(client))).text
    assert "--utrecht-page-header-background-color:#ffd23f" in sheet
    assert "--utrecht-link-color:#e8a200" not in sheet


def test_a_logo_stands_in_the_header_and_svg_runs_nothing(editor, client):
    logo = Image.objects.create(title="Logo", file=ContentFile(LOGO, "logo.svg"))
    save(editor, logo=str(logo.pk), logo_says_name="on", name="Zonnedijk")
    (picture,) = root(client).xpath("//header//img")
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == (
        "Zonnedijk",
        "132",
        "44",
    )
    answer = client.get(picture.get("src"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_logo_of_pixels_is_made_small(editor, client):
    save(editor, logo=str(image().pk))
    (picture,) = root(client).xpath("//header//img")
    assert (picture.get("alt"), picture.get("height")) == ("", "44")
    assert client.get(picture.get("src")).status_code == 200


def test_a_logo_whose_file_is_gone_is_no_logo(editor, client):
    lost = image()
    lost.file.storage.delete(lost.file.name)
    save(editor, logo=str(lost.pk))
    assert root(client).xpath("//header//img/@src") == ["/static/core/favicon.svg"]


def test_pages_do_not_ask_the_database_for_it(editor, client, django_assert_num_queries):
    save(editor, name="Zonnedijk")
    assert organisation.details().name == "Zonnedijk"
    with django_assert_num_queries(0):
        assert organisation.details().name == "Zonnedijk"


def test_each_site_has_its_own(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    first = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="dijk.example", root_page=first.root_page)
    HouseStyle.objects.create(site=first, name="Provincie Een")
    HouseStyle.objects.create(site=other, name="Waterschap Twee")
    here = client.get("/account/login/").text
    there = client.get("/account/login/", headers={"host": "dijk.example:8000"}).text
    assert "Provincie Een" in here
    assert "Waterschap Twee" in there


def test_a_database_that_does_not_answer_leaves_the_settings(monkeypatch, settings):
    def broken():
        raise OperationalError("gone")

    monkeypatch.setattr(house_style, "_source", broken)
    house_style.forget()
    assert organisation.details().name == settings.ORGANISATION_NAME


@pytest.mark.parametrize("role", Role)
def test_editors_and_administrators_set_the_house_style(client, role):
    client.force_login(staff(role))
    admitted = client.get(address()).status_code == 200
    assert admitted == (role in {Role.EDITOR, Role.ADMINISTRATOR})
