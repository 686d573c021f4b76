"""Attendance by consent: kept sealed, told once, gone on request and after its term."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.core import clock
from participatie.intake.meeting import attendance, tasks
from participatie.intake.meeting.models import (
    KEPT_AFTER_TOLD,
    KEPT_AT_MOST,
    Attendee,
    MeetingStep,
    Step,
)
from tests.intake.desk_form import clerk_client
from tests.intake.meeting_room import ATTENDEE, address, meeting, write_report
from tests.intake.test_meeting_papers import pages_of

pytestmark = pytest.mark.django_db
BY_LETTER = {
    "name": "Sietske Hoekstra",
    "way": "letter",
    "street": "Buorren 3",
    "postcode": "8401ab",
    "city": "Testdorp",
    "consented": "on",
}


def add(client, evening, base=ATTENDEE, **over):
    return client.post(address("attendees", evening), {"key": str(uuid4())} | base | over)


def run_jobs():
    """What the worker would do, and would do again."""
    for job in ProcrastinateJob.objects.filter(task_name=tasks.tell_attendee.name):
        tasks.tell_attendee(**job.args)


def test_who_consented_is_kept_sealed_and_listed_for_the_desk():
    evening, client = meeting(), clerk_client()

    add(client, evening)
    page = client.get(address("attendees", evening)).content.decode()

    assert "Oene Postma" in page
    assert "oene@voorbeeld.example" not in page, "not needed to find somebody"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_contact FROM intake_meeting_attendee")
        assert "Oene" not in cursor.fetchone()[0]
    kinds = list(MeetingStep.objects.values_list("kind", flat=True))
    assert kinds == [Step.MADE, Step.CONSENT_NOTED, Step.ATTENDEES_SEEN]


def test_without_consent_there_is_only_a_number():
    evening, client = meeting(), clerk_client()

    refused = add(client, evening, consented="")
    client.post(address("others", evening), {"others_present": "35"})

    assert "consented" in refused.context["form"].errors
    assert not Attendee.objects.exists()
    evening.refresh_from_db()
    assert evening.others_present == 35
    assert "Aanwezig: 35" in client.get(address("attendees", evening)).content.decode()
    wrong = client.post(address("others", evening), {"others_present": "veel"})
    assert "heel getal" in wrong.content.decode()


def test_only_what_is_needed_to_tell_somebody_is_kept():
    evening, client = meeting(), clerk_client()

    add(client, evening, street="Kerkstraat 1", city="Harstede")
    add(client, evening, BY_LETTER, email="sietske@voorbeeld.example")

    mailed, written = (attendee.contact for attendee in Attendee.objects.order_by("noted_at"))
    assert (mailed.email, mailed.street) == ("oene@voorbeeld.example", "")
    assert (written.email, written.postcode) == ("", "8401 AB")
    missing = add(client, evening, BY_LETTER, street="")
    assert "street" in missing.context["form"].errors


def test_the_same_form_sent_twice_is_one_person():
    evening, client, key = meeting(), clerk_client(), str(uuid4())

    add(client, evening, key=key)
    add(client, evening, key=key)

    assert Attendee.objects.count() == 1


def test_consent_taken_back_erases_at_once_and_the_head_count_stays():
    evening, client = meeting(), clerk_client()
    add(client, evening)
    attendee = Attendee.objects.get()

    client.post(address("withdraw", evening, attendee.pk))
    client.post(address("withdraw", evening, attendee.pk))

    assert not Attendee.objects.exists()
    evening.refresh_from_db()
    assert evening.others_present == 1
    assert MeetingStep.objects.filter(kind=Step.CONSENT_WITHDRAWN).count() == 1


def test_who_consented_is_mailed_once_when_the_report_is_public(mailoutbox):
    evening, client = meeting(), clerk_client()
    add(client, evening)

    write_report(client, evening, "", public=True)
    assert not mailoutbox
    run_jobs()
    write_report(client, evening, "", public=True)
    run_jobs()

    (mail,) = mailoutbox
    assert mail.to == ["oene@voorbeeld.example"]
    assert "verslag" in mail.subject.lower()
    assert f"/inspraak/dorpsweg/bijeenkomsten/{evening.pk}/verslag.pdf" in mail.body
    assert Attendee.objects.get().told_at is not None
    tasks.tell_attendee(str(Attendee.objects.get().pk))
    assert len(mailoutbox) == 1


def test_who_is_entered_after_the_report_is_told_too(mailoutbox):
    evening, client = meeting(), clerk_client()
    write_report(client, evening, "", public=True)

    add(client, evening)
    run_jobs()

    assert len(mailoutbox) == 1


def test_a_mail_that_fails_is_shown_at_the_desk(monkeypatch):
    evening, client = meeting(), clerk_client()
    add(client, evening)
    write_report(client, evening, "", public=True)

    def refuse(attendee):
        raise ConnectionRefusedError

    monkeypatch.setattr("participatie.intake.meeting.mails.tell", refuse)
    with pytest.raises(ConnectionRefusedError):
        tasks.tell_attendee(str(Attendee.objects.get().pk))

    assert Attendee.objects.get().error == "ConnectionRefusedError"
    assert "mail is niet verstuurd" in client.get(address("attendees", evening)).content.decode()


def test_letters_are_printed_and_then_noted_as_posted():
    evening, client = meeting(), clerk_client()
    add(client, evening, BY_LETTER)
    before = client.get(address("attendees", evening)).content.decode()
    assert "Brieven over het verslag" not in before
    assert "Wacht op het verslag" in before
    write_report(client, evening, "", public=True)

    after = client.get(address("attendees", evening)).content.decode()
    assert "Wacht op het verslag" not in after
    assert "De brief moet nog op de post" in after
    (page,) = pages_of(client.post(address("letters", evening), {"pdf": "1"}))
    assert "Sietske Hoekstra" in page
    assert "Geen internet" not in page, "the report itself goes along"
    assert Attendee.objects.get().told_at is None, "printed is not posted"
    sent = [str(Attendee.objects.get().pk)]
    client.post(address("letters", evening), {"posted": "1", "attendee": sent})

    assert Attendee.objects.get().told_at is not None


def test_details_go_some_weeks_after_being_told():
    evening, client = meeting(), clerk_client()
    add(client, evening)
    add(client, evening, BY_LETTER)
    told = Attendee.objects.get(way="letter")
    attendance.note_told(told)

    with clock.at(clock.now() + KEPT_AFTER_TOLD - timedelta(days=1)):
        assert attendance.erase_old() == 0
    with clock.at(clock.now() + KEPT_AFTER_TOLD + timedelta(days=1)):
        tasks.erase_old_attendees()

    assert Attendee.objects.get().way == "email", "who has not been told yet stays"
    evening.refresh_from_db()
    assert evening.others_present == 1


def test_details_go_in_any_case_when_the_meeting_is_long_ago():
    evening, client = meeting(), clerk_client()
    add(client, evening)

    with clock.at(clock.now() + KEPT_AT_MOST + timedelta(days=2)):
        assert attendance.erase_old() == 1
        refused = add(clerk_client(), evening)

    assert "te lang geleden" in refused.content.decode()
    assert not Attendee.objects.exists()


def test_forms_are_printed_before_the_meeting_and_entered_after_it():
    evening = meeting(held_on=clock.today() + timedelta(days=7))
    client = clerk_client()

    assert client.get(address("attendance_forms", evening)).status_code == 200
    refused = add(client, evening)

    assert "moet nog worden gehouden" in refused.content.decode()
    assert not Attendee.objects.exists()
