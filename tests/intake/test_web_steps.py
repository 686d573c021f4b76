"""The form in steps: one page for up to three groups of questions, otherwise a page for each."""

import pytest
from django.test import Client

from participatie.intake.web.models import Draft
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, errors, filled, pdf

pytestmark = pytest.mark.django_db
ABOUT = f"{FORM}over-u/"
WHO = {"name": "Jan de Vries", "reply_by": "email", "email": "jan@voorbeeld.example"}


def grouped(*names: str, optional: bool = False) -> list[Question]:
    """An open question under each of these headings."""
    return [
        Question(name.lower(), QuestionKind.OPEN, f"Wat vindt u? ({name})", "", optional, (), name)
        for name in names
    ]


FOUR = grouped("Bomen", "Fietsers", "Bussen", "Huizen")


def step(number: int) -> str:
    return f"{FORM}stap/{number}/" if number > 1 else FORM


def headings(client: Client, address: str) -> list[str]:
    return [str(section.heading) for section in client.get(address).context["form"].sections()]


def test_up_to_three_groups_stand_on_one_page_under_their_headings(client: Client) -> None:
    builders.consultation(questions=FOUR[:3])
    assert headings(client, FORM)[:4] == ["Bomen", "Fietsers", "Bussen", "Wie bent u?"]
    assert "Stap 1 van 2" in client.get(FORM).content.decode()


def test_four_groups_are_asked_in_steps(client: Client) -> None:
    builders.consultation(questions=FOUR)
    for number, question in enumerate(FOUR, start=1):
        page = client.get(step(number)).content.decode()
        assert f"Stap {number} van 6" in page
        assert page.count("<h1") == 1
        assert headings(client, step(number)) == [question.group]
        assert ("Bijlagen" in page) == (number == 4)
        answer = {f"question-{question.key}": f"Antwoord over {question.group}."}
        response = client.post(step(number), answer)
        assert response["Location"] == (step(number + 1) if number < 4 else ABOUT)
    assert "Stap 5 van 6" in client.get(ABOUT).content.decode()
    assert client.post(ABOUT, WHO)["Location"] == CHECK
    page = client.get(CHECK).content.decode()
    assert "Stap 6 van 6" in page
    for question in FOUR:
        assert f"Antwoord over {question.group}." in page
    client.post(CHECK)
    assert Contribution.objects.get().text.count("Antwoord over") == 4


def test_a_change_from_the_check_page_leads_back_to_it(client: Client) -> None:
    builders.consultation(questions=FOUR)
    for number, question in enumerate(FOUR, start=1):
        client.post(step(number), {f"question-{question.key}": "Goed."})
    client.post(ABOUT, WHO)
    changes = [part["change"] for part in client.get(CHECK).context["parts"]]
    assert changes[1] == f"{step(2)}?wijzigen"
    assert client.post(changes[1], {"question-fietsers": ""})["Location"].startswith(step(2))
    again = client.get(f"{step(2)}?nagekeken&wijzigen")
    assert "nog niet beantwoord" in errors(again)
    assert client.post(changes[1], {"question-fietsers": "Beter."})["Location"] == CHECK
    assert "Beter." in client.get(CHECK).content.decode()


@pytest.mark.parametrize("questions", [FOUR, [*FOUR, *grouped("Borden", "Bermen", "Bochten")]])
def test_the_check_page_costs_the_same_queries_for_any_number_of_steps(
    client: Client, django_assert_num_queries, questions: list[Question]
) -> None:
    builders.consultation(questions=questions)
    for number, question in enumerate(questions, start=1):
        client.post(step(number), {f"question-{question.key}": "Goed."})
    client.post(ABOUT, WHO)
    with django_assert_num_queries(10):
        assert client.get(CHECK).status_code == 200


def test_a_step_that_is_not_there_leads_to_the_first(client: Client) -> None:
    builders.consultation(questions=FOUR)
    assert client.get(step(2)).status_code == 404
    client.post(FORM, {"question-bomen": "Mooi."})
    for number in (0, 9):
        assert client.get(f"{FORM}stap/{number}/")["Location"] == FORM
    assert client.get(f"{FORM}stap/5/")["Location"] == ABOUT
    assert client.get(f"{FORM}stap/1/")["Location"] == FORM


def test_who_skips_a_step_is_led_to_it_before_sending(client: Client) -> None:
    builders.consultation(questions=FOUR)
    client.post(FORM, {"question-bomen": "Mooi."})
    client.post(ABOUT, WHO)
    assert client.get(CHECK)["Location"] == step(2)
    client.post(CHECK)
    assert not Contribution.objects.exists()


def test_all_steps_left_empty_is_said_at_the_last_of_them(client: Client) -> None:
    builders.consultation(questions=grouped("Een", "Twee", "Drie", "Vier", optional=True))
    for number in (1, 2, 3):
        assert client.post(step(number), {})["Location"] == step(number + 1)
    assert client.post(step(4), {})["Location"] == f"{step(4)}?nagekeken"
    assert "staat nog niets" in errors(client.get(f"{step(4)}?nagekeken"))
    # A file says something too, and so does an answer on an earlier page.
    client.post(step(4), {"attachments": pdf()})
    assert client.get(step(4)).context["form"].kept
    client.post(FORM, {"question-een": "Toch iets."})
    client.post(ABOUT, WHO)
    assert client.get(CHECK).status_code == 200


def test_a_draft_in_steps_goes_on_where_it_was_left(client: Client) -> None:
    builders.consultation(questions=FOUR)
    client.post(FORM, {"question-bomen": "Mooi."})
    link = client.post(step(2), {"question-fietsers": "Ruim.", "save": "1"})["Location"]
    assert Client().post(link, {"continue": "1"})["Location"] == step(3)
    assert Draft.objects.get().typed["question-bomen"] == ["Mooi."]


def test_a_scale_reads_the_same_everywhere(client: Client) -> None:
    safe = Question("safe", QuestionKind.SCALE, "Hoe veilig is de weg?")
    builders.consultation(questions=[builders.OPINION, safe])
    client.post(FORM, filled(**{"question-safe": "4"}))
    assert "4 van 5" in client.get(CHECK).content.decode()
    client.post(CHECK)
    given = Contribution.objects.get()
    assert given.text.endswith("Hoe veilig is de weg?\n4 van 5")
    assert given.given["safe"] == "4"
    assert [given.text[s.start : s.end] for s in given.not_own_words] == [
        "Wat vindt u van het plan?",
        "Hoe veilig is de weg?\n4 van 5",
    ]
