"""Typing in what came in writing: letters and e-mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape

from participatie.core import clock
from participatie.intake.desk.models import DeskEntry, DeskFile
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.statuses import AttachmentKind, Channel, DeliveryWay, Timeliness
from tests import builders
from tests.intake.desk_form import LETTER, clerk_client, scan, send

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


def test_a_postmark_of_the_wrong_year_is_refused(consultation):
    today = clock.today()
    answer = send(
        clerk_client(),
        Channel.LETTER,
        received_on=typed_day(today),
        postmarked_on=typed_day(today - timedelta(days=340)),
    )

    assert "Klopt het jaar?" in answer.content.decode()
    assert not Contribution.objects.exists()


def test_a_postmark_after_the_day_of_receipt_is_refused(consultation):
    today = clock.today()

    answer = send(
        clerk_client(),
        Channel.LETTER,
        received_on=typed_day(today - timedelta(days=2)),
        postmarked_on=typed_day(today - timedelta(days=1)),
    )

    assert "poststempel ligt na de dag van ontvangst" in answer.content.decode()


def test_neither_text_nor_scan_is_refused(consultation):
    answer = send(clerk_client(), Channel.LETTER, text="   ")

    assert "Er is nog geen tekst" in answer.content.decode()
    assert not Contribution.objects.exists()


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
    bare = dict.fromkeys(("name", "street", "postcode", "city", "email", "phone"), "")

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


@pytest.mark.parametrize(
    ("typed", "last"), [("België", "BELGIË"), ("Nederland", "9911 XA  Harstede")]
)
def test_a_letter_abroad_names_the_country_below_the_address(consultation, typed, last):
    send(clerk_client(), Channel.LETTER, country=typed)

    assert Contribution.objects.get().submitter.contact.address_lines[-1] == last


def test_who_is_represented_has_a_name(consultation):
    answer = send(
        clerk_client(),
        Channel.LETTER,
        name="",
        rep_name="mr. Mulder",
        rep_street="Gracht 1",
        rep_city="Harstede",
    )

    assert set(answer.context["form"].errors) == {"name"}
    assert "namens wie" in str(answer.context["form"].errors["name"])


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


def test_a_letter_that_is_late_is_said_so_on_the_way_to_the_next(consultation):
    with clock.at(consultation.closes_at + timedelta(days=20)):
        client = clerk_client()
        answer = send(client, Channel.LETTER, button="next", received_on=typed_day(clock.today()))
        assert "te laat" in client.get(answer.url).content.decode()


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

    with django_assert_num_queries(9):
        client.get(reverse("desk:enter", args=[Channel.LETTER]), {})
