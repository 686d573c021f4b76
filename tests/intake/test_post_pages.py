"""The pages of print batches, of post that came back, and of what goes another way."""

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.accounts.roles import Role
from participatie.intake.post import batches
from participatie.intake.post.models import PrintBatch
from participatie.intake.post.tasks import make_files
from participatie.intake.post.views import piles
from participatie.notifications.tasks import send_delivery
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Contact, Delivery
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay, LetterForm
from tests import builders
from tests.intake.desk_form import clerk_client
from tests.intake.post_letters import BATCHES, PILES, RIA, batch, letter, make

pytestmark = pytest.mark.django_db
BACK = "/balie/post/retour/"
UNDELIVERED = f"{PILES}?stapel=mislukt"


def statuses():
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


def text(answer):
    return answer.content.decode()


def posted(*forms):
    """A batch whose letters were posted."""
    made, client = batch(*forms), clerk_client()
    client.post(f"{BATCHES}{made.number}/", {"status": "posted"})
    return made


# Batches


def test_the_page_of_a_batch_tells_by_itself_when_its_letters_are_made():
    letter(builders.consultation())
    made, client = make(), clerk_client()
    here = f"{BATCHES}{made.number}/"
    busy = f"{here}stand/"
    assert f'data-live-fragment="{busy}"' in text(client.get(here))
    assert "De brieven worden gemaakt" in text(client.get(busy))

    make_files(made.pk)

    assert "Klaar" in text(client.get(busy))
    assert here in text(client.get(busy))
    assert "data-live-while" not in text(client.get(here))


def test_a_small_batch_can_be_printed_at_once():
    consultation = builders.consultation()
    given = [letter(consultation), letter(consultation)]
    client = clerk_client()
    chosen = [row["delivery"].pk for row in client.get(PILES).context["notices"]]

    made = client.post(PILES, {"notice": chosen}).url

    page = text(client.get(made))
    assert "PDF met alle brieven" in page
    assert "brailledienst" not in page
    assert all(contribution.reference in page for contribution in given)
    document = client.get(f"{made}brieven.pdf")
    assert document["Content-Disposition"] == 'attachment; filename="brieven-1.pdf"'
    assert "no-store" in document["Cache-Control"]
    assert b"".join(document.streaming_content).startswith(b"%PDF")
    assert client.get(f"{made}brailleteksten.zip").status_code == 404


def test_a_large_batch_is_made_in_the_background_and_the_page_says_so(monkeypatch):
    monkeypatch.setattr(piles, "WHILE_WAITING", 0)
    letter(builders.consultation())
    client = clerk_client()

    made = client.post(PILES, {"all": "1", "until": "999999999"}).url

    assert "De brieven worden gemaakt" in text(client.get(made))
    assert client.get(f"{made}brieven.pdf").status_code == 404
    make_files(**ProcrastinateJob.objects.get(task_name="post.make_files").args)
    assert "PDF met alle brieven" in text(client.get(made))


def test_a_batch_is_noted_as_printed_then_posted_with_what_went_wrong():
    made, client = batch(LetterForm.NORMAL, LetterForm.LARGE, LetterForm.PLAIN), clerk_client()
    here = f"{BATCHES}{made.number}/"
    assert b"".join(client.get(f"{here}brailleteksten.zip").streaming_content)[:2] == b"PK"

    client.post(here, {"status": "printed"})
    page = text(client.get(here))
    assert "Gedrukt en gepost" not in page
    done = client.post(here, {"status": "posted", "damaged": "2"}, follow=True)

    assert statuses() == ["posted", "waiting", "posted"]
    assert "1 brief wacht om opnieuw gedrukt te worden." in text(done)
    assert "Noteren wat er gedaan is" not in text(done)
    assert "eruit gehaald" in text(done).lower()


