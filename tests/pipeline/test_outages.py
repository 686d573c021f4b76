"""An outage gives people the time back (Awb 2:21), and is on the track."""

from datetime import UTC, timedelta

import pytest

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.acts import outages
from participatie.pipeline.models import Outage
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Channel, Timeliness
from tests import builders

pytestmark = pytest.mark.django_db

REASON = "De website deed het niet door een kapotte server."


@pytest.fixture
def consultation():
    return builders.consultation()


def register(consultation, **over):
    now = clock.now()
    values = {
        "actor": builders.staff(Role.EDITOR),
        "began_at": now - timedelta(hours=5),
        "doors": [Channel.WEB],
        "reason": REASON,
        "consultations": [consultation],
    }
    return outages.register(**values | over)


def test_an_outage_begins_and_its_end_extends_the_term(consultation):
    outage, before = register(consultation), consultation.closes_on
    later = before + timedelta(days=1)
    outages.end(
        outage,
        actor=builders.staff(Role.EDITOR),
        ended_at=clock.now(),
        closing={consultation.pk: later},
    )
    consultation.refresh_from_db()
    assert consultation.closes_on == later
    term = Outage.objects.get().terms.get()
    assert (term.closed_on_before, term.closes_on_after) == (before, later)
    began, ended, changed = (
        consultation.events.get(kind=kind)
        for kind in (kinds.OUTAGE_BEGAN, kinds.OUTAGE_ENDED, kinds.TERM_CHANGED)
    )
    assert began.data["reason"] == ended.data["reason"] == changed.data["reason"] == REASON
    assert changed.data["outage"] == outage.pk


def test_after_two_outages_at_once_each_says_which_day_it_moved(consultation):
    first_day = consultation.closes_on
    days = [first_day + timedelta(days=more) for more in (2, 4)]
    goes_on = register(consultation)
    other = register(
        consultation,
        doors=[Channel.PHONE],
        ended_at=clock.now(),
        closing={consultation.pk: days[0]},
    )
    ended = {"ended_at": clock.now(), "closing": {consultation.pk: days[1]}}
    outages.end(goes_on, actor=builders.staff(Role.EDITOR), **ended)

    told = [
        (one.terms.get().closed_on_before, one.terms.get().closes_on_after)
        for one in (other, goes_on)
    ]
    assert told == [(first_day, days[0]), (days[0], days[1])]


def test_what_was_too_late_is_in_time_after_it(consultation):
    end = consultation.closes_at
    with clock.at(end + timedelta(hours=3)):
        late = builders.contribution(consultation)
        assert late.timeliness == Timeliness.LATE
        register(
            consultation,
            began_at=end - timedelta(hours=2),
            ended_at=end + timedelta(hours=1),
            closing={consultation.pk: clock.today()},
        )
    late.refresh_from_db()
    assert late.timeliness == Timeliness.ON_TIME


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"reason": " "}, "wat er aan de hand was"),
        ({"doors": []}, "één manier"),
        ({"consultations": []}, "één consultatie"),
    ],
)
def test_an_outage_says_what_and_whom(consultation, over, said):
    with pytest.raises(Refused, match=said):
        register(consultation, **over)
    assert not Outage.objects.exists()


def test_an_outage_never_makes_a_term_shorter(consultation):
    with pytest.raises(Refused, match="alleen langer"):
        register(
            consultation, closing={consultation.pk: consultation.closes_on - timedelta(days=1)}
        )
    assert not Outage.objects.exists()


def test_times_run_forward(consultation):
    now = clock.now()
    with pytest.raises(Refused, match="voordat"):
        register(consultation, ended_at=now - timedelta(hours=9))
    with pytest.raises(Refused, match="toekomst"):
        register(consultation, ended_at=now + timedelta(hours=9))
    with pytest.raises(Refused, match="gepland"):
        register(consultation, began_at=now + timedelta(hours=1))
    planned = register(
        consultation,
        is_planned=True,
        began_at=now + timedelta(hours=1),
        ended_at=now + timedelta(hours=2),
    )
    assert planned.is_planned


