"""A pile of letters, one after the other, and the stamps for them."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from participatie.core import clock, terms
from participatie.intake.desk.models import Batch
from participatie.intake.desk.stamps import Paper, document
from participatie.intake.receive import store
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import AttachmentKind, Channel
from tests import builders
from tests.intake.desk_form import LETTER, clerk_client, scan, send

pytestmark = pytest.mark.django_db


def day(days_ago=0):
    return date_format(clock.today() - timedelta(days=days_ago), "d-m-Y")


def begin(client, **over):
    typed = {"channel": "letter", "consultation": "dorpsweg", "received_on": day(2)} | over
    return client.post(reverse("desk:batches"), typed)


def enter(client, **over):
    return send(
        client, Channel.LETTER, button="next", base=LETTER | {"received_on": day(2)}, **over
    )


def test_a_batch_fills_in_consultation_and_day_again_and_counts():
    builders.consultation()
    builders.consultation(slug="haven", prefix="HV26", title="De haven")
    client = clerk_client()

    answer = begin(client)
    assert answer.url == reverse("desk:enter", args=[Channel.LETTER])
    for _number in range(3):
        assert enter(client).url == answer.url
    page = client.get(answer.url).content.decode()

    assert "Stapel: 3 ingevoerd" in page
    assert "DW26-0003" in page
    assert f'value="{day(2)}"' in page
    assert "Nieuwe inrichting van de Dorpsweg" in page
    assert Batch.objects.get().letters.count() == 3


def test_the_last_five_are_linked_newest_first():
    builders.consultation()
    client = clerk_client()
    begin(client)
    for _number in range(6):
        enter(client)

    page = client.get(reverse("desk:enter", args=[Channel.LETTER]))

    assert [letter["reference"] for letter in page.context["progress"].last] == [
        f"DW26-{number:04}" for number in (6, 5, 4, 3, 2)
    ]


def test_a_clerk_has_one_batch_at_a_time_and_a_colleague_another():
    builders.consultation()
    client = clerk_client()
    begin(client)

    page = begin(client)

    assert "U bent nog met een andere stapel bezig" in page.content.decode()
    assert begin(clerk_client("ander@provincie.example")).status_code == 302
    assert Batch.objects.count() == 2


def test_a_finished_batch_fills_in_nothing_any_more():
    builders.consultation()
    client = clerk_client()
    begin(client)
    enter(client)
    batch = Batch.objects.get()

    answer = client.post(reverse("desk:batch_finish", args=[batch.pk]))

    page = client.get(answer.url).content.decode()
    assert "Stempels van deze stapel" in page
    assert "DW26-0001" in page
    assert client.get(reverse("desk:enter", args=[Channel.LETTER])).context["progress"] is None


@pytest.mark.parametrize(("name", "is_said"), [("Half Getypt", True), ("", False)])
def test_a_batch_finished_with_one_half_typed_says_where_that_is(name, is_said):
    builders.consultation()
    client = clerk_client()
    base = {"consultation": "dorpsweg", "kind": "person"} | ({"name": name} if name else {})
    send(
        client,
        Channel.LETTER,
        base={"consultation": "dorpsweg", "name": "Van gisteren"},
        button="choose",
    )
    begin(client)
    send(client, Channel.LETTER, base=base, button="choose")

    answer = client.post(reverse("desk:batch_finish", args=[Batch.objects.get().pk]))

    page = client.get(answer.url).content.decode()
    assert ("U begon er nog een" in page) == is_said


def test_a_batch_of_a_colleague_is_not_shown():
    builders.consultation()
    begin(clerk_client())
    batch = Batch.objects.get()

    answer = clerk_client("ander@provincie.example").get(reverse("desk:batch", args=[batch.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_takes_the_same_queries_for_any_number_of_letters(count, django_assert_num_queries):
    builders.consultation()
    client = clerk_client()
    begin(client)
    for _number in range(count):
        enter(client)

    with django_assert_num_queries(8):
        client.get(reverse("desk:batch", args=[Batch.objects.get().pk]))


def test_stamps_hold_number_and_day_and_never_the_follow_code():
    consulted = builders.consultation()
    made = [builders.contribution(consulted, channel=Channel.LETTER) for _number in range(3)]

    answer = clerk_client().post(
        reverse("desk:stamps"), {"paper": "labels24", "first": "1", "all": "1"}
    )

    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    for letter in made:
        assert letter.reference in text
        assert letter.follow_code not in text
    assert f"Ontvangen {date_format(clock.today(), 'j F Y')}" in text


def test_a_letter_of_after_midnight_has_the_day_on_which_it_came_in():
    consulted = builders.consultation()
    today = clock.today()
    midnight = terms.start_of(today) + timedelta(seconds=1)
    for _number in range(2):
        builders.contribution(consulted, channel=Channel.LETTER, received_at=midnight)

    page = clerk_client().get(reverse("desk:stamps")).content.decode()

    assert page.count(f"ontvangen op {date_format(today, 'j F Y')}") == 2


def test_a_stamp_says_scanned_only_when_there_is_a_scan():
    consulted = builders.consultation()
    kinds = (AttachmentKind.SCAN, AttachmentKind.ATTACHMENT)
    scanned, other = (
        builders.contribution(
            consulted, channel=Channel.LETTER, attachments=[(store(scan()), kind)]
        )
        for kind in kinds
    )

    assert "Gescand" in _words(document([scanned], Paper.LABELS_24))
    assert "Gescand" not in _words(document([other], Paper.LABELS_24))


def test_a_letter_that_is_no_number_is_not_on_the_stamps():
    builders.contribution(builders.consultation(), channel=Channel.LETTER)

    answer = clerk_client().post(
        reverse("desk:stamps"), {"paper": "labels24", "first": "1", "letter": "²"}
    )

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")


def _words(made):
    return " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("paper", "first", "count", "pages"),
    [
        (Paper.LABELS_24, 1, 24, 1),
        (Paper.LABELS_24, 2, 24, 2),
        (Paper.LABELS_21, 21, 2, 2),
        (Paper.LOOSE, 9, 3, 3),
    ],
)
def test_stamps_begin_at_the_first_free_label(paper, first, count, pages):
    made = builders.contribution(builders.consultation(), channel=Channel.LETTER)

    pdf = document([made] * count, paper, first=first)

    assert len(PdfReader(io.BytesIO(pdf)).pages) == pages


def test_only_ticked_letters_get_a_stamp():
    consulted = builders.consultation()
    first, second = (builders.contribution(consulted, channel=Channel.LETTER) for _n in range(2))

    answer = clerk_client().post(
        reverse("desk:stamps"), {"paper": "loose", "first": "1", "letter": [second.pk]}
    )

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert second.reference in text
    assert first.reference not in text


def test_one_letter_gets_its_stamp_by_its_number_on_any_day():
    made = builders.contribution(builders.consultation(), channel=Channel.LETTER)
    client = clerk_client()
    with clock.at(clock.now() + timedelta(days=3)):
        today = client.get(reverse("desk:stamps")).content.decode()
        one = client.get(f"{reverse('desk:stamps')}?nummer={made.reference}").content.decode()

    assert made.reference not in today
    assert made.reference in one
    assert Contribution.objects.count() == 1
