"""Completeness in the open: every number with its door, day and state, for everyone."""

import csv
import io

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability import numbers
from participatie.accountability.views import numbers as views
from participatie.core import clock, once
from participatie.pipeline.models import Consultation, Contribution
from tests import builders
from tests.accountability.mixed import PERSONAL

pytestmark = pytest.mark.django_db


def address(name="numbers"):
    return reverse(f"accountability:{name}", args=["dorpsweg"])


def page(client, query=""):
    answer = client.get(address() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(text):
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in html.fromstring(text).xpath("//main//tbody/tr")
    ]


def table(client, where=""):
    answer = client.get(where or address("numbers_csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"

    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_number_has_its_door_day_and_state(client, published):
    shown = rows(page(client))
    first = clock.day_of(Contribution.objects.get(number=1).received_at)
    assert [row[0] for row in shown] == [f"DW26-{number:04d}" for number in range(1, 22)]
    assert shown[0][1:] == ["webformulier", day_in_words(first), "beantwoord", "Lees DW26-0001"]
    assert shown[5][-1] == "–"
    assert shown[18][1:] == ["balie", day_in_words(first), "ingetrokken", "–"]
    assert shown[19][1] == "brief"
    assert shown[20][3:] == ["niet ontvankelijk, omdat de reactie te laat kwam", "–"]
    assert "de nummers 1 tot en met 21 zijn er allemaal" in page(client)
    account = client.get(reverse("accountability:account", args=["dorpsweg"])).content.decode()
    assert f'href="{address()}"' in account


def day_in_words(day):
    from participatie.core.templatetags.prose import nl_date

    return nl_date(day)


def test_why_something_was_not_admitted_tells_of_nobody(client, published):
    # In time, and declined all the same: the reason stays between us and the sender.
    Contribution.objects.filter(number=21).update(timeliness="on_time")
    once.forget()
    text = page(client)
    lines = table(client)
    assert "om een reden die de indiener weet" in text
    whole = text + str(lines)
    assert [word for word in PERSONAL if word in whole] == []
    assert "belde zelf terug" not in whole


def test_the_table_says_the_same_as_the_page(client, published, monkeypatch):
    monkeypatch.setattr(numbers, "AT_ONCE", 5)
    lines = table(client)
    shown = rows(page(client))
    assert lines[0] == ["Nummer", "Kanaal", "Binnengekomen", "Status", "Tekst"]
    assert [[line[0], line[1], line[3]] for line in lines[1:]] == [
        [row[0], row[1], row[3]] for row in shown
    ]
    assert [bool(line[4]) for line in lines[1:]] == [row[4] != "–" for row in shown]
    link = lines[1][4]
    assert link.endswith("/inspraak/dorpsweg/reacties/1/")
    assert client.get(link).status_code == 200
    english = table(client, "/en" + address("numbers_csv"))
    assert english[19][3] == "withdrawn"


def test_a_missing_number_is_shown_as_missing(client):
    consultation = builders.consultation()
    for _number in range(3):
        builders.contribution(consultation)
    # The database never loses one; a counter that ran ahead looks the same.
    Consultation.objects.update(last_number=5)
    text = page(client)
    assert [row[3] for row in rows(text)] == ["ontvangen"] * 3 + ["ontbreekt"] * 2
    assert "Van de nummers 1 tot en met 5 ontbreken er 2: 4, 5." in text
    lines = table(client)
    assert lines[-1] == ["DW26-0005", "", "", "ontbreekt", ""]


def test_a_number_is_found_on_its_own_page_or_told_not_to_exist(client, published, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 5)
    for typed in ("DW26-0013", "dw26-0013", "13", " 0013 "):
        shown = html.fromstring(page(client, f"?nummer={typed}"))
        assert shown.xpath("//mark/text()") == ["DW26-0013"]
        assert len(rows(html.tostring(shown))) == 5
        told = "".join(shown.xpath("//main//p[@role='status']//text()"))
        assert told.startswith("DW26-0013: webformulier, ")
    for typed in ("22", "0", "AB25-0001", "<b>", "9" * 400):
        text = page(client, f"?nummer={typed}")
        assert "kennen wij niet" in text
        assert "<b>" not in text
        assert len(rows(text)) == 5


def test_nothing_came_in_yet(client):
    builders.consultation()
    assert "Er is nog niets binnengekomen" in page(client)
    lines = table(client)
    assert len(lines) == 1


def test_what_did_not_change_is_not_sent_again(client):
    consultation = builders.consultation()
    for name in ("numbers", "numbers_csv"):
        tag = client.get(address(name))["ETag"]
        assert client.get(address(name), headers={"if-none-match": tag}).status_code == 304
        builders.contribution(consultation)
        assert client.get(address(name), headers={"if-none-match": tag}).status_code == 200


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    consultation = builders.consultation()
    for _more in (1, 2):
        for _number in range(_more):
            builders.contribution(consultation)
        page(client)
        with django_assert_num_queries(4):
            page(client)
