"""Writing an answer, with a colleague on the same one, and having it approved by another."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.answers.reading import read
from participatie.pipeline.acts import answers
from participatie.pipeline.models import Answer
from participatie.pipeline.statuses import AnswerStatus, Outcome
from tests import builders

pytestmark = pytest.mark.django_db
WRITE = "/behandeling/antwoorden/dorpsweg/nieuw/"
TEXT = {
    "outcome": "not_adopted",
    "reason": "De wortels drukken het asfalt omhoog.",
    "plain": "Wij kappen de bomen. Ze zijn niet veilig.",
}


def url(answer: Answer) -> str:
    return f"/behandeling/antwoord/{answer.pk}/"


@pytest.fixture
def given():
    return builders.admitted(builders.consultation())


@pytest.fixture
def answer(given):
    return builders.draft_answer(builders.point(given))


@pytest.fixture
def offered(answer):
    return answers.submit_answer(answer, actor=builders.staff(Role.HANDLER))


def save(client: Client, answer: Answer, **over: object):
    sent = TEXT | {
        "act": "draft",
        "revision": answer.revision,
        "punt": list(answer.points.values_list("pk", flat=True)),
    }
    return client.post(url(answer), sent | over)


def test_one_answer_to_two_points(handler, given):
    first, second = builders.point(given), builders.point(given, "Het fietspad")

    handler.post(WRITE, TEXT | {"act": "draft", "punt": [first.pk, second.pk]})

    made = Answer.objects.get()
    assert (made.status, made.outcome) == (AnswerStatus.DRAFT, Outcome.NOT_ADOPTED)
    assert list(made.points.all()) == [first, second]


def test_saving_and_offering_in_one_go(handler, given):
    handler.post(WRITE, TEXT | {"act": "submit", "punt": [builders.point(given).pk]})

    assert Answer.objects.get().status == AnswerStatus.SUBMITTED


@pytest.mark.parametrize("missing", ["outcome", "reason", "plain"])
def test_nothing_typed_is_lost_when_something_is_missing(handler, given, missing):
    point, other = builders.point(given), builders.point(given, "Het fietspad")
    sent = TEXT | {"act": "draft", "punt": [point.pk], "listed": [point.pk, other.pk], missing: ""}

    response = handler.post(WRITE, sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert all(text in page for name, text in TEXT.items() if name != missing)
    ticked = [(row["point"], row["is_ticked"]) for row in response.context["rows"]]
    assert ticked == [(point, True), (other, False)]
    assert not Answer.objects.exists()


def test_an_answer_without_points_is_refused_with_the_text_kept(handler, given):
    point = builders.point(given)

    response = handler.post(WRITE, TEXT | {"act": "draft", "listed": [point.pk]})

    assert response.status_code == 422
    assert TEXT["reason"] in response.content.decode()


def test_checking_how_it_reads_saves_nothing(handler, given):
    point = builders.point(given)
    plain = "Wij hebben " + "heel " * 25 + "lang nagedacht over de verkeersveiligheidsmaatregelen."

    response = handler.post(WRITE, {"act": "check", "plain": plain, "punt": [point.pk]})

    assert response.status_code == 200
    assert "verkeersveiligheidsmaatregelen" in response.context["reading"].long_words
    assert not Answer.objects.exists()


def test_a_draft_is_edited_and_its_points_change(handler, given, answer):
    other = builders.point(given, "Het fietspad mag breder.")

    save(handler, answer, reason="Anders", punt=[other.pk])

    answer.refresh_from_db()
    assert (answer.reason, list(answer.points.all())) == ("Anders", [other])


def test_the_second_of_two_writers_sees_both_texts_and_overwrites_only_knowingly(
    handler, answer, colleague
):
    answers.edit_answer(
        answer,
        actor=colleague,
        revision=answer.revision,
        outcome=Outcome.NOTED,
        reason="Wat de collega schreef.",
        plain="Van de collega.",
        points=list(answer.points.all()),
    )

    response = save(handler, answer, reason="Wat ik schreef.")

    page = response.content.decode()
    assert response.status_code == 422
    assert f"Wat {colleague.name} bewaarde" in page
    assert "Wat de collega schreef." in page
    assert "Wat ik schreef." in page
    answer.refresh_from_db()
    assert answer.reason == "Wat de collega schreef."

    save(handler, answer, reason="Wat ik schreef.")
    answer.refresh_from_db()
    assert answer.reason == "Wat ik schreef."


def test_editing_what_waits_for_approval_makes_it_a_draft_again(handler, offered):
    assert b'name="reason"' not in handler.get(url(offered)).content
    assert b'name="reason"' in handler.get(f"{url(offered)}?edit").content

    save(handler, offered)

    offered.refresh_from_db()
    assert offered.status == AnswerStatus.DRAFT


def test_somebody_else_approves_and_the_text_is_locked(handler, approver, offered):
    approver.post(url(offered), {"act": "approve", "revision": offered.revision})

    offered.refresh_from_db()
    assert offered.status == AnswerStatus.APPROVED
    page = handler.get(f"{url(offered)}?edit").content
    assert b'name="reason"' not in page
    assert save(handler, offered, reason="Toch anders").status_code == 422
    offered.refresh_from_db()
    assert offered.reason != "Toch anders"


def test_who_approves_what_a_colleague_just_approved_hears_so(approver, offered):
    sent = {"act": "approve", "revision": offered.revision}
    approver.post(url(offered), sent)

    second = approver.post(url(offered), sent)

    assert second.status_code == 422
    assert "heeft al de status “vastgesteld”" in second.content.decode()


def test_who_wrote_on_it_cannot_approve_it(given):
    both = builders.staff(Role.HANDLER, Role.APPROVER)
    made = answers.draft_answer(
        [builders.point(given)], actor=both, outcome=Outcome.NOTED, reason="Ja.", plain="Ja."
    )
    answers.submit_answer(made, actor=both)
    client = Client()
    client.force_login(both)

    page = client.get(url(made)).content.decode()
    response = client.post(url(made), {"act": "approve", "revision": made.revision})

    assert 'value="approve"' not in page
    assert response.status_code == 422
    assert "zelf aan dit antwoord" in response.content.decode()
    made.refresh_from_db()
    assert made.status == AnswerStatus.SUBMITTED


def test_a_text_that_changed_since_it_was_opened_is_not_approved(handler, approver, offered):
    seen = offered.revision
    save(handler, offered, act="submit", reason="Stiekem anders.")

    response = approver.post(url(offered), {"act": "approve", "revision": seen})

    offered.refresh_from_db()
    assert (response.status_code, offered.status) == (422, AnswerStatus.SUBMITTED)
    assert "Lees het eerst opnieuw" in response.content.decode()


def test_an_approver_comes_to_the_next_answer(approver, given, offered):
    other = builders.draft_answer(builders.point(given, "Het fietspad"))
    answers.submit_answer(other, actor=builders.staff(Role.HANDLER))

    sent = {"act": "approve", "revision": offered.revision}
    assert approver.post(url(offered), sent).url == url(other)


def test_giving_back_needs_a_reason_that_the_writer_reads(handler, approver, offered):
    sent = {"act": "return", "revision": offered.revision}

    assert approver.post(url(offered), sent).status_code == 422
    approver.post(url(offered), sent | {"returned_because": "Noem het onderzoek."})

    offered.refresh_from_db()
    assert offered.status == AnswerStatus.DRAFT
    page = handler.get(url(offered)).content.decode()
    assert page.count("Noem het onderzoek.") == 2


def test_a_handler_approves_nothing_and_an_approver_writes_nothing(handler, approver, offered):
    sent = {"act": "approve", "revision": offered.revision}

    assert handler.post(url(offered), sent).status_code == 422
    assert save(approver, offered).status_code == 422
    offered.refresh_from_db()
    assert (offered.status, offered.revision) == (AnswerStatus.SUBMITTED, 1)


def test_changes_because_of_it_are_linked(handler, given):
    answer = builders.approved_answer(builders.point(given), outcome=Outcome.ADOPTED)
    assert "maar er hoort nog geen wijziging" in handler.get(url(answer)).content.decode()

    change = builders.change(builders.decision(given.consultation), answer)

    page = handler.get(url(answer)).content.decode()
    assert f"/behandeling/besluit/dorpsweg/wijziging/{change.number}/" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(handler, given, django_assert_num_queries, count):
    quotes = ("De bomen", "Het fietspad", "Groeten")[:count]
    answer = builders.draft_answer(*(builders.point(given, quote) for quote in quotes))
    for quote in quotes:
        builders.point(builders.admitted(given.consultation), quote)

    with django_assert_num_queries(9):
        handler.get(url(answer))


def test_an_answer_is_never_markup(handler, given):
    sent = TEXT | {"act": "submit", "punt": [builders.point(given).pk]}
    handler.post(WRITE, sent | {"plain": "<script>alert(1)</script>", "reason": "<b>dik</b>"})

    page = handler.get(url(Answer.objects.get())).content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;dik&lt;/b&gt;" in page


def test_reading_counts_words_and_names_what_is_long():
    short = read("Wij doen dit niet. Het is niet veilig.")
    long = read("Dit is " + "erg " * 30 + "lang.")

    assert (short.words, short.sentences, short.average, short.hints) == (8, 2, 4, [])
    assert len(long.long_sentences) == 1
    assert len(long.hints) == 2
    assert read("").average == 0
