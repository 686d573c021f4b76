"""An outage gives people the time back (Awb 2:21), and is on the track."""

from datetime import timedelta

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
        ({"doors": []}, "minstens één manier"),
        ({"consultations": []}, "minstens één consultatie"),
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


def test_only_who_sets_terms_registers_an_outage(consultation):
    with pytest.raises(NotAllowed):
        register(consultation, actor=builders.staff(Role.CLERK))
