"""From what came in to published answers, through the pages of handlers and approver only."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.pipeline.models import Answer, Contribution, Point, PublicText
from participatie.pipeline.statuses import AnswerStatus, Channel, Status
from tests import builders

pytestmark = pytest.mark.django_db
ANSWERS = "/behandeling/antwoorden/dorpsweg/"


def browser(role: Role) -> Client:
    client = Client()
    client.force_login(builders.staff(role))
    return client


def page(given: Contribution, part: str = "") -> str:
    return f"/behandeling/reactie/{given.reference}/{part}"


def test_a_web_a_letter_and_a_call_are_sorted_and_answered():
    consulted = builders.consultation()
    web = builders.contribution(consulted)
    letter = builders.contribution(consulted, channel=Channel.LETTER)
    call = builders.contribution(consulted, channel=Channel.PHONE, text="Dit gaat over een hond.")
    handler, approver = browser(Role.HANDLER), browser(Role.APPROVER)

    with builders.after_the_term(consulted):
        for given in (web, letter):
            handler.post(page(given), {"act": "admit", "seen": "received"})
        reason = "Gaat niet over de Dorpsweg."
        handler.post(page(call), {"act": "decline", "reason": reason, "seen": "received"})

        theme = consulted.themes.first()
        for given in (web, letter):
            point = {"act": "make", "first": "1", "summary": "Behoud de bomen", "theme": theme.pk}
            handler.post(page(given, "punten/"), point)
        handler.post(page(web, "punten/"), {"act": "make", "first": "2", "summary": "Breder pad"})
        hidden = {"act": "add", "words": "dorp", "reason": "address"}
        chosen = handler.post(page(web, "openbaar/"), hidden).context["hidden"]
        ticks = [each["tick"] for each in chosen]
        handler.post(page(web, "openbaar/"), {"act": "approve", "passage": ticks, "seen": "0"})
        assert PublicText.objects.get().text.endswith("Groeten uit het █████!")

        assert approver.post(f"{ANSWERS}publiceren/").status_code == 422

        text = {"outcome": "not_adopted", "reason": "Te duur.", "plain": "Wij doen dit niet."}
        for query in (f"?theme={theme.pk}", "?theme=none"):
            rows = handler.get(f"{ANSWERS}nieuw/{query}").context["rows"]
            points = [row["point"].pk for row in rows]
            handler.post(f"{ANSWERS}nieuw/", text | {"act": "submit", "punt": points})
        assert sorted(answer.points.count() for answer in Answer.objects.all()) == [1, 2]

        first, second = Answer.objects.order_by("number")
        address = f"/behandeling/antwoord/{first.pk}/"
        approved = approver.post(address, {"act": "approve", "revision": first.revision})
        assert approved.url == f"/behandeling/antwoord/{second.pk}/"
        assert approver.post(f"{ANSWERS}publiceren/").status_code == 422
        approver.post(approved.url, {"act": "approve", "revision": second.revision})

        assert approver.get(f"{ANSWERS}publiceren/").context["groups"] == []
        approver.post(f"{ANSWERS}publiceren/")

    statuses = dict(Contribution.objects.values_list("number", "status"))
    assert statuses == {1: Status.ANSWERED, 2: Status.ANSWERED, 3: Status.INADMISSIBLE}
    assert set(Answer.objects.values_list("status", flat=True)) == {AnswerStatus.PUBLISHED}
    assert not Point.objects.filter(answer=None).exists()
