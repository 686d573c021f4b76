"""Questions of the council: asked once, never lost, always answerable, and never rewritten."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from participatie.accountability.overview import stamp
from participatie.accountability.staten.questions import acts, reminding, responsible, subjects
from participatie.accountability.staten.questions.models import Notice, NoticeKind, Reply, Withheld
from participatie.accountability.staten.questions.reading import tally
from participatie.accountability.staten.questions.sending import send_notice
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline import kinds
from participatie.pipeline.models import Event
from participatie.pipeline.refusals import NotAllowed, Refused
from tests import builders
from tests.accountability.questions import asking

pytestmark = pytest.mark.django_db


def kinds_of(question):
    return list(
        Event.objects.filter(consultation=question.consultation, data__number=question.number)
        .order_by("pk")
        .values_list("kind", flat=True)
    )


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("to__email", flat=True))


def later(question, days):
    """A block of time so many days after the last day for the reply."""
    return clock.at(terms.noon_of(question.last_day + timedelta(days=days)))


def griffie():
    return builders.staff(Role.REGISTRY)


def test_a_question_gets_a_number_a_member_and_a_term_and_the_track_holds_no_words():
    consulted = builders.consultation()
    member = asking.in_charge(consulted)
    first, second = asking.question(consulted), asking.question(consulted)
    assert [first.reference, second.reference] == ["DW26-V1", "DW26-V2"]
    assert first.member == member
    assert first.last_day == terms.next_working_day(clock.today() + timedelta(days=30))
    (event, _second) = Event.objects.filter(kind=kinds.QUESTION_ASKED)
    assert event.data == {"number": 1, "about": ""}
    assert told(NoticeKind.ASKED) == ["gijs@provincie.example"] * 2


def test_a_double_click_asks_once_and_other_words_ask_anew():
    consulted = builders.consultation()
    about, form = subjects.find(consulted, ""), uuid4()
    actor = builders.staff(Role.COUNCILLOR)
    asked = [
        acts.ask(consulted, actor=actor, about=about, text=text, form=form).number
        for text in ("Waarom?", "Waarom?\r\n", "Waarom nu?")
    ]
    assert asked == [1, 1, 2]


@pytest.mark.parametrize("text", ["", "  \n\x00", "a" * 10_001])
def test_an_empty_question_or_a_book_is_refused(text):
    consulted = builders.consultation()
    with pytest.raises(Refused):
        asking.question(consulted, text=text)
    assert not Event.objects.filter(kind=kinds.QUESTION_ASKED).exists()


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COUNCILLOR])
def test_only_members_of_the_council_ask(role):
    consulted = builders.consultation()
    with pytest.raises(NotAllowed):
        acts.ask(
            consulted,
            actor=builders.staff(role),
            about=subjects.find(consulted, ""),
            text="Waarom?",
            form=uuid4(),
        )


def test_the_nota_is_not_made_anew_and_the_pages_are():
    consulted = builders.consultation()
    before = stamp(consulted)
    asking.question(consulted)
    after = stamp(consulted)
    assert after.key == before.key
    assert after.key_of_page != before.key_of_page


def test_a_reply_is_given_once_and_corrected_beside_it():
    consulted = builders.consultation()
    member = asking.in_charge(consulted)
    question = asking.replied(asking.question(consulted))
    assert question.replied_on == clock.today()
    with pytest.raises(Refused, match="Zeg wat er niet klopte"):
        acts.reply(question, actor=member.user, text="Anders.", seen=1)
    acts.reply(question, actor=member.user, text="Anders.", seen=1, why="Het getal was fout.")
    assert list(question.replies.values_list("version", "text", "why")) == [
        (1, "Er waren veel reacties.", ""),
        (2, "Anders.", "Het getal was fout."),
    ]
    assert kinds_of(question)[-2:] == [kinds.QUESTION_REPLIED] * 2
    assert (
        told(NoticeKind.REPLIED) == told(NoticeKind.CORRECTED) == ["councillor@provincie.example"]
    )
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Reply.objects.filter(version=1).update(text="Nooit gezegd.")


def test_the_second_of_two_who_reply_at_once_is_refused_and_keeps_the_draft():
    question = asking.question(builders.consultation())
    one, other = asking.member("anna"), asking.member("bas")
    acts.save_draft(question, actor=other.user, text="Mijn antwoord.")
    acts.reply(question, actor=one.user, text="Eerst.", seen=0)
    with pytest.raises(Refused, match="intussen"):
        acts.reply(question, actor=other.user, text="Mijn antwoord.", seen=0)
    assert question.replies.get(given_at=None).text == "Mijn antwoord."
    assert question.replies.get(version=1).member == one


def test_another_member_cannot_reply_and_the_griffie_enters_what_came_on_paper():
    consulted = builders.consultation()
    member = asking.in_charge(consulted)
    question = asking.question(consulted)
    with pytest.raises(NotAllowed):
        acts.reply(question, actor=asking.member("anna").user, text="Ik weet het.", seen=0)
    with pytest.raises(Refused, match="op welke dag"):
        acts.reply(question, actor=griffie(), text="Per brief.", seen=0)
    with later(question, 3):
        given = acts.reply(
            question, actor=griffie(), text="Per brief.", seen=0, came_on=question.last_day
        )
    question.refresh_from_db()
    assert (given.member, given.came_on) == (member, question.last_day)
    assert not question.was_late


def test_a_reply_after_the_term_is_taken_and_told_as_late():
    consulted = builders.consultation()
    asking.in_charge(consulted)
    question = asking.question(consulted)
    with later(question, 1):
        assert question.is_overdue
        assert tally().overdue == 1
        asking.replied(question)
        assert question.was_late
        assert (tally().late, tally().overdue) == (1, 0)


def test_the_term_becomes_longer_once_in_time_and_with_a_reason():
    consulted = builders.consultation()
    member = asking.in_charge(consulted)
    question = asking.question(consulted)
    until = terms.next_working_day(question.last_day + timedelta(days=10))

    def extend(to=until, because="Wij zoeken het uit."):
        return acts.extend(question, actor=member.user, until=to, because=because)

    for wrong in (
        {"because": " "},
        {"to": question.last_day},
        {"to": question.last_day + timedelta(days=90)},
    ):
        with pytest.raises(Refused):
            extend(**wrong)
    with later(question, 1), pytest.raises(Refused, match="voorbij"):
        extend()
    longer = extend()
    assert (longer.extended_from, longer.last_day) == (question.last_day, until)
    with pytest.raises(Refused, match="één keer"):
        extend(to=until + timedelta(days=7))
    assert told(NoticeKind.EXTENDED) == ["councillor@provincie.example"]


def test_a_question_is_withdrawn_by_who_asked_and_not_after_the_reply():
    consulted = builders.consultation()
    member = asking.in_charge(consulted)
    question = asking.question(consulted)
    other = builders.staff(Role.COUNCILLOR, email="ander@provincie.example")
    with pytest.raises(NotAllowed):
        acts.withdraw(question, actor=other)
    acts.withdraw(question, actor=question.asked_by)
    with pytest.raises(Refused, match="ingetrokken"):
        acts.reply(question, actor=member.user, text="Toch.", seen=0)
    answered = asking.replied(asking.question(consulted))
    with pytest.raises(Refused):
        acts.withdraw(answered, actor=answered.asked_by)


def test_only_the_griffie_decides_that_a_question_is_not_public():
    question = asking.question(builders.consultation())
    with pytest.raises(NotAllowed):
        acts.withhold(question, actor=question.asked_by, because=Withheld.PERSONAL)
    acts.withhold(question, actor=griffie(), because=Withheld.PERSONAL)
    assert not acts.withhold(question, actor=griffie(), because=None).withheld
    assert kinds_of(question)[1:] == [kinds.QUESTION_WITHHELD] * 2


def test_questions_of_who_left_go_to_who_follows_or_to_the_executive_as_a_whole():
    consulted = builders.consultation()
    gijs, anna = asking.in_charge(consulted), asking.member("anna")
    question = asking.question(consulted)
    yesterday = clock.today() - timedelta(days=1)
    responsible.leave(gijs, actor=griffie(), until=yesterday, successor=anna)
    question.refresh_from_db()
    assert question.member == anna
    assert responsible.in_charge(consulted) == anna
    responsible.leave(anna, actor=griffie(), until=yesterday, successor=None)
    question.refresh_from_db()
    assert question.member is None
    assert told(NoticeKind.NOBODY) == ["registry@provincie.example"]
    assert kinds_of(question) == [kinds.QUESTION_ASKED, *[kinds.QUESTION_PASSED_ON] * 2]
    # Never unanswerable: whoever is in office can reply, and naming somebody passes it on.
    bas = asking.member("bas")
    assert acts.may_reply(question, bas.user)
    asking.in_charge(consulted, "bas")
    question.refresh_from_db()
    assert question.member == bas
    assert not acts.may_reply(question, gijs.user)


def test_a_question_of_who_leaves_later_or_loses_the_account_finds_its_way_in_the_morning():
    consulted = builders.consultation()
    gijs, anna = asking.in_charge(consulted), asking.member("anna")
    question = asking.question(consulted)
    responsible.leave(gijs, actor=griffie(), until=question.last_day, successor=anna)
    assert responsible.hand_over() == 0
    with later(question, 1):
        assert responsible.hand_over() == 1
    anna.user.is_active = False
    anna.user.save()
    with later(question, 1):
        assert responsible.hand_over() == 1
        assert responsible.hand_over() == 0
    question.refresh_from_db()
    assert question.member is None


def test_two_who_follow_each_other_are_no_endless_way():
    gijs, anna = asking.member("gijs"), asking.member("anna")
    yesterday = clock.today() - timedelta(days=1)
    responsible.leave(gijs, actor=griffie(), until=yesterday, successor=anna)
    responsible.leave(anna, actor=griffie(), until=yesterday, successor=gijs)
    gijs.refresh_from_db()
    assert responsible.heir(gijs) is None


def test_who_must_reply_is_reminded_a_week_before_on_the_day_and_after_it_once_each():
    consulted = builders.consultation()
    asking.in_charge(consulted)
    question = asking.question(consulted)
    for days in (-8, -7, -7, -3, 0, 0, 1, 5):
        with later(question, days):
            reminding.remind()
    assert list(Notice.objects.order_by("pk").values_list("kind", flat=True)) == [
        NoticeKind.ASKED,
        NoticeKind.SOON,
        NoticeKind.LAST_DAY,
        NoticeKind.OVERDUE,
    ]


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_mail_tells_number_term_and_address_and_neither_words_nor_names(kind):
    consulted = builders.consultation()
    asking.in_charge(consulted)
    question = asking.question(consulted)
    Notice.objects.all().delete()
    notice = Notice.objects.create(
        question=question, kind=kind, to=question.asked_by, made_at=clock.now()
    )
    send_notice(notice.pk)
    send_notice(notice.pk)
    (sent,) = mail.outbox
    assert "DW26-V1" in sent.subject
    for body in (sent.body, sent.alternatives[0].content):
        assert "/staten/dorpsweg/vragen/1/" in body
        assert asking.WORDS not in body
        assert "Gijs" not in body
        assert "Councillor" not in body


def test_a_reminder_that_waited_until_there_was_a_reply_is_not_sent():
    consulted = builders.consultation()
    asking.in_charge(consulted)
    question = asking.question(consulted)
    notice = Notice.objects.get(kind=NoticeKind.ASKED)
    asking.replied(question)
    send_notice(notice.pk)
    assert mail.outbox == []
