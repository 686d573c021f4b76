"""Sorting, splitting and publishing a contribution."""

import pytest
from django.db import DatabaseError, transaction

from participatie.accounts.roles import Role
from participatie.core.text import Span, uncovered
from participatie.pipeline import kinds
from participatie.pipeline.acts import contributions, points, public_texts
from participatie.pipeline.models import Contribution, Event, PublicText
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import MOVES, HidingReason, Status, Timeliness
from tests import builders

pytestmark = pytest.mark.django_db

HANDLER = Role.HANDLER


def test_admitting_records_who_and_why():
    handler = builders.staff(HANDLER)
    contribution = builders.admitted(builders.consultation())
    assert contribution.status == Status.ADMITTED
    assert Event.objects.get(kind=kinds.ADMITTED).actor == handler


def test_a_late_contribution_is_admitted_only_with_a_reason():
    consultation = builders.consultation()
    with builders.after_the_term(consultation):
        late = builders.contribution(consultation)
        assert late.timeliness == Timeliness.LATE
        with pytest.raises(Refused, match="te laat"):
            contributions.admit(late, actor=builders.staff(HANDLER))
        contributions.admit(late, actor=builders.staff(HANDLER), reason="Ziekenhuisopname.")


def test_declining_needs_a_reason():
    contribution = builders.contribution(builders.consultation())
    with pytest.raises(Refused):
        contributions.decline(contribution, actor=builders.staff(HANDLER), reason=" ")
    contributions.decline(contribution, actor=builders.staff(HANDLER), reason="Gaat over Mars.")
    contribution.refresh_from_db()
    assert contribution.status == Status.INADMISSIBLE


def test_a_second_handler_hears_that_it_was_admitted_already():
    contribution = builders.admitted(builders.consultation())
    with pytest.raises(Refused, match="DW26-0001"):
        contributions.admit(contribution, actor=builders.staff(HANDLER, email="b@b.example"))
    assert Event.objects.filter(kind=kinds.ADMITTED).count() == 1


def test_a_sender_withdraws_without_an_account_and_staff_say_who_asked():
    consultation = builders.consultation()
    own, asked = builders.contribution(consultation), builders.contribution(consultation)
    contributions.withdraw(own, actor=None)
    with pytest.raises(Refused):
        contributions.withdraw(asked, actor=builders.staff(Role.CLERK))
    contributions.withdraw(asked, actor=builders.staff(Role.CLERK), reason="Belde zelf op.")
    assert Contribution.objects.filter(status=Status.WITHDRAWN).count() == 2


def test_no_move_leads_out_of_answered_or_withdrawn():
    assert MOVES[Status.ANSWERED] == MOVES[Status.WITHDRAWN] == frozenset()
    assert set(MOVES) == set(Status)


def test_a_point_quotes_its_passage_and_keeps_its_number():
    contribution = builders.admitted(builders.consultation())
    first = builders.point(contribution)
    assert first.reference == "DW26-0001.1"
    assert first.quote == "De bomen langs de weg moeten blijven."
    points.remove_point(first, actor=builders.staff(HANDLER), reason="Dubbel.")
    second = builders.point(contribution, "Het fietspad mag breder.")
    assert second.number == 2
    left = uncovered(contribution.text, [second.span])
    assert [contribution.text[s.start : s.end] for s in left] == [
        "De bomen langs de weg moeten blijven.",
        "Groeten uit het dorp!",
    ]


@pytest.mark.parametrize("span", [Span(5, 5), Span(9, 4), Span(0, 10_000), Span(-3, 4)])
def test_a_passage_outside_the_text_is_refused(span):
    contribution = builders.admitted(builders.consultation())
    with pytest.raises(Refused):
        points.make_point(
            contribution, points.Passage(summary="x", span=span), actor=builders.staff(HANDLER)
        )
    assert not contribution.points.exists()


def test_the_same_passage_is_one_point():
    contribution = builders.admitted(builders.consultation())
    builders.point(contribution)
    with pytest.raises(Refused, match=r"DW26-0001\.1"):
        builders.point(contribution)


def test_points_wait_for_admission():
    contribution = builders.contribution(builders.consultation())
    with pytest.raises(Refused):
        builders.point(contribution)


def test_the_public_text_hides_passages_and_leaves_the_original():
    contribution = builders.contribution(builders.consultation())
    start = contribution.text.index("Groeten uit het dorp!")
    public = public_texts.approve_public_text(
        contribution,
        actor=builders.staff(HANDLER),
        hidden=[
            (Span(start, start + 12), HidingReason.NAME),
            (Span(start + 3, start + 21), HidingReason.ADDRESS),
        ],
    )
    assert public.text == builders.TEXT[:start] + public_texts.HIDDEN
    assert Contribution.objects.get().text == builders.TEXT
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicText.objects.update(text="alles")


def test_a_new_public_text_replaces_the_old_and_can_be_retracted():
    contribution = builders.contribution(builders.consultation())
    handler = builders.staff(HANDLER)
    public_texts.approve_public_text(contribution, actor=handler, hidden=[])
    second = public_texts.approve_public_text(
        contribution, actor=handler, hidden=[(Span(0, 2), HidingReason.OTHER)]
    )
    assert Contribution.objects.get().public_text == second
    public_texts.retract_public_text(contribution, actor=handler, reason="Naam gemist.")
    assert Contribution.objects.get().public_text is None


def test_a_withdrawn_contribution_is_not_public_any_more():
    contribution = builders.contribution(builders.consultation())
    public_texts.approve_public_text(contribution, actor=builders.staff(HANDLER), hidden=[])
    contributions.withdraw(contribution, actor=None)
    assert Contribution.objects.get().public_text is None
    with pytest.raises(Refused):
        public_texts.approve_public_text(contribution, actor=builders.staff(HANDLER), hidden=[])


@pytest.mark.parametrize("role", [r for r in Role if r is not HANDLER])
def test_other_roles_do_not_handle(role):
    contribution, other = builders.contribution(builders.consultation()), builders.staff(role)
    for act in (
        lambda: contributions.admit(contribution, actor=other),
        lambda: contributions.assign(contribution, actor=other, to=None),
        lambda: points.make_point(contribution, points.Passage(summary="x"), actor=other),
    ):
        with pytest.raises(NotAllowed):
            act()
