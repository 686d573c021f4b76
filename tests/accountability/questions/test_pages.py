"""Questions of the council in the browser of who asks, replies, keeps order and reads along."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability.staten.questions import acts, responsible
from participatie.accountability.staten.questions.models import (
    ExecutiveMember,
    NoticeKind,
    Question,
    Withheld,
)
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import contributions, decisions
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.accountability.questions import asking
from tests.cms import pages

pytestmark = pytest.mark.django_db

PUBLIC = "/inspraak/dorpsweg/verantwoording/vragen/"
LONG = "a" * 20_000


def url(name, *args):
    return reverse(f"questions:{name}", args=args)


def as_role(client, role, email=""):
    client.force_login(builders.staff(role, email=email))
    return client


def text_of(answer):
    tree = html.fromstring(answer.content)
    return " ".join(tree.xpath("//main")[0].text_content().split())


def typed(answer, name="text"):
    return html.fromstring(answer.content).xpath(f"//textarea[@name='{name}']")[0].text.strip()


@pytest.fixture
def consultation():
    return builders.consultation()


@pytest.fixture
def answered():
    """A consultation with one published answer and one change."""
    return Consultation.objects.get(pk=builders.answered().consultation_id)


def test_a_member_asks_from_the_page_of_what_it_is_about(client, answered):
    as_role(client, Role.COUNCILLOR)
    for page, key, about in (
        (reverse("staten:consultation", args=["dorpsweg"]), "", "de consultatie als geheel"),
        (reverse("staten:contribution", args=["dorpsweg", 1]), "punt-1.1", "een punt DW26-0001.1"),
        (reverse("staten:answer", args=["dorpsweg", 1]), "antwoord-1", "DW26-A1"),
        (reverse("staten:change", args=["dorpsweg", 1]), "wijziging-1", "DW26-W1"),
    ):
        form = url("ask", "dorpsweg") + (f"?over={key}" if key else "")
        before = client.get(page).content.decode()
        assert f'href="{form}"' in before, page
        assert not key or f"({about.split()[-1]})" in before
        shown = client.get(form)
        assert about in text_of(shown)
        sent = {"over": key, "key": uuid4(), "text": f"Hoezo, {about}?"}
        done = client.post(url("ask", "dorpsweg"), sent, follow=True)
        assert "Uw vraag heeft nummer" in text_of(done)
        if key:
            assert f"Hoezo, {about}?" in client.get(page).content.decode()
    assert list(Question.objects.order_by("number").values_list("about_reference", flat=True)) == [
        "",
        "DW26-0001.1",
        "DW26-A1",
        "DW26-W1",
    ]


def test_what_was_typed_survives_every_refusal(client, answered):
    as_role(client, Role.COUNCILLOR)
    where = url("ask", "dorpsweg")
    for text in ("", LONG):
        answer = client.post(where, {"over": "antwoord-1", "key": uuid4(), "text": text})
        assert answer.status_code == 422
        assert (typed(answer) if text else "") == text
    assert "hoogstens 10.000" in text_of(answer) or "hoogstens 10000" in text_of(answer)
    # The change is taken back while the member types: the words can be asked about the whole.
    change = answered.decision.changes.get()
    decisions.remove_change(change, actor=builders.staff(Role.HANDLER), reason="Toch niet.")
    answer = client.post(where, {"over": "wijziging-1", "key": uuid4(), "text": "Waarom?"})
    assert (answer.status_code, typed(answer)) == (422, "Waarom?")
    hidden = html.fromstring(answer.content).xpath("//input[@name='over']")[0]
    assert not hidden.get("value")
    assert not Question.objects.exists()
    for nonsense in ("punt-9.9", "antwoord-99", "wijziging-1.1", "iets", "punt-1"):
        assert client.get(where, {"over": nonsense}).status_code == 404


def test_unpublished_answers_cannot_be_asked_about(client, consultation):
    as_role(client, Role.COUNCILLOR)
    split = builders.point(builders.admitted(consultation))
    builders.approved_answer(split)
    for key in ("punt-1.1", "antwoord-1"):
        assert client.get(url("ask", "dorpsweg"), {"over": key}).status_code == 404


def test_a_double_click_in_the_browser_asks_once(client, consultation):
    as_role(client, Role.COUNCILLOR)
    sent = {"over": "", "key": uuid4(), "text": "Waarom?"}
    pages_ = [client.post(url("ask", "dorpsweg"), sent)["Location"] for _click in range(2)]
    assert pages_ == [url("question", "dorpsweg", 1)] * 2


def test_the_first_room_of_the_executive_is_the_list_of_its_questions(client, consultation):
    member = asking.in_charge(consultation)
    mine = asking.question(consultation)
    other = builders.consultation(slug="brug", prefix="BR26")
    asking.in_charge(other, "anna")
    asking.question(other)
    client.force_login(member.user)
    page = text_of(client.get(url("all")))
    assert mine.reference in page
    assert "BR26-V1" not in page
    assert "BR26-V1" in text_of(client.get(url("all"), {"tonen": "open"}))


def test_a_draft_is_kept_and_only_its_writer_reads_it_until_it_is_given(client, consultation):
    member = asking.in_charge(consultation)
    asking.question(consultation)
    client.force_login(member.user)
    where = url("reply", "dorpsweg", 1)
    client.post(where, {"seen": 0, "text": "Nog niet af.", "save": "1"})
    assert typed(client.get(where)) == "Nog niet af."
    assert "Nog niet af." not in client.get(url("question", "dorpsweg", 1)).content.decode()
    done = client.post(where, {"seen": 0, "text": "Het is af.", "give": "1"}, follow=True)
    assert "Het antwoord is gegeven. Wie de vraag stelde, krijgt een e-mail." in text_of(done)
    assert "Het is af." in text_of(done)
    answer = client.post(where, {"seen": 1, "text": "Beter.", "give": "1"})
    assert (answer.status_code, typed(answer)) == (422, "Beter.")
    assert "Zeg wat er niet klopte in het antwoord." in text_of(answer)
    sent = {"seen": 1, "text": "Beter.", "why": "Het jaar was fout.", "give": "1"}
    page = text_of(client.post(where, sent, follow=True))
    assert "Beter." in page
    assert "Het is af." in page
    assert "De verbetering is gegeven. Wie de vraag stelde, krijgt een e-mail." in page
    assert "Het antwoord op een vraag van een Statenlid is verbeterd" in page
    public = text_of(client.get(f"{PUBLIC}1/"))
    assert public.index("Beter.") < public.index("Het is af.")
    assert "Het jaar was fout." in public


def test_the_second_of_two_members_reads_the_first_reply_and_can_correct_it(client, consultation):
    asking.question(consultation)
    one, other = asking.member("anna"), asking.member("bas")
    client.force_login(other.user)
    acts.reply(Question.objects.get(), actor=one.user, text="Ik was eerst.", seen=0)
    answer = client.post(
        url("reply", "dorpsweg", 1), {"seen": 0, "text": "Mijn lange antwoord.", "give": "1"}
    )
    assert answer.status_code == 422
    assert "Ik was eerst." in text_of(answer)
    form = html.fromstring(answer.content).xpath("//main//form[@method='post']")[0]
    again = dict(form.form_values()) | {"why": "Er ontbrak een getal.", "give": "1"}
    assert again["text"].strip() == "Mijn lange antwoord."
    # The question was with the Executive as a whole, and it is replied to now.
    assert client.post(url("reply", "dorpsweg", 1), again).status_code == 302
    assert Question.objects.get().replies.count() == 2


def test_the_griffie_enters_a_reply_on_paper_with_its_day(client, consultation):
    asking.in_charge(consultation)
    asking.question(consultation)
    as_role(client, Role.REGISTRY)
    where = url("reply", "dorpsweg", 1)
    assert "Antwoord op papier invoeren" in text_of(client.get(url("question", "dorpsweg", 1)))
    answer = client.post(where, {"seen": 0, "text": "Per brief.", "give": "1"})
    assert (answer.status_code, typed(answer)) == (422, "Per brief.")
    sent = {"seen": 0, "text": "Per brief.", "came_on": clock.today().isoformat(), "give": "1"}
    assert "op papier binnen" in text_of(client.post(where, sent, follow=True))


def test_another_member_is_told_whose_question_it_is_and_keeps_what_was_typed(client, consultation):
    asking.in_charge(consultation)
    asking.question(consultation)
    client.force_login(asking.member("anna").user)
    # While this was typed the question went over to somebody else.
    refused = client.post(url("reply", "dorpsweg", 1), {"seen": 0, "text": "Ik!"})
    assert (refused.status_code, typed(refused)) == (422, "Ik!")
    assert "voor een andere gedeputeerde" in text_of(refused)
    for page in ("reply", "extend"):
        shown = client.get(url(page, "dorpsweg", 1), follow=True).content.decode()
        assert "voor een andere gedeputeerde" in shown
        assert '<form method="post" class="stack"' not in shown
    assert not Question.objects.get().replies.exists()


def test_more_time_and_taking_back_go_by_a_page_that_says_what_follows(client, consultation):
    member = asking.in_charge(consultation)
    question = asking.question(consultation)
    client.force_login(member.user)
    where = url("extend", "dorpsweg", 1)
    answer = client.post(where, {"until": question.last_day, "because": "Ziekte."})
    assert (answer.status_code, typed(answer, "because")) == (422, "Ziekte.")
    later = terms.next_working_day(question.last_day + timedelta(days=7))
    page = client.post(where, {"until": later, "because": "Wij meten nog."}, follow=True)
    assert "Wij meten nog." in text_of(page)
    assert "Wij meten nog." in text_of(client.get(f"{PUBLIC}1/"))
    client.force_login(question.asked_by)
    assert client.get(url("withdraw", "dorpsweg", 1)).status_code == 200
    assert not Question.objects.get().withdrawn_at
    client.post(url("withdraw", "dorpsweg", 1))
    public = text_of(client.get(PUBLIC))
    assert "DW26-V1" in public
    assert asking.WORDS not in public
    assert "Ingetrokken" in public


def test_what_is_not_public_still_shows_number_day_term_and_kind_of_reason(client, consultation):
    asking.in_charge(consultation)
    question = asking.question(consultation)
    later = terms.next_working_day(question.last_day + timedelta(days=7))
    who = question.member.user
    acts.extend(question, actor=who, until=later, because="Niemand weten dat wij wachten.")
    question = asking.replied(question, "Dat mag niemand weten.")
    as_role(client, Role.REGISTRY)
    done = client.post(url("withhold", "dorpsweg", 1), {"because": "business"}, follow=True)
    assert "Een vraag van een Statenlid is niet openbaar gemaakt" in text_of(done)
    assert "Iedereen kan het lezen" not in text_of(client.get(url("reply", "dorpsweg", 1)))
    client.logout()
    for address in (PUBLIC, f"{PUBLIC}1/", f"/en{PUBLIC}1/"):
        page = client.get(address).content.decode()
        assert "DW26-V1" in page
        assert asking.WORDS not in page
        assert "niemand weten" not in page.lower()
    assert "vertrouwelijke gegevens van een bedrijf" in text_of(client.get(PUBLIC))
    question.refresh_from_db()
    assert question.withheld == Withheld.BUSINESS


def test_a_question_stays_when_what_it_is_about_goes(client, answered):
    handler = builders.staff(Role.HANDLER)
    late = builders.contribution(answered, channel=Channel.LETTER)
    late = contributions.admit(late, actor=handler, reason="De indiener was ziek.")
    builders.point(late)
    first = asking.question(answered, "punt-2.1")
    changed = asking.question(answered, "wijziging-1")
    decisions.remove_change(changed.change, actor=handler, reason="Toch niet.")
    as_role(client, Role.COUNCILLOR)
    page = text_of(client.get(url("question", "dorpsweg", changed.number)))
    assert "Deze wijziging is sindsdien teruggenomen" in page
    assert "DW26-W1" in page
    assert changed.about_summary in page
    assert changed.about_summary in text_of(client.get(f"{PUBLIC}{changed.number}/"))
    contributions.withdraw(late, actor=handler, reason="Op verzoek.")
    page = text_of(client.get(url("question", "dorpsweg", first.number)))
    assert first.about_summary in page
    assert "ingetrokken" in page
    # In public nothing is shown of what its sender took back.
    public = text_of(client.get(f"{PUBLIC}{first.number}/"))
    assert "DW26-0002.1" in public
    assert first.about_summary not in public


def test_everyone_finds_the_way_back_to_what_was_asked_about(client, answered):
    for number, key in enumerate(("", "punt-1.1", "antwoord-1", "wijziging-1"), start=1):
        asking.question(answered, key)
        page = html.fromstring(client.get(f"{PUBLIC}{number}/").content)
        (address,) = page.xpath("//section[@aria-labelledby='about-heading']//a/@href")
        if key:
            there = client.get(address).content.decode()
            assert f'id="{address.partition("#")[2]}"' in there


def test_pages_for_everyone_tell_of_a_question_and_a_reply_at_once(client):
    consultation = pages.published().consultation
    member = asking.in_charge(consultation)
    addresses = ("/inspraak/dorpsweg/", "/inspraak/dorpsweg/verantwoording/", PUBLIC)
    before = [client.get(address).content.decode() for address in addresses]
    assert not any("DW26-V1" in page for page in before)
    question = asking.question(consultation)
    for address in addresses:
        page = client.get(address).content.decode()
        assert asking.WORDS in page
        assert "councillor" not in page.lower()
        assert "Gijs" not in page
    with clock.at(terms.noon_of(question.last_day + timedelta(days=1))):
        for address in addresses:
            assert "is te laat" in text_of(client.get(address))
    acts.reply(question, actor=member.user, text="Er waren veel reacties.", seen=0)
    told = [client.get(address).content.decode() for address in addresses]
    assert "Er waren veel reacties." in told[2]
    assert "zijn afgehandeld" in told[0]
    # Words without a space do not push the rest of the page away.
    asking.question(consultation, text="a" * 900)
    assert "a" * 300 not in client.get(addresses[0]).content.decode()


def test_overdue_replies_are_red_where_the_staten_and_the_griffie_begin(client, consultation):
    question = asking.question(consultation)
    with clock.at(terms.noon_of(question.last_day + timedelta(days=1))):
        page = text_of(as_role(client, Role.REGISTRY).get(reverse("staten:home")))
        assert "1 antwoord van Gedeputeerde Staten is te laat" in page
        assert "Niemand is verantwoordelijk voor 1 open vraag" in page
        # Among what asks for attention in this consultation too.
        assert "1 antwoord is te laat" in page
        listed = as_role(client, Role.COUNCILLOR).get(url("all"), {"tonen": "te-laat"})
        row = html.fromstring(listed.content).xpath("//tbody/tr")[0]
        assert row.xpath(".//*[contains(@class, 'danger')]")


def test_the_griffie_keeps_who_is_responsible(client, consultation):
    question = asking.question(consultation)
    account = builders.staff(Role.EXECUTIVE)
    as_role(client, Role.REGISTRY)
    known = {"user": account.pk, "name": "Gijs", "portfolio": "wegen", "since": "2024-01-01"}
    client.post(url("appoint"), known)
    again = client.post(url("appoint"), known)
    assert again.status_code == 422
    member = ExecutiveMember.objects.get()
    client.post(url("responsible", "dorpsweg"), {"member": member.pk})
    question.refresh_from_db()
    assert question.member == member
    assert question.notices.filter(kind=NoticeKind.PASSED_ON, to=account).exists()
    client.post(url("correct", member.pk), known | {"portfolio": "wegen en natuur"})
    assert "wegen en natuur" in text_of(client.get(url("members")))
    answer = client.post(url("leave", member.pk), {"until": "2023-01-01"})
    assert answer.status_code == 422
    yesterday = clock.today() - timedelta(days=1)
    client.post(url("leave", member.pk), {"until": yesterday.isoformat()})
    question.refresh_from_db()
    assert question.member is None
    # Nobody in office: not for who left, and the griffie can name somebody from the question.
    client.force_login(account)
    assert question.reference not in text_of(client.get(url("all")))
    as_role(client, Role.REGISTRY)
    there = client.get(url("question", "dorpsweg", 1)).content.decode()
    assert f'href="{url("responsible", "dorpsweg")}"' in there
    assert "Niet in functie" in text_of(client.get(url("members")))
    heir = asking.member("anna")
    client.post(url("leave", member.pk), {"until": yesterday.isoformat(), "successor": heir.pk})
    assert "volgt Gijs op" in text_of(client.get(url("members")))
    there = client.get(url("question", "dorpsweg", 1)).content.decode()
    assert f'href="{url("responsible", "dorpsweg")}"' not in there
    responsible.leave(heir, actor=builders.staff(Role.REGISTRY), until=yesterday, successor=None)
    assert "wegen en natuur" in text_of(client.get(url("responsible", "dorpsweg")))
    assert responsible.in_charge(consultation) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_num_queries):
    for number in range(1, count + 1):
        last = builders.consultation(slug=f"weg-{number}", prefix=f"WE{number:02d}")
        asking.in_charge(last, f"lid{number}")
        for _each in range(count):
            asking.replied(asking.question(last))
    as_role(client, Role.REGISTRY)
    for address, queries in (
        (url("all"), 6),
        (url("of", "weg-1"), 9),
        (url("members"), 8),
        (url("question", "weg-1", 1), 9),
        ("/inspraak/weg-1/verantwoording/vragen/", 10),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_point_that_is_removed_leaves_its_question(client, answered):
    question = asking.question(answered, "punt-1.1")
    type(question.point).objects.update(removed_at=clock.now())
    assert "Dit punt is sindsdien verwijderd" in text_of(client.get(f"{PUBLIC}1/"))
