"""Somebody on the line, and the wrong consultation was chosen; or the enter key was pressed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html

from participatie.core import clock, terms
from participatie.intake.desk.models import DeskEntry
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake.desk_form import address, clerk_client, send

pytestmark = pytest.mark.django_db
ROAD = [
    Question("safe", QuestionKind.SCALE, "Hoe veilig is de weg?", optional=True),
    Question("mark", QuestionKind.OPEN, "Wat vindt u van de weg?", optional=True),
]
BRIDGE = [Question("mark", QuestionKind.OPEN, "Wat vindt u van de brug?", optional=True)]
MOVED = """De bocht.

Hoe veilig is de weg?
2 van 5

Wat vindt u van de weg?
Smal."""


def hidden(page, name):
    return html.fromstring(page.content).xpath(f"//input[@type='hidden'][@name='{name}']/@value")


@pytest.fixture
def road():
    return builders.consultation(questions=ROAD)


@pytest.fixture
def bridge():
    return builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug", questions=BRIDGE)


def begun(clerk, key):
    """A call about the road, with the questions of the road on the page."""
    send(clerk, Channel.PHONE, key=key, button="choose", text="")
    return hidden(clerk.get(address(Channel.PHONE, key)), "asked")[0]


@pytest.mark.parametrize("button", ["choose", "autosave"])
def test_answers_about_another_consultation_stand_in_the_text_with_their_questions(
    road, bridge, button
):
    clerk, key = clerk_client(), uuid4()
    asked = begun(clerk, key)

    send(
        clerk,
        Channel.PHONE,
        key=key,
        button=button,
        consultation="brug",
        asked=asked,
        text="De bocht.",
        answer_safe="2",
        answer_mark="Smal.",
    )

    typed = DeskEntry.objects.get().typed
    assert typed["text"] == MOVED
    assert "answer_mark" not in typed
    page = clerk.get(address(Channel.PHONE, key)).content.decode()
    assert ("Haal weg wat niet bij deze consultatie hoort" in page) is (button == "choose")


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "-1"])
def test_answers_stay_where_it_is_not_known_which_questions_stood_there(road, asked):
    clerk, key = clerk_client(), uuid4()

    send(clerk, Channel.PHONE, key=key, button="choose", asked=asked, answer_mark="Smal.")

    assert DeskEntry.objects.get().typed["answer_mark"] == "Smal."


def test_what_was_answered_so_far_is_shown_with_what_is_not_finished(road):
    clerk = clerk_client()
    send(clerk, Channel.PHONE, button="autosave", text="", answer_mark="Smal.")

    assert "Smal." in clerk.get(reverse("desk:home")).content.decode()


def test_enter_in_a_field_of_a_call_leads_to_reading_back(road):
    clerk, key = clerk_client(), uuid4()

    first = send(clerk, Channel.PHONE, key=key, button="enter")
    assert first.url == address(Channel.PHONE, key)
    about = hidden(clerk.get(first.url), "about")[0]
    answer = send(clerk, Channel.PHONE, key=key, button="enter", about=about)

    assert answer.url == reverse("desk:read_back", args=[Channel.PHONE, key])


def test_enter_after_typing_another_consultation_chooses_that_one(road, bridge):
    clerk, key = clerk_client(), uuid4()
    about = str(road.pk)

    answer = send(clerk, Channel.PHONE, key=key, button="enter", about=about, consultation="brug")

    assert answer.url == address(Channel.PHONE, key)
    assert DeskEntry.objects.get().typed["consultation"] == str(bridge)


def test_enter_in_a_field_of_a_letter_saves_nothing_and_leads_to_the_button(road):
    clerk, key = clerk_client(), uuid4()

    answer = send(clerk, Channel.LETTER, key=key, button="enter", about=str(road.pk))

    assert not Contribution.objects.exists()
    begins = html.fromstring(answer.content).xpath("//*[@autofocus]/@name")
    assert begins == ["save"]
    missing = send(clerk, Channel.LETTER, key=key, button="enter", about=str(road.pk), city="")
    assert missing.context["form"].errors == {"city": ["Typ de plaats waar de brief naartoe gaat."]}


def test_what_is_read_back_has_country_and_form_and_language_of_the_letters(road):
    clerk, key = clerk_client(), uuid4()
    abroad = {"street": "Hauptstraße 5", "city": "Papenburg", "country": "Duitsland"}
    chosen = {"reply_by": "letter", "letter_form": "large", "language": "en"}

    answer = send(clerk, Channel.PHONE, key=key, button="read_back", **abroad, **chosen)

    page = clerk.get(answer.url).content.decode()
    for said in ("Duitsland", "grote letters", "Engels"):
        assert said in page


def test_who_calls_too_late_can_be_told_so_before_it_is_typed(road):
    late, clerk, key = "Wat nu wordt gezegd, komt dus te laat", clerk_client(), uuid4()
    send(clerk, Channel.PHONE, key=key, button="choose")
    assert late not in clerk.get(address(Channel.PHONE, key)).content.decode()

    with clock.at(terms.start_of(road.closes_on + timedelta(days=2))):
        assert late in clerk.get(address(Channel.PHONE, key)).content.decode()
