"""One consultation from announcement to account, by everyone who has a part in it.

Nothing is done behind the pages: each person logs in and fills in forms, the worker sends what
is to be sent, and at each gate the refusal is read before the work goes on.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.models import Answer, Consultation, Contribution, Delivery, Point
from participatie.pipeline.statuses import Channel
from tests.cms.edit_form import form_data
from tests.cms.pages import index
from tests.fixtures.worker import work_off
from tests.intake import desk_form, web_visitor
from tests.journeys.people import (
    POST,
    adoption,
    letters,
    logged_in,
    read,
    refused,
    seen,
    sent,
)

pytestmark = pytest.mark.django_db(transaction=True)

PLAYERS = (Role.EDITOR, Role.CLERK, Role.HANDLER, Role.APPROVER, Role.COUNCILLOR)
ANSWERS = "/behandeling/antwoorden/dorpsweg/"
PUBLISH = f"{ANSWERS}publiceren/"
DECISION = "/behandeling/besluit/dorpsweg/"
ACCOUNT = "/inspraak/dorpsweg/verantwoording/"

NOT_MINE = "Met uw rol mag u dit niet doen."

WEB = "De lindes moeten blijven. Ik woon op Dorpsstraat 1."
LETTER = "De bomen moeten blijven staan.\n\nDe weg moet dicht voor vrachtwagens."
CALL = "Ik vind het fietspad veel te smal."
DRAFT = """Gedeputeerde Staten besluiten:

Artikel 1 Bomen
De lindes worden gekapt.

