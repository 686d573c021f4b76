"""What machines read: security.txt, robots.txt and the map of the site."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from participatie.core import clock
from participatie.duties.models import LegalDetails
from participatie.pipeline.models import Consultation
from tests import builders

pytestmark = pytest.mark.django_db
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def fields(answer):
    """{name: values} of a security.txt."""
    told = {}
    for line in answer.content.decode().splitlines():
        name, _colon, value = line.partition(": ")
        told.setdefault(name, []).append(value)
    return told


def test_security_txt_is_what_rfc_9116_asks_for(client, settings):
    settings.BASE_URL = "https://inspraak.example"
    answer = client.get("/.well-known/security.txt")
    told = fields(answer)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert told["Contact"][0] == f"mailto:{settings.ORGANISATION_EMAIL}"
    (expires,) = told["Expires"]
    left = datetime.fromisoformat(expires) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)
    assert told["Preferred-Languages"] == ["nl, en"]
    assert told["Canonical"] == ["https://inspraak.example/.well-known/security.txt"]
    assert told["Policy"] == ["https://inspraak.example/kwetsbaarheid-melden/"]


def test_security_txt_gives_the_address_of_the_settings(client):
    legal = LegalDetails.load()
    legal.security_email = "cert@provincie.example"
    legal.save()
    assert (
        "Contact: mailto:cert@provincie.example"
        in client.get("/.well-known/security.txt").content.decode()
    )
    assert "cert@provincie.example" in client.get(reverse("duties:disclosure")).content.decode()


def test_the_old_address_of_security_txt_leads_on(client):
    assert client.get("/security.txt")["Location"] == "/.well-known/security.txt"


def test_robots_stay_out_of_a_demonstration(client, settings):
    settings.DEMO = True
    assert client.get("/robots.txt").content.decode().splitlines()[1] == "Disallow: /"


def test_robots_find_the_map_and_leave_staff_alone(client, settings):
    settings.DEMO = False
    settings.BASE_URL = "https://inspraak.example"
    told = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" not in told
    assert "Disallow: /cms/" in told
    assert told[-1] == "Sitemap: https://inspraak.example/sitemap.xml"


def addresses(client):
    """{address: element} of everything that the map leads to."""
    index = etree.fromstring(client.get("/sitemap.xml").content)
    found = {}
    for section in index.findall("s:sitemap/s:loc", SPACES):
        part = etree.fromstring(client.get(section.text.replace("http://testserver", "")).content)
        for url in part.findall("s:url", SPACES):
            found[url.find("s:loc", SPACES).text.replace("http://testserver", "")] = url
    return found


def test_the_map_leads_to_pages_that_are_there(client):
    builders.decided()
    found = addresses(client)
    assert {"/", "/inspraak/", "/algoritmeregister/", "/en/algoritmeregister/"} <= set(found)
    assert "/inspraak/dorpsweg/verantwoording/" in found
    assert {where: client.get(where).status_code for where in found} == dict.fromkeys(found, 200)


def test_contributions_of_people_are_not_in_the_map(client):
    builders.decided()
    assert [where for where in addresses(client) if "/reacties/" in where] == []


def test_an_account_is_in_the_map_once_it_is_published(client):
    builders.consultation()
    assert "/inspraak/dorpsweg/verantwoording/" not in addresses(client)


def test_an_account_says_when_it_changed_last(client):
    consultation = builders.decided().consultation
    element = addresses(client)["/inspraak/dorpsweg/verantwoording/"]
    known = Consultation.objects.get(pk=consultation.pk)
    assert element.find("s:lastmod", SPACES).text[:10] == str(known.decided_at.date())


def test_pages_in_two_languages_name_each_other(client):
    found = addresses(client)
    named = {
        link.get("hreflang"): link.get("href")
        for link in found["/algoritmeregister/"].findall("x:link", SPACES)
    }
    assert {code: where.replace("http://testserver", "") for code, where in named.items()} == {
        "nl": "/algoritmeregister/",
        "en": "/en/algoritmeregister/",
    }
    # What nobody translated is in the map once.
    assert "/en/inspraak/" not in found


def test_the_map_asks_no_more_for_more_consultations(client, django_assert_num_queries):
    counted = []
    for name in ("een", "twee", "drie"):
        builders.consultation(slug=name, prefix=f"{name[:2].upper()}26")
        Consultation.objects.update(answers_published_at=clock.now())
        with django_assert_num_queries(2):
            client.get("/sitemap-verantwoording.xml")
        counted.append(len(addresses(client)))
    assert [after - before for before, after in pairwise(counted)] == [1, 1]
