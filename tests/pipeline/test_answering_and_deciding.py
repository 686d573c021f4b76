"""From points to a decision, and the gates on the way."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections, transaction

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.acts import answers, decisions
from participatie.pipeline.models import (
    Answer,
    Article,
    Consultation,
    Contribution,
    Decision,
    Event,
)
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import AnswerStatus, ChangeOrigin, Outcome, Stage, Status
from tests import builders

pytestmark = pytest.mark.django_db

APPROVER = Role.APPROVER


@pytest.fixture
def closed():
    """A consultation of which the term is over; the test lives on the day after."""
    consultation = builders.consultation()
    with builders.after_the_term(consultation):
        yield consultation


def given_before(consultation, **over):
    with clock.at(consultation.opens_at):
        return builders.admitted(consultation, **over)


def test_one_answer_serves_many_points(closed):
    points = [builders.point(given_before(closed)) for _ in range(3)]
    answer = builders.draft_answer(*points)
    assert answer.reference == "DW26-A1"
    assert answer.points.count() == 3


def test_a_point_has_one_answer(closed):
    point = builders.point(given_before(closed))
    builders.draft_answer(point)
    with pytest.raises(Refused, match="DW26-A1"):
        builders.draft_answer(point)
    assert Answer.objects.count() == 1


def test_whoever_wrote_an_answer_cannot_approve_it(closed):
    both = builders.staff(Role.HANDLER, APPROVER, email="both@provincie.example")
    answer = answers.draft_answer(
        [builders.point(given_before(closed))],
        actor=both,
        outcome=Outcome.NOTED,
        reason="Gezien.",
        plain="Gezien.",
    )
    answers.edit_answer(
        answer,
        actor=builders.staff(Role.HANDLER),
        revision=1,
        outcome=Outcome.NOTED,
        reason="Gezien en gelezen.",
        plain="Gezien.",
        points=list(answer.points.all()),
    )
    answers.submit_answer(answer, actor=both)
    with pytest.raises(NotAllowed, match="zelf"):
        answers.approve_answer(answer, actor=both)
    assert answers.approve_answer(answer, actor=builders.staff(APPROVER)).is_fixed


def test_approved_text_is_locked_also_in_the_database(closed):
    answer = builders.approved_answer(builders.point(given_before(closed)))
    with pytest.raises(Refused, match="op slot"):
        answers.edit_answer(
            answer,
            actor=builders.staff(Role.HANDLER),
            revision=answer.revision,
            outcome=Outcome.ADOPTED,
            reason="x",
            plain="x",
            points=list(answer.points.all()),
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(reason="anders")


def test_an_older_revision_does_not_overwrite_a_newer(closed):
    answer = builders.draft_answer(builders.point(given_before(closed)))
    edit = {
        "actor": builders.staff(Role.HANDLER),
        "revision": 1,
        "outcome": Outcome.NOTED,
        "plain": "Kort.",
        "points": list(answer.points.all()),
    }
    answers.edit_answer(answer, reason="Eerste.", **edit)
    with pytest.raises(Refused, match="collega"):
        answers.edit_answer(answer, reason="Tweede.", **edit)
    assert Answer.objects.get().reason == "Eerste."


def test_answers_are_not_published_while_something_is_missing(closed):
    with clock.at(closed.opens_at):
        unjudged = builders.contribution(closed)
        without_points = builders.admitted(closed)
    unanswered = builders.point(given_before(closed))
    drafted = builders.point(given_before(closed))
    builders.draft_answer(drafted)
    promised = builders.approved_answer(
        builders.point(given_before(closed)), outcome=Outcome.ADOPTED
    )
    with pytest.raises(Refused) as refusal:
        answers.publish_answers(closed, actor=builders.staff(APPROVER))
    about = {problem.about for problem in refusal.value.problems}
    assert about == {unjudged, without_points, unanswered, drafted, promised}
    assert not Answer.objects.filter(status=AnswerStatus.PUBLISHED).exists()
    assert Consultation.objects.get().answers_published_at is None


def test_answers_are_not_published_while_the_term_runs():
    consultation = builders.consultation()
    builders.approved_answer(builders.point(builders.admitted(consultation)))
    with pytest.raises(Refused, match="termijn"):
        answers.publish_answers(consultation, actor=builders.staff(APPROVER))


def test_publishing_answers_every_contribution_at_once(closed):
    given = [given_before(closed) for _ in range(3)]
    builders.approved_answer(*[builders.point(contribution) for contribution in given])
    answers.publish_answers(closed, actor=builders.staff(APPROVER))
    assert set(Contribution.objects.values_list("status", flat=True)) == {Status.ANSWERED}
    assert Event.objects.filter(kind=kinds.ANSWERED).count() == 3


def test_a_change_that_names_no_answer_blocks_the_decision(closed):
    builders.approved_answer(builders.point(given_before(closed)))
    decision = builders.decision(closed)
    nameless = builders.change(decision)
    answers.publish_answers(closed, actor=builders.staff(APPROVER))
    with pytest.raises(Refused) as refusal:
        adopt(decision)
    assert [p.about for p in refusal.value.problems] == [nameless]


def test_a_change_because_of_an_answer_that_changes_nothing_blocks_the_decision(closed):
    answer = builders.approved_answer(builders.point(given_before(closed)))
    decision = builders.decision(closed)
    builders.change(decision, answer)
    answers.publish_answers(closed, actor=builders.staff(APPROVER))
    with pytest.raises(Refused) as refusal:
        adopt(decision)
    assert [p.about for p in refusal.value.problems] == [answer]


def test_a_decision_waits_for_the_answers(closed):
    given_before(closed)
    with pytest.raises(Refused, match="besluit"):
        adopt(builders.decision(closed))


def adopt(decision):
    return decisions.adopt_decision(
        decision,
        actor=builders.staff(APPROVER),
        adopted_by="Provinciale Staten",
        adopted_on=clock.today(),
    )


def test_the_adopted_version_is_the_draft_with_its_changes(closed):
    answer = builders.approved_answer(builders.point(given_before(closed)), outcome=Outcome.ADOPTED)
    decision = builders.decision(closed)
    builders.change(decision, answer)
    handler = builders.staff(Role.HANDLER)
    own = {"actor": handler, "origin": ChangeOrigin.OWN_MOTION, "explanation": "Redactie."}
    decisions.make_change(decision, label="Artikel 2", after="", **own)
    decisions.make_change(decision, label="Artikel 3", after="Slot.", heading="Slot", **own)
    answers.publish_answers(closed, actor=builders.staff(APPROVER))
    adopt(decision)
    adopted = Article.objects.filter(version__number=2).values_list("label", "text")
    assert list(adopted) == [("Artikel 1", "De bomen blijven staan."), ("Artikel 3", "Slot.")]
    assert Article.objects.filter(version__number=1).count() == 2
    assert Consultation.objects.get().stage is Stage.DECIDED
    with pytest.raises(Refused, match="op slot"):
        builders.change(Decision.objects.get(), label="Artikel 9")


def test_a_removed_change_no_longer_counts_for_its_answer(closed):
    answer = builders.approved_answer(builders.point(given_before(closed)), outcome=Outcome.ADOPTED)
    change = builders.change(builders.decision(closed), answer)
    decisions.remove_change(change, actor=builders.staff(Role.HANDLER), reason="Vergissing.")
    with pytest.raises(Refused) as refusal:
        answers.publish_answers(closed, actor=builders.staff(APPROVER))
    assert [p.about for p in refusal.value.problems] == [answer]


@pytest.mark.parametrize("role", [r for r in Role if r is not APPROVER])
def test_only_approvers_publish_and_adopt(role, closed):
    other, decision = builders.staff(role), builders.decision(closed)
    with pytest.raises(NotAllowed):
        answers.publish_answers(closed, actor=other)
    with pytest.raises(NotAllowed):
        decisions.adopt_decision(decision, actor=other, adopted_by="PS", adopted_on=clock.today())


@pytest.mark.django_db(transaction=True)
def test_two_handlers_who_answer_one_point_at_once_make_one_answer():
    consultation = builders.consultation()
    point = builders.point(builders.admitted(consultation))
    start, refused = Barrier(2), []

    def write(email):
        handler = builders.staff(Role.HANDLER, email=email)
        start.wait()
        try:
            answers.draft_answer(
                [point], actor=handler, outcome=Outcome.NOTED, reason="x", plain="x"
            )
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=write, args=[f"{name}@p.example"]) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Answer.objects.count() == 1
    assert len(refused) == 1
