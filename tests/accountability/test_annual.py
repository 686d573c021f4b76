"""The yearly overview: what it counts, for whom, and how it says so."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from lxml import html
from pypdf import PdfReader

from participatie.accountability.algorithms import LAGGING_DOORS
from participatie.accountability.annual import counts, times
from participatie.accountability.annual.year import Year, known
from participatie.accounts.roles import Role
from participatie.core import clock, once, terms
from participatie.duties.models import AccessibilityStatement, Accessible
from participatie.duties.switching import switch
from participatie.pipeline.acts import contributions, outages
from participatie.pipeline.statuses import Channel, DeliveryWay, LetterForm
from tests import builders
from tests.accountability import mixed
from tests.accountability.questions import asking

pytestmark = pytest.mark.django_db
DECEMBER = terms.noon_of(date(2025, 12, 10))
SPRING = terms.noon_of(date(2026, 4, 1))
HERE = "Europe/Amsterdam"


@pytest.fixture
def over_new_year():
    """A consultation from November 2025 to January 2026, decided on in February 2026."""
    with clock.at(DECEMBER):
        made = mixed.decided(opens_on=date(2025, 11, 24))
    with clock.at(SPRING):
        yield made


@pytest.fixture
def member(client):
    client.force_login(builders.staff(Role.COUNCILLOR))
    return client


def sql(query, *values):
    """The rows of a query of our own."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def table(page, caption):
    """{first cell of a row: its other cells} of the table with this caption."""
    rows = html.fromstring(page).xpath(f"//table[caption[normalize-space()='{caption}']]//tr[td]")
    told = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    return {first: rest for first, *rest in told}


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_numbers_equal_those_of_our_own_sql(over_new_year):
    equal_to_our_own_sql(2025)
    equal_to_our_own_sql(2026)
    waits_equal_to_our_own_sql()


def equal_to_our_own_sql(number):
    """Compare what is counted of a year."""
    found = counts.of(Year(number))
    of_year = f"extract(year FROM received_at AT TIME ZONE '{HERE}') = %s"
    doors = sql(
        "SELECT channel, count(*), count(*) FILTER (WHERE timeliness = 'late'), "
        "count(*) FILTER (WHERE status IN ('admitted', 'answered')), "
        "count(*) FILTER (WHERE status = 'inadmissible'), "
        "count(*) FILTER (WHERE status = 'withdrawn') "
        f"FROM pipeline_contribution WHERE {of_year} GROUP BY channel",
        number,
    )
    told = {
        (d.channel, d.received, d.late, d.counted, d.inadmissible, d.withdrawn)
        for d in found.doors
        if d.received
    }
    assert told == set(doors)
    assert doors
    ((points,),) = sql(
        "SELECT count(*) FROM pipeline_point p JOIN pipeline_contribution c "
        "ON c.id = p.contribution_id WHERE p.removed_at IS NULL "
        f"AND c.status IN ('admitted', 'answered') AND {of_year}",
        number,
    )
    assert found.points == points
    outcomes = sql(
        "SELECT a.outcome, count(*) FROM pipeline_point p "
        "JOIN pipeline_answer a ON a.id = p.answer_id "
        "JOIN pipeline_contribution c ON c.id = p.contribution_id "
        "WHERE a.status = 'published' AND c.status = 'answered' AND p.removed_at IS NULL "
        f"AND extract(year FROM a.published_at AT TIME ZONE '{HERE}') = %s GROUP BY 1",
        number,
    )
    assert found.outcomes == dict(outcomes)
    changed = sql(
        "SELECT count(DISTINCT p.id), count(DISTINCT p.contribution_id) FROM pipeline_point p "
        "JOIN pipeline_contribution c ON c.id = p.contribution_id AND c.status = 'answered' "
        "JOIN pipeline_answer a ON a.id = p.answer_id AND a.status = 'published' "
        "JOIN pipeline_change_answers b ON b.answer_id = a.id "
        "JOIN pipeline_change h ON h.id = b.change_id AND h.removed_at IS NULL "
        f"WHERE extract(year FROM a.published_at AT TIME ZONE '{HERE}') = %s",
        number,
    )
    assert [(found.changed_points, found.changed_contributions)] == changed
    notices = sql(
        "SELECT way, status, count(*) FROM pipeline_delivery "
        f"WHERE extract(year FROM created_at AT TIME ZONE '{HERE}') = %s GROUP BY way, status",
        number,
    )
    assert found.notices == {(way, status): count for way, status, count in notices}