def test_an_outage_ends_once(consultation):
    outage, editor = register(consultation), builders.staff(Role.EDITOR)
    outages.end(outage, actor=editor, ended_at=clock.now())
    with pytest.raises(Refused, match="al voorbij"):
        outages.end(outage, actor=editor, ended_at=clock.now())


def test_the_same_outage_is_put_on_record_once(consultation):
    began_at = clock.now() - timedelta(hours=5)
    first, second = (register(consultation, began_at=began_at) for _time in range(2))
    assert first == second
    assert consultation.events.filter(kind=kinds.OUTAGE_BEGAN).count() == 1


def test_only_who_sets_terms_registers_an_outage(consultation):
    with pytest.raises(NotAllowed):
        register(consultation, actor=builders.staff(Role.CLERK))


def corrected(outage, **over):
    values = {
        "actor": builders.staff(Role.EDITOR),
        "began_at": outage.began_at,
        "ended_at": outage.ended_at,
        "reason": outage.reason,
        "reason_in_english": outage.reason_in_english,
        "note": "De klok van de server liep achter.",
    }
    return outages.correct(outage, **values | over)


def test_a_mistake_is_mended_and_what_it_was_stays_on_the_track(consultation):
    now, longer = clock.now(), consultation.closes_on + timedelta(days=3)
    outage = register(consultation, ended_at=now, closing={consultation.pk: longer})
    ended_at = now - timedelta(hours=4)
    corrected(outage, ended_at=ended_at, reason="Een stekker.", reason_in_english="A plug.")
    outage.refresh_from_db()
    assert (outage.ended_at, outage.reason, outage.reason_in_english) == (
        ended_at,
        "Een stekker.",
        "A plug.",
    )
    consultation.refresh_from_db()
    assert consultation.closes_on == longer, "who was promised time keeps it"
    facts = consultation.events.get(kind=kinds.OUTAGE_CORRECTED).data
    assert facts["reason"] == "Een stekker."
    assert facts["note"] == "De klok van de server liep achter."
    assert facts["before"] == {
        "began_at": outage.began_at.astimezone(UTC).isoformat(),
        "ended_at": now.astimezone(UTC).isoformat(),
        "doors": ["web"],
        "reason": REASON,
        "reason_in_english": "",
    }


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "Er is niets anders"),
        ({"reason": " "}, "wat er aan de hand was"),
        ({"reason": "Een stekker.", "note": " "}, "wat er niet klopte"),
        ({"began_at": timedelta(hours=1)}, "gepland"),
        ({"ended_at": timedelta(hours=1)}, "toekomst"),
        ({"ended_at": timedelta(hours=-9)}, "voordat"),
        ({"ended_at": None}, "is voorbij"),
    ],
)
def test_a_correction_says_what_was_wrong_and_keeps_to_possible_times(consultation, over, said):
    now = clock.now()
    outage = register(consultation, ended_at=now)
    over = {name: now + to if isinstance(to, timedelta) else to for name, to in over.items()}
    with pytest.raises(Refused, match=said):
        corrected(outage, **over)
    assert not consultation.events.filter(kind=kinds.OUTAGE_CORRECTED).exists()


def test_one_that_goes_on_is_not_ended_by_a_correction(consultation):
    outage = register(consultation)
    with pytest.raises(Refused, match="nog bezig"):
        corrected(outage, ended_at=clock.now())
    corrected(outage, began_at=outage.began_at - timedelta(hours=1))
    outage.refresh_from_db()
    assert outage.ended_at is None


def test_only_who_sets_terms_corrects_an_outage(consultation):
    with pytest.raises(NotAllowed):
        corrected(register(consultation), actor=builders.staff(Role.CLERK), reason="Iets anders.")
