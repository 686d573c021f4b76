"""“Call me back”: from every page in one step, a task with a term at the desk, then erased."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.callback import acts
from participatie.intake.callback.models import CallBack, State, Step
from participatie.intake.desk.models import DeskEntry
from participatie.intake.web.models import Draft
from participatie.pipeline.refusals import NotAllowed
from tests import builders
from tests.intake.desk_form import clerk_client
from tests.intake.web_visitor import FORM

pytestmark = pytest.mark.django_db
ASK = "/inspraak/dorpsweg/reageren/bel-mij-terug/"
FRIDAY = datetime(2026, 4, 17, 9, 0, tzinfo=UTC)


def asked(client, where=ASK, **over):
    values = {"phone": "06 12345678", "part_of_day": "any"} | over
    return client.post(where, values)


def page(client, call_back):
    return client.get(reverse("callbacks:call", args=[call_back.pk])).content.decode()


def note(client, call_back, what):
    return client.post(reverse("callbacks:note", args=[call_back.pk]), {"do": what}, follow=True)


def track(call_back):
    return list(call_back.steps.values_list("kind", flat=True))


# Asking


def test_a_number_is_enough_and_the_receipt_says_until_when(client):
    builders.consultation()
    with clock.at(FRIDAY):
        answer = asked(client)
        receipt = client.get(answer.url)

    text = receipt.content.decode()
    assert "maandag 20 april 2026" in text
    assert "12345678" not in text
    assert receipt["Cache-Control"].startswith("max-age=0")
    assert CallBack.objects.get().consultation.slug == "dorpsweg"


def test_before_a_feast_day_it_is_the_first_working_day_after_it():
    assert acts.call_by(date(2026, 4, 24)) == date(2026, 4, 28)


def test_one_can_ask_without_a_consultation(client):
    answer = asked(client, "/bel-mij-terug/")

    assert client.get(answer.url).status_code == 200
    assert CallBack.objects.get().consultation is None


def test_number_name_and_question_are_sealed_in_the_database(client):
    builders.consultation()
    asked(client, name="Jan de Vries", about="Mijn erf")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_callback_callback")
        kept = str(cursor.fetchall())
    for word in ("12345678", "Vries", "erf"):
        assert word not in kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul het telefoonnummer in"),
        ("bel maar", "is geen telefoonnummer"),
        ("06 123", "is geen telefoonnummer"),
        ("0900-1234", "kunnen “0900-1234” niet bellen"),
        ("0906 1234", "niet bellen"),
        ("+881 612345678", "niet bellen"),
        ("😀" * 500, "is geen telefoonnummer"),
    ],
)
def test_a_number_that_cannot_be_called_is_said_and_nothing_typed_is_lost(client, typed, said):
    builders.consultation()

    answer = asked(client, phone=typed, name="Jan", about="Over de bomen")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    assert "Over de bomen" in text
    assert not CallBack.objects.exists()


@pytest.mark.parametrize(
    "typed", ["+49 30 901820", "0032 2 123 45 67", "(06) 1234-5678", "0031612345678"]
)
def test_foreign_numbers_and_other_ways_of_writing_are_fine(client, typed):
    assert asked(client, "/bel-mij-terug/", phone=typed).status_code == 302


def test_too_long_texts_are_said(client):
    answer = asked(client, "/bel-mij-terug/", about="a" * 1001, name="b" * 201)

    assert answer.content.decode().count("Dit is te lang") >= 2


def test_someone_elses_number_a_hundred_times_is_one_call(client):
    first = asked(client, "/bel-mij-terug/", about="Eerste vraag")
    for number in range(100):
        again = asked(client, "/bel-mij-terug/", phone="+31612345678", about=f"Vraag {number}")
        assert again.url == first.url

    one = CallBack.objects.get()
    assert len(one.about) <= acts.MOST_ABOUT
    assert one.about.startswith("Eerste vraag")
    assert track(one).count(Step.ASKED_AGAIN) == 3


def test_after_it_is_done_the_same_number_is_called_three_times_a_week_at_most(client):
    clerk = clerk_client()
    for _time in range(3):
        assert asked(client, "/bel-mij-terug/").status_code == 302
        note(clerk, CallBack.objects.get(state=State.WAITING), "done")

    refused = asked(client, "/bel-mij-terug/")

    assert refused.status_code == 429
    assert "Bel ons alstublieft zelf" in refused.content.decode()
    assert CallBack.objects.count() == 3


def test_one_network_can_ask_for_thirty_numbers_an_hour(client):
    for number in range(30):
        typed = f"06 123456{number:02}"
        assert (
            client.post(
                "/bel-mij-terug/", {"phone": typed, "part_of_day": "any"}, REMOTE_ADDR="203.0.113.9"
            ).status_code
            == 302
        )
    refused = client.post(
        "/bel-mij-terug/", {"phone": "06 87654321", "part_of_day": "any"}, REMOTE_ADDR="203.0.113.9"
    )

    assert refused.status_code == 429
    assert "06 87654321" in refused.content.decode()


# One step away


def test_it_is_one_step_from_form_error_page_and_consultation(client):
    builders.consultation()

    assert ASK in client.get(FORM).content.decode()
    assert "/bel-mij-terug/" in client.get("/bestaat-niet/").content.decode()
    assert client.get("/en" + ASK).status_code == 200


# The draft


def test_from_the_form_what_was_typed_is_kept_first_right_or_wrong(client):
    builders.consultation()
    typed = {"question-opinion": "De lindes moeten blijven.", "name": "", "call": "1"}

    answer = client.post("/en" + FORM, typed)

    assert answer.url == "/en" + ASK
    assert "share_draft" in client.get(answer.url).content.decode()
    assert "De lindes moeten blijven." in client.get("/en" + FORM).content.decode()


def with_draft(client):
    builders.consultation()
    client.post(FORM, {"question-opinion": "De lindes moeten blijven.", "name": ""})
    return Draft.objects.get()


def test_who_has_no_draft_is_not_asked_to_share_it(client):
    builders.consultation()

    assert "share_draft" not in client.get(ASK).content.decode()


def test_the_box_is_not_ticked_and_without_it_nobody_sees_the_draft(client):
    with_draft(client)
    form = client.get(ASK).context["form"]
    assert not form["share_draft"].value()

    asked(client)

    assert CallBack.objects.get().draft is None
    assert client.get(CallBack.objects.get().pk and ASK).status_code == 200


def test_who_agrees_lets_a_clerk_read_the_draft_and_both_are_on_the_track(client):
    draft = with_draft(client)
    asked(client, share_draft="on")
    call_back = CallBack.objects.get()
    clerk = clerk_client()

    assert "De lindes" not in page(clerk, call_back)
    shown = clerk.post(reverse("callbacks:draft", args=[call_back.pk])).content.decode()

    assert "De lindes moeten blijven." in shown
    assert track(call_back) == [Step.ASKED, Step.SEEN, Step.DRAFT_SEEN]
    draft.refresh_from_db()
    assert not draft.is_sent


def test_a_phone_entry_begins_with_what_was_filled_in(client):
    with_draft(client)
    asked(client, share_draft="on", name="Jan de Vries")
    clerk = clerk_client()

    answer = clerk.post(reverse("desk:from_call_back", args=[CallBack.objects.get().pk]))

    entry = DeskEntry.objects.get()
    assert entry.typed["answer_opinion"] == "De lindes moeten blijven."
    assert entry.typed["name"] == "Jan de Vries"
    assert entry.typed["phone"] == "06 12345678"
    assert "DW26" in entry.typed["consultation"]
    assert "De lindes moeten blijven." in clerk.get(answer.url).content.decode()


def test_a_draft_that_was_thrown_away_is_said_to_be_gone(client):
    draft = with_draft(client)
    asked(client, share_draft="on")
    draft.delete()
    call_back = CallBack.objects.get()

    shown = clerk_client().post(reverse("callbacks:draft", args=[call_back.pk]))

    assert "Het is er niet meer" in shown.content.decode()


def test_a_draft_that_was_not_shared_cannot_be_opened(client):
    with_draft(client)
    asked(client)

    shown = clerk_client().post(reverse("callbacks:draft", args=[CallBack.objects.get().pk]))

    assert shown.status_code == 404


# At the desk


def test_late_ones_come_first_and_lists_show_no_number(client):
    with clock.at(FRIDAY):
        asked(client, "/bel-mij-terug/", name="Lang geleden")
    asked(client, "/bel-mij-terug/", phone="06 87654321", name="Vandaag")

    for where in ("/balie/", "/balie/terugbellen/"):
        text = clerk_client().get(where).content.decode()
        assert text.index("Lang geleden") < text.index("Vandaag")
        assert "dagen te laat" in text
        assert "12345678" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(
    client, django_assert_num_queries, count
):
    builders.consultation()
    for number in range(count):
        asked(client, phone=f"06 1234567{number}")
    clerk = clerk_client()
    clerk.get("/balie/terugbellen/")

    with django_assert_num_queries(5):
        clerk.get("/balie/terugbellen/")


def test_no_answer_moves_the_day_and_counts_the_try(client):
    with clock.at(FRIDAY):
        asked(client, "/bel-mij-terug/")
    call_back = CallBack.objects.get()

    with clock.at(FRIDAY + timedelta(days=3)):
        assert "06 12345678" in page(clerk_client(), call_back)
        answer = note(clerk_client(), call_back, "no_answer")

    call_back.refresh_from_db()
    assert "poging 2" in answer.content.decode()
    assert (call_back.tries, call_back.call_by) == (1, date(2026, 4, 21))


def test_spoken_stays_until_it_is_done_and_then_the_number_is_gone_from_sight(client):
    asked(client, "/bel-mij-terug/")
    call_back, clerk = CallBack.objects.get(), clerk_client()

    note(clerk, call_back, "spoken")
    assert "06 12345678" in page(clerk, call_back)
    note(clerk, call_back, "done")

    assert "12345678" not in page(clerk, call_back)
    assert "Niemand wacht" in clerk.get("/balie/terugbellen/").content.decode()
    assert track(call_back) == [Step.ASKED, Step.SPOKEN, Step.SEEN, Step.DONE]


def test_what_a_colleague_did_is_said_and_nonsense_does_nothing(client):
    asked(client, "/bel-mij-terug/")
    call_back, clerk = CallBack.objects.get(), clerk_client()

    assert "Kies hoe het ging" in note(clerk, call_back, "?").content.decode()
    note(clerk, call_back, "done")
    assert (
        "collega"
        in note(clerk_client("b@provincie.example"), call_back, "no_answer").content.decode()
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_only_clerks_may_note_anything(client, role):
    asked(client, "/bel-mij-terug/")
    call_back = CallBack.objects.get()

    for act in (acts.no_answer, acts.spoken, acts.finish, acts.look, acts.look_at_draft):
        with pytest.raises(NotAllowed):
            act(call_back, actor=builders.staff(role))
    client.force_login(builders.staff(role))
    assert client.get(reverse("callbacks:call", args=[call_back.pk])).status_code == 403


# Erased


def test_two_weeks_after_it_is_done_who_was_called_is_erased(client):
    asked(client, "/bel-mij-terug/", name="Jan", about="Over mij")
    call_back = CallBack.objects.get()
    note(clerk_client(), call_back, "done")

    assert acts.erase_old() == 0
    with clock.at(clock.now() + timedelta(days=15)):
        assert acts.erase_old() == 1
        assert acts.erase_old() == 0

    call_back.refresh_from_db()
    assert (call_back.phone, call_back.name, call_back.about, call_back.phone_digest) == ("",) * 4
    assert track(call_back)[-1] == Step.ERASED
    assert "gewist" in page(clerk_client(), call_back)


def test_one_that_nobody_called_stays_until_somebody_does(client):
    asked(client, "/bel-mij-terug/")
    with clock.at(clock.now() + timedelta(days=300)):
        assert acts.erase_old() == 0


def test_the_track_cannot_be_changed(client):
    asked(client, "/bel-mij-terug/")

    with pytest.raises(Exception, match="call_back_track_is_kept"):
        CallBack.objects.get().steps.update(kind=Step.DONE)
