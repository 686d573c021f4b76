"""What happens when a contribution comes in, whatever the door."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline import kinds, timeliness
from participatie.pipeline.models import Consultation, Contact, Contribution, Event
from participatie.pipeline.queries.contributions import by_follow_code, by_reference
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Channel, DeliveryWay, Timeliness
from tests import builders

pytestmark = pytest.mark.django_db


def test_receive_gives_the_next_number_a_code_and_an_event():
    consultation = builders.consultation()
    first, second = builders.contribution(consultation), builders.contribution(consultation)
    assert [first.reference, second.reference] == ["DW26-0001", "DW26-0002"]
    assert by_reference(" dw26 2 ") == second
    assert by_follow_code(first.follow_code.lower().replace("-", " ")) == first
    event = Event.objects.get(contribution=first, kind=kinds.RECEIVED)
    assert event.data["channel"] == "web"
    assert event.actor is None


def test_contact_details_and_follow_code_are_unreadable_in_the_database():
    contribution = builders.contribution(builders.consultation())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_contact FROM pipeline_submitter")
        assert "Vries" not in cursor.fetchone()[0]
        cursor.execute("SELECT follow_code FROM pipeline_contribution")
        assert contribution.follow_code not in cursor.fetchone()[0]
    assert Contribution.objects.get().submitter.contact == builders.JAN


def test_receive_records_who_typed_it_in():
    clerk = builders.staff(Role.CLERK)
    contribution = builders.contribution(builders.consultation(), channel=Channel.PHONE)
    assert contribution.entered_by == clerk


def test_receive_refuses_somebody_without_the_role():
    with pytest.raises(NotAllowed):
        builders.contribution(
            builders.consultation(), channel=Channel.LETTER, actor=builders.staff(Role.EDITOR)
        )
    assert not Contribution.objects.exists()


def test_receive_refuses_a_typed_in_contribution_without_a_typist():
    with pytest.raises(Refused, match="ingevoerd"):
        builders.contribution(builders.consultation(), channel=Channel.LETTER, actor=None)


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00"])
def test_receive_refuses_an_empty_contribution(text):
    with pytest.raises(Refused):
        builders.contribution(builders.consultation(), text=text)
    assert Consultation.objects.get().last_number == 0


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "👩🏽‍🌾🚲🌳 mooi!",
        "שלום לכם, والسلام عليكم",
        "<script>alert(1)</script><b>dik</b>",
        "regel een\r\nregel twee",
    ],
)
def test_receive_keeps_the_text_as_it_was_said(text):
    contribution = builders.contribution(builders.consultation(), text=text)
    assert Contribution.objects.get().text == text.replace("\r\n", "\n") == contribution.text


def test_receive_twice_with_one_key_gives_one_contribution():
    consultation, key = builders.consultation(), uuid4()
    first = builders.contribution(consultation, submission_key=key)
    again = builders.contribution(consultation, submission_key=key)
    assert again == first
    assert Contribution.objects.count() == 1
    assert Consultation.objects.get().last_number == 1


def test_the_original_text_cannot_change_in_the_database():
    contribution = builders.contribution(builders.consultation())
    with pytest.raises(DatabaseError), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(text="iets anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        contribution.delete()


def test_events_cannot_change_or_vanish_in_the_database():
    builders.contribution(builders.consultation())
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(kind="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()


@pytest.mark.parametrize(
    ("channel", "days_after_close", "postmark_days_after_close", "expected"),
    [
        (Channel.WEB, -60, None, Timeliness.EARLY),
        (Channel.WEB, 0, None, Timeliness.ON_TIME),
        (Channel.WEB, 1, None, Timeliness.LATE),
        (Channel.LETTER, 0, None, Timeliness.ON_TIME),
        (Channel.LETTER, 1, None, Timeliness.LATE),
        (Channel.LETTER, 3, 0, Timeliness.ON_TIME_BY_POST),
        (Channel.LETTER, 7, 0, Timeliness.ON_TIME_BY_POST),
        (Channel.LETTER, 8, 0, Timeliness.LATE),
        (Channel.LETTER, 3, 1, Timeliness.LATE),
        (Channel.EMAIL, 3, 0, Timeliness.LATE),
    ],
)
def test_timeliness_follows_the_law(channel, days_after_close, postmark_days_after_close, expected):
    consultation = builders.consultation()
    received_on = consultation.closes_on + timedelta(days=days_after_close)
    postmark = (
        None
        if postmark_days_after_close is None
        else consultation.closes_on + timedelta(days=postmark_days_after_close)
    )
    judged = timeliness.judge(
        consultation,
        channel=channel,
        received_at=terms.noon_of(received_on),
        postmarked_on=postmark,
    )
    assert judged is expected


@pytest.mark.parametrize(
    ("channel", "days_after_close", "postmark_days_after_close", "said"),
    [
        (Channel.LETTER, 0, None, "vóór het einde van de termijn"),
        (Channel.LETTER, 3, 0, "binnen een week daarna"),
        (Channel.LETTER, 8, 0, "maar kwam meer dan een week daarna binnen (Awb 6:9)"),
        (Channel.LETTER, 3, 1, "Ook het poststempel is van na de termijn (Awb 6:9)"),
        (Channel.LETTER, 3, None, "Geen poststempel laat zien"),
        (Channel.LETTER, 8, None, "na het einde van de termijn"),
        (Channel.EMAIL, 3, None, "na het einde van de termijn"),
    ],
)
def test_what_a_judgement_rests_on_is_said_with_the_postmark_of_a_letter(
    channel, days_after_close, postmark_days_after_close, said
):
    consultation = builders.consultation()
    last, postmark = consultation.closes_on, postmark_days_after_close
    received_at = terms.noon_of(last + timedelta(days=days_after_close))
    postmarked_on = None if postmark is None else last + timedelta(days=postmark)
    found = Contribution(
        consultation=consultation,
        channel=channel,
        received_at=received_at,
        postmarked_on=postmarked_on,
        timeliness=timeliness.judge(
            consultation, channel=channel, received_at=received_at, postmarked_on=postmarked_on
        ),
    )
    why = timeliness.explain(found)
    assert said in why
    assert ("poststempel" in why) == ("poststempel" in said)


@pytest.mark.parametrize(
    ("days_after_close", "first_days_after_close", "postmark_days_after_close", "expected"),
    [
        (0, -1, None, Timeliness.ON_TIME),
        (9, 0, None, Timeliness.ON_TIME_FORWARDED),
        (9, 1, None, Timeliness.LATE),
        (9, 3, 0, Timeliness.ON_TIME_BY_POST),
        (-40, -60, None, Timeliness.EARLY),
    ],
)
def test_what_came_in_at_another_body_counts_from_then(
    days_after_close, first_days_after_close, postmark_days_after_close, expected
):
    consultation = builders.consultation()
    last = consultation.closes_on
    postmark = postmark_days_after_close
    judged = timeliness.judge(
        consultation,
        channel=Channel.LETTER,
        received_at=terms.noon_of(last + timedelta(days=days_after_close)),
        postmarked_on=None if postmark is None else last + timedelta(days=postmark),
        first_received_on=last + timedelta(days=first_days_after_close),
    )
    assert judged is expected


def test_who_forwarded_it_and_when_belong_together():
    consultation, today = builders.consultation(), clock.today()
    for first, body, said in [
        (today, "", "Vul beide in"),
        (None, "Gemeente Harstede", "Vul beide in"),
        (today + timedelta(days=1), "Gemeente Harstede", "ligt na de dag"),
    ]:
        with pytest.raises(Refused, match=said):
            builders.contribution(
                consultation,
                channel=Channel.LETTER,
                first_received_on=first,
                forwarded_by=body,
            )
    sent_on = builders.contribution(
        consultation, channel=Channel.LETTER, first_received_on=today, forwarded_by="Gemeente"
    )
    assert (sent_on.first_received_on, sent_on.forwarded_by) == (today, "Gemeente")


def test_the_last_second_of_the_term_is_in_time_and_the_next_is_not():
    consultation = builders.consultation()
    for seconds, expected in [(-1, Timeliness.ON_TIME), (0, Timeliness.LATE)]:
        with clock.at(consultation.closes_at + timedelta(seconds=seconds)):
            assert builders.contribution(consultation).timeliness == expected


@pytest.mark.parametrize("days", [1, 400])
def test_a_postmark_in_the_future_is_refused(days):
    with pytest.raises(Refused, match="poststempel"):
        builders.contribution(
            builders.consultation(),
            channel=Channel.LETTER,
            postmarked_on=clock.today() + timedelta(days=days),
        )


def test_a_contribution_cannot_be_received_tomorrow():
    with pytest.raises(Refused, match="toekomst"):
        builders.contribution(
            builders.consultation(),
            channel=Channel.LETTER,
            received_at=clock.now() + timedelta(days=1),
        )


def test_signatories_are_kept_with_their_own_contact():
    others = [
        builders.Person(contact=Contact(name=f"Buur {n}"), reply_by=DeliveryWay.COLLECT)
        for n in range(3)
    ]
    contribution = builders.contribution(builders.consultation(), signatories=others)
    assert [s.submitter.contact.name for s in contribution.signatories.all()] == [
        "Buur 0",
        "Buur 1",
        "Buur 2",
    ]
    assert len(contribution.recipients) == 4


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_kept_or_refused(text):
    with transaction.atomic():
        consultation = Consultation.objects.first() or builders.consultation()
        try:
            contribution = builders.contribution(consultation, text=text)
        except Refused:
            assert not text.strip() or not any(c.isprintable() and not c.isspace() for c in text)
        else:
            assert Contribution.objects.get(pk=contribution.pk).text == contribution.text
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_500_contributions_from_16_threads_get_the_numbers_1_to_500():
    consultation = builders.consultation()
    failures = []

    def send(share):
        try:
            for n in range(share):
                builders.contribution(consultation, text=f"Reactie {n}")
        except Exception as error:  # noqa: BLE001  reported by the assertion below
            failures.append(error)
        finally:
            connections.close_all()

    shares = [32] * 4 + [31] * 12
    threads = [Thread(target=send, args=[share]) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = Contribution.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 501))
    assert Event.objects.filter(kind=kinds.RECEIVED).count() == 500


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_two_threads_at_once_is_one_contribution():
    consultation, key, seen = builders.consultation(), uuid4(), []

    def send():
        seen.append(builders.contribution(consultation, submission_key=key).reference)
        connections.close_all()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["DW26-0001", "DW26-0001"]
    assert Contribution.objects.count() == 1
