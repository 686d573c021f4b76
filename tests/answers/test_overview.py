"""The points of a consultation by theme, their states, and beginning an answer to many."""

import pytest

from participatie.accounts.roles import Role
from participatie.pipeline.acts import answers, points
from participatie.pipeline.models import Point
from tests import builders

pytestmark = pytest.mark.django_db
OVERVIEW = "/behandeling/antwoorden/dorpsweg/"


def shown(response) -> list[str]:
    return [point.reference for group in response.context["groups"] for point in group["points"]]


@pytest.fixture
def given():
    return builders.admitted(builders.consultation())


def test_points_stand_by_theme_and_can_be_filtered(handler, given):
    actor = builders.staff(Role.HANDLER)
    bare = points.make_point(given, points.Passage(summary="Los"), actor=actor)
    bomen = builders.point(given)
    builders.draft_answer(bomen)
    fietsers = builders.point(given, "Het fietspad mag breder.")
    theme = given.consultation.themes.last()
    points.set_point_theme(fietsers, actor=actor, theme=theme)

    def found(query: str) -> list[str]:
        return shown(handler.get(f"{OVERVIEW}?{query}"))

    assert found("") == [bomen.reference, fietsers.reference, bare.reference]
    assert found("state=unanswered") == [fietsers.reference, bare.reference]
    assert found("state=mine") == [bomen.reference]
    assert found("state=submitted") == []
    assert found(f"theme={theme.pk}") == [fietsers.reference]
    assert found("theme=none") == [bare.reference]
    assert found("theme=999999&state=onzin") == found("")


def test_tabs_count_the_states(handler, given, colleague):
    builders.draft_answer(builders.point(given))
    answer = builders.draft_answer(builders.point(given, "Het fietspad"))
    answers.submit_answer(answer, actor=builders.staff(Role.HANDLER))
    builders.point(given, "Groeten")

    tabs = handler.get(OVERVIEW).context["tabs"]

    assert [tab["count"] for tab in tabs] == [3, 1, 1, 1, 1, 0]


def test_points_of_what_is_not_handled_any_more_are_not_there(handler, given):
    from participatie.pipeline.acts.contributions import withdraw

    builders.point(given)
    withdraw(given, actor=None)

    assert shown(handler.get(OVERVIEW)) == []


def test_a_theme_is_answered_at_once(handler, given):
    first = builders.point(given)
    second = builders.point(builders.admitted(given.consultation))
    builders.draft_answer(second)
    third = builders.point(builders.admitted(given.consultation))

    response = handler.get(f"{OVERVIEW}nieuw/?theme={first.theme_id}")

    assert [row["point"] for row in response.context["rows"]] == [first, third]


def test_beginning_without_points_leads_back(handler, given):
    for query in ("", "?punt=", "?punt=x", "?punt=999999", "?theme=99999"):
        response = handler.get(f"{OVERVIEW}nieuw/{query}", follow=True)
        assert response.redirect_chain[0][0] == OVERVIEW
        assert "Kies eerst een of meer punten" in response.content.decode()


def test_a_point_that_has_an_answer_is_left_out_and_named(handler, given):
    answered, open_ = builders.point(given), builders.point(given, "Het fietspad")
    answer = builders.draft_answer(answered)

    response = handler.get(f"{OVERVIEW}nieuw/?punt={answered.pk}&punt={open_.pk}")

    assert [row["point"] for row in response.context["rows"]] == [open_]
    assert answer.reference in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(handler, given, django_assert_num_queries, count):
    for quote in ("De bomen", "Het fietspad", "Groeten")[:count]:
        builders.draft_answer(builders.point(given, quote))

    with django_assert_num_queries(9):
        assert len(shown(handler.get(OVERVIEW))) == count


def test_a_page_holds_a_hundred_points(handler, given):
    actor = builders.staff(Role.HANDLER)
    for number in range(101):
        points.make_point(given, points.Passage(summary=f"Punt {number}"), actor=actor)

    assert len(shown(handler.get(OVERVIEW))) == 100
    assert len(shown(handler.get(f"{OVERVIEW}?page=2"))) == 1
    assert Point.objects.count() == 101


def test_an_approver_reads_and_ticks_nothing(approver, given):
    point = builders.point(given)

    response = approver.get(OVERVIEW)

    assert shown(response) == [point.reference]
    assert b'name="punt"' not in response.content
    assert approver.get(f"{OVERVIEW}nieuw/?punt={point.pk}").status_code == 403


def test_passages_and_summaries_are_never_markup(handler):
    said = "<script>alert(1)</script> De bomen langs de weg moeten blijven."
    given = builders.admitted(builders.consultation(), text=said)
    builders.point(given, said)

    page = handler.get(OVERVIEW).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
