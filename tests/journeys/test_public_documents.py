"""Real public texts, through the pages: a scanned policy document and what people said of it."""

import json
import re
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from cms.models import ConsultationPage
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake.meeting.models import Meeting
from participatie.pipeline.models import Answer, Consultation, Contribution, Delivery, Point
from participatie.pipeline.statuses import Channel
from tests.cms.edit_form import form_data, several, stream
from tests.cms.pages import index
from tests.fixtures.worker import work_off
from tests.intake import desk_form, meeting_room, web_visitor
from tests.journeys.people import adoption, letters, logged_in, read, seen, sent

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "input"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not TEXTS.is_dir(), reason=f"there are no public texts in {TEXTS}"),
]

NAME = "K. Bos"
ANSWERS = "/behandeling/antwoorden/informatiebeleid/"
DECISION = "/behandeling/besluit/informatiebeleid/"
DOORS = [
    ("web", {"note": ""}),
    ("email", {"address": "inspraak@provincie.example", "note": ""}),
    *((door, {"address": "Harstede", "note": ""}) for door in ("letter", "phone", "desk")),
    ("meeting", {"address": "Dorpshuis, 12 maart", "note": ""}),
]
SENT = {
    # theme: the door its reactions come by, and how many go together
    "Datacenters en data-infrastructuur": (Channel.WEB, 1),
    "Algoritmische besluitvorming en AI-systemen binnen de provincie": (Channel.LETTER, 6),
    "Digitale governance": (Channel.PHONE, 1),
    "Aanbestedingen en digitalisering economie": (Channel.EMAIL, 5),
    "Digitale vaardigheden, toegankelijkheid en privacy-first": (Channel.DESK, 4),
    "Democratische vernieuwing en de rol van digitaal bij participatie": (Channel.MEETING, 1),
}
OUTCOMES = ["partly_adopted", "adopted", "already_in_plan", "noted", "not_adopted", "out_of_scope"]
CHANGED = {0: "6.2.3", 1: "6.3.1"}
"""Which article changes because of the answer to which theme."""


@cache
def policy() -> str:
    return (TEXTS / "ontwerp-informatiebeleid.txt").read_text(encoding="utf-8")


@cache
def reactions() -> dict[str, list[str]]:
    """{theme: what was said of it}."""
    rows = json.loads((TEXTS / "reacties.json").read_text(encoding="utf-8"))
    by_theme = groupby(rows, key=lambda row: row["theme"])
    return {theme: [row["text"] for row in rows] for theme, rows in by_theme}


def test_a_scanned_policy_and_38_reactions_through_six_doors():
    editor, clerk, handler, approver, councillor = map(
        logged_in, (Role.EDITOR, Role.CLERK, Role.HANDLER, Role.APPROVER, Role.COUNCILLOR)
    )
    lay_open(editor)
    speak(clerk)
    with clock.at(terms.noon_of(Consultation.objects.get().closes_on + timedelta(days=1))):
        sort(handler)
        answer(handler, approver)
        decide(handler, approver)
        everyone_is_told(clerk)
        everyone_can_see()
        the_staten_can_see(councillor)