Artikel 2 Fietspad
Het fietspad wordt twee meter breed.
"""


def test_a_web_form_a_letter_and_a_call_from_announcement_to_account():
    editor, clerk, handler, approver, councillor = map(logged_in, PLAYERS)
    announce(editor)
    given = [send_web_form(), enter_letter(clerk), take_call(clerk)]
    web, letter, _call = given
    receipts_go_out(clerk, web, letter)
    assert "De termijn loopt nog" in refused(approver, PUBLISH)

    with clock.at(terms.noon_of(Consultation.objects.get().closes_on + timedelta(days=1))):
        waits_for(approver, "is nog niet beoordeeld:", "DW26-0001", "DW26-0002", "DW26-0003")
        admit(handler, approver, *given)
        waits_for(approver, "heeft nog geen punten.", "DW26-0001", "DW26-0002", "DW26-0003")
        take_points(handler, *given)
        open_up(handler, web)
        waits_for(approver, "heeft geen antwoord.", "1.1", "2.1", "2.2", "3.1")
        trees, lorries, path = write_answers(handler)
        waits_for(approver, "is niet vastgesteld.", "1.1", "2.1", "2.2", "3.1")
        approve(handler, approver, trees, lorries, path)
        waits_for(approver, "maar geen wijziging noemt dit", "DW26-A1", "DW26-A3")
        decide(handler, approver, trees, path)
        publish(handler, approver)
        adopt(handler, approver)

        outcomes_go_out(clerk, web)
        each_sender_sees_what_was_done(*given)
        everyone_sees_what_was_done(web)
        the_staten_see_that_it_was_done_properly(councillor, letter)


def waits_for(approver: Client, why: str, *references: str) -> None:
    """Publishing the answers is refused, with the list of what has to be done first."""
    page = refused(approver, PUBLISH)
    assert page.count(why) == len(references)
    assert all(reference in page for reference in references)


def announce(editor: Client) -> None:
    address = f"/cms/pages/add/cms/consultationpage/{index().pk}/"
    sent(editor, address, **form_data(), **{"action-publish": "action-publish"})
    page = seen(Client(), "/inspraak/dorpsweg/")
    assert "Nieuwe inrichting van de Dorpsweg" in page
    assert web_visitor.FORM in page


def send_web_form() -> Contribution:
    visitor = Client()
    made = web_visitor.send(visitor, **{"question-mening": WEB})
    receipt = seen(visitor, web_visitor.RECEIPT)
    assert made.reference in receipt
    assert made.follow_code in receipt
    return made


def enter_letter(clerk: Client) -> Contribution:
    saved = desk_form.send(clerk, Channel.LETTER, text=LETTER)
    assert "DW26-0002" in seen(clerk, saved.url)
    return Contribution.objects.get(number=2)


def take_call(clerk: Client) -> Contribution:
    """Read back, saved, the code told, and the receipt told with it."""
    reading = desk_form.send(clerk, Channel.PHONE, text=CALL, button="read_back").url
    assert CALL in seen(clerk, reading)
    saved = sent(clerk, reading, agreed="1")
    page = seen(clerk, saved)
    made = Contribution.objects.get(number=3)
    assert "".join(re.findall(r"<span>([0-9A-Z]{4}-?)</span>", page)) == made.follow_code
    [told] = re.findall(r"/balie/bericht/\d+/", page)
    sent(clerk, told, status="told", back="desk:saved")
    return made


def receipts_go_out(clerk: Client, web: Contribution, letter: Contribution) -> None:
    work_off()
    [receipt] = mail.outbox
    assert receipt.to == ["jan@voorbeeld.example"]
    assert web.follow_code in receipt.body
    printed = letters(clerk)
    assert letter.follow_code in printed
    assert "Anna Jansen" in printed
    assert set(Delivery.objects.values_list("status", flat=True)) == {"sent", "posted", "told"}


def admit(handler: Client, approver: Client, *given: Contribution) -> None:
    typed = {"act": "admit", "seen": "received"}
    assert NOT_MINE in refused(approver, f"/behandeling/reactie/{given[0].reference}/", **typed)
    for contribution in given:
        sent(handler, f"/behandeling/reactie/{contribution.reference}/", **typed)


def take_points(handler: Client, web: Contribution, *others: Contribution) -> None:
    letter, call = others
    trees = web.consultation.themes.get().pk
    for contribution, sentence, summary, theme in (
        (web, 1, "Behoud de lindes", trees),
        (letter, 1, "Behoud de bomen", trees),
        (letter, 2, "Weer vrachtwagens", ""),
        (call, 1, "Maak het fietspad breder", ""),
    ):
        address = f"/behandeling/reactie/{contribution.reference}/punten/"
        sent(handler, address, act="make", first=sentence, summary=summary, theme=theme)


def open_up(handler: Client, web: Contribution) -> None:
    """Before it was read and approved nobody else reads it; then without the address."""
    address = f"/inspraak/dorpsweg/reacties/{web.number}/"
    assert "lindes" not in seen(Client(), address)
    reading = f"/behandeling/reactie/{web.reference}/openbaar/"
    marked = handler.post(reading, {"act": "add", "words": "Dorpsstraat 1", "reason": "address"})
    ticks = re.findall(r'name="passage" value="([^"]+)"[^>]* checked', marked.content.decode())
    sent(handler, reading, act="approve", passage=ticks, seen="0")
    page = seen(Client(), address)
    assert "De lindes moeten blijven." in page
    assert "Dorpsstraat" not in page


def write_answers(handler: Client) -> list[Answer]:
    """One for both points about trees, one for each of the others."""
    theme = Consultation.objects.get().themes.get().pk
    about = dict(Point.objects.values_list("summary", "pk"))
    both = re.findall(
        r'name="punt" value="(\d+)"[^>]* checked', seen(handler, f"{ANSWERS}nieuw/?theme={theme}")
    )
    assert sorted(map(int, both)) == [about["Behoud de lindes"], about["Behoud de bomen"]]
    for points, outcome, plain in (
        (both, "adopted", "De bomen blijven staan."),
        ([about["Weer vrachtwagens"]], "out_of_scope", "Daar gaat de gemeente over."),
        ([about["Maak het fietspad breder"]], "partly_adopted", "Het pad wordt breder."),
    ):
        typed = {"outcome": outcome, "plain": plain, "reason": f"{plain} Dat is afgewogen."}
        sent(handler, f"{ANSWERS}nieuw/", **typed, punt=points, act="submit")
    return list(Answer.objects.order_by("number"))


def approve(handler: Client, approver: Client, *answers: Answer) -> None:
    for answer in answers:
        address = f"/behandeling/antwoord/{answer.pk}/"
        typed = {"act": "approve", "revision": answer.revision}
        assert NOT_MINE in refused(handler, address, **typed)
        sent(approver, address, **typed)


def decide(handler: Client, approver: Client, trees: Answer, path: Answer) -> None:
    """The draft that was laid open in articles, and two changes with their causes."""
    typed = {"title": "Inrichtingsplan", "text": DRAFT}
    looked = handler.post(f"{DECISION}ontwerp/", typed | {"look": "1"}).content.decode()
    assert "3 artikelen" in looked
    sent(handler, f"{DECISION}ontwerp/", **typed, keep="1")
    change(handler, "Artikel 1", "De lindes blijven staan.", trees.pk)
    change(handler, "Artikel 2", "Het fietspad wordt drie meter breed.")
    names_none = "DW26-W2 zegt dat zij uit reacties komt, maar noemt geen antwoord."
    assert names_none in refused(approver, f"{DECISION}vaststellen/", **adoption())
    change(handler, "Artikel 2", "Het fietspad wordt drie meter breed.", path.pk, number=2)
    page = refused(approver, f"{DECISION}vaststellen/", **adoption())
    assert names_none not in page
    assert "de openbare uitkomst daarvan zegt niet" not in page


def change(handler: Client, label: str, after: str, *because_of: int, number: int = 0) -> None:
    address = f"{DECISION}wijziging/{number}/" if number else f"{DECISION}wijziging/"
    typed = {"label": label, "after": after, "explanation": "Gevraagd.", "origin": "answers"}
    sent(handler, address, **typed, answers=because_of, revision="1")


def publish(handler: Client, approver: Client) -> None:
    """Until the approver does, nobody outside sees an answer, and there is nothing to adopt."""
    page = refused(approver, f"{DECISION}vaststellen/", **adoption())
    assert "De antwoorden van deze consultatie zijn nog niet openbaar." in page
    assert "De bomen blijven staan." not in seen(Client(), ACCOUNT)
    assert Client().get(f"{ACCOUNT}nota.pdf").status_code == 404
    assert NOT_MINE in refused(handler, PUBLISH)
    sent(approver, PUBLISH)
    assert "De bomen blijven staan." in seen(Client(), ACCOUNT)


def adopt(handler: Client, approver: Client) -> None:
    assert NOT_MINE in refused(handler, f"{DECISION}vaststellen/", **adoption())
    sent(approver, f"{DECISION}vaststellen/", **adoption())


def outcomes_go_out(clerk: Client, web: Contribution) -> None:
    """Each hears of the answers and of the decision, by their own way."""
    mail.outbox.clear()
    work_off()
    assert len(mail.outbox) == 2
    assert all(message.to == ["jan@voorbeeld.example"] for message in mail.outbox)
    assert "De bomen blijven staan." in mail.outbox[0].body
    assert "Provinciale Staten" in mail.outbox[1].body
    printed = letters(clerk)
    assert "Daar gaat de gemeente over." in printed
    assert "Provinciale Staten" in printed
    to_call = seen(clerk, f"{POST}?stapel=bellen")
    assert "06 1234 5678" in to_call
    calls = re.findall(r"/balie/bericht/\d+/", to_call)
    assert len(calls) == 2
    for call in calls:
        sent(clerk, call, status="told", back="post:piles")


def each_sender_sees_what_was_done(*given: Contribution) -> None:
    web, letter, call = (seen(Client(), f"/volg/{each.follow_code}/") for each in given)
    for page in (web, letter, call):
        assert "Provinciale Staten" in page
        assert "0999-000100" in page
    assert "Dorpsstraat 1" in web
    assert "De bomen blijven staan." in web
    assert "De bomen blijven staan." in letter
    assert "Daar gaat de gemeente over." in letter
    assert "De lindes" in letter
    assert "Het pad wordt breder." in call
    assert "De bomen" not in call


def everyone_sees_what_was_done(web: Contribution) -> None:
    """Every point, answer and change, in the account, the nota and its PDF; and nobody's name."""
    pages = [seen(Client(), ACCOUNT), seen(Client(), f"{ACCOUNT}nota/afdrukken/")]
    pdf = Client().get(f"{ACCOUNT}nota.pdf").content
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    for text in (*pages, read(pdf)):
        for told in ("Behoud de lindes", "Weer vrachtwagens", "Het pad wordt breder.", "DW26-W2"):
            assert told in text
        for private in ("Jan de Vries", "Anna Jansen", "Piet Bakker", web.follow_code):
            assert private not in text
    assert "DW26-A1" in seen(Client(), f"/inspraak/dorpsweg/reacties/{web.number}/")


def the_staten_see_that_it_was_done_properly(councillor: Client, letter: Contribution) -> None:
    """From the whole down to one contribution and its answer; the text only when it is public."""
    page = seen(councillor, "/staten/dorpsweg/")
    assert "✗ Nee" not in page
    assert "… Nog niet" not in page
    one = seen(councillor, f"/staten/dorpsweg/reactie/{letter.number}/")
    assert "DW26-A1" in one
    assert "Weer vrachtwagens" in one
    assert LETTER.splitlines()[0] not in one
    assert "De lindes blijven staan." in seen(councillor, "/staten/dorpsweg/wijziging/1/")
    assert Client().get("/staten/").status_code == 302
