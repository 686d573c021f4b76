"""The queue: filters, counts, giving work to people, and a fixed number of queries."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.pipeline.acts import contributions
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import Channel
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE = "/behandeling/"


def shown(response) -> list[str]:
    return [row.reference for row in response.context["page"]]


def test_filters_narrow_the_list(handler):
    consulted = builders.consultation()
    other = builders.consultation(slug="haven", prefix="HV26", title="De haven")
    letter = builders.contribution(consulted, channel=Channel.LETTER)
    admitted = builders.admitted(consulted)
    elsewhere = builders.contribution(other)
    me = builders.staff(Role.HANDLER)
    contributions.assign(letter, actor=me, to=me)
    theme = consulted.themes.first()
    contributions.set_themes(admitted, actor=me, themes=[theme])

    def found(query: str) -> list[str]:
        return shown(handler.get(f"{QUEUE}?{query}"))

    assert found("") == [letter.reference, admitted.reference, elsewhere.reference]
    assert found("consultation=haven") == [elsewhere.reference]
    assert found("channel=letter") == [letter.reference]
    assert found("status=admitted") == [admitted.reference]
    assert found("whose=mine") == [letter.reference]
    assert found("whose=unassigned") == [admitted.reference, elsewhere.reference]
    assert found(f"theme={theme.pk}") == [admitted.reference]
    assert found("status=admitted&missing=points") == [admitted.reference]
    assert found("late=on") == []
    assert len(found("consultation=bestaat-niet")) == 3


def test_late_ones_by_themselves(handler):
    consulted = builders.consultation()
    builders.contribution(consulted)
    with builders.after_the_term(consulted):
        late = builders.contribution(consulted)

    assert shown(handler.get(f"{QUEUE}?late=on")) == [late.reference]


def test_a_theme_of_a_point_counts_too(handler):
    point = builders.point(builders.admitted(builders.consultation()))

    response = handler.get(f"{QUEUE}?theme={point.theme_id}")

    assert shown(response) == [point.contribution.reference]


def test_a_number_opens_the_contribution_whatever_else_is_chosen(handler):
    consulted = builders.consultation()
    builders.contribution(consulted)
    given = builders.contribution(consulted)

    response = handler.get(f"{QUEUE}?number=dw26 2&status=answered&whose=mine")

    assert response.url == f"/behandeling/reactie/{given.reference}/"


@pytest.mark.parametrize("typed", ["honderd", "9" * 30, "²", "-1"])
def test_a_strange_number_is_answered(handler, typed):
    builders.contribution(builders.consultation())

    assert handler.get(QUEUE, {"number": typed}).status_code == 200


def test_tabs_count_each_status(handler):
    consulted = builders.consultation()
    builders.contribution(consulted)
    builders.admitted(consulted)

    tabs = handler.get(QUEUE).context["tabs"]

    assert [(str(tab["name"]), tab["count"]) for tab in tabs][:3] == [
        ("Lopend", 2),
        ("ontvangen", 1),
        ("in behandeling", 1),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(handler, django_assert_num_queries, count):
    for number in range(count):
        consulted = builders.consultation(slug=f"weg-{number}", prefix=f"DW{number + 10}")
        builders.draft_answer(builders.point(builders.admitted(consulted)))
        contributions.set_themes(
            builders.contribution(consulted),
            actor=builders.staff(Role.HANDLER),
            themes=list(consulted.themes.all()),
        )

    with django_assert_num_queries(14):
        assert len(shown(handler.get(QUEUE))) == 2 * count


def test_ticked_contributions_are_given_to_me_or_a_colleague(handler, colleague):
    consulted = builders.consultation()
    first, second = builders.contribution(consulted), builders.contribution(consulted)
    ticks = [f"{first.pk}-0", f"{second.pk}-0"]

    handler.post(QUEUE, {"to": "me", "contribution": ticks[:1]})
    handler.post(QUEUE, {"to": "colleague", "colleague": colleague.pk, "contribution": ticks[1:]})

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.assigned_to == builders.staff(Role.HANDLER)
    assert second.assigned_to == colleague


def test_what_a_colleague_took_in_the_meantime_stays_theirs(handler, colleague):
    given = builders.contribution(builders.consultation())
    contributions.assign(given, actor=colleague, to=colleague)

    response = handler.post(QUEUE, {"to": "me", "contribution": [f"{given.pk}-0"]}, follow=True)

    assert f"{given.reference} is intussen van {colleague.name}" in response.content.decode()
    assert Contribution.objects.get().assigned_to == colleague


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"to": "me"}, "Vink eerst een of meer reacties aan."),
        ({"to": "colleague", "contribution": ["1-0"]}, "Kies de collega"),
        ({"to": "me", "contribution": ["x", "1-", "-1"]}, "Vink eerst"),
    ],
)
def test_an_incomplete_choice_is_explained(handler, sent, told):
    builders.contribution(builders.consultation())

    assert told in handler.post(QUEUE, sent, follow=True).content.decode()


def test_an_approver_reads_but_assigns_nothing(client: Client):
    given = builders.contribution(builders.consultation())
    client.force_login(builders.staff(Role.APPROVER))

    assert b'name="contribution"' not in client.get(QUEUE).content
    response = client.post(QUEUE, {"to": "me", "contribution": [f"{given.pk}-0"]}, follow=True)

    assert "Met uw rol" in response.content.decode()
    assert Contribution.objects.get().assigned_to is None


def test_an_approver_sees_what_waits_for_approval(client: Client):
    from participatie.pipeline.acts import answers

    answer = builders.draft_answer(builders.point(builders.admitted(builders.consultation())))
    answers.submit_answer(answer, actor=builders.staff(Role.HANDLER))
    client.force_login(builders.staff(Role.APPROVER))

    assert f'href="/behandeling/antwoord/{answer.pk}/"' in client.get(QUEUE).content.decode()


def test_the_work_is_counted_for_each_consultation(handler):
    consulted = builders.consultation()
    builders.contribution(consulted)
    builders.admitted(consulted)
    split = builders.admitted(consulted)
    builders.draft_answer(builders.point(split))
    builders.point(split, "Het fietspad mag breder.")

    [work] = handler.get("/behandeling/aantallen/").context["work"]

    assert (work.to_judge, work.without_points, work.unanswered) == (1, 1, 1)
    assert (work.drafts, work.submitted, work.approved) == (1, 0, 0)


def test_text_of_a_sender_is_never_markup(handler):
    builders.contribution(builders.consultation(), text="<script>alert(1)</script> hallo")

    page = handler.get(QUEUE).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_row_begins_with_the_senders_own_words(handler):
    builders.contribution(
        builders.consultation(questions=[builders.WAY, builders.OPINION]),
        text="",
        given={"way": "fiets", "opinion": "Laat de bomen staan."},
    )

    assert [row.excerpt for row in handler.get(QUEUE).context["page"]] == ["Laat de bomen staan."]
