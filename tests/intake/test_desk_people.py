"""Finding somebody again: while typing, and for who asks what became of their contribution."""

from uuid import uuid4

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.duties.switching import switch
from participatie.intake.algorithms import KNOWN_PEOPLE
from participatie.intake.desk.finding import Wanted, person_in
from participatie.intake.desk.models import DeskEntry
from participatie.intake.desk.people import masked
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, LookUp
from participatie.pipeline.statuses import Channel, DeliveryWay, LetterForm, LookUpReason
from tests import builders
from tests.intake.desk_form import clerk_client, send

pytestmark = pytest.mark.django_db
ANNA = Contact(
    name="Anna de Vries",
    email="anna@voorbeeld.example",
    phone="06 12345678",
    street="Dorpsstraat 5",
    postcode="9911 XA",
    city="Harstede",
)
SHOWN = "A. de V…, Dorpsstraat …, Harstede"


@pytest.fixture(autouse=True)
def consultation():
    return builders.consultation()


def known(consultation, contact=ANNA, **more):
    return builders.contribution(
        consultation, submitter=Person(contact=contact, reply_by=DeliveryWay.LETTER), **more
    )


def look_up(client, key=None, **typed):
    base = {"consultation": "dorpsweg", "kind": "person"}
    return send(client, Channel.PHONE, key=key or uuid4(), button="look_up", base=base, **typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": "06 1234"}, "Dit is geen heel telefoonnummer"),
        ({"name": "de"}, "Met zo weinig van een naam is niemand te vinden"),
        ({}, "Typ een naam, een postcode met huisnummer"),
    ],
)
def test_what_finds_nobody_is_said_of_what_was_typed(consultation, typed, said):
    assert said in look_up(clerk_client(), **typed).content.decode()
    assert not LookUp.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "de Vries"},
        {"phone": "+31 6 1234 5678"},
        {"email": "Anna@voorbeeld.example"},
        {"postcode": "9911xa", "street": "Dorpsstraat 5"},
        {"name": "vries", "phone": "0612345678"},
    ],
)
def test_a_caller_who_spoke_before_is_shown_masked_and_filled_in_when_chosen(consultation, typed):
    known(consultation)
    client, key = clerk_client(), uuid4()

    answer = look_up(client, key, **typed)

    page = answer.content.decode()
    (one,) = answer.context["looked_up"].people
    assert one.line == SHOWN
    assert SHOWN in page
    for secret in ("Anna de Vries", "Dorpsstraat 5", "06 12345678", "anna@voorbeeld"):
        assert secret not in page or secret in typed.values()
    look = LookUp.objects.get()
    assert (look.reason, look.by.email) == (LookUpReason.CALLER, "clerk@provincie.example")

    page = send(client, Channel.PHONE, key=key, button="x", base={}, known=one.token, **typed)
    filled = DeskEntry.objects.get().typed
    assert {part: filled[part] for part in ("name", "street", "postcode", "city")} == {
        "name": "Anna de Vries",
        "street": "Dorpsstraat 5",
        "postcode": "9911 XA",
        "city": "Harstede",
    }
    assert 'value="Anna de Vries"' in page.content.decode()


def test_who_asked_for_large_print_before_gets_it_again(consultation):
    large = Person(contact=ANNA, reply_by=DeliveryWay.LETTER, letter_form=LetterForm.LARGE)
    builders.contribution(consultation, submitter=large)
    client, key = clerk_client(), uuid4()
    (one,) = look_up(client, key, name="de Vries").context["looked_up"].people
    base = {"consultation": "dorpsweg", "kind": "person", "name": "de Vries", "reply_by": "letter"}
    page = send(client, Channel.PHONE, key=key, base=base, text="Te smal.", known=one.token)
    assert page.context["form"].unfolded["more"]

    entry = DeskEntry.objects.get().typed | {"received_on": "vul in"}
    send(client, Channel.PHONE, key=key, button="read_back", base=entry)
    client.post(reverse("desk:read_back", args=[Channel.PHONE, key]), {"agreed": "1"})

    made = Contribution.objects.latest("number")
    assert made.text == "Te smal."
    assert made.submitter.letter_form == LetterForm.LARGE


def test_while_it_is_switched_off_nobody_is_looked_up(consultation):
    known(consultation)
    admin = builders.staff(Role.ADMINISTRATOR)
    switch(KNOWN_PEOPLE.slug, to=False, actor=admin, reason="Nog niet gekeurd.")

    page = look_up(clerk_client(), name="de Vries").content.decode()

    assert "Is deze persoon bekend?" not in page
    assert SHOWN not in page
    assert not LookUp.objects.exists()


def test_who_left_no_more_than_a_name_is_nobody_to_fill_in(consultation):
    known(consultation, Contact(name="Anna de Vries"))

    assert not look_up(clerk_client(), name="de Vries").context["looked_up"].people


def test_a_telephone_number_that_was_typed_now_stays(consultation):
    known(consultation)
    client, key = clerk_client(), uuid4()
    (one,) = look_up(client, key, name="de Vries").context["looked_up"].people

    send(
        client,
        Channel.PHONE,
        key=key,
        base={},
        name="de Vries",
        phone="06 87654321",
        known=one.token,
    )

    typed = DeskEntry.objects.get().typed
    assert (typed["phone"], typed["email"]) == ("06 87654321", "anna@voorbeeld.example")