@pytest.mark.parametrize(
    ("typed", "damaged"),
    [
        ("", []),
        ("2", [2]),
        (" 3, 1 ;2", [1, 2, 3]),
        ("1 t/m 3", [1, 2, 3]),
        ("1tm2,2", [1, 2]),
        ("1-3", [3]),
        ("1 – 2, 3", [2, 3]),
    ],
)
def test_numbers_that_went_wrong_are_typed_as_on_the_list(typed, damaged):
    made = batch(*[LetterForm.NORMAL] * 3)

    clerk_client().post(f"{BATCHES}{made.number}/", {"status": "printed", "damaged": typed})

    out = made.letters.exclude(taken_out_at=None).values_list("position", flat=True)
    assert list(out) == damaged


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x", "“x” is geen nummer."),
        ("0", "“0” is geen nummer."),
        ("3 t/m 1", "“3 t/m 1” is geen nummer."),
        ("1-0", "“1-0” is geen nummer."),
        ("1 t/m 99999999999999999999", "is geen nummer."),
        ("3-9", "3-9 is een brief van drukpartij 3."),
        ("3-9", "Typ dan: 3 t/m 9."),
        ("²", "is geen nummer."),
        ("7", "Brief 7 van deze partij wacht niet meer, of zit er niet in."),
    ],
)
def test_a_number_that_cannot_be_is_said_so_and_kept(typed, said):
    made = batch()

    answer = clerk_client().post(f"{BATCHES}{made.number}/", {"status": "posted", "damaged": typed})

    assert said in text(answer)
    assert f'value="{typed}"' in text(answer)
    assert statuses() == ["waiting"]


def test_nothing_chosen_is_said_so():
    made = batch()

    answer = clerk_client().post(f"{BATCHES}{made.number}/", {"status": "sent"})

    assert "Kies wat ermee moet gebeuren." in text(answer)


def test_a_batch_that_could_not_be_made_is_tried_again_or_taken_apart():
    made, client = batch(), clerk_client()
    PrintBatch.objects.update(state="failed")
    here = f"{BATCHES}{made.number}/"
    assert "De brieven konden niet worden gemaakt" in text(client.get(here))

    client.post(f"{here}opnieuw/")
    assert "PDF met alle brieven" in text(client.get(here))
    assert client.post(f"{here}uiteen/").url == PILES

    assert "Uit elkaar gehaald" in text(client.get(BATCHES))
    assert "Deze brieven zitten" not in text(client.get(PILES))
    assert "al gepost" in text(client.post(f"{here}uiteen/", follow=True))


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_for_any_number_of_rows(rows, django_assert_num_queries):
    made, client = batch(*[LetterForm.NORMAL] * rows), clerk_client()
    for number in range(2, rows + 1):
        PrintBatch.objects.create(number=number, made_by=made.made_by, made_at=made.made_at)

    with django_assert_num_queries(6):
        client.get(BATCHES)
    with django_assert_num_queries(7):
        client.get(f"{BATCHES}{made.number}/")


def test_a_pile_that_lies_in_batches_leads_to_them():
    assert clerk_client().get(f"{PILES}?stapel=partijen").url == BATCHES
    assert "Er zijn nog geen drukpartijen." in text(clerk_client().get(BATCHES))


# What came back


@pytest.mark.parametrize("which", ["mark", "number", "code", "scan"])
def test_what_came_back_is_found_by_whatever_is_on_the_letter(which):
    made, client = posted(), clerk_client()
    contribution = Delivery.objects.get().contribution
    typed = {
        "mark": f" {made.number} - 1 ",
        "number": contribution.reference.lower(),
        "code": contribution.follow_code,
        "scan": f"https://provincie.example/volg/{contribution.follow_code}/",
    }[which]

    asked = client.post(BACK, {"typed": typed})
    assert contribution.reference in text(asked)
    assert "Harstede" in text(asked)
    assert "Smit" not in text(asked)
    assert statuses() == ["posted"]
    delivery = Delivery.objects.get()
    client.post(BACK, {"typed": typed, "notice": delivery.pk, "why": "moved"})

    delivery.refresh_from_db()
    assert (delivery.status, delivery.error) == ("returned", "verhuisd")
    page = text(client.get(UNDELIVERED))
    assert contribution.reference in page
    assert "verhuisd" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Typ of scan een nummer."),
        ("1-99", "Wij hebben geen brief met dit nummer gepost."),
        ("999999-1", "Wij hebben geen brief met dit nummer gepost."),
        ("DW26-0099", "Er is geen brief of reactie met dit nummer."),
        ("onzin", "Er is geen brief of reactie met dit nummer."),
        ("x" * 400, "300"),
        ("DW26-0001", "staat niet genoteerd als gepost, maar als: w"),
    ],
)
def test_a_number_of_no_posted_letter_is_said_so(typed, said):
    batch()

    answer = clerk_client().post(BACK, {"typed": typed})

    assert said in text(answer)


