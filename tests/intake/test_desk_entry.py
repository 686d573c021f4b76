"""Typing in what came in writing: letters and e-mail."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape

from participatie.core import clock, files
from participatie.intake.desk.models import DeskEntry, DeskFile
from participatie.intake.desk.tasks import discard_old_desk_entries
from participatie.pipeline.models import Contribution, Delivery, StoredFile
from participatie.pipeline.statuses import AttachmentKind, Channel, DeliveryWay, Timeliness
from tests import builders
from tests.intake.desk_form import LETTER, address, clerk_client, scan, send

pytestmark = pytest.mark.django_db


def typed_day(day):
    return date_format(day, "d-m-Y")


@pytest.fixture
def consultation():
    return builders.consultation()


def test_a_letter_is_typed_in_and_gets_number_code_and_receipt(consultation):
    client = clerk_client()

    answer = send(client, Channel.LETTER, note="twee bladen, met de hand")

    made = Contribution.objects.get()
    assert answer.url == reverse("desk:saved", args=[made.reference])
    assert made.channel == Channel.LETTER
    assert made.text == LETTER["text"]
    assert made.entered_by.email == "clerk@provincie.example"
    assert made.entered_from == "twee bladen, met de hand"
    contact = made.submitter.contact
    assert (contact.name, contact.postcode, contact.city) == ("Anna Jansen", "9911 XA", "Harstede")
    page = client.get(answer.url).content.decode()
    assert made.reference in page
    for group in made.follow_code.split("-"):
        assert group in page
    assert Delivery.objects.get().way == DeliveryWay.LETTER
    assert not DeskEntry.objects.exists()


@pytest.mark.parametrize(
    ("received", "postmarked", "expected", "said"),
    [
        (0, None, Timeliness.ON_TIME, "binnen vóór het einde van de termijn"),
        (3, 0, Timeliness.ON_TIME_BY_POST, "Awb 6:9"),
        (3, 1, Timeliness.LATE, "na het einde van de termijn"),
        (3, None, Timeliness.LATE, "na het einde van de termijn"),
    ],
)
def test_the_postmark_decides_whether_a_letter_is_in_time(
    consultation, received, postmarked, expected, said
):
    last = consultation.closes_on
    with clock.at(consultation.closes_at + timedelta(days=20)):
        client = clerk_client()
        answer = send(
            client,
            Channel.LETTER,
            received_on=typed_day(last + timedelta(days=received)),
            postmarked_on=(
                "" if postmarked is None else typed_day(last + timedelta(days=postmarked))
            ),
        )
        page = client.get(answer.url).content.decode()

    assert Contribution.objects.get().timeliness == expected
    assert said in page


@pytest.mark.parametrize(
    ("field", "days", "said"),
    [
        ("postmarked_on", 1, "poststempel ligt in de toekomst"),
        ("received_on", 1, "dag van ontvangst ligt in de toekomst"),
        ("received_on", -800, "Klopt het jaar?"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_everything_kept(consultation, field, days, said):
    file = scan()

    answer = send(
        clerk_client(),
        Channel.LETTER,
        scan=file,
        signatories="Jan Smit; Kerkweg 2; 9911 AB Harstede",
        rep_name="mr. Mulder",
        note="met de hand",
        **{field: typed_day(clock.today() + timedelta(days=days))},
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "<title>Fout: " in page
    for kept in ("Anna Jansen", "Dorpsstraat 5", "Jan Smit; Kerkweg 2", "mr. Mulder", "brief.pdf"):
        assert kept in page
    assert escape(LETTER["text"]) in page
    assert not Contribution.objects.exists()
    assert DeskFile.objects.get().kind == AttachmentKind.SCAN


def test_a_postmark_after_the_day_of_receipt_is_refused(consultation):
    today = clock.today()

    answer = send(
        clerk_client(),
        Channel.LETTER,
        received_on=typed_day(today - timedelta(days=2)),
        postmarked_on=typed_day(today - timedelta(days=1)),
    )

    assert "poststempel ligt na de dag van ontvangst" in answer.content.decode()


def test_a_scan_alone_is_enough(consultation):
    send(clerk_client(), Channel.LETTER, text="", scan=[scan(), scan("blad 2.pdf")])

    made = Contribution.objects.get()
    assert made.text == ""
    assert [(a.file.name, a.kind) for a in made.attachments.all()] == [
        ("brief.pdf", "scan"),
        ("blad 2.pdf", "scan"),
    ]


def test_neither_text_nor_scan_is_refused(consultation):
    answer = send(clerk_client(), Channel.LETTER, text="   ")

    assert "Er is nog geen tekst" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.pdf", b"", "is leeg"),
        ("vakantie.jpg", b"MZ\x90\x00" + b"\x00" * 200, "niet aannemen"),
        ("groot.pdf", b"%PDF-1.7" + b" " * (26 * 1024 * 1024), "te groot"),
    ],
)
def test_an_unusable_scan_is_refused_and_the_other_one_kept(consultation, name, content, said):
    client, key = clerk_client(), uuid4()

    answer = send(client, Channel.LETTER, key=key, scan=[scan(), scan(name, content)])

    page = answer.content.decode()
    assert said in page
    assert "brief.pdf" in page
    assert not Contribution.objects.exists()
    send(client, Channel.LETTER, key=key)
    assert [a.file.name for a in Contribution.objects.get().attachments.all()] == ["brief.pdf"]


def test_a_file_can_be_taken_away_again(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key, button="choose", scan=[scan(), scan("verkeerd.pdf")])
    wrong = StoredFile.objects.get(name="verkeerd.pdf")

    send(client, Channel.LETTER, key=key, remove=str(wrong.pk))

    assert [a.file.name for a in Contribution.objects.get().attachments.all()] == ["brief.pdf"]
    assert not StoredFile.objects.filter(name="verkeerd.pdf").exists()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "👩🏽‍🌾🚲🌳 mooi!",
        "שלום לכם, والسلام عليكم",
        "<script>alert(1)</script><b>dik</b>",
    ],
)
def test_any_text_comes_in_as_it_was_typed(consultation, text):
    send(clerk_client(), Channel.LETTER, text=text)

    assert Contribution.objects.get().text == text


def test_a_text_that_is_too_long_is_refused_and_kept(consultation):
    answer = send(clerk_client(), Channel.LETTER, text="x" * 250_001)

    assert "250000" in answer.content.decode().replace(".", "")
    assert len(DeskEntry.objects.get().typed["text"]) == 250_001


@pytest.mark.parametrize(
    ("reply_by", "fields"),
    [
        ("email", {"email": "e-mailadres"}),
        ("phone", {"phone": "telefoonnummer"}),
        ("letter", {"street": "straat en huisnummer", "city": "plaats", "name": "naam"}),
    ],
)
def test_the_chosen_way_of_answering_needs_its_detail(consultation, reply_by, fields):
    bare = {name: "" for name in ("name", "street", "postcode", "city", "email", "phone")}

    answer = send(clerk_client(), Channel.LETTER, **bare | {"reply_by": reply_by})

    errors = answer.context["form"].errors
    assert set(errors) == set(fields)
    for name, word in fields.items():
        assert word in str(errors[name])


def test_without_a_name_the_follow_code_is_enough(consultation):
    send(
        clerk_client(),
        Channel.LETTER,
        base={k: LETTER[k] for k in ("consultation", "received_on", "text", "kind")},
        received_on=typed_day(clock.today()),
        reply_by="collect",
    )

    assert Contribution.objects.get().submitter.contact.name == ""


def test_an_organisation_needs_its_name(consultation):
    answer = send(clerk_client(), Channel.LETTER, kind="organisation")

    assert set(answer.context["form"].errors) == {"organisation"}


def test_signatories_get_their_own_receipt(consultation):
    send(
        clerk_client(),
        Channel.LETTER,
        signatories="Jan Smit; Kerkweg 2; 9911 AB Harstede\nEls Bos; els@voorbeeld.example\nWim",
    )

    made = Contribution.objects.get()
    assert [s.submitter.contact.name for s in made.signatories.all()] == [
        "Jan Smit",
        "Els Bos",
        "Wim",
    ]
    assert [d.way for d in Delivery.objects.order_by("pk")] == [
        "letter",
        "letter",
        "email",
        "collect",
    ]


def test_a_representative_gets_the_answer_and_hands_in_an_authorisation(consultation):
    send(
        clerk_client(),
        Channel.LETTER,
        street="",
        city="",
        rep_name="mr. Mulder",
        rep_street="Gracht 1",
        rep_city="Harstede",
        authorisation=scan("machtiging.pdf"),
    )

    made = Contribution.objects.get()
    assert made.submitter.contact.name == "Anna Jansen"
    assert made.represented_by.contact.name == "mr. Mulder"
    assert made.attachments.get().kind == AttachmentKind.AUTHORISATION
    assert Delivery.objects.get().recipient == made.represented_by


def test_an_authorisation_alone_is_no_contribution(consultation):
    answer = send(
        clerk_client(),
        Channel.LETTER,
        text="",
        rep_name="mr. Mulder",
        rep_street="Gracht 1",
        rep_city="Harstede",
        authorisation=scan("machtiging.pdf"),
    )

    assert set(answer.context["form"].errors) == {"text"}


def test_the_same_form_sent_twice_is_one_contribution(consultation):
    client, key = clerk_client(), uuid4()

    first, again = (send(client, Channel.LETTER, key=key) for _ in range(2))

    assert first.url == again.url
    assert Contribution.objects.count() == 1
    assert not DeskEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_scan_sent_by_two_requests_at_once_is_one_contribution():
    builders.consultation()
    clients, key, seen = [clerk_client(), clerk_client()], uuid4(), []
    send(clients[0], Channel.LETTER, key=key, button="choose", text="", scan=scan())

    def press(client):
        seen.append(send(client, Channel.LETTER, key=key, text="").url)
        connections.close_all()

    threads = [Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [reverse("desk:saved", args=["DW26-0001"])] * 2
    assert Contribution.objects.get().attachments.count() == 1


def test_what_is_typed_after_going_back_in_the_browser_is_not_lost(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key)

    answer = send(client, Channel.LETTER, key=key, text="Toch iets anders.")

    page = answer.content.decode()
    assert "DW26-0001" in page
    assert "Toch iets anders." in page
    assert Contribution.objects.count() == 1
    assert DeskEntry.objects.get().pk != key


def test_save_and_next_keeps_consultation_and_day(consultation):
    builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug")
    client, yesterday = clerk_client(), typed_day(clock.today() - timedelta(days=1))

    answer = send(client, Channel.LETTER, button="next", received_on=yesterday)

    page = client.get(answer.url).content.decode()
    assert answer.url == reverse("desk:enter", args=[Channel.LETTER])
    assert "DW26-0001" in page
    assert f'value="{consultation}"' in page
    assert f'value="{yesterday}"' in page
    assert "Anna Jansen" not in page
    other_door = client.get(reverse("desk:enter", args=[Channel.EMAIL])).content.decode()
    assert f'value="{yesterday}"' not in other_door


def test_several_fitting_consultations_are_offered_to_choose_from(consultation):
    other = builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug")
    client, key = clerk_client(), uuid4()

    answer = send(client, Channel.LETTER, key=key, consultation="nieuwe")

    page = answer.content.decode()
    assert "Kies er" in page
    assert f'value="{other.pk}"' in page
    assert escape(LETTER["text"]) in page
    send(client, Channel.LETTER, key=key, consultation="nieuwe", chosen=other.pk)
    assert Contribution.objects.get().consultation == other


def test_choosing_a_consultation_saves_nothing_and_loses_nothing(consultation):
    client, key = clerk_client(), uuid4()

    answer = send(client, Channel.LETTER, key=key, button="choose", consultation="dorps", name="")

    page = client.get(answer.url).content.decode()
    assert f'value="{consultation}"' in page
    assert escape(LETTER["text"]) in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("typed", ["bestaat niet", "<script>"])
def test_an_unknown_consultation_is_said_so(consultation, typed):
    for button in ("choose", "save"):
        answer = send(clerk_client(), Channel.LETTER, button=button, consultation=typed)
        assert set(answer.context["form"].errors) == {"consultation"}
        assert escape(typed) in answer.content.decode()


def test_the_first_button_is_the_harmless_one(consultation):
    # Enter in a text field presses the first button of the form.
    page = clerk_client().get(reverse("desk:enter", args=[Channel.LETTER])).content.decode()
    form = page[page.index("data-autosave") :]

    buttons = [form.index(f'name="{name}"') for name in ("choose", "save", "next")]
    assert buttons == sorted(buttons)


def test_what_is_typed_is_kept_while_typing(consultation):
    client, key = clerk_client(), uuid4()

    answer = client.post(
        address(Channel.LETTER, key), {"autosave": "1", "text": "Half", "received_on": "onzin"}
    )

    assert answer.status_code == 204
    page = client.get(address(Channel.LETTER, key)).content.decode()
    assert "Half" in page
    assert 'value="onzin"' in page


def test_keeping_after_saving_makes_no_new_entry(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key)

    client.post(address(Channel.LETTER, key), {"autosave": "1", "text": "Half"})

    assert not DeskEntry.objects.exists()
    assert client.get(address(Channel.LETTER, key)).url == reverse(
        "desk:saved", args=["DW26-0001"]
    )


def test_what_is_typed_is_unreadable_in_the_database(consultation):
    from django.db import connection

    send(clerk_client(), Channel.LETTER, button="choose")

    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM intake_desk_deskentry")
        assert "Jansen" not in cursor.fetchone()[0]


def test_a_colleague_cannot_open_or_change_my_entry(consultation):
    key, other = uuid4(), clerk_client("ander@provincie.example")
    send(clerk_client(), Channel.LETTER, key=key, button="choose")

    for answer in (
        other.get(address(Channel.LETTER, key)),
        send(other, Channel.LETTER, key=key, text="anders"),
        other.post(reverse("desk:discard", args=[Channel.LETTER, key])),
    ):
        assert answer.status_code == 403
        assert "collega" in answer.content.decode()
    assert DeskEntry.objects.get().typed["text"] == LETTER["text"]


def test_an_entry_can_be_thrown_away_with_its_files(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key, button="choose", scan=scan())

    client.post(reverse("desk:discard", args=[Channel.LETTER, key]))

    assert not DeskEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_entries_that_nobody_went_on_with_are_thrown_away(consultation):
    client = clerk_client()
    with clock.at(clock.now() - timedelta(days=31)):
        send(client, Channel.LETTER, button="choose", scan=scan())
    send(client, Channel.LETTER, button="choose", name="Nieuw")

    discard_old_desk_entries()

    assert DeskEntry.objects.get().typed["name"] == "Nieuw"
    assert not StoredFile.objects.exists()


def test_an_email_goes_by_email_without_postmark(consultation):
    client = clerk_client()
    page = client.get(reverse("desk:enter", args=[Channel.EMAIL])).content.decode()
    assert "postmarked_on" not in page

    send(
        client,
        Channel.EMAIL,
        reply_by="email",
        email="anna@voorbeeld.example",
        postmarked_on=typed_day(clock.today()),
    )

    made = Contribution.objects.get()
    assert made.channel == Channel.EMAIL
    assert made.postmarked_on is None
    assert Delivery.objects.get().way == DeliveryWay.EMAIL


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_takes_the_same_queries_for_any_number_of_consultations(
    count, django_assert_num_queries
):
    for number in range(1 + count):
        builders.consultation(slug=f"c{number}", prefix=f"AB2{number}", title=f"Plan {number}")
    client = clerk_client()

    with django_assert_num_queries(5):
        client.get(reverse("desk:enter", args=[Channel.LETTER]), {})


def test_stored_files_are_kept_under_the_limit_of_the_record():
    assert files.MAX_BYTES == 25 * 1024 * 1024