def waits_equal_to_our_own_sql():
    """Compare how long the judgement took, of what came in in 2025."""
    *_doors, together = times.by_door(Year(2025))
    ((count, median, ninetieth),) = sql(
        "WITH judged AS (SELECT min(e.at) - c.received_at AS waited FROM pipeline_contribution c "
        "JOIN pipeline_event e ON e.contribution_id = c.id "
        "AND e.kind IN ('contribution.admitted', 'contribution.declined') "
        "WHERE c.received_at < '2026-01-01 00:00+01' GROUP BY c.id) "
        "SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY waited), "
        "percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) FROM judged"
    )
    wait = together.judgement
    assert (wait.count, wait.waiting, wait.median, wait.ninetieth) == (19, 0, median, ninetieth)
    assert count == 19
    assert median > timedelta(days=20)


def test_each_thing_counts_in_the_year_of_its_own_day(over_new_year):
    before, after = counts.of(Year(2025)), counts.of(Year(2026))
    assert (before.opened, before.closed, before.decided) == (1, 0, 0)
    assert (after.opened, after.closed, after.decided) == (0, 1, 1)
    assert (before.together.received, after.together.received) == (19, 2)
    assert (before.answered_points, after.answered_points) == (0, 25)
    assert (before.changes.total(), after.changes.total()) == (0, 3)


def test_who_is_not_judged_yet_waits_still():
    consultation = builders.consultation(opens_on=date(2026, 3, 2))
    with clock.at(SPRING):
        for _ in range(5):
            builders.contribution(consultation)
    with clock.at(SPRING + timedelta(days=7)):
        web = times.by_door(Year(2026))[0].judgement
    assert (web.count, web.waiting, web.median) == (5, 5, timedelta(days=7))


def test_the_same_address_is_one_sender_and_destroyed_ones_cannot_be_counted(over_new_year):
    consultation = over_new_year
    assert counts.of(Year(2025)).senders == 1
    other = builders.Contact(name="Piet", phone="0687654321")
    with clock.at(DECEMBER):
        given = builders.contribution(consultation, contact=other, reply_by=DeliveryWay.PHONE)
    assert counts.of(Year(2025)).senders == 2
    given.submitter.erased_at = SPRING
    given.submitter.save()
    assert counts.of(Year(2025)).senders is None


def test_everyone_gets_no_small_number_that_could_point_at_a_person(member, over_new_year):
    with clock.at(DECEMBER):
        for _ in range(2):
            person = contributions.Person(
                contact=builders.JAN, reply_by=DeliveryWay.LETTER, letter_form=LetterForm.LARGE
            )
            builders.contribution(over_new_year, submitter=person)
    asked = "Waar mensen om vroegen"
    staten = table(read(member, reverse("annual:year", args=[2025])), asked)
    public = table(read(member, reverse("annual_public:year", args=[2025])), asked)
    large = "Reacties van mensen die brieven in grote letters wilden"
    assert staten[large] == ["2"]
    assert public[large] == ["minder dan 5"]
    other = "Reacties met het formulier in een andere taal dan het Nederlands"
    assert public[other] == ["0"]


def test_a_year_stands_beside_the_year_before(member, over_new_year):
    page = read(member, reverse("annual:year", args=[2026]))
    doors = table(page, "Reacties per kanaal")
    assert doors["Samen"] == ["2", "0", "2", "1", "1", "0", "19"]
    assert table(page, "Aantal consultaties")["Gesloten"] == ["1", "0"]
    assert table(page, "Besluiten die werden verwacht") == {
        "Nieuwe inrichting van de Dorpsweg": ["23 april 2026", "14 februari 2026", "ja"]
    }
    assert "2026 is nog niet voorbij" in page
    assert "2025 is nog niet voorbij" not in read(member, reverse("annual:year", args=[2025]))


