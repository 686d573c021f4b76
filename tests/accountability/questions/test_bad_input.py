"""What the pages about questions say to what cannot be right; nothing that was typed is lost."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability.staten.questions import acts
from participatie.accountability.staten.questions.models import ExecutiveMember, Question, Reply
from participatie.accounts.roles import Role
from participatie.core import clock
from tests import builders
from tests.accountability.questions import asking

pytestmark = pytest.mark.django_db

UNSEEN = "\u200b \u202e\u2800"
"""Nobody sees anything of it."""


def url(name, *args):
    return reverse(f"questions:{name}", args=args)


def errors(answer):
    """{name of a field: what is wrong with it}."""
    assert answer.status_code == 422
    tree = html.fromstring(answer.content)
    return {
        named.get("name"): " ".join(tree.get_element_by_id(place).text_content().split())
        for named in tree.xpath("//main//form[@method='post']//*[@aria-invalid='true']")
        for place in named.get("aria-describedby").split()
        if place.endswith("error")
    }


@pytest.fixture
def question():
    consultation = builders.consultation()
    asking.in_charge(consultation)
    return asking.question(consultation)


@pytest.fixture
def member(client, question):
    client.force_login(question.member.user)
    return client


@pytest.fixture
def griffie(client):
    client.force_login(builders.staff(Role.REGISTRY))
    return client


def test_what_nobody_can_see_is_no_question(client, question):
    client.force_login(question.asked_by)
    form = html.fromstring(client.get(url("ask", "dorpsweg")).content).forms[-1]
    answer = client.post(url("ask", "dorpsweg"), dict(form.form_values()) | {"text": UNSEEN})
    assert errors(answer) == {"text": "Fout: Typ uw vraag."}
    assert Question.objects.count() == 1


def test_what_nobody_can_see_is_no_reply_and_no_reason(member, question):
    answer = member.post(url("reply", "dorpsweg", 1), {"seen": 0, "text": UNSEEN, "give": "1"})
    assert errors(answer) == {"text": "Fout: Typ het antwoord."}
    asking.replied(question)
    sent = {"seen": 1, "text": "Beter.", "why": UNSEEN, "give": "1"}
    assert "why" in errors(member.post(url("reply", "dorpsweg", 1), sent))
    assert question.replies.count() == 1


@pytest.mark.parametrize("button", ["give", "save"])
def test_what_was_wrong_has_a_longest_length_too(member, question, button):
    asking.replied(question)
    sent = {"seen": 1, "text": "Beter.", "why": "x" * 10_001, button: "1"}
    answer = member.post(url("reply", "dorpsweg", 1), sent)
    assert "10001 tekens" in errors(answer)["why"]
    assert "x" * 10_001 in answer.content.decode()
    assert question.replies.count() == 1


def test_only_its_own_button_gives_a_reply(member, question):
    member.post(url("reply", "dorpsweg", 1), {"seen": 0, "text": "Nog niet."})
    assert Reply.objects.get().given_at is None


def test_a_draft_of_the_griffie_keeps_the_day(griffie, question):
    where = url("reply", "dorpsweg", 1)
    day = clock.today().isoformat()
    griffie.post(where, {"seen": 0, "text": "Per brief.", "came_on": day, "save": "1"})
    page = html.fromstring(griffie.get(where).content)
    assert page.xpath("//input[@name='came_on']/@value") == [day]


def test_a_wrong_day_is_told_at_the_day(griffie, question):
    sent = {"seen": 0, "text": "Per brief.", "came_on": "2020-01-01", "give": "1"}
    answer = griffie.post(url("reply", "dorpsweg", 1), sent)
    assert list(errors(answer)) == ["came_on"]


def test_a_form_that_can_only_be_refused_is_not_shown(member, question):
    asking.replied(question)
    page = member.get(url("extend", "dorpsweg", 1), follow=True)
    assert page.redirect_chain[-1][0] == url("question", "dorpsweg", 1)
    assert "Er is al een antwoord." in page.content.decode()


def test_nobody_replies_to_what_was_taken_back(member, question):
    acts.withdraw(question, actor=question.asked_by)
    page = member.get(url("reply", "dorpsweg", 1), follow=True)
    assert page.redirect_chain[-1][0] == url("question", "dorpsweg", 1)
    assert "intussen ingetrokken" in page.content.decode()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"name": UNSEEN}, "name"),
        ({"portfolio": UNSEEN}, "portfolio"),
        ({"since": "9999-01-01"}, "since"),
        ({"since": "1899-01-01"}, "since"),
    ],
)
def test_a_member_of_the_executive_has_a_name_and_a_likely_day(griffie, question, over, field):
    member = question.member
    known = {"name": "Gijs", "portfolio": "wegen", "since": member.since.isoformat()}
    answer = griffie.post(url("correct", member.pk), known | over)
    assert list(errors(answer)) == [field]
    assert ExecutiveMember.objects.get(pk=member.pk).since == member.since


def test_the_end_of_an_office_is_a_likely_day(griffie, question):
    answer = griffie.post(url("leave", question.member.pk), {"until": date(9999, 12, 31)})
    assert list(errors(answer)) == ["until"]
