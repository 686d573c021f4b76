"""Two people press a button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections

from participatie.accountability.staten.questions import acts, subjects
from participatie.accountability.staten.questions.models import Question
from participatie.accounts.roles import Role
from participatie.pipeline.refusals import Refused
from tests import builders
from tests.accountability.questions import asking

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, things):
    """What `act` gave for each thing, done in as many connections; a refusal is given as such."""

    def do(thing):
        try:
            return act(thing)
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(do, things))


def test_one_question_for_two_clicks_and_one_reply_of_two_members():
    consultation, actor = builders.consultation(), builders.staff(Role.COUNCILLOR)
    about, form = subjects.find(consultation, ""), uuid4()

    def ask(_click):
        return acts.ask(consultation, actor=actor, about=about, text="Waarom?", form=form).pk

    assert len(set(at_once(ask, range(4)))) == Question.objects.count() == 1
    question = Question.objects.get()
    members = [asking.member("anna").user, asking.member("bas").user]

    def reply(user):
        return acts.reply(question, actor=user, text="Daarom.", seen=0)

    given = at_once(reply, members)
    assert sorted(isinstance(one, Refused) for one in given) == [False, True]
    assert [*question.replies.values_list("version", flat=True)] == [1]
