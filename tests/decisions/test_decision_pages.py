"""The pages about a decision, as a handler and an approver use them."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.acts import answers
from participatie.pipeline.models import Answer, Change, Decision
from participatie.pipeline.statuses import DecisionStatus, Outcome
from tests import builders

pytestmark = pytest.mark.django_db

DRAFT = """Gedeputeerde Staten besluiten:

Artikel 1 Bomen
De bomen worden gekapt.
1. Dat geldt ook voor struiken.

Artikel 2. Fietsen
Er komt een fietspad.
"""


@pytest.fixture
def handler(client):
    client.force_login(builders.staff(Role.HANDLER))
    return client


@pytest.fixture
def closed():
    consultation = builders.consultation()
    with builders.after_the_term(consultation):
        yield consultation


def leading_answer(consultation):
    with clock.at(consultation.opens_at):
        contribution = builders.admitted(consultation)
    return builders.approved_answer(builders.point(contribution), outcome=Outcome.ADOPTED)


def url(name, *args):
    return reverse(f"decisions:{name}", args=["dorpsweg", *args])


def test_the_draft_is_shown_in_articles_before_it_is_kept(handler, closed):
    typed = {"title": "Inrichtingsplan", "text": DRAFT}
    shown = handler.post(url("draft"), typed | {"look": "1"})
    assert "3 artikelen" in shown.content.decode()
    assert not Decision.objects.exists()
    handler.post(url("draft"), typed | {"keep": "1"})
    assert Decision.objects.get().versions.get().articles.count() == 3


def test_a_change_is_made_edited_and_taken_back(handler, closed):
    answer = leading_answer(closed)
    builders.decision(closed)
    typed = {
        "label": "Artikel 1",
        "after": "De bomen blijven.",
        "explanation": "Gevraagd.",
        "origin": "answers",
        "answers": [answer.pk],
    }
    handler.post(url("new_change"), typed)
    change = Change.objects.get()
    assert list(change.answers.all()) == [answer]
    page = handler.get(url("decision")).content.decode()
    assert "<del>" in page
    assert change.reference in page
    handler.post(url("change", 1), typed | {"after": "Alle bomen blijven.", "revision": 1})
    change.refresh_from_db()
    assert change.after == "Alle bomen blijven."
    handler.post(url("change", 1), {"remove": "1", "reason": "Vergissing."})
    change.refresh_from_db()
    assert change.removed_at is not None


def test_from_an_answer_the_article_is_chosen_and_the_answer_stays_ticked(handler, closed):
    first, second = leading_answer(closed), leading_answer(closed)
    builders.change(builders.decision(closed), first)
    asked = handler.get(url("new_change"), {"antwoord": second.pk}).content.decode()
    for label in ("Artikel 1", "Artikel 2"):
        query = f"?artikel={quote(label)}&amp;antwoord={second.pk}"
        assert f'href="{url("new_change")}{query}"' in asked
    unchanged = {"artikel": "Artikel 2", "antwoord": second.pk}
    form = handler.get(url("new_change"), unchanged).context["form"]
    assert form["answers"].value() == [str(second.pk)]
    changed = {"artikel": "Artikel 1", "antwoord": second.pk}
    form = handler.get(url("new_change"), changed, follow=True).context["form"]
    assert form["answers"].value() == [str(first.pk), str(second.pk)]


def test_answers_that_lead_to_a_change_are_offered_first_with_their_outcome(handler, closed):
    with clock.at(closed.opens_at):
        contribution = builders.admitted(closed)
    refused = builders.draft_answer(builders.point(contribution))
    leading = leading_answer(closed)
    builders.decision(closed)

    form = handler.get(url("new_change")).context["form"]

    offered = [str(label) for _value, label in form.fields["answers"].choices]
    assert [text.split(":")[0] for text in offered] == [
        f"{leading.reference} (overgenomen)",
        f"{refused.reference} (niet overgenomen)",
    ]


def test_two_handlers_on_one_change_lose_nothing(handler, closed):
    answer = leading_answer(closed)
    builders.change(builders.decision(closed), answer)
    typed = {
        "revision": 1,
        "label": "Artikel 1",
        "explanation": "Gevraagd.",
        "origin": "answers",
        "answers": [answer.pk],
    }
    first = {"after": "Van de eerste.", "explanation": "Uitleg van de eerste."}
    handler.post(url("change", 1), typed | first)
    second = handler.post(url("change", 1), typed | {"after": "Van de tweede."})
    page = second.content.decode()
    assert second.status_code == 422
    assert "collega" in page
    assert "Van de eerste." in page
    assert "Uitleg van de eerste." in page
    assert "Gevraagd." in page
    assert "Van de tweede." in page
    assert 'name="revision" value="2"' in page


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ({"explanation": ""}, "Toelichting"),
        ({"after": "De bomen worden gekapt."}, "dezelfde"),
        ({"origin": ""}, "Waar komt"),
    ],
)
def test_a_bad_change_is_refused_and_keeps_what_was_typed(handler, closed, over, told):
    builders.decision(closed)
    typed = {
        "label": "Artikel 1",
        "after": "Nieuwe tekst die blijft staan.",
        "explanation": "Uitleg die blijft staan.",
        "origin": "own_motion",
    }
    page = handler.post(url("new_change"), typed | over).content.decode()
    assert told in page
    assert "blijft staan" in page
    assert not Change.objects.exists()


def test_the_line_ends_that_browsers_send_are_no_change(handler, closed):
    handler.post(url("draft"), {"title": "Plan", "text": DRAFT.replace("\n", "\r\n"), "keep": "1"})
    before = "De bomen worden gekapt.\r\n1. Dat geldt ook voor struiken."
    typed = {"label": "Artikel 1", "explanation": "Nodig.", "origin": "own_motion"}
    page = handler.post(url("new_change"), typed | {"after": before}).content.decode()
    assert "De nieuwe tekst is dezelfde als de oude." in page
    handler.post(url("new_change"), typed | {"after": f"{before}\r\n2. Ook voor hagen."})
    change = Change.objects.get()
    assert change.after == f"{change.before}\n2. Ook voor hagen."


def test_adoption_lists_what_stands_in_the_way_and_then_publishes(client, closed):
    client.force_login(builders.staff(Role.APPROVER))
    answer = leading_answer(closed)
    decision = builders.decision(closed)
    form = {"adopted_by": "Provinciale Staten", "adopted_on": clock.today().isoformat()}
    blocked = client.post(url("adopt"), form)
    assert blocked.status_code == 422
    assert answer.reference in blocked.content.decode()
    builders.change(decision, answer)
    answers.publish_answers(closed, actor=builders.staff(Role.APPROVER))
    client.post(url("adopt"), form)
    assert Decision.objects.get().status == DecisionStatus.ADOPTED
    assert "op slot" in client.get(url("decision")).content.decode()


def test_the_handler_cannot_adopt(handler, closed):
    builders.decision(closed)
    form = {"adopted_by": "Provinciale Staten", "adopted_on": clock.today().isoformat()}
    assert handler.post(url("adopt"), form).status_code == 422
    assert Decision.objects.get().status == DecisionStatus.DRAFT


def test_the_decision_page_takes_the_same_number_of_queries(
    handler, closed, django_assert_num_queries
):
    decision = builders.decision(closed)
    for count, label in [(1, "Artikel 1"), (3, "Artikel 2")]:
        while Answer.objects.count() < count:
            answer = leading_answer(closed)
        builders.change(decision, answer, label=label)
        with django_assert_num_queries(9):
            handler.get(url("decision"))


@pytest.mark.parametrize("name", ["decision", "draft", "new_change", "adopt"])
@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.HANDLER, Role.APPROVER)])
def test_other_roles_are_turned_away(client, closed, name, role):
    builders.decision(closed)
    client.force_login(builders.staff(role))
    assert client.get(url(name)).status_code == 403
