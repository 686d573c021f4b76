"""Publishing the answers: refused with the list of what is missing, and done when it is clear."""

import pytest

from participatie.accounts.roles import Role
from participatie.pipeline.acts import answers
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Outcome, Status
from tests import builders

pytestmark = pytest.mark.django_db
PUBLISH = "/behandeling/antwoorden/dorpsweg/publiceren/"


@pytest.fixture
def consulted():
    return builders.consultation()


def test_what_is_missing_is_listed_with_the_place_to_solve_it(approver, consulted):
    received = builders.contribution(consulted)
    bare = builders.admitted(consulted)
    split = builders.admitted(consulted)
    unanswered = builders.point(split)
    draft = builders.draft_answer(builders.point(split, "Het fietspad mag breder."))
    leading = builders.approved_answer(builders.point(split, "Groeten"), outcome=Outcome.ADOPTED)

    with builders.after_the_term(consulted):
        response = approver.get(PUBLISH)
        refused = approver.post(PUBLISH)

    page = response.content.decode()
    assert [figure["number"] for figure in response.context["figures"]] == [2, 3, 2]
    for address in (
        f"/behandeling/reactie/{received.reference}/",
        f"/behandeling/reactie/{bare.reference}/punten/",
        f"/behandeling/antwoorden/dorpsweg/nieuw/?punt={unanswered.pk}",
        f"/behandeling/antwoord/{draft.pk}/",
    ):
        assert f'href="{address}"' in page
    assert leading.reference in page
    assert response.context["to_do"] == 5
    assert "Alle antwoorden publiceren" not in page
    assert refused.status_code == 422
    assert len(refused.context["refusal"]) == 6
    assert Consultation.objects.get().answers_published_at is None


def test_an_answer_to_several_points_is_one_thing_to_do(approver, consulted):
    split = builders.admitted(consulted)
    first = builders.draft_answer(builders.point(split, "Het fietspad mag breder."))
    second = builders.draft_answer(
        builders.point(split, "Groeten"), builders.point(builders.admitted(consulted))
    )
    with builders.after_the_term(consulted):
        response = approver.get(PUBLISH)

    [group] = response.context["groups"]
    assert [name for name, _ in group["links"]] == [first.reference, second.reference]
    assert response.context["to_do"] == group["count"] == 2
    assert "Er moeten eerst nog 2 dingen gebeuren" in response.content.decode()


def test_not_while_the_term_runs(approver, consulted):
    builders.approved_answer(builders.point(builders.admitted(consulted)))

    assert "De termijn loopt nog" in approver.get(PUBLISH).content.decode()
    assert approver.post(PUBLISH).status_code == 422


def test_published_when_nothing_is_missing(approver, handler, consulted):
    given = builders.admitted(consulted)
    answer = builders.approved_answer(builders.point(given))
    with builders.after_the_term(consulted):
        assert "Alle antwoorden publiceren" in approver.get(PUBLISH).content.decode()
        assert "Alle antwoorden publiceren" not in handler.get(PUBLISH).content.decode()
        assert handler.post(PUBLISH).status_code == 422

        response = approver.post(PUBLISH, follow=True)

        assert "zijn gepubliceerd" in response.content.decode()
        given.refresh_from_db()
        assert given.status == Status.ANSWERED
        assert approver.post(PUBLISH).status_code == 422
        # Nothing of a published answer can be acted on any more.
        page = approver.get(f"/behandeling/antwoord/{answer.pk}/").content
        assert b'name="act"' not in page
        sent = {"act": "return", "revision": 1, "returned_because": "Toch"}
        assert approver.post(f"/behandeling/antwoord/{answer.pk}/", sent).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(approver, consulted, django_assert_num_queries, count):
    for _ in range(count):
        builders.contribution(consulted)
        builders.admitted(consulted)
        split = builders.admitted(consulted)
        builders.point(split)
        answer = builders.draft_answer(builders.point(split, "Het fietspad"))
        answers.submit_answer(answer, actor=builders.staff(Role.HANDLER))

    with django_assert_num_queries(11):
        assert approver.get(PUBLISH).context["to_do"] == 4 * count
