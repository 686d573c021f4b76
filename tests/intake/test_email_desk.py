"""What a clerk does with messages: each thing through the pages, each told to who must know."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.email import acts, sorting
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import IncomingMail, OnwardMail, OnwardState, State
from participatie.intake.email.onward import send_onward
from participatie.intake.orphans import orphans
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay, Timeliness
from tests import builders
from tests.intake.mail_samples import PDF, WORDS, bounce, came_in, mailbox, message

pytestmark = pytest.mark.django_db

PAGE = "/balie/e-mail/"
FOLDED = f"{WORDS}\n\nMet vriendelijke groet,\nJan de Vries"


@pytest.fixture
def clerk(client):
    client.force_login(builders.staff(Role.CLERK))
    return client


def address(mail, step=""):
    return f"{PAGE}{mail.pk}/{step}/" if step else f"{PAGE}{mail.pk}/"


def filled_in(page):
    """What the form of the page has in it when it is opened."""
    form = page.context["confirm"]
    given = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in given.items() if value not in (None, "", False)}


def shown(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_message_becomes_a_contribution_as_it_was_filled_in(clerk):
    consultation = builders.consultation()
    moment = clock.now() - timedelta(hours=30)
    mail = came_in(
        message(FOLDED, files=(("kaart.pdf", PDF, "application/pdf"),)),
        mailbox(consultation=consultation),
        received_at=moment,
    )
    page = clerk.get(address(mail))
    assert WORDS.split("\n")[0] in shown(page)
    assert "<summary>Ondertekening</summary>" in shown(page)
    answer = clerk.post(address(mail, "reactie"), filled_in(page), follow=True)

    made = Contribution.objects.get()
    assert f"{made.reference}" in shown(answer)
    assert (made.channel, made.text, made.received_at) == (Channel.EMAIL, WORDS, moment)
    assert made.entered_by == builders.staff(Role.CLERK)
    contact = made.submitter.contact
    assert (contact.name, contact.email) == ("Jan de Vries", "jan@voorbeeld.example")
    assert made.attachments.get().file.name == "kaart.pdf"
    assert made.deliveries.get().way == DeliveryWay.EMAIL
    mail.refresh_from_db()
    assert (mail.state, mail.contribution, mail.typed) == (State.CONTRIBUTION, made, {})


def test_the_whole_message_counts_where_the_clerk_says_so_and_files_can_stay(clerk):
    builders.consultation()
    mail = came_in(message(FOLDED, files=(("a.pdf", PDF, "application/pdf"),)), mailbox())
    given = filled_in(clerk.get(address(mail))) | {"words": "whole", "enclosures": []}
    clerk.post(address(mail, "reactie"), given)

    made = Contribution.objects.get()
    assert (made.text, made.attachments.count()) == (FOLDED, 0)


def test_words_that_are_longer_than_a_contribution_can_be_go_along_as_a_file(clerk):
    builders.consultation()
    words = "a " * (MAX_TEXT // 2) + "einde"
    mail = came_in(message(words), mailbox())
    given = filled_in(clerk.get(address(mail)))
    clerk.post(address(mail, "reactie"), given)

    made = Contribution.objects.get()
    file = made.attachments.get().file
    with file.content.open("rb") as content:
        assert (made.text, file.name, content.read().decode()) == ("", "bericht.txt", words)
    # What is stored for one that is refused belongs to nothing, and is thrown away.
    assert not orphans().exists()
    clerk.post(address(mail, "reactie"), given)
    assert orphans().get().name == "bericht.txt"


def test_a_message_that_came_in_on_the_last_day_is_in_time_when_entered_later(clerk):
    consultation = builders.consultation()
    received = consultation.closes_at - timedelta(minutes=1)
    with clock.at(consultation.closes_at + timedelta(days=3)):
        mail = came_in(message(), mailbox(consultation=consultation), received_at=received)
        clerk.post(address(mail, "reactie"), filled_in(clerk.get(address(mail))))

    assert Contribution.objects.get().timeliness == Timeliness.ON_TIME


def test_sending_the_form_twice_makes_one_contribution(clerk):
    builders.consultation()
    mail = came_in(message(), mailbox())
    given = filled_in(clerk.get(address(mail)))
    clerk.post(address(mail, "reactie"), given)
    again = clerk.post(address(mail, "reactie"), given)

    assert "al afgehandeld: reactie" in shown(again)
    assert Contribution.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_missing_and_by_itself(clerk):
    mail = came_in(message(), mailbox())
    typed = {"name": "Jan J. de Vries", "reply_by": "letter", "note": "halve zin"}
    wrong = clerk.post(address(mail, "reactie"), typed | {"kind": "person"})
    assert "Typ straat en huisnummer" in shown(wrong)
    assert "Jan J. de Vries" in shown(wrong)
    assert "halve zin" in shown(clerk.get(address(mail)))
    saved = clerk.post(address(mail, "reactie"), {"name": "Nog anders", "autosave": "1"})

    assert saved.status_code == 204
    assert "Nog anders" in shown(clerk.get(address(mail)))
    assert not Contribution.objects.exists()


def test_what_is_typed_after_a_colleague_dealt_with_it_does_not_stay_behind(clerk):
    mail = came_in(message(), mailbox())
    acts.put_aside(mail, actor=builders.staff(Role.CLERK), reason="reclame")
    # Opened before the colleague was done.
    acts.keep_typed(mail, {"name": "Jan de Vries"})

    mail.refresh_from_db()
    assert mail.typed == {}


def test_colleagues_see_who_has_a_message_open(clerk, client):
    mail = came_in(message(), mailbox())
    clerk.get(address(mail))
    assert "mee bezig" not in shown(clerk.get(address(mail)))
    client.force_login(builders.staff(Role.CLERK, email="collega@provincie.example"))
    page = shown(client.get(address(mail)))

    assert builders.staff(Role.CLERK).name in page
    assert "is er misschien mee bezig" in page


def test_an_addition_goes_with_the_earlier_contribution(clerk):
    earlier = builders.contribution(builders.consultation())
    receipt = settle_delivery(
        Delivery.objects.get(), actor=None, status=DeliveryStatus.SENT, message_id="<x@p.example>"
    )
    raw = message(
        "Nog iets.", In_Reply_To="<x@p.example>", files=(("a.pdf", PDF, "application/pdf"),)
    )
    mail = came_in(raw, mailbox())
    page = clerk.get(address(mail))
    assert f'value="{earlier.reference}"' in shown(page)
    file = mail.files.get()
    clerk.post(
        address(mail, "toevoegen"), {"reference": earlier.reference, "enclosures": [file.pk]}
    )

    earlier.refresh_from_db()
    mail.refresh_from_db()
    assert earlier.words.endswith("Nog iets.")
    assert earlier.attachments.get().file == file.file
    assert (mail.state, mail.contribution, mail.delivery) == (State.ADDITION, earlier, receipt)


def test_no_contribution_needs_a_reason_and_can_be_put_back(clerk):
    mail = came_in(message(), mailbox())
    assert "Zeg waarom" in shown(clerk.post(address(mail, "geen-reactie"), {}))
    other = clerk.post(address(mail, "geen-reactie"), {"reason": "other"})
    assert "Zeg wat het is" in shown(other)
    clerk.post(address(mail, "geen-reactie"), {"reason": "answered", "explanation": "per telefoon"})
    mail.refresh_from_db()
    assert mail.state == State.NO_CONTRIBUTION
    assert "een vraag die beantwoord is: per telefoon" in shown(clerk.get(address(mail)))
    clerk.post(address(mail, "terugzetten"))

    mail.refresh_from_db()
    assert mail.state == State.WAITING
    kinds = [step.kind for step in mail.steps.all()]
    assert kinds == ["came_in", "no_contribution", "put_back"]


def test_another_mailbox_of_ours_keeps_the_day_it_came_in(clerk):
    mail = came_in(message(), mailbox())
    other = mailbox(
        name="Fietspad", address="f@provincie.example", consultation=builders.consultation()
    )
    clerk.post(address(mail, "postvak"), {"mailbox": other.pk})
    moved = IncomingMail.objects.get()

    assert (moved.mailbox, moved.state, moved.received_at) == (
        other,
        State.WAITING,
        mail.received_at,
    )
    page = clerk.get(address(moved))
    assert page.context["confirm"]["consultation"].value() == other.consultation_id


def test_what_is_for_another_body_goes_there_whole_and_the_sender_hears_it(clerk):
    raw = message()
    mail = came_in(raw, mailbox())
    given = {
        "body": "gemeente Harstede",
        "address": "post@harstede.example",
        "explanation": "Uw weg.",
    }
    clerk.post(address(mail, "doorsturen"), given)
    for row in OnwardMail.objects.all():
        send_onward(row.pk)
        send_onward(row.pk)

    there, back = sorted(outbox.outbox, key=lambda sent: sent.to != ["post@harstede.example"])
    assert there.attachments[0].content == raw
    assert (there.reply_to, back.to) == (["jan@voorbeeld.example"], ["jan@voorbeeld.example"])
    assert "gemeente Harstede" in back.body
    assert "artikel 2:3" in there.body
    assert len(outbox.outbox) == 2
    mail.refresh_from_db()
    assert mail.state == State.SENT_ON
    assert {row.state for row in OnwardMail.objects.all()} == {OnwardState.SENT}


def test_what_was_sent_on_and_did_not_arrive_waits_again(clerk):
    mail = came_in(message(), mailbox())
    clerk.post(
        address(mail, "doorsturen"), {"body": "gemeente", "address": "fout@harstede.example"}
    )
    row = OnwardMail.objects.get(kind="forward")
    send_onward(row.pk)
    row.refresh_from_db()
    came_in(bounce(row.message_id), mail.mailbox)

    row.refresh_from_db()
    mail.refresh_from_db()
    assert (row.state, mail.state) == (OnwardState.BOUNCED, State.WAITING)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"body": "", "address": "a@b.example"}, "Typ de naam"),
        ({"body": "gemeente", "address": ""}, "Typ het e-mailadres"),
        ({"body": "wij", "address": "inspraak@provincie.example"}, "een adres van ons"),
    ],
)
def test_sending_on_says_what_is_missing(clerk, given, said):
    mail = came_in(message(), mailbox())

    assert said in shown(clerk.post(address(mail, "doorsturen"), given))
    assert not OnwardMail.objects.exists()


def test_a_colleague_gets_the_message_and_answers_the_sender(clerk):
    mail = came_in(message(), mailbox())
    colleague = builders.staff(Role.HANDLER)
    clerk.post(address(mail, "collega"), {"colleague": colleague.pk})
    send_onward(OnwardMail.objects.get().pk)

    (sent,) = outbox.outbox
    assert (sent.to, sent.reply_to) == ([colleague.email], ["jan@voorbeeld.example"])


def test_the_piles_show_what_waits_in_each_mailbox(clerk):
    one, other = mailbox(name="Eerste"), mailbox(name="Tweede", address="t@p.example")
    came_in(message("Eerste woorden", subject="Over bomen"), one)
    came_in(message("Tweede", number=2), other)
    came_in(message("Afwezig", number=3, Auto_Submitted="auto-replied"), one)
    waiting = clerk.get(PAGE)
    assert waiting.context["page"].paginator.count == 2
    assert [(box["name"], box["count"]) for box in waiting.context["boxes"]] == [
        ("Alle postvakken", 2),
        ("Eerste", 1),
        ("Tweede", 1),
    ]
    assert "Over bomen" in shown(waiting)
    only = clerk.get(PAGE, {"postvak": other.pk})
    assert [line["text"] for line in only.context["items"]] == ["Tweede"]
    apart = clerk.get(PAGE, {"stapel": "apart"})

    assert [line["status_label"] for line in apart.context["items"]] == ["automatisch antwoord"]


def test_a_list_of_many_takes_as_many_queries_as_one_of_few(clerk, django_assert_num_queries):
    box = mailbox(consultation=builders.consultation())
    for count in (1, 3):
        for number in range(count):
            came_in(message(f"{count} {number}", number=f"{count}-{number}"), box)
        with django_assert_num_queries(7):
            clerk.get(PAGE)


def test_a_message_that_could_not_be_read_is_shown_all_the_same(clerk, monkeypatch):
    def fails(raw):
        raise RuntimeError

    monkeypatch.setattr("participatie.intake.email.sorting.parse", fails)
    mail = came_in(message(), mailbox())

    assert mail.state == State.WAITING
    assert "kon dit bericht niet lezen" in shown(clerk.get(address(mail)))
    original = clerk.get(address(mail, "origineel"))
    assert b"".join(original.streaming_content) == message()


def test_a_message_whose_file_is_gone_holds_up_no_other():
    box = mailbox()
    gone, _new = keep(message("Weg."), Origin(mailbox=box, received_at=clock.now()))
    Path(gone.raw.content.path).unlink()
    other, _new = keep(message("Er nog.", number=2), Origin(mailbox=box, received_at=clock.now()))
    sorting.read_waiting()

    for mail in (gone, other):
        mail.refresh_from_db()
    assert gone.state == State.WAITING
    assert gone.read["problems"]
    assert other.read["own"] == "Er nog."


def test_a_set_apart_message_says_why_and_can_be_put_back(clerk):
    mail = came_in(message(List_Id="<nieuws.dorp.example>"), mailbox())
    page = shown(clerk.get(address(mail)))
    assert "List-Id: &lt;nieuws.dorp.example&gt;" in page
    assert "reactie/" not in page
    clerk.post(address(mail, "terugzetten"))

    mail.refresh_from_db()
    assert mail.state == State.WAITING
