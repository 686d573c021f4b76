"""Who somebody is: found again by what they gave, changed, and each look on record."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from participatie.accounts.roles import Role
from participatie.pipeline import kinds, submitter_keys
from participatie.pipeline.acts import submitters
from participatie.pipeline.acts.deliveries import redeliver, settle_delivery
from participatie.pipeline.models import Contact, Delivery, LookUp, Submitter
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import (
    DeliveryStatus,
    DeliveryWay,
    LetterForm,
    LookUpReason,
)
from tests import builders

pytestmark = pytest.mark.django_db

FATMA = Contact(name="Fatma Yılmaz-Bakker", phone="+31 6 87654321", email="Fatma@Voorbeeld.example")


@pytest.fixture
def clerk():
    return builders.staff(Role.CLERK)


@pytest.fixture
def people():
    consultation = builders.consultation()
    builders.contribution(consultation)
    builders.contribution(consultation, contact=FATMA)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": "vries"}, ["Jan de Vries"]),
        ({"name": "J. de VRIES"}, ["Jan de Vries"]),
        ({"name": "Yilmaz"}, ["Fatma Yılmaz-Bakker"]),
        ({"name": "Bakker", "phone": "06-87654321"}, ["Fatma Yılmaz-Bakker"]),
        ({"name": "Bakker", "phone": "0612345678"}, []),
        ({"postcode": "9999ab", "house_number": "1"}, ["Jan de Vries"]),
        ({"postcode": "9999 AB", "house_number": "2"}, []),
        ({"email": "fatma@voorbeeld.example "}, ["Fatma Yılmaz-Bakker"]),
        ({"name": "Jansen"}, []),
    ],
)
def test_people_are_found_by_everything_that_was_typed(people, clerk, typed, found):
    shown = submitters.look_up(actor=clerk, reason=LookUpReason.CALLER, **typed)
    assert [one.contact.name for one in shown] == found


def test_each_look_is_on_record_without_what_was_typed(people, clerk):
    shown = submitters.look_up(actor=clerk, reason=LookUpReason.POST, name="Vries")
    log = LookUp.objects.get()
    assert (log.by, log.reason, log.searched_by) == (clerk, LookUpReason.POST, ["name"])
    assert log.shown == [str(shown[0].pk)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM pipeline_lookup")
        assert "ries" not in str(cursor.fetchall()).lower()
    with pytest.raises(DatabaseError), transaction.atomic():
        LookUp.objects.all().delete()


def test_a_look_needs_something_to_find_by_and_a_reason(people, clerk):
    with pytest.raises(Refused, match="Typ er meer van"):
        submitters.look_up(actor=clerk, reason=LookUpReason.CALLER, name="J. de")
    with pytest.raises(Refused, match="geen heel telefoonnummer"):
        submitters.look_up(actor=clerk, reason=LookUpReason.CALLER, name="Vries", phone="12")
    with pytest.raises(Refused, match="waarom"):
        submitters.look_up(actor=clerk, reason=LookUpReason.OTHER, name="Vries")
    with pytest.raises(NotAllowed):
        submitters.look_up(
            actor=builders.staff(Role.EDITOR), reason=LookUpReason.CALLER, name="Vries"
        )
    assert not LookUp.objects.exists()


def test_never_more_than_a_few_are_shown(clerk, monkeypatch):
    monkeypatch.setattr(submitters, "MOST_FOUND", 2)
    consultation = builders.consultation()
    for _number in range(3):
        builders.contribution(consultation)
    assert len(submitters.look_up(actor=clerk, reason=LookUpReason.CALLER, name="Vries")) == 2


@given(st.text(), st.text(), st.text())
def test_any_text_gives_keys_or_none(name, postcode, house):
    keys = submitter_keys.keys_of({"name": name, "postcode": postcode, "street": house})
    assert keys == submitter_keys.keys_of({"name": name, "postcode": postcode, "street": house})


def test_changed_details_are_used_and_found_from_then_on(people, clerk):
    letter = builders.contribution(
        builders.consultation(slug="b", prefix="BB26"), reply_by=DeliveryWay.LETTER
    )
    moved = replace(builders.JAN, street="Nieuwe weg 7", postcode="8888 CD")
    submitters.change_contact(
        letter,
        letter.submitter,
        actor=clerk,
        contact=moved,
        reply_by=DeliveryWay.LETTER,
        letter_form=LetterForm.LARGE,
        reason="belde zelf",
    )
    letter.submitter.refresh_from_db()
    assert (letter.submitter.contact, letter.submitter.letter_form) == (moved, LetterForm.LARGE)
    event = letter.events.get(kind=kinds.CONTACT_CHANGED)
    assert event.data == {"changed": ["postcode", "street", "letter_form"], "reason": "belde zelf"}
    old = {"postcode": "9999AB", "house_number": "1"}
    new = {"postcode": "8888CD", "house_number": "7"}
    why = LookUpReason.POST
    assert letter.submitter not in submitters.look_up(actor=clerk, reason=why, **old)
    assert submitters.look_up(actor=clerk, reason=why, **new) == [letter.submitter]


def test_details_of_somebody_else_are_not_changed(people, clerk):
    one, other = (builders.contribution(builders.Consultation.objects.get()) for _ in "ab")
    with pytest.raises(Refused, match="hoort niet bij"):
        submitters.change_contact(
            one,
            other.submitter,
            actor=clerk,
            contact=FATMA,
            reply_by=DeliveryWay.EMAIL,
            letter_form=LetterForm.NORMAL,
            reason="belde",
        )


def test_what_did_not_arrive_goes_another_way(clerk):
    sent = builders.contribution(builders.consultation(), reply_by=DeliveryWay.LETTER)
    receipt = Delivery.objects.get(contribution=sent)
    for status in (DeliveryStatus.PRINTED, DeliveryStatus.POSTED, DeliveryStatus.RETURNED):
        settle_delivery(receipt, actor=clerk, status=status)
    again = redeliver(receipt, actor=clerk, way=DeliveryWay.PHONE)
    receipt.refresh_from_db()
    assert receipt.status == DeliveryStatus.REPLACED
    assert (again.replaces, again.way, again.status) == (
        receipt,
        DeliveryWay.PHONE,
        DeliveryStatus.WAITING,
    )
    assert sent.events.filter(kind=kinds.DELIVERED_AGAIN).count() == 1
    with pytest.raises(Refused):
        redeliver(receipt, actor=clerk, way=DeliveryWay.PHONE)


def test_a_way_that_is_not_known_is_refused(clerk):
    contact = replace(builders.JAN, phone="")
    sent = builders.contribution(builders.consultation(), contact=contact)
    receipt = Delivery.objects.get(contribution=sent)
    settle_delivery(receipt, actor=None, status=DeliveryStatus.FAILED)
    with pytest.raises(Refused, match="niet bekend"):
        redeliver(receipt, actor=clerk, way=DeliveryWay.PHONE)


def test_told_by_mistake_waits_again(clerk):
    call = builders.contribution(builders.consultation(), reply_by=DeliveryWay.PHONE)
    receipt = Delivery.objects.get(contribution=call)
    settle_delivery(receipt, actor=clerk, status=DeliveryStatus.TOLD)
    settle_delivery(receipt, actor=clerk, status=DeliveryStatus.WAITING)
    receipt.refresh_from_db()
    assert (receipt.status, receipt.settled_at) == (DeliveryStatus.WAITING, None)


def test_the_country_is_the_last_line_and_who_was_kept_without_one_is_at_home():
    sealed = {"name": "Lotte Peeters", "street": "Kerkstraat 1", "city": "Gent"}
    known = Submitter(sealed_contact=sealed).contact
    assert known.address_lines == ["Lotte Peeters", "Kerkstraat 1", "Gent"]
    abroad = replace(known, postcode="9000", country="België")
    assert abroad.address_lines[-2:] == ["9000  Gent", "BELGIË"]
