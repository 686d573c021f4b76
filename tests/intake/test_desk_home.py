"""Where a clerk begins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape
from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.desk.models import DeskEntry
from participatie.pipeline.statuses import Channel, DeliveryWay
from tests import builders
from tests.intake import bulk_table, scan_room
from tests.intake.desk_form import clerk_client, scan, send
from tests.intake.mail_samples import came_in, message

pytestmark = pytest.mark.django_db
HOME = "/balie/"


@pytest.fixture
def contribution():
    return builders.contribution(builders.consultation())


@pytest.mark.parametrize("typed", ["DW26-0001", " dw26 1 ", "dw26-0001.3"])
def test_a_number_leads_to_the_contribution(contribution, typed):
    answer = clerk_client().post(HOME, {"typed": typed})

    assert answer.url == reverse("desk:contribution", args=["DW26-0001"])


def test_a_follow_code_leads_to_the_contribution_and_comes_in_no_address(contribution):
    code = contribution.follow_code.lower().replace("-", " ")

    answer = clerk_client().post(HOME, {"typed": code})

    assert answer.url == reverse("desk:contribution", args=["DW26-0001"])


def test_a_code_with_the_letter_o_for_zero_is_understood(contribution):
    typed = contribution.follow_code.replace("0", "O").replace("1", "I")

    assert clerk_client().post(HOME, {"typed": typed}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Typ een nummer, een volgcode of een naam"),
        ("DW26-0999", "geen reactie met dit nummer of deze code"),
        ("AAAA-AAAA-AAAA", "typefout"),
        ("7KQ4", "12 tekens"),
        ("7KQ4-M2XD-9RT", "12 tekens"),
    ],
)
def test_what_cannot_be_found_is_said_and_stays_in_the_box(contribution, typed, said):
    answer = clerk_client().post(HOME, {"typed": typed})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert f'value="{typed}"' in page or not typed
    assert "<title>Fout: " in page


def test_home_offers_every_door_and_counts_what_waits():
    consultation = builders.consultation()
    builders.contribution(consultation, channel=Channel.LETTER, reply_by=DeliveryWay.LETTER)
    builders.contribution(consultation, channel=Channel.PHONE, reply_by=DeliveryWay.PHONE)

    page = clerk_client().get(HOME).content.decode()

    for word in ("telefoon", "bezoek", "brief", "e-mail"):
        assert f'href="/balie/nieuw/{word}/"' in page
    assert 'href="/balie/bijeenkomsten/"' in page
    assert f'data-live-fragment="{reverse("desk:counters")}"' in page
    counters = clerk_client().get(reverse("desk:counters")).content.decode()
    assert "<html" not in counters
    assert counters.count("<dd>1</dd>") == 2
    assert counters.strip() in page


def test_home_lists_what_i_entered_today_and_nothing_else():
    consultation = builders.consultation()
    mine = builders.contribution(consultation, channel=Channel.LETTER)
    builders.contribution(consultation)
    other = builders.staff(Role.CLERK, email="ander@provincie.example")
    builders.contribution(consultation, channel=Channel.LETTER, actor=other)
    with clock.at(clock.now() - timedelta(days=1)):
        builders.contribution(consultation, channel=Channel.LETTER)

    today = clerk_client().get(HOME).context["today"]

    assert [line["reference"] for line in today] == [mine.reference]


def test_home_lists_unfinished_entries_of_me_only():
    builders.consultation()
    client = clerk_client()
    send(client, Channel.PHONE, button="choose", text="Half af <b>", name="Els")
    send(clerk_client("ander@provincie.example"), Channel.PHONE, button="choose", name="Karel")

    page = client.get(HOME).content.decode()

    entry = DeskEntry.objects.get(clerk__email="clerk@provincie.example")
    assert reverse("desk:entry", args=[Channel.PHONE, entry.pk]) in page
    assert "Els" in page
    assert escape("Half af <b>") in page
    assert "Karel" not in page


def test_a_form_in_which_only_the_consultation_was_chosen_is_no_unfinished_entry():
    builders.consultation()
    client = clerk_client()
    send(
        client, Channel.LETTER, base={"consultation": "dorpsweg", "kind": "person"}, button="choose"
    )
    assert "Onvoltooide invoer" not in client.get(HOME).content.decode()

    send(client, Channel.LETTER, base={"scan": scan()}, button="choose")
    assert "Onvoltooide invoer" in client.get(HOME).content.decode()


def test_what_i_entered_today_says_of_whom_it_is():
    builders.consultation()
    client = clerk_client()
    send(client, Channel.LETTER)

    assert "Anna Jansen, brief" in client.get(HOME).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_home_takes_the_same_queries_for_any_number_of_rows(rows, django_assert_num_queries):
    consultation, client = builders.consultation(), clerk_client()
    for _ in range(rows):
        builders.contribution(consultation, channel=Channel.LETTER, reply_by=DeliveryWay.LETTER)
        send(client, Channel.PHONE, button="choose")

    with django_assert_num_queries(13):
        client.get(HOME)


def test_home_counts_what_waits_in_each_room():
    came_in(message())
    scan_room.divided(1)
    bulk_table.checked(bulk_table.as_csv(bulk_table.HEADER, bulk_table.row()))

    page = html.fromstring(clerk_client().get(HOME).content)

    for address in ("mails:piles", "scans:home", "imports:home"):
        path = f'//div[@class="figure"][dt/a/@href="{reverse(address)}"]/dd'
        assert [number.text for number in page.xpath(path)] == ["1"]