def lay_open(editor: Client) -> None:
    """The document as it is, under a consultation with the themes of the reactions."""
    draft = SimpleUploadedFile("ontwerp.txt", policy().encode(), "text/plain")
    stored = editor.post(
        "/cms/documents/multiple/add/",
        {"title": "Ontwerp", "files[]": draft},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    value = {"title": "Ontwerp informatiebeleid", "document": stored["doc_id"], "added_on": ""}
    typed = form_data(
        title="Strategisch informatiebeleid",
        slug="informatiebeleid",
        prefix="IB26",
        body=stream(
            ("documents", {"heading": "", "documents": several(value), "withheld": several()})
        ),
        doors=stream(*DOORS),
        themes="\n".join(reactions()),
    )
    address = f"/cms/pages/add/cms/consultationpage/{index().pk}/"
    sent(editor, address, **typed, **{"action-publish": "action-publish"})
    page = ConsultationPage.objects.get()
    document = page.body[0].value["documents"][0]["document"]
    assert document.url in seen(Client(), "/inspraak/informatiebeleid/")
    laid_open = b"".join(Client().get(document.url).streaming_content)
    assert laid_open.decode() == policy()


def speak(clerk: Client) -> None:
    for theme, (channel, together) in SENT.items():
        said = reactions()[theme]
        for start in range(0, len(said), together):
            send(clerk, channel, said[start : start + together])
    assert Contribution.objects.count() == 7 + 1 + 5 + 1 + 2 + 8
    assert set(Contribution.objects.values_list("channel", flat=True)) == set(Channel)


def send(clerk: Client, channel: Channel, said: list[str]) -> None:
    """One reaction by itself, or several with a greeting around them."""
    text = said[0]
    if len(said) > 1:
        text = "\n\n".join(["Geachte Staten,", *said, f"Met vriendelijke groet, {NAME}"])
    if channel is Channel.WEB:
        form = "/inspraak/informatiebeleid/reageren/"
        visitor = Client()
        check = sent(visitor, form, **web_visitor.filled(**{"question-mening": text}))
        sent(visitor, check)
        return
    if channel is Channel.MEETING:
        speak_at(clerk, text)
        return
    typed = {"consultation": "informatiebeleid", "text": text}
    if channel is Channel.EMAIL:
        typed |= {"email": "k.bos@voorbeeld.example", "reply_by": "email"}
    after = desk_form.send(clerk, channel, **typed)
    assert after.status_code == 302, after.content.decode()
    if "voorlezen" in after.url:
        sent(clerk, after.url, agreed="1")


def speak_at(clerk: Client, text: str) -> None:
    """One speaker more at the evening about this consultation."""
    known = Meeting.objects.first() or meeting_room.meeting(Consultation.objects.get())
    after = meeting_room.speak(clerk, known, text=text, reply_by="collect")
    assert after.status_code == 302, after.content.decode()


def sort(handler: Client) -> None:
    """Every reaction becomes a point, with exactly its words; greetings become none."""
    themes = dict(Consultation.objects.get().themes.values_list("name", "pk"))
    told = {text: theme for theme, texts in reactions().items() for text in texts}
    for contribution in Contribution.objects.order_by("number"):
        address = f"/behandeling/reactie/{contribution.reference}/"
        sent(handler, address, act="admit", seen="received")
        for text, theme in told.items():
            start = contribution.text.find(text)
            if start >= 0:
                point = {"act": "make", "start": start, "end": start + len(text)}
                point |= {"summary": f"{text[:80]}…", "theme": themes[theme]}
                sent(handler, f"{address}punten/", **point)
        open_up(handler, contribution)
    assert sorted(Point.objects.values_list("quote", flat=True)) == sorted(told)


def open_up(handler: Client, contribution: Contribution) -> None:
    """What was said, for everyone; without the name under it."""
    address = f"/behandeling/reactie/{contribution.reference}/openbaar/"
    ticks = []
    if NAME in contribution.text:
        chosen = handler.post(address, {"act": "add", "words": NAME, "reason": "name"})
        ticks = [each["tick"] for each in chosen.context["hidden"]]
    sent(handler, address, act="approve", passage=ticks, seen="0")


def answer(handler: Client, approver: Client) -> None:
    """All points of a theme at once, with each of the outcomes."""
    for theme, outcome in zip(Consultation.objects.get().themes.all(), OUTCOMES, strict=True):
        rows = handler.get(f"{ANSWERS}nieuw/?theme={theme.pk}").context["rows"]
        assert len(rows) == len(reactions()[theme.name])
        points = [row["point"].pk for row in rows]
        typed = {"reason": f"Afgewogen: {theme.name}.", "plain": f"Over {theme.name}: gelezen."}
        sent(handler, f"{ANSWERS}nieuw/", **typed, outcome=outcome, punt=points, act="submit")
    for each in Answer.objects.order_by("number"):
        sent(approver, f"/behandeling/antwoord/{each.pk}/", act="approve", revision=each.revision)


def decide(handler: Client, approver: Client) -> None:
    """The document in its own chapters; two change, the others are adopted as they were."""
    typed = {"title": "Strategisch informatiebeleid", "text": policy(), "keep": "1"}
    sent(handler, f"{DECISION}ontwerp/", **typed)
    answers = list(Answer.objects.order_by("number"))
    for place, label in CHANGED.items():
        form = handler.get(f"{DECISION}wijziging/?artikel={label}").context["form"]
        typed = {
            "label": label,
            "after": f"{form['after'].value()}\nEr komt een openbaar register.",
        }
        typed |= {"explanation": "Dit is vaak gevraagd.", "origin": "answers"}
        sent(handler, f"{DECISION}wijziging/", **typed, answers=answers[place].pk)
    sent(approver, f"{ANSWERS}publiceren/")
    sent(approver, f"{DECISION}vaststellen/", **adoption())
    draft, adopted = Consultation.objects.get().decision.versions.all()
    assert draft.articles.count() == adopted.articles.count() == 35
    assert adopted.articles.get(label="4").heading == "Strategisch kader"
    changed = {
        after.label
        for before, after in zip(draft.articles.all(), adopted.articles.all(), strict=True)
        if before.text != after.text
    }
    assert changed == set(CHANGED.values())


def everyone_is_told(clerk: Client) -> None:
    work_off()
    printed = letters(clerk)
    assert "Algoritmische besluitvorming" in printed
    # One letter has six points with one answer: what changes in ten pages is printed once, short.
    assert printed.count("Er komt een openbaar register.") == len(["outcome", "decision"])
    assert len(printed) < 12_000
    waiting = Delivery.objects.exclude(status__in=["sent", "posted", "available"])
    assert set(waiting.values_list("way", "status")) == {("phone", "waiting")}


def everyone_can_see() -> None:
    """Each sender their own points, and everyone all of them, on the site and in the nota."""
    for each in Contribution.objects.prefetch_related("points"):
        page = seen(Client(), f"/volg/{each.follow_code}/")
        assert len(re.findall(r'id="punt-\d+"', page)) == each.points.count()
        assert page.count('class="stack before-after"') <= 1
        assert "Provinciale Staten" in page
    account = "/inspraak/informatiebeleid/verantwoording/"
    nota = Client().get(f"{account}nota.pdf").content
    document = PdfReader(BytesIO(nota))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(document.pages) < 25
    told = read(nota)
    references = [
        each.reference for each in Point.objects.select_related("contribution__consultation")
    ]
    for text in (told, seen(Client(), f"{account}nota/afdrukken/")):
        assert all(reference in text for reference in references)
        assert NAME not in text
    rows = Client().get(f"{account}nota.csv").content.decode().splitlines()
    assert len(rows) == 1 + len(references)
    assert seen(Client(), "/inspraak/informatiebeleid/reacties/").count("/reacties/") >= 24


def the_staten_can_see(councillor: Client) -> None:
    page = seen(councillor, "/staten/informatiebeleid/")
    assert "✗ Nee" not in page
    for label in CHANGED.values():
        assert label in seen(councillor, "/staten/informatiebeleid/besluit/")