def test_a_letter_that_came_back_is_not_noted_without_a_reason_or_twice():
    posted()
    client, delivery = clerk_client(), Delivery.objects.get()
    sent = {"typed": "1-1", "notice": delivery.pk}

    assert "error" in text(client.post(BACK, sent))
    assert "Deze kwam terug" in text(client.post(BACK, sent | {"notice": "9", "why": "moved"}))
    assert statuses() == ["posted"]
    client.post(BACK, sent | {"why": "refused"})

    assert "maar als: " in text(client.post(BACK, sent | {"why": "refused"}))


# Another way


def came_back(contact, reply_by=DeliveryWay.LETTER):
    builders.contribution(
        builders.consultation(), channel=Channel.LETTER, contact=contact, reply_by=reply_by
    )
    delivery, clerk = Delivery.objects.get(), clerk_client()
    for status in (DeliveryStatus.PRINTED, DeliveryStatus.POSTED, DeliveryStatus.RETURNED):
        settle_delivery(delivery, actor=builders.staff(Role.CLERK), status=status)
    return delivery, clerk


def test_what_came_back_goes_by_mail_where_an_address_is_known():
    delivery, client = came_back(builders.JAN)
    assert "Per e-mail sturen" in text(client.get(UNDELIVERED))

    done = client.post(f"/balie/post/anders/{delivery.pk}/", {"way": "email"}, follow=True)

    assert "gaat opnieuw, per e-mail" in text(done)
    assert statuses() == ["replaced", "waiting"]
    job = ProcrastinateJob.objects.get(task_name="notifications.send_delivery")
    send_delivery(**job.args)
    assert [message.to for message in mail.outbox] == [[builders.JAN.email]]


def test_what_came_back_goes_by_letter_again_in_a_new_batch():
    posted()
    client, delivery = clerk_client(), Delivery.objects.get()
    client.post(BACK, {"typed": "1-1", "notice": delivery.pk, "why": "moved"})

    client.post(f"/balie/post/anders/{delivery.pk}/", {"way": "letter"})
    again = client.get(PILES).context["notices"]

    assert [row["delivery"].replaces_id for row in again] == [delivery.pk]
    client.post(PILES, {"notice": [row["delivery"].pk for row in again]})
    assert [found.number for found in PrintBatch.objects.all()] == [2, 1]


@pytest.mark.parametrize(
    ("way", "said"),
    [("email", "Vul eerst de gegevens aan"), ("onzin", "Kies een manier."), ("", "Kies")],
)
def test_a_way_that_cannot_be_is_said_so(way, said):
    delivery, client = came_back(Contact(**{**vars(RIA), "phone": ""}))
    assert "Per e-mail sturen" not in text(client.get(UNDELIVERED))

    done = client.post(f"/balie/post/anders/{delivery.pk}/", {"way": way}, follow=True)

    assert said in text(done)
    assert statuses() == ["returned"]


def test_what_arrived_goes_no_other_way():
    posted()

    done = clerk_client().post(
        f"/balie/post/anders/{Delivery.objects.get().pk}/", {"way": "phone"}, follow=True
    )

    assert "kan niet" in text(done)
    assert statuses() == ["posted"]
    assert batches.to_print().count() == 0
