"""Every number of the Staten workspace leads to a list of exactly that many, and every fault of
the record is found and named.
"""

import re

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability.staten.known import known
from participatie.accounts.roles import Role
from participatie.pipeline.acts import contributions, deliveries
from participatie.pipeline.models import Answer, Change, Consultation, Contribution, Delivery
from participatie.pipeline.statuses import ChangeOrigin, Channel, DeliveryStatus, Status
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    client.force_login(builders.staff(Role.COUNCILLOR))
    return client


def url(name, *args):
    return reverse(f"staten:{name}", args=["dorpsweg", *args])


def tree(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def length(client, address):
    """How many rows all pages of a list have together."""
    count, page = 0, tree(client, address)
    while True:
        count += len(page.xpath("//main//tbody/tr | //main//ul[contains(@class, 'rows')]/li"))
        following = page.xpath("//main//a[@rel='next']/@href")
        if not following:
            return count
        page = tree(client, address.partition("?")[0] + following[0])


def numbered_links(page):
    """(number, address) of every link whose words are a number, in tables and figures."""
    cells = [(a.text_content(), a.get("href")) for a in page.xpath("//main//td//a")]
    figures = page.xpath("//main//dl/div[contains(@class, 'figure')][dt/a]")
    cells += [(each.xpath("string(dd)"), each.xpath("string(dt/a/@href)")) for each in figures]
    return [
        (int(text.replace(".", "")), href) for text, href in cells if re.fullmatch(r"[\d.]+", text)
    ]


@pytest.mark.parametrize("state", ["handled", "published"])
def test_every_number_leads_to_a_list_of_that_length(member, request, state):
    consultation = request.getfixturevalue(state)
    late = builders.contribution(consultation, channel=Channel.LETTER)
    assert late.status == Status.RECEIVED
    found = numbered_links(tree(member, reverse("staten:home")))
    found += numbered_links(tree(member, url("consultation")))
    assert len(found) > (30 if state == "handled" else 60)
    wrong = {
        href: (number, len_) for number, href in found if (len_ := length(member, href)) != number
    }
    assert wrong == {}


def test_a_row_of_the_matrix_adds_up(member, published):
    page = tree(member, url("consultation"))
    for name in ("themes-table", "outcomes-table"):
        rows = page.xpath(f"//table[caption[@id='{name}-caption']]//tr[td]")
        numbers = [[int(cell.text_content()) for cell in row.xpath("td")] for row in rows]
        assert all(row[0] == sum(row[1:]) for row in numbers)
        *each, together = numbers
        assert [sum(column) for column in zip(*each, strict=True)] == together
        assert together[0] == 25


def test_a_door_is_judged_by_its_shares(member, published):
    page = tree(member, url("consultation"))
    rows = page.xpath("//table[caption[@id='shares-table-caption']]//tr[td]")
    shares = {
        row[0].text_content(): [c.text_content().replace("\xa0", " ") for c in row[1:]]
        for row in rows
    }
    # Of 14 by the web form one came too late and was not admitted.
    assert shares["Webformulier"][:3] == ["93% (13 van 14)", "93% (13 van 14)", "100% (13 van 13)"]
    assert shares["Webformulier"][3:] == ["14% (2 van 14)", "8% (1 van 13)"]
    # Of so few a percentage would say what one sender met with.
    assert shares["Brief"] == ["1 van 2", "2 van 2", "2 van 2", "3 van 3", "2 van 2"]
    assert page.xpath(f"//main//a[@href='{reverse('ledger:logbook')}']")


def test_points_can_be_narrowed_in_every_way(member, published):
    theme = published.themes.get(name="Bomen").pk
    address = url("points")
    assert length(member, address) == 25
    assert length(member, f"{address}?kanaal=phone") == 2
    assert length(member, f"{address}?thema={theme}") == 7
    assert length(member, f"{address}?thema=geen&uitkomst=not_adopted") == 12
    assert length(member, f"{address}?wijziging=on") == 13
    assert length(member, f"{address}?uitkomst=unanswered") == 0
    assert length(member, f"{address}?thema=onzin&kanaal=x&uitkomst=y&page=9") == 25
    row = tree(member, f"{address}?kanaal=phone&thema={theme}").xpath("//tbody/tr")[0]
    assert row.xpath(".//a/@href") == [
        f"{url('contribution', 3)}#punt-1",
        url("answer", 1),
        url("change", 1),
        url("change", 2),
    ]


def test_before_publication_points_say_only_how_far_they_are(member, handled):
    page = tree(member, f"{url('points')}?uitkomst=adopted&wijziging=on")
    assert len(page.xpath("//tbody/tr")) == 25
    text = page.text_content()
    assert "Vastgesteld" in text
    assert "bomen" not in text.lower()
    assert length(member, f"{url('points')}?antwoord=approved") == 25
    assert length(member, f"{url('points')}?antwoord=geen") == 0


def faults(published):
    """A fault for each question but that of reasons, which the database refuses."""
    late = builders.contribution(published, channel=Channel.LETTER)
    handler = builders.staff(Role.HANDLER)
    later, pointless = (
        contributions.admit(
            builders.contribution(published, channel=Channel.LETTER), actor=handler, reason="Ziek."
        )
        for _ in range(2)
    )
    builders.point(later)
    refused = published.contributions.get(status=Status.INADMISSIBLE)
    Contribution.objects.filter(pk=refused.pk).update(admissibility_reason="")
    first, second = Answer.objects.filter(number__in=[1, 2]).order_by("number")
    Answer.objects.filter(pk=first.pk).update(approver=handler)
    Change.objects.get(number=2).answers.set([first])
    Change.objects.filter(number=3).update(origin=ChangeOrigin.ANSWERS)
    Consultation.objects.update(last_number=25, decided_at=published.answers_published_at)
    Delivery.objects.filter(kind="outcome").first().delete()
    published.refresh_from_db()
    return {
        "nummers": ["25"],
        "beoordeeld": [late.reference],
        "niet-toegelaten": [refused.reference],
        "punten": [pointless.reference],
        "beantwoord": [f"{later.reference}.1"],
        "redenen": [],
        "vier-ogen": [first.reference],
        "wijziging": [second.reference],
        "herkomst": ["DW26-W3"],
    }


def test_each_fault_is_found_named_and_listed(member, published):
    expected = faults(published)
    found = known(published).checks
    named = {check.slug: [m.reference for m in check.exceptions] for check in found}
    assert {slug: named[slug] for slug in expected} == expected
    assert [check.slug for check in found if check.state != "wrong"] == ["redenen"]
    page = tree(member, url("consultation"))
    assert page.text_content().count("✗ Nee") == 10
    for slug, references in expected.items():
        listed = tree(member, f"{url('check', slug)}?deel=nee").xpath(
            "//main//ul[contains(@class, 'rows')]/li"
        )
        assert [li[0].text_content() for li in listed] == references


def test_the_lists_behind_a_question_have_as_many_as_it_counts(member, published):
    faults(published)
    for check in known(published).checks:
        tabs = tree(member, url("check", check.slug)).xpath("//nav[@class='tabs']//a")
        counts = {tab.get("href"): int(tab.xpath("string(span)")) for tab in tabs}
        for address, count in counts.items():
            assert length(member, url("check", check.slug) + address) == count, check
        assert sum(counts.values()) == check.total
        holds = counts.get("?deel=ja", counts.get("?deel=aangekomen"))
        assert holds == check.fulfilled
    assert member.get(url("check", "onzin")).status_code == 404


def test_a_notice_that_was_sent_since_is_seen_at_once(member, published):
    def arrived():
        (told,) = (check for check in known(published).checks if check.slug == "uitkomst-gemeld")
        return told.fulfilled

    before = arrived()
    row = Delivery.objects.filter(status=DeliveryStatus.WAITING, kind="outcome", way="email")
    deliveries.settle_delivery(row.first(), actor=None, status=DeliveryStatus.SENT)
    assert arrived() == before + 1
    assert length(member, f"{url('check', 'uitkomst-gemeld')}?deel=aangekomen") == before + 1
