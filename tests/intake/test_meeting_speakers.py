"""One meeting, many speakers: each turn is one contribution, whatever happens on the way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from participatie.core import clock
from participatie.intake.meeting import tasks
from participatie.intake.meeting.models import Agreement, Meeting, Speaker, SpeakerEntry
from participatie.intake.meeting.speakers import LEFT_ALONE
from participatie.pipeline.models import Contribution, Delivery, StoredFile
from participatie.pipeline.statuses import AttachmentKind, Channel, DeliveryWay, Timeliness
from tests import builders
from tests.intake.desk_form import clerk_client, scan
from tests.intake.meeting_room import SAID, SPEAKER, address, meeting, speak

pytestmark = pytest.mark.django_db


def test_a_meeting_is_made_and_leads_to_its_first_speaker():
    to, client = builders.consultation(), clerk_client()
    today = clock.today()

    made = client.post(
        reverse("meeting_notes:new"),
        {
            "consultation": to.pk,
            "name": "Avond in het dorpshuis",
            "held_on": f"{today:%d-%m-%Y}",
            "place": "Dorpshuis",
            "notes_by": "W. de Boer",
        },
        follow=True,
    )

    kept = Meeting.objects.get()
    assert (kept.name, kept.held_on, kept.consultation) == ("Avond in het dorpshuis", today, to)
    assert address("enter", kept) in made.content.decode()
    assert "Avond in het dorpshuis" in client.get(reverse("meeting_notes:list")).content.decode()


def test_a_meeting_says_what_is_missing():
    answer = clerk_client().post(reverse("meeting_notes:new"), {})

    assert set(answer.context["form"].errors) == {
        "consultation",
        "name",
        "held_on",
        "place",
        "notes_by",
    }
    assert "Typ de naam van de bijeenkomst." in answer.content.decode()


def test_two_speakers_are_two_contributions_in_turn():
    evening, client = meeting(), clerk_client()

    first = speak(client, evening)
    second = speak(
        client, evening, button="save", text="Meer bankjes.", name="", email="", reply_by="collect"
    )

    assert (first.url, second.url) == (address("enter", evening), address("meeting", evening))
    one, two = Contribution.objects.order_by("number")
    assert [(s.order, s.contribution) for s in Speaker.objects.order_by("order")] == [
        (1, one),
        (2, two),
    ]
    assert one.channel == Channel.MEETING
    assert one.text == SAID
    assert one.submitter.contact.name == "Fenna Wiersma"
    assert one.follow_code != two.follow_code
    assert one.entered_from == "Avond in het dorpshuis; voorgelezen en akkoord"
    assert one.entered_by.email == "clerk@provincie.example"
    assert [d.way for d in Delivery.objects.order_by("pk")] == [
        DeliveryWay.EMAIL,
        DeliveryWay.COLLECT,
    ]
    assert not SpeakerEntry.objects.exists()
    page = client.get(second.url).content.decode()
    assert one.reference in page
    assert "Fenna" not in page, "who spoke stays with the contribution"


def test_the_same_form_sent_twice_is_one_speaker():
    evening, client, key = meeting(), clerk_client(), uuid4()

    speak(client, evening, key=key)
    again = speak(client, evening, key=key)

    assert again.status_code == 302
    assert Contribution.objects.count() == Speaker.objects.count() == 1


def test_words_typed_after_going_back_in_the_browser_are_not_lost():
    evening, client, key = meeting(), clerk_client(), uuid4()
    speak(client, evening, key=key)

    again = speak(client, evening, key=key, text="En nog iets anders.")

    assert "al opgeslagen" in again.content.decode()
    kept = SpeakerEntry.objects.get()
    assert kept.typed["text"] == "En nog iets anders."
    assert kept.pk != key


def test_what_is_typed_is_kept_while_typing_and_found_again():
    evening, client, key = meeting(), clerk_client(), uuid4()

    kept = client.post(address("entry", evening, key), {"text": "De brug", "autosave": "1"})

    assert kept.status_code == 204
    assert not Contribution.objects.exists()
    assert (
        address("entry", evening, key) in client.get(address("meeting", evening)).content.decode()
    )
    assert "De brug" in client.get(address("entry", evening, key)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"agreement": ""}, "agreement"),
        ({"email": ""}, "email"),
        ({"reply_by": "letter"}, "street"),
        ({"name": "", "name_may_be_published": "on"}, "name"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(typed, field):
    answer = speak(clerk_client(), meeting(), **typed)

    assert field in answer.context["form"].errors
    assert not Contribution.objects.exists()
    assert SpeakerEntry.objects.get().typed["kind"] == SPEAKER["kind"]


def test_a_paper_that_was_handed_over_goes_along():
    evening, client = meeting(), clerk_client()

    speak(client, evening, attachments=scan("inspraak.pdf"))

    attached = Contribution.objects.get().attachments.get()
    assert (attached.file.name, attached.kind) == ("inspraak.pdf", AttachmentKind.ATTACHMENT)


def test_an_entry_thrown_away_takes_its_files_along():
    evening, client, key = meeting(), clerk_client(), uuid4()
    speak(client, evening, key=key, agreement="", attachments=scan("inspraak.pdf"))
    assert StoredFile.objects.exists()

    client.post(address("discard", evening, key))

    assert not SpeakerEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_colleague_does_not_get_in_between_but_can_go_on_later():
    evening, key = meeting(), uuid4()
    colleague = clerk_client("ander@provincie.example")
    clerk_client().post(address("entry", evening, key), {"text": "De brug", "autosave": "1"})

    shown = colleague.get(address("entry", evening, key)).content.decode()
    assert "De brug" not in shown
    assert "typt" in shown
    refused = colleague.post(address("entry", evening, key), {"text": "x", "autosave": "1"})
    assert refused.status_code == 403
    colleague.post(address("take_over", evening, key))
    assert SpeakerEntry.objects.get().clerk.email == "clerk@provincie.example"

    with clock.at(clock.now() + LEFT_ALONE + timedelta(minutes=1)):
        colleague.post(address("take_over", evening, key))
        assert "De brug" in colleague.get(address("entry", evening, key)).content.decode()


def test_the_day_of_the_meeting_decides_whether_it_is_in_time():
    to = builders.consultation()
    last = to.closes_on
    with clock.at(to.closes_at + timedelta(days=5)):
        client = clerk_client()
        speak(client, meeting(to, held_on=last))
        late = speak(client, meeting(to, held_on=last + timedelta(days=2)))
        said = client.get(late.url).content.decode()

    first, second = Contribution.objects.order_by("number")
    assert (first.timeliness, second.timeliness) == (Timeliness.ON_TIME, Timeliness.LATE)
    assert "na de termijn" in said


def test_nobody_speaks_at_a_meeting_that_is_still_to_be_held():
    evening, client = meeting(held_on=clock.today() + timedelta(days=3)), clerk_client()

    assert client.get(address("enter", evening)).url == address("meeting", evening)
    answer = speak(client, evening)

    assert "moet nog worden gehouden" in answer.content.decode()
    assert not Contribution.objects.exists()
    assert SpeakerEntry.objects.get().typed["text"].split() == SAID.split()


def test_once_somebody_spoke_the_day_stays():
    evening, client = meeting(), clerk_client()
    speak(client, evening)
    values = {
        "consultation": evening.consultation_id,
        "name": "Andere naam",
        "place": "Elders",
        "notes_by": "Iemand",
    }

    yesterday = f"{clock.today() - timedelta(days=1):%d-%m-%Y}"
    refused = client.post(address("change", evening), values | {"held_on": yesterday})
    assert "niet meer" in refused.content.decode()
    client.post(address("change", evening), values | {"held_on": f"{clock.today():%d-%m-%Y}"})

    evening.refresh_from_db()
    assert (evening.name, evening.held_on) == ("Andere naam", clock.today())


def test_a_speaker_agrees_later_and_both_are_on_the_track():
    evening, client = meeting(), clerk_client()
    speak(client, evening, agreement="asked")
    page = client.get(address("turn", evening, 1)).content.decode()
    assert "De brug is te smal" in page

    client.post(address("turn", evening, 1), {"agreement": "agreed"})

    speaker = Speaker.objects.get()
    assert speaker.is_agreed
    assert [step.agreement for step in speaker.steps.order_by("pk")] == ["asked", "agreed"]
    assert speaker.contribution.entered_from.endswith("voor akkoord gestuurd")
    client.post(address("turn", evening, 1), {"agreement": "nonsense"})
    assert Speaker.objects.get().agreement == Agreement.AGREED


def test_an_entry_nobody_went_on_with_goes_after_its_term():
    evening, client = meeting(), clerk_client()
    client.post(address("entry", evening, uuid4()), {"text": "Oud", "autosave": "1"})
    with clock.at(clock.now() + tasks.KEPT_FOR - timedelta(days=1)):
        tasks.discard_old_speaker_entries()
        assert SpeakerEntry.objects.exists()
    with clock.at(clock.now() + tasks.KEPT_FOR + timedelta(days=1)):
        tasks.discard_old_speaker_entries()
    assert not SpeakerEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_meeting_takes_as_many_queries_for_three_speakers_as_for_one(
    count, django_assert_num_queries
):
    evening, client = meeting(), clerk_client()
    for _turn in range(count):
        speak(client, evening)
    where = address("meeting", evening)
    client.get(where)

    with django_assert_num_queries(9):
        client.get(where)
