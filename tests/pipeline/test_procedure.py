"""Putting a procedure in force, and how far a consultation is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline import kinds
from participatie.pipeline.acts.consultations import put_in_force
from participatie.pipeline.models import Consultation, Event, QuestionForm
from participatie.pipeline.queries.consultations import term_changes, with_stage
from participatie.pipeline.questions import (
    Question,
    QuestionKind,
    compose,
    not_own_words,
)
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Channel, Outcome, Stage, Timeliness
from tests import builders

pytestmark = pytest.mark.django_db


def renew(consultation, **over):
    values = {"opens_on": consultation.opens_on, "closes_on": consultation.closes_on}
    reason = over.pop("term_reason", "")
    return put_in_force(
        builders.procedure(**values | over),
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason=reason,
    )


def test_putting_in_force_makes_a_first_form_and_an_event():
    consultation = builders.consultation()
    assert consultation.form.version == 1
    assert consultation.form.questions == [builders.OPINION]
    assert [t.name for t in consultation.themes.all()] == ["Bomen", "Fietsers"]
    assert Event.objects.get().kind == kinds.PUT_IN_FORCE


def test_putting_in_force_again_unchanged_records_nothing():
    consultation = builders.consultation()
    renew(consultation)
    assert Event.objects.count() == 1
    assert QuestionForm.objects.count() == 1


def test_changed_questions_make_a_new_version_and_keep_the_old():
    consultation = builders.consultation()
    contribution = builders.contribution(consultation)
    more = Question("scale", QuestionKind.SCALE, "Hoe belangrijk is dit?", optional=True)
    renewed = renew(consultation, questions=[builders.OPINION, more])
    assert renewed.form.version == 2
    assert contribution.form.questions == [builders.OPINION]
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionForm.objects.update(version=9)


def test_a_changed_term_needs_a_reason():
    consultation = builders.consultation()
    longer = consultation.closes_on + timedelta(days=7)
    with pytest.raises(Refused, match="termijn"):
        renew(consultation, closes_on=longer)
    renew(consultation, closes_on=longer, term_reason="De stukken lagen te laat ter inzage.")
    [change] = term_changes(consultation)
    assert change.new_closes_on == longer
    assert change.reason == "De stukken lagen te laat ter inzage."


def test_a_term_cannot_be_moved_to_end_in_the_past():
    consultation = builders.consultation()
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(Refused, match="voorbij"):
        renew(consultation, closes_on=yesterday, term_reason="Toch korter.")
    renew(consultation, closes_on=clock.today(), term_reason="Toch korter.")
    assert Consultation.objects.get().closes_on == clock.today()


def test_a_longer_term_holds_for_what_came_in_before_it_was_made_longer():
    consultation = builders.consultation()
    in_time = builders.contribution(consultation)
    with clock.at(consultation.closes_at + timedelta(days=2)):
        late = builders.contribution(consultation)
        assert late.timeliness == Timeliness.LATE
        longer = consultation.closes_on + timedelta(days=7)
        renew(
            consultation,
            opens_on=consultation.opens_on,
            closes_on=longer,
            term_reason="De site lag plat.",
        )
    for contribution in (in_time, late):
        contribution.refresh_from_db()
        assert contribution.timeliness == Timeliness.ON_TIME
    assert Event.objects.get(kind=kinds.JUDGED_ANEW).contribution == late


def test_the_prefix_is_fixed_once_a_contribution_came_in():
    consultation = builders.consultation()
    renew(consultation, prefix="XX26")
    renew(consultation, prefix="DW26")
    builders.contribution(consultation)
    with pytest.raises(Refused):
        renew(consultation, prefix="XX26")


@pytest.mark.parametrize(
    "over",
    [
        {"doors": {Channel.WEB: "", Channel.EMAIL: "a@b.example"}},
        {"questions": []},
        {"prefix": "dw2026"},
        {"closes_on": clock.today() - timedelta(days=30)},
    ],
)
def test_a_procedure_that_cannot_hold_is_refused(over):
    with pytest.raises(Refused):
        builders.consultation(**over)
    assert not Consultation.objects.exists()


def test_a_prefix_belongs_to_one_consultation():
    builders.consultation()
    with pytest.raises(Refused, match="DW26"):
        builders.consultation(slug="andere-weg")
    assert Consultation.objects.count() == 1


def test_only_editors_put_in_force():
    with pytest.raises(NotAllowed):
        put_in_force(builders.procedure(), actor=builders.staff(Role.HANDLER))


def stages(consultation):
    row = with_stage().get(pk=consultation.pk)
    assert row.stage_now == row.stage
    return row.stage


def test_the_stage_follows_from_time_and_acts_and_is_the_same_everywhere():
    consultation = builders.consultation()
    contribution = builders.admitted(consultation)
    with clock.at(consultation.opens_at - timedelta(seconds=1)):
        assert stages(consultation) is Stage.ANNOUNCED
    for moment in [consultation.opens_at, consultation.closes_at - timedelta(seconds=1)]:
        with clock.at(moment):
            assert stages(consultation) is Stage.OPEN
    with clock.at(consultation.closes_at):
        assert stages(consultation) is Stage.CLOSED
        builders.point(contribution)
        assert stages(consultation) is Stage.ANSWERING


def test_a_decided_consultation_is_decided():
    contribution = builders.decided()
    assert stages(contribution.consultation) is Stage.DECIDED
    assert contribution.points.get().answer.outcome == Outcome.ADOPTED


def test_the_text_of_a_form_names_the_questions_when_there_are_several():
    questions = [
        builders.OPINION,
        Question("who", QuestionKind.SEVERAL_CHOICES, "Wie bent u?", choices=("fietser", "boer")),
        Question("map", QuestionKind.FILE, "Kaart", optional=True),
    ]
    assert compose(questions, {"opinion": "Mooi."}) == "Mooi."
    assert (
        compose(questions, {"opinion": "Mooi.", "who": ["fietser", "boer"], "map": "x"})
        == "Wat vindt u van het plan?\nMooi.\n\nWie bent u?\nfietser, boer"
    )


def test_the_closing_moment_is_midnight_in_amsterdam_also_when_the_clock_changes():
    consultation = builders.consultation()
    assert consultation.closes_at == terms.end_of(consultation.closes_on)
    assert clock.day_of(consultation.closes_at - timedelta(seconds=1)) == consultation.closes_on


@given(st.dictionaries(st.sampled_from("abc"), st.text(min_size=1, max_size=30)))
def test_what_is_left_of_a_text_are_the_answers_in_own_words(said):
    kinds_of = {"a": QuestionKind.OPEN, "b": QuestionKind.SCALE, "c": QuestionKind.OPEN}
    asked = [Question(key, kind, f"Vraag {key}?") for key, kind in kinds_of.items()]
    text = compose(asked, said)
    left = text
    for span in reversed(not_own_words(asked, said, text)):
        left = left[: span.start] + left[span.end :]
    own = [said[key] for key in "ac" if key in said]
    if len(said) == 1:
        own = [text]
    assert "".join(left.split()) == "".join("".join(own).split())
