"""What every site begins with."""

import pytest
from django.contrib.auth.models import Group
from lxml import html
from wagtail.models import Page, Site

from cms.first_pages import ensure_first_pages
from cms.models import ConsultationIndexPage, HomePage
from participatie.accounts.roles import Role
from tests.builders import staff

pytestmark = pytest.mark.django_db


def test_a_new_database_has_a_home_page_and_the_list_of_consultations(client):
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert ConsultationIndexPage.objects.get().url == "/inspraak/"
    assert client.get("/").status_code == 200
    assert client.get("/inspraak/").status_code == 200
    assert set(Page.objects.filter(depth=2)) == {Page.objects.get(pk=home.pk)}


def test_every_page_that_the_footer_names_is_there(client):
    (footer,) = html.fromstring(client.get("/").content).xpath("//footer")
    links = [link for link in footer.xpath(".//a/@href") if link.startswith("/")]
    assert {"/privacy/", "/toegankelijkheid/"} <= set(links)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_the_roles_are_the_only_groups():
    assert {group.name for group in Group.objects.all()} == set(Role.values)


def test_again_changes_nothing():
    before = list(Page.objects.values_list("pk", "path", "numchild"))
    ensure_first_pages()
    assert list(Page.objects.values_list("pk", "path", "numchild")) == before


def test_an_emptied_database_is_repaired(client):
    Site.objects.all().delete()
    Page.objects.all().delete()
    Group.objects.all().delete()
    ensure_first_pages()
    assert client.get("/inspraak/").status_code == 200
    assert staff(Role.EDITOR).has_perm("wagtailadmin.access_admin")
    assert not Page.find_problems()[0]


def test_there_is_one_way_to_log_in(client):
    assert client.get("/cms/login/?next=/cms/")["Location"] == "/account/login/?next=/cms/"
    assert (
        client.get("/cms/niets/", follow=True).redirect_chain[-1][0].startswith("/account/login/")
    )
    assert client.get("/cms/password_reset/").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_only_editors_and_administrators_enter_the_cms(client, role):
    client.force_login(staff(role))
    admitted = client.get("/cms/").status_code == 200
    assert admitted == (role in {Role.EDITOR, Role.ADMINISTRATOR})


def test_an_editor_may_add_pictures_and_documents(client):
    client.force_login(staff(Role.EDITOR))
    assert client.get("/cms/images/add/").status_code == 200
    assert client.get("/cms/documents/multiple/add/").status_code == 200
