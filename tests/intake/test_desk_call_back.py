"""From a call-back to a contribution: what was filled in comes along, and is then at its end."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.intake.callback.models import CallBack, State, Step
from participatie.intake.desk.models import DeskEntry
from participatie.intake.web.models import Draft
from participatie.pipeline.acts import texts
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake.desk_form import address, clerk_client, send
from tests.intake.web_visitor import CHECK, FORM, RECEIPT, filled, pdf

pytestmark = pytest.mark.django_db
ASK = f"{FORM}bel-mij-terug/"
QUESTIONS = [
    Question("opinion", QuestionKind.OPEN, "Wat vindt u?"),
    Question("safe", QuestionKind.SCALE, "Hoe veilig?", optional=True),
    Question("file", QuestionKind.FILE, "Stuurt u iets mee?", optional=True),
]


@pytest.fixture
def visitor():
    """Somebody who began to fill in the form, shared it, and asked to be called."""
    builders.consultation(questions=QUESTIONS)
    client = Client()
    client.post(
        FORM,
        filled(
            **{"question-opinion": "De lindes.", "question-safe": "4", "question-file": pdf()},
            reply_by="",
        ),
    )
    client.post(ASK, {"phone": "06 12345678", "part_of_day": "any", "share_draft": "on"})
    return client


def begin(clerk):
    return clerk.post(reverse("desk:from_call_back", args=[CallBack.objects.get().pk]))


def save(clerk, button="agreed"):
    entry = DeskEntry.objects.get(clerk__email="clerk@provincie.example")
    where = reverse("desk:read_back", args=[Channel.PHONE, entry.pk])
    return clerk.post(where, {button: "1"})


def test_each_answer_comes_in_its_own_field_and_the_files_come_along(visitor):
    clerk = clerk_client()

    page = clerk.get(begin(clerk).url).content.decode()

    entry = DeskEntry.objects.get()
    assert entry.typed["answer_opinion"] == "De lindes."
    assert entry.typed["answer_safe"] == "4"
    assert "kaart.pdf" in page
    assert "<textarea" in page
    assert "De lindes." in page


def test_a_call_that_is_saved_ends_the_draft_and_the_call_back(visitor):
    clerk = clerk_client()
    begin(clerk)

    save(clerk)

    made, draft = Contribution.objects.get(), Draft.objects.get()
    assert draft.contribution == made
    assert draft.typed is None
    assert not draft.files.exists()
    assert made.given == {"opinion": "De lindes.", "safe": "4"}
    assert made.text == "Wat vindt u?\nDe lindes.\n\nHoe veilig?\n4 van 5"
    assert [one.file.name for one in made.attachments.all()] == ["kaart.pdf"]
    call_back = CallBack.objects.get()
    assert call_back.state == State.DONE
    assert Step.DONE in call_back.steps.values_list("kind", flat=True)
    assert visitor.post(CHECK).url == RECEIPT
    receipt = visitor.get(RECEIPT).content.decode()
    assert made.reference in receipt
    assert "De lindes." in receipt
    assert Contribution.objects.count() == 1


def test_who_was_called_reads_what_the_clerk_misheard_as_it_was_corrected(visitor):
    clerk = clerk_client()
    begin(clerk)
    save(clerk)
    made = Contribution.objects.get()

    texts.correct(
        made, actor=builders.staff(Role.CLERK), text="De eiken.", reason="verkeerd verstaan"
    )

    assert visitor.post(CHECK).url == RECEIPT
    receipt = visitor.get(RECEIPT).content.decode()
    assert "De eiken." in receipt
    assert "De lindes." not in receipt


def test_a_call_that_was_cut_off_leaves_the_draft_to_its_writer(visitor):
    clerk = clerk_client()
    begin(clerk)

    save(clerk, "not_agreed")

    assert not Draft.objects.get().is_sent
    assert "De lindes." in visitor.get(FORM).content.decode()


def test_what_was_sent_in_the_meantime_is_said_before_saving(visitor):
    clerk = clerk_client()
    where = begin(clerk).url
    visitor.post(FORM, filled(**{"question-opinion": "De lindes."}))
    visitor.post(CHECK)
    sent = Contribution.objects.get()

    assert f"als {sent.reference}" in clerk.get(where).content.decode()
    save(clerk)

    assert Draft.objects.get().contribution == sent


def test_a_call_back_is_typed_in_once_by_each_and_a_colleague_is_mentioned(visitor):
    clerk, other = clerk_client(), clerk_client("ander@provincie.example")

    first, again = begin(clerk).url, begin(clerk).url
    theirs = other.get(begin(other).url).content.decode()

    assert first == again
    assert "voert ook een gesprek met deze persoon in" in theirs
    assert DeskEntry.objects.count() == 2


def test_who_opened_the_call_back_before_me_is_mentioned(visitor):
    where = reverse("callbacks:call", args=[CallBack.objects.get().pk])
    clerk, other = clerk_client(), clerk_client("ander@provincie.example")

    assert "laatste vijf minuten" not in clerk.get(where).content.decode()
    assert "laatste vijf minuten" not in clerk.get(where).content.decode()
    assert "laatste vijf minuten" in other.get(where).content.decode()


def test_an_entry_that_is_thrown_away_leaves_draft_and_files(visitor):
    clerk = clerk_client()
    begin(clerk)
    entry = DeskEntry.objects.get()

    clerk.post(reverse("desk:discard", args=[Channel.PHONE, entry.pk]))

    assert Draft.objects.get().files.get().file.name == "kaart.pdf"
    assert CallBack.objects.get().state == State.WAITING


# The questions of the form


def test_answers_and_what_was_said_besides_are_one_text_and_structured_too():
    builders.consultation(questions=QUESTIONS)
    clerk, key = clerk_client(), uuid4()
    typed = {"answer_safe": "2", "text": "Verder niets."}
    send(clerk, Channel.PHONE, key=key, button="read_back", **typed)
    page = clerk.get(reverse("desk:read_back", args=[Channel.PHONE, key])).content.decode()
    assert "Hoe veilig?\n2 van 5\n\nVerder niets." in page

    clerk.post(reverse("desk:read_back", args=[Channel.PHONE, key]), {"agreed": "1"})

    made = Contribution.objects.get()
    assert made.given == {"safe": "2"}
    assert made.text == "Hoe veilig?\n2 van 5\n\nVerder niets."
    assert made.form.questions == QUESTIONS


def test_a_scale_shows_its_five_steps_and_choices_can_be_several():
    several = Question(
        "parts", QuestionKind.SEVERAL_CHOICES, "Welke?", choices=("De <brug>", "De weg", "Het pad")
    )
    builders.consultation(questions=[*QUESTIONS, several])
    clerk, key = clerk_client(), uuid4()
    page = clerk.get(reverse("desk:enter", args=[Channel.PHONE])).content.decode()
    for label in ("1 – laag", "3", "5 – hoog", "De &lt;brug&gt;"):
        assert f">{label}</label>" in page

    chosen = ["De <brug>", "Het pad"]
    send(clerk, Channel.PHONE, key=key, button="read_back", text="", answers_parts=chosen)
    assert "checked" in clerk.get(address(Channel.PHONE, key)).content.decode()
    clerk.post(reverse("desk:read_back", args=[Channel.PHONE, key]), {"agreed": "1"})

    assert Contribution.objects.get().given == {"parts": chosen}


def test_an_answer_to_a_question_of_another_consultation_is_not_lost():
    builders.consultation(questions=QUESTIONS)
    builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug")
    clerk, key = clerk_client(), uuid4()
    send(clerk, Channel.PHONE, key=key, button="choose", text="", answer_safe="4")

    send(
        clerk,
        Channel.PHONE,
        key=key,
        button="choose",
        consultation="brug",
        text="Eerst",
        answer_safe="Ja!",
    )

    assert DeskEntry.objects.get().typed["text"] == "Eerst\n\nJa!"
    assert "answer_safe" not in DeskEntry.objects.get().typed


def test_a_call_without_any_answer_or_text_is_refused():
    builders.consultation(questions=QUESTIONS)

    answer = send(clerk_client(), Channel.PHONE, button="read_back", text="")

    assert answer.context["form"].errors == {"text": ["Er is nog geen tekst."]}