def test_what_the_law_asks_is_told(member, over_new_year):
    editor, admin = builders.staff(Role.EDITOR), builders.staff(Role.ADMINISTRATOR)
    AccessibilityStatement(level=Accessible.PARTLY, checked_on=date(2025, 5, 1)).save()
    with clock.at(SPRING):
        switch(LAGGING_DOORS.slug, to=False, actor=admin, reason="Eerst nalopen.")
        other = builders.consultation(slug="brug", prefix="BR26", title="De brug")
        outages.register(
            actor=editor,
            began_at=SPRING - timedelta(hours=5),
            ended_at=SPRING - timedelta(hours=2),
            doors=[Channel.WEB],
            reason="De server lag stil.",
            consultations=[other],
            closing={other.pk: other.closes_on + timedelta(days=1)},
        )
        page = read(member, reverse("annual:year", args=[2026]))
    assert "Voldoet gedeeltelijk" in page
    assert "Gecontroleerd op 1 mei 2025" in page
    name = str(LAGGING_DOORS.name)
    assert table(page, "Algoritmes")[name] == ["niet in gebruik"]
    assert table(page, "Aan- of uitgezet in 2026") == {
        name: ["1 april 2026", "niet in gebruik", "Eerst nalopen."]
    }
    (outage,) = table(page, "Storingen die in 2026 begonnen").values()
    assert outage[1:4] == ["3 uur", "webformulier", "De server lag stil."]
    assert outage[-2:] == ["1", "1"]


def test_questions_of_the_council_count_in_the_year_in_which_they_were_asked(member, over_new_year):
    said = "Vragen en antwoorden"
    asking.in_charge(over_new_year)
    with clock.at(SPRING):
        for _ in range(3):
            asking.replied(asking.question(over_new_year))
        waiting = asking.question(over_new_year)
    with clock.at(terms.noon_of(waiting.last_day + timedelta(days=1))):
        page = read(member, reverse("annual:year", args=[2026]))
        before = read(member, reverse("annual:year", args=[2025]))
    told = table(page, said)
    assert told["Gesteld"] == ["4", "0"]
    assert told["Binnen de termijn beantwoord"] == ["3", "0"]
    assert told["Nog geen antwoord, de termijn is voorbij"] == ["1", "0"]
    assert "Er is geen vraag gesteld." in before
    assert said not in before


def test_a_year_without_anything_says_so_and_other_years_are_not_there(member, client):
    with clock.at(SPRING):
        assert known() == [Year(2026)]
        page = read(client, reverse("annual_public:year", args=[2026]))
        assert "In 2026 was er geen consultatie en kwam er niets binnen" in page
        for number in (2025, 2027, 0, 99999):
            assert client.get(f"/jaaroverzicht/{number}/").status_code == 404
            assert member.get(f"/staten/jaaroverzicht/{number}.pdf").status_code == 404


def test_more_consultations_take_no_more_queries(member, over_new_year, django_assert_num_queries):
    address = reverse("annual:year", args=[2026])
    read(member, address)
    for number in range(3):
        with clock.at(SPRING):
            other = builders.consultation(slug=f"weg-{number}", prefix=f"W{'ABC'[number]}26")
            builders.contribution(other)
        once.forget()
        with clock.at(SPRING), django_assert_num_queries(49):
            read(member, address)


def test_the_document_can_be_archived_and_holds_its_figures(member, over_new_year):
    for space in ("annual", "annual_public"):
        is_whole(member, space)


def is_whole(member, space):
    """Check the document of one reader against the figures of that reader."""
    document = member.get(reverse(f"{space}:pdf", args=[2026]))
    figures = member.get(reverse(f"{space}:csv", args=[2026]))
    read_back = PdfReader(io.BytesIO(document.content))
    assert read_back.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfaid:part" in read_back.xmp_metadata.stream.get_data().decode()
    assert read_back.attachments["jaaroverzicht-2026.csv"] == [figures.content]
    rows = list(csv.reader(io.StringIO(figures.content.decode("utf-8-sig")), delimiter=";"))
    assert ["2026", "Kanalen", "Reacties per kanaal", "Samen", "Ontvangen", "2"] in rows
    text = " ".join(page.extract_text() for page in read_back.pages)
    assert "Jaaroverzicht 2026" in text
    assert not [each for each in mixed.PERSONAL if each in text]
