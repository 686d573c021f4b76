"""The sections of a consultation's page: each at its place, none twice, none without content."""

from datetime import time, timedelta

import pytest
from lxml import html

from cms import shown
from cms.models import Area
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.news.models import CalendarEntry
from participatie.pipeline.acts.public_texts import approve_public_text
from tests.builders import admitted, after_the_term, contribution, staff
from tests.cms.pages import changed, document, draft, published

pytestmark = pytest.mark.django_db

URL = "/inspraak/dorpsweg/"


def seen(client, url=URL):
    answer = client.get(url)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def words(element):
    return " ".join(element.text_content().split())


def section(client, key):
    (found,) = seen(client).xpath(f"//section[@aria-labelledby='{key}']")
    return words(found)


def documents(**over):
    laid_open = {"title": "Ontwerp", "document": document(), "added_on": clock.today()}
    return ("documents", {"heading": "", "documents": [laid_open], "withheld": [], **over})


def evening(day, **over):
    value = {
        "day": day,
        "begins": time(9, 30),
        "ends": time(12, 0),
        "place": "Dorpshuis",
        "title": "Inloop",
        "text": "",
        "can_respond": True,
    }
    return ("timeline", {"heading": "", "moments": [value | over]})


def test_the_links_on_top_lead_to_every_section_in_their_order(client):
    published(
        body=[evening(clock.today()), ("text", "<p>Over de weg.</p>"), documents()],
        decided_by="Provinciale Staten beslissen.",
    )
    page = seen(client)
    links = page.xpath("//nav[@aria-labelledby='contents']//a/@href")
    keys = [link.removeprefix("#") for link in links]
    assert keys == [
        *("can-change", "respond", "about", "documents", "planning", "decides"),
        *("what-happens", "said", "news"),
    ]
    headings = page.xpath("//main//h2/@id")
    assert [key for key in headings if key in keys] == keys


def test_what_is_not_there_has_no_heading(client):
    published()
    ids = seen(client).xpath("//main//h2/@id")
    assert not {"about", "documents", "answers"} & set(ids)


def test_moments_stand_between_the_days_of_the_procedure(client):
    page = published(body=[evening(clock.today() + timedelta(days=7))])
    titles = [
        " ".join(heading.text.split())
        for heading in seen(client).xpath("//section[@aria-labelledby='planning']//h3")
    ]
    assert titles == [
        *("Aangekondigd", "U kunt reageren", "Inloop"),
        *("Laatste dag om te reageren", "De antwoorden", "Het besluit"),
    ]
    assert "9.30 tot 12.00 uur" in section(client, "planning")
    with after_the_term(page.consultation):
        planning = section(client, "planning")
        assert "Inloop – afgerond" in planning
        assert "Eerste dag om te reageren" in planning
        assert "U kunt reageren" not in planning


def test_an_evening_is_also_a_way_to_respond_until_it_is_over(client):
    doors = [
        ("letter", {"address": "Postbus 100", "note": ""}),
        ("meeting", {"address": "In het dorp", "note": ""}),
    ]
    published(body=[evening(clock.today() + timedelta(days=7))], doors=doors)
    assert "Inloop, Dorpshuis" in section(client, "respond")
    with clock.at(clock.now() + timedelta(days=8)):
        assert "Inloop, Dorpshuis" not in section(client, "respond")


def test_moments_are_in_the_calendar_and_leave_it_when_they_are_taken_off(client):
    page = published(body=[evening(clock.today() + timedelta(days=7))])
    entry = CalendarEntry.objects.get(kind="moment")
    assert (entry.title, entry.place, entry.cancelled_at) == ("Inloop", "Dorpshuis", None)
    assert entry.ends_at - entry.starts_at == timedelta(hours=2, minutes=30)
    changed(page, body=[])
    entry.refresh_from_db()
    assert entry.cancelled_at is not None


def test_a_draft_without_a_term_has_no_links_to_sections_that_are_not_there():
    page = draft(body=[evening(clock.today())])
    page.opens_on = page.closes_on = None
    page.can_change = ""
    links = [section["url"] for section in shown.context(page)["contents"]]
    assert links == ["#decides"]


def test_documents_that_are_not_public_are_named_with_why(client):
    published(body=[documents(withheld=[{"title": "Taxatie", "reason": "Woo 5.1 lid 1"}])])
    said = section(client, "documents")
    assert "Taxatie: Woo 5.1 lid 1" in said
    assert "op papier lezen" in said


def test_the_rules_say_how_long_the_term_is(client):
    published()
    assert "Hier is dat 6 weken" in section(client, "respond")


def test_who_decides_is_said_beside_who_is_responsible(client):
    published(decided_by="Provinciale Staten beslissen.")
    said = section(client, "decides")
    assert "Provinciale Staten beslissen." in said
    assert "Verantwoordelijk: Gedeputeerde voor wegen" in said


def test_others_are_quoted_from_their_approved_text_only(client):
    page = published()
    contribution(page.consultation, text="Dit is nog door niemand gelezen.")
    read = admitted(page.consultation, text="Laat de linden staan, zegt Jan de Vries.")
    assert "U kunt er nog geen lezen" in section(client, "said")
    approve_public_text(read, actor=staff(Role.HANDLER), hidden=[])
    said = section(client, "said")
    assert "Er kwamen 2 reacties binnen. Daarvan kunt u er 1 lezen." in said
    assert "Laat de linden staan" in said
    assert "door niemand gelezen" not in said


def test_a_draft_keeps_its_areas_until_it_is_published(client):
    page = published()
    page.areas = [Area.objects.create(name="Harstede")]
    page.save_revision()
    assert "gebied=harstede" not in client.get("/inspraak/").content.decode()
    assert not type(page).objects.get(pk=page.pk).areas.exists()
    page.latest_revision.publish(user=staff(Role.EDITOR))
    assert [area.name for area in type(page).objects.get(pk=page.pk).areas.all()] == ["Harstede"]