def test_looking_up_loses_nothing_of_what_was_typed_and_fills_in_nobody_of_another_entry(
    consultation,
):
    known(consultation)
    client, key = clerk_client(), uuid4()
    (one,) = look_up(client, uuid4(), name="de Vries").context["looked_up"].people

    answer = look_up(client, key, name="de Vries", text="Half een zin", answer_opinion="Nee")
    assert "Half een zin" in answer.content.decode()
    send(client, Channel.PHONE, key=key, base={}, text="Half een zin", known=one.token)

    assert DeskEntry.objects.get(pk=key).typed == {"text": "Half een zin"}


def test_who_sent_something_three_times_is_one_person_and_six_people_are_nobody(consultation):
    for _ in range(3):
        known(consultation)
    client = clerk_client()
    assert len(look_up(client, name="de Vries").context["looked_up"].people) == 1

    for number in range(6):
        known(consultation, Contact(name="Jan de Vries", street=f"Brink {number}"))
    looked_up = look_up(client, name="vries").context["looked_up"]
    assert not looked_up.people
    assert "Er passen veel mensen bij" in looked_up.said


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Typ een naam, een postcode met huisnummer"), ({"name": "Karel"}, "kennen we niemand")],
)
def test_a_look_up_that_finds_nobody_says_so(typed, said):
    answer = look_up(clerk_client(), **typed)

    assert said in answer.content.decode()


def test_the_sender_of_a_letter_is_looked_up_for_the_post(consultation):
    known(consultation)
    send(clerk_client(), Channel.LETTER, button="look_up", name="de Vries")

    assert LookUp.objects.get().reason == LookUpReason.POST


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (ANNA, SHOWN),
        (Contact(name="Jan van der Berg", phone="06 12345678"), "J. van der B…, telefoon …78"),
        (Contact(name="Jansen", city="Harstede"), "J…, Harstede"),
        (Contact(organisation="Dorpsbelang", street="Brink 1"), "Dorpsbelang, Brink …"),
        (Contact(email="anna@voorbeeld.example"), "Geen contactgegevens"),
    ],
)
def test_a_masked_line_tells_enough_to_ask_and_not_who_it_is(contact, line):
    assert masked(contact) == line


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Jansen", Wanted(name="Jansen")),
        ("Anna van der Berg", Wanted(name="Anna van der Berg")),
        ("de Vries 9911xa 5", Wanted("de Vries", "9911 XA", "5")),
        ("9911 XA 12", Wanted("", "9911 XA", "12")),
        ("Dorpsstraat 5, 9911 XA", Wanted("", "9911 XA", "5")),
        ("06-1234 5678", Wanted(phone="06-1234 5678")),
        ("anna@voorbeeld.example", Wanted(email="anna@voorbeeld.example")),
        ("7KQ4", None),
        ("AAAA-AAAA-AAAA", None),
    ],
)
def test_who_is_meant_is_understood_from_one_box(typed, wanted):
    assert person_in(typed) == wanted


def test_a_name_leads_through_a_reason_to_the_contribution_and_stands_in_no_address(
    consultation, caplog
):
    contribution = known(consultation)
    client = clerk_client()

    page = client.post("/balie/", {"typed": "de Vries 9911XA 5"}).content.decode()
    for value in ("de Vries", "9911 XA", "5"):
        assert f'value="{value}"' in page
    assert not LookUp.objects.exists(), "nobody is looked up without a reason"
    typed = {"name": "de Vries", "postcode": "9911 XA", "house_number": "5"}
    refused = client.post(reverse("desk:find"), typed).content.decode()
    assert "Kies waarom u deze persoon opzoekt" in refused
    assert not LookUp.objects.exists()

    answer = client.post(reverse("desk:find"), typed | {"reason": "own_contribution"})

    assert answer.url == reverse("desk:found")
    page = client.get(answer.url).content.decode()
    assert reverse("desk:contribution", args=[contribution.reference]) in page
    assert SHOWN in page
    assert "Anna de Vries" not in page
    assert LookUp.objects.get().reason == LookUpReason.OWN_CONTRIBUTION
    assert "ries" not in caplog.text


def test_another_reason_needs_words_and_nobody_found_keeps_what_was_typed():
    client = clerk_client()
    typed = {"name": "Karel", "reason": "other"}

    without = client.post(reverse("desk:find"), typed).content.decode()
    nobody = client.post(reverse("desk:find"), typed | {"note": "controle"}).content.decode()

    assert "Schrijf op waarom" in without
    assert "kennen we niemand" in nobody
    assert 'value="Karel"' in nobody


def test_what_was_found_is_shown_for_a_short_time_only_and_only_to_who_looked(consultation):
    known(consultation)
    client = clerk_client()
    client.post(reverse("desk:find"), {"name": "de Vries", "reason": "privacy"})
    assert client.get(reverse("desk:found")).status_code == 200

    with clock.at(clock.now().replace(year=clock.now().year + 1)):
        assert client.get(reverse("desk:found")).url == reverse("desk:find")
    other = clerk_client("ander@provincie.example")
    assert other.get(reverse("desk:found")).url == reverse("desk:find")


@pytest.mark.parametrize("rows", [1, 3])
def test_what_was_found_takes_the_same_queries_for_any_number(
    consultation, rows, django_assert_num_queries
):
    for _ in range(rows):
        known(consultation)
    client = clerk_client()
    client.post(reverse("desk:find"), {"name": "de Vries", "reason": "privacy"})
    with django_assert_num_queries(6):
        assert len(client.get(reverse("desk:found")).context["items"]) == rows
