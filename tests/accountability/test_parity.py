"""The doors beside each other: waiting times, shares, and which door lags."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability import lagging, parity
from participatie.accountability.algorithms import LAGGING_DOORS
from participatie.accountability.lagging import in_words
from participatie.accountability.parity import DoorRow, Selection, Share, Wait
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.duties.switching import switch
from participatie.pipeline.acts import contributions
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import Channel, DeliveryKind, DeliveryStatus, DeliveryWay
from tests import builders

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def came_in(consultation, channel, *waits, moment=None):
    """One contribution for each of `waits`: how long until its receipt was sent; None: not yet."""
    moment = moment or terms.noon_of(consultation.opens_on + DAY)
    way = DeliveryWay.EMAIL if channel in (Channel.WEB, Channel.EMAIL) else DeliveryWay.LETTER
    made = []
    for wait in waits:
        with clock.at(moment):
            given = builders.contribution(
                consultation, channel=channel, reply_by=way, received_at=moment
            )
        if wait is not None:
            with clock.at(moment + wait):
                settle(given)
        made.append(given)
    return made


def settle(given):
    receipt = Delivery.objects.get(contribution=given, kind=DeliveryKind.RECEIPT)
    if receipt.way == DeliveryWay.EMAIL:
        settle_delivery(receipt, actor=None, status=DeliveryStatus.SENT)
        return
    for status in (DeliveryStatus.PRINTED, DeliveryStatus.POSTED):
        receipt = settle_delivery(receipt, actor=builders.staff(Role.CLERK), status=status)


def row(channel, selection=None):
    rows = parity.by_door(selection or Selection())
    return next(each for each in rows if each.channel is channel)


def test_half_and_nine_in_ten_of_the_waiting_times_are_told_by_door():
    consultation = builders.consultation()
    came_in(consultation, Channel.WEB, *[HOUR] * 5)
    came_in(consultation, Channel.LETTER, *(n * DAY for n in range(1, 12)))
    web, letter = row(Channel.WEB).receipt, row(Channel.LETTER).receipt
    assert (web.count, web.median, web.ninetieth) == (5, HOUR, HOUR)
    assert (letter.count, letter.median, letter.ninetieth) == (11, 6 * DAY, 10 * DAY)


def test_who_still_waits_counts_with_the_time_waited_so_far():
    consultation = builders.consultation()
    began = terms.noon_of(consultation.opens_on + DAY)
    came_in(consultation, Channel.LETTER, DAY, DAY, None, None, None)
    with clock.at(began + 9 * DAY):
        waited = row(Channel.LETTER).receipt
    assert (waited.count, waited.waiting, waited.median) == (5, 3, 9 * DAY)


def test_a_receipt_that_came_back_waits_again():
    consultation = builders.consultation()
    (given,) = came_in(consultation, Channel.EMAIL, HOUR)
    receipt = Delivery.objects.get(contribution=given)
    settle_delivery(receipt, actor=None, status=DeliveryStatus.BOUNCED)
    found = row(Channel.EMAIL)
    assert found.receipt.waiting == 1
    assert found.undelivered == Share(1, 1)


def test_signatories_hear_too_but_the_door_counts_its_sender_once():
    consultation = builders.consultation()
    with clock.at(terms.noon_of(consultation.opens_on + DAY)):
        builders.contribution(
            consultation, signatories=[contributions.Person(contact=builders.JAN)]
        )
    assert Delivery.objects.count() == 2
    assert row(Channel.WEB).receipt.count == 1


def test_answers_are_counted_from_the_day_of_receipt_to_the_notice():
    given = builders.answered()
    told = Delivery.objects.get(contribution=given, kind=DeliveryKind.OUTCOME)
    with clock.at(given.received_at + 50 * DAY):
        settle_delivery(told, actor=None, status=DeliveryStatus.SENT)
    found = row(Channel.WEB)
    assert (found.answer.count, found.answer.median) == (1, 50 * DAY)
    assert (found.answered, found.with_outcome) == (Share(1, 1), Share(1, 1))


def test_an_outcome_counts_once_every_point_has_an_approved_answer():
    consultation = builders.consultation()
    given = builders.admitted(consultation)
    first = builders.point(given)
    second = builders.point(given, "Het fietspad mag breder.")
    builders.approved_answer(first)
    assert row(Channel.WEB).with_outcome == Share(0, 1)
    builders.approved_answer(second)
    found = row(Channel.WEB)
    assert (found.with_outcome, found.answered) == (Share(1, 1), Share(0, 1))


def test_what_was_withdrawn_or_declined_needs_no_answer():
    consultation = builders.consultation()
    withdrawn, declined, _rest = (builders.contribution(consultation) for _ in range(3))
    contributions.withdraw(withdrawn, actor=None)
    contributions.decline(declined, actor=builders.staff(Role.HANDLER), reason="Te laat.")
    found = row(Channel.WEB)
    assert (found.received, found.answered) == (3, Share(0, 1))


def test_a_consultation_and_a_period_narrow_what_is_compared():
    here = builders.consultation()
    there = builders.consultation(slug="kade", prefix="KD26")
    came_in(here, Channel.WEB, HOUR)
    came_in(there, Channel.WEB, HOUR, HOUR)
    came_in(there, Channel.WEB, HOUR, moment=terms.noon_of(there.opens_on + 5 * DAY))
    day = there.opens_on + DAY
    assert row(Channel.WEB).received == 4
    assert row(Channel.WEB, Selection(there)).received == 3
    assert row(Channel.WEB, Selection(there, day, day)).received == 2
    assert row(Channel.WEB, Selection(there, day + DAY)).receipt.count == 1
    assert row(None, Selection(None, None, day)).received == 3


def wait(days, count=5):
    return Wait(count, 0, days * DAY, days * DAY)


@pytest.mark.parametrize(
    ("letter", "reasons"),
    [
        ({"receipt": wait(2.9)}, 0),
        ({"receipt": wait(3)}, 2),
        ({"receipt": wait(30, count=4)}, 0),
        ({"receipt": Wait(9, 0, DAY, 8 * DAY)}, 1),
        ({"answer": wait(113)}, 0),
        ({"answer": wait(114)}, 2),
        ({"answered": Share(81, 100)}, 0),
        ({"answered": Share(80, 100)}, 1),
        ({"answered": Share(0, 4)}, 0),
        ({"answered": Share(1, 9)}, 0),
        ({"with_outcome": Share(8, 10)}, 1),
        ({"undelivered": Share(2, 10)}, 1),
        ({"undelivered": Share(1, 100)}, 0),
    ],
)
def test_a_door_lags_from_the_difference_that_the_rule_names(letter, reasons):
    web = DoorRow(
        Channel.WEB,
        receipt=wait(0),
        answer=wait(100),
        answered=Share(90, 100),
        with_outcome=Share(90, 100),
        undelivered=Share(0, 100),
    )
    found = lagging.lagging([web, DoorRow(Channel.LETTER, **letter)], of_one=True)
    assert [(lag.door.channel, len(lag.reasons)) for lag in found] == (
        [(Channel.LETTER, reasons)] if reasons else []
    )


def test_the_web_form_is_warned_about_as_well():
    rows = [DoorRow(Channel.WEB, receipt=wait(5)), DoorRow(Channel.LETTER, receipt=wait(1))]
    (lag,) = lagging.lagging(rows, of_one=False)
    assert lag.door.channel is Channel.WEB


def test_answers_are_compared_within_one_consultation_only():
    web = DoorRow(Channel.WEB, answer=wait(10), answered=Share(90, 100))
    rows = [web, DoorRow(Channel.LETTER, answer=wait(99), answered=Share(10, 100))]
    assert lagging.lagging(rows, of_one=False) == []
    (lag,) = lagging.lagging(rows, of_one=True)
    assert len(lag.reasons) == 3


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=20), "minder dan een minuut"),
        (timedelta(minutes=1), "1 minuut"),
        (3.5 * HOUR, "3,5 uur"),
        (47 * HOUR, "47 uur"),
        (2 * DAY, "2 dagen"),
        (timedelta(days=3, hours=12), "3,5 dagen"),
        (timedelta(days=40, hours=12), "40 dagen"),
    ],
)
def test_waiting_times_are_told_in_words(time, words):
    assert in_words(time) == words


def shown(client, query=""):
    answer = client.get(reverse("parity:doors") + query)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def cells(page, table):
    rows = page.xpath(f"//table[caption/@id='{table}-caption']//tr[td]")
    return {each[0].text_content(): [cell.text_content() for cell in each[1:]] for each in rows}


def council_page(client, consultation):
    address = reverse("staten:consultation", args=[consultation.slug])
    return html.fromstring(client.get(address).content.decode()).text_content()


@pytest.fixture
def coordinator(client):
    client.force_login(builders.staff(Role.REGISTRY))
    return client


def test_the_page_tells_times_shares_and_the_door_that_lags(coordinator):
    consultation = builders.consultation()
    came_in(consultation, Channel.WEB, *[HOUR] * 5)
    came_in(consultation, Channel.LETTER, *[4 * DAY] * 5)
    came_in(consultation, Channel.PHONE, DAY)
    page = shown(coordinator)
    times, shares = cells(page, "times"), cells(page, "shares")
    assert times["Webformulier"] == ["1 uur", "1 uur", "geen", "geen"]
    assert times["Brief"] == ["4 dagen", "4 dagen", "geen", "geen"]
    assert times["Telefoon"][0] == "te weinig: 1"
    assert times["E-mail"][0] == "geen"
    assert shares["Brief"] == ["5", "0% (0 van 5)", "0% (0 van 5)", "0% (0 van 5)"]
    assert shares["Telefoon"] == ["1", "0 van 1", "0 van 1", "0 van 1"]
    assert shares["Samen"][0] == "11"
    (warning,) = page.xpath("//*[contains(@class, 'utrecht-alert--warning')]")
    assert "brief" in warning.text_content()
    assert "4 dagen" in warning.text_content()
    assert "Blijft achter: brief" in council_page(coordinator, consultation)
    assert "webformulier" in warning.text_content()


def test_switched_off_it_warns_nobody_and_still_tells_the_numbers(coordinator):
    came_in(consultation := builders.consultation(), Channel.WEB, *[HOUR] * 5)
    came_in(consultation, Channel.LETTER, *[9 * DAY] * 5)
    switch(LAGGING_DOORS.slug, to=False, actor=builders.staff(Role.ADMINISTRATOR), reason="Proef.")
    page = shown(coordinator)
    assert page.xpath("//*[contains(@class, 'utrecht-alert--warning')]") == []
    assert cells(page, "times")["Brief"][0] == "9 dagen"
    assert "lijft achter" not in council_page(coordinator, consultation)


def test_a_last_day_before_the_first_is_said_beside_the_field(coordinator):
    page = shown(coordinator, "?van=2026-03-02&tot=2026-03-01")
    assert page.xpath("//*[@id='filter_tot_error']")
    assert page.xpath("//table") == []
    assert coordinator.get(reverse("parity:csv") + "?van=x").status_code == 400


def test_the_first_and_the_last_day_of_the_calendar_can_be_chosen(coordinator):
    came_in(builders.consultation(), Channel.WEB, HOUR)
    page = shown(coordinator, "?van=0001-01-01&tot=9999-12-31")
    assert cells(page, "shares")["Samen"][0] == "1"


def test_the_numbers_come_as_a_table_for_a_spreadsheet(coordinator):
    consultation = builders.consultation()
    came_in(consultation, Channel.LETTER, *[2 * DAY] * 5)
    came_in(consultation, Channel.PHONE, DAY)
    answer = coordinator.get(reverse("parity:csv") + "?consultatie=dorpsweg")
    assert answer["Content-Disposition"] == 'attachment; filename="kanalen.csv"'
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + len(Channel) + 1
    by_name = {line[3]: line for line in lines}
    assert by_name["brief"][:9] == ["DW26", "", "", "brief", "5", "5", "0", "48,0", "48,0"]
    assert by_name["telefoon"][5:9] == ["1", "0", "", ""]


def test_it_takes_as_many_queries_for_three_consultations_as_for_one(
    coordinator, django_assert_num_queries
):
    came_in(builders.consultation(), Channel.WEB, HOUR)
    shown(coordinator)
    queries = 8
    with django_assert_num_queries(queries):
        shown(coordinator)
    for number in (1, 2):
        consultation = builders.consultation(slug=f"weg-{number}", prefix=f"WG2{number}")
        came_in(consultation, Channel.LETTER, HOUR, None)
        came_in(consultation, Channel.WEB, HOUR)
    with django_assert_num_queries(queries):
        shown(coordinator)
