"""The sender's own page, by follow code."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from participatie.accounts.roles import Role
from participatie.core import codes
from participatie.ledger.sequencing import sequence
from participatie.pipeline.acts import contributions, public_texts
from participatie.pipeline.acts.wordings import translate_questions
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import compose
from participatie.pipeline.statuses import Channel, Status
from participatie.pipeline.wordings import Wording
from participatie.tracking import guessing
from tests import builders

pytestmark = pytest.mark.django_db

LIBRARY = {"REMOTE_ADDR": "203.0.113.7"}


def page_of(contribution):
    return reverse("tracking:follow", args=[contribution.follow_code])


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("channel", list(Channel))
def test_the_page_is_the_same_whichever_door(client, channel):
    contribution = builders.contribution(builders.consultation(), channel=channel)
    page = text_of(client.get(page_of(contribution)))
    assert contribution.reference in page
    assert "De bomen langs de weg moeten blijven." in page
    assert "0999-000100" in page


def test_the_page_names_who_knows_about_this_consultation(client):
    contact = {"name": "Team vervoer", "phone": "0999-000300", "email": "bus@voorbeeld.example"}
    given = builders.contribution(builders.consultation(contact=contact))
    page = text_of(client.get(page_of(given)))
    assert 'href="tel:+31999000300"' in page
    assert "mailto:bus@voorbeeld.example" in page


def test_the_questions_read_in_the_language_of_who_looks(client):
    to = builders.consultation(questions=[builders.OPINION, builders.WAY])
    translate_questions(
        to,
        actor=builders.staff(Role.EDITOR),
        language="en",
        wordings={
            "opinion": Wording("What do you think of the plan?", language="en"),
            "way": Wording(
                "How do you travel?", choices={"te voet": "on foot", "fiets": "bike"}, language="en"
            ),
        },
        title="The village road",
    )
    given = {"opinion": "Houd de bomen.", "way": "fiets"}
    sent = builders.contribution(to, text=compose(to.form.questions, given), given=given)
    in_dutch = text_of(client.get(page_of(sent)))
    with translation.override("en"):
        in_english = text_of(client.get(page_of(sent)))
    assert "About: The village road" in in_english
    for asked, chosen, page in (
        ("Hoe reist u?", "fiets", in_dutch),
        ("How do you travel?", "bike", in_english),
    ):
        assert f">{asked}</h3>" in page
        assert f">{chosen}</div>" in page
        assert "Houd de bomen." in page
    assert "Hoe reist u?" not in in_english


def test_the_page_never_shows_contact_details(client):
    page = text_of(client.get(page_of(builders.decided())))
    for secret in ("Jan de Vries", "jan@voorbeeld.example", "Dorpsstraat", "0612345678"):
        assert secret not in page


def test_the_page_is_kept_nowhere_and_sends_no_referrer(client):
    contribution = builders.contribution(builders.consultation())
    for name in ("follow", "fragment", "withdraw"):
        answer = client.get(reverse(f"tracking:{name}", args=[contribution.follow_code]))
        assert answer["Cache-Control"] == "no-store"
        # A page with a form keeps its own origin, or the browser sends the form from “null”.
        policy = "same-origin" if name == "withdraw" else "no-referrer"
        assert answer["Referrer-Policy"] == policy
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies.get("sessionid")


def test_the_whole_story_is_on_the_page(client):
    page = text_of(client.get(page_of(builders.decided())))
    for told in (
        "DW26-0001.1",
        "De bomen langs de weg moeten blijven.",
        "Overgenomen",
        "Wij doen dit niet, omdat het niet veilig is.",
        "<del>",
        "<ins>",
        "Provinciale Staten",
    ):
        assert told in page


def test_a_draft_answer_is_not_shown(client):
    consultation = builders.consultation()
    contribution = builders.admitted(consultation)
    builders.approved_answer(builders.point(contribution))
    page = text_of(client.get(page_of(contribution)))
    assert "omdat het niet veilig is" not in page
    assert "De antwoorden volgen later." in page


def test_a_declined_contribution_says_why(client):
    contribution = builders.contribution(builders.consultation())
    contributions.decline(
        contribution, actor=builders.staff(Role.HANDLER), reason="Gaat over een andere weg."
    )
    assert "Gaat over een andere weg." in text_of(client.get(page_of(contribution)))


def test_the_code_may_be_typed_as_people_do(client):
    contribution = builders.contribution(builders.consultation())
    typed = contribution.follow_code.lower().replace("0", "o").replace("-", " ")
    answer = client.post(reverse("tracking:enter"), {"code": typed})
    assert answer["Location"] == page_of(contribution)
    assert client.get(f"/volg/{typed}/")["Location"] == page_of(contribution)


def test_the_link_may_be_pasted_in_the_place_of_the_code(client):
    contribution = builders.contribution(builders.consultation())
    link = f"https://inspraak.provincie.example{page_of(contribution)}"
    answer = client.post(reverse("tracking:enter"), {"code": link})
    assert answer["Location"] == page_of(contribution)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul uw volgcode in."),
        ("7KQ4", "12 tekens"),
        ("BUS26-0039", "Dit is het nummer van uw reactie."),
        ("7KQ4-M2XD-9RTU", "kan niet in een code"),
        ("0000-0000-0001", "typefout"),
        ("0000-0000-0000", "kennen geen reactie"),
        ("<script>alert(1)</script>", "12 tekens"),
    ],
)
def test_a_wrong_code_gets_a_clear_answer_and_keeps_what_was_typed(client, typed, told):
    answer = client.post(reverse("tracking:enter"), {"code": typed})
    assert answer.status_code == 404
    assert told in text_of(answer)
    assert "<script>alert" not in text_of(answer)
    if typed.isalnum():
        assert f'value="{typed}"' in text_of(answer)


def test_guessing_asks_for_the_number_and_locks_nobody_out(client):
    contribution = builders.contribution(builders.consultation())
    for _ in range(guessing.FREE_TRIES):
        client.post(reverse("tracking:enter"), {"code": codes.generate()}, **LIBRARY)
    # The link from the letter now asks for the number that stands beside the code.
    asked = client.get(page_of(contribution), **LIBRARY)
    assert asked.status_code == 404
    assert 'name="number"' in text_of(asked)
    assert contribution.text not in text_of(asked)
    typed = {"code": contribution.follow_code, "number": "DW26-0009"}
    assert client.post(reverse("tracking:enter"), typed, **LIBRARY).status_code == 404
    typed["number"] = "dw26 1"
    shown = client.post(reverse("tracking:enter"), typed, follow=True, **LIBRARY)
    assert "De bomen langs de weg" in text_of(shown)
    # Somebody at home notices nothing.
    assert client.get(page_of(contribution), REMOTE_ADDR="198.51.100.1").status_code == 200


def test_a_right_code_is_never_counted(client):
    contribution = builders.contribution(builders.consultation())
    for _ in range(guessing.FREE_TRIES * 2):
        assert client.get(page_of(contribution), **LIBRARY).status_code == 200


def test_the_code_is_masked_in_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/volg/7KQ4-M2XD-9RT5/")
    handler = logging.getLogger("django").handlers[0]
    for record in caplog.records:
        handler.filter(record)
        assert "7KQ4" not in record.getMessage()


def test_withdrawing_asks_once(client):
    contribution = builders.contribution(builders.consultation())
    address = reverse("tracking:withdraw", args=[contribution.follow_code])
    assert "intrekken?" in text_of(client.get(address))
    assert Contribution.objects.get().status == Status.RECEIVED
    assert "ingetrokken" in text_of(client.post(address, follow=True))
    assert Contribution.objects.get().status == Status.WITHDRAWN
    # Back, and once more: no reproach, but the page that says that it was done.
    assert client.post(address)["Location"] == page_of(contribution)
    assert client.get(address)["Location"] == page_of(contribution)


def test_what_was_answered_cannot_be_withdrawn_any_more(client):
    contribution = builders.decided()
    answer = client.post(reverse("tracking:withdraw", args=[contribution.follow_code]))
    assert answer.status_code == 422
    assert Contribution.objects.get().status == Status.ANSWERED


def test_taking_the_name_away_twice_at_once_is_no_error(client, monkeypatch):
    given = builders.contribution(builders.consultation(), name_may_be_published=True)
    permit_name = public_texts.permit_name

    def after_the_other(*args, **more):
        permit_name(*args, **more)
        return permit_name(*args, **more)

    monkeypatch.setattr(public_texts, "permit_name", after_the_other)
    answer = client.post(reverse("tracking:name", args=[given.follow_code]), follow=True)
    assert "Wij publiceren uw naam niet." in text_of(answer)


def test_a_changed_term_shows_on_the_track(client):
    consultation = builders.consultation()
    contribution = builders.contribution(consultation)
    builders.consultations.put_in_force(
        builders.procedure(
            opens_on=consultation.opens_on,
            closes_on=consultation.closes_on + timedelta(days=7),
        ),
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason="Stukken lagen te laat ter inzage.",
    )
    assert "Stukken lagen te laat" in text_of(client.get(page_of(contribution)))


def test_the_page_takes_the_same_number_of_queries(client, django_assert_num_queries):
    consultation = builders.consultation()
    contribution = builders.admitted(consultation)
    for quotes in (
        ["De bomen langs de weg moeten blijven."],
        ["Het fietspad mag breder.", "Groeten uit het dorp!"],
    ):
        for quote in quotes:
            builders.approved_answer(builders.point(contribution, quote))
        sequence()
        with django_assert_num_queries(15):
            client.get(page_of(contribution))
