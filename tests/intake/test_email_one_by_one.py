"""One message after the other: on to the next, back to the one before, by keys."""

from datetime import timedelta

import pytest
from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.email.models import State
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus
from tests import builders
from tests.intake.mail_samples import came_in, mailbox, message

pytestmark = pytest.mark.django_db

PAGE = "/balie/e-mail/"


@pytest.fixture
def clerk(client):
    client.force_login(builders.staff(Role.CLERK))
    return client


def address(mail, step=""):
    return f"{PAGE}{mail.pk}/{step}/" if step else f"{PAGE}{mail.pk}/"


def stack(box, *names, hours_ago=9):
    """Messages with these subjects, one an hour."""
    moments = [clock.now() - timedelta(hours=hours_ago - place) for place in range(len(names))]
    return [
        came_in(message(name, subject=name, number=name), box, received_at=moment)
        for name, moment in zip(names, moments, strict=True)
    ]


def links(page):
    return {
        " ".join(link.text_content().split()): link
        for link in html.fromstring(page.content).xpath("//main//a")
    }


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("reactie", {"kind": "person", "email": "jan@voorbeeld.example", "reply_by": "email"}),
        ("geen-reactie", {"reason": "unwanted"}),
        ("doorsturen", {"body": "gemeente Harstede", "address": "post@harstede.example"}),
        ("collega", {}),
        ("postvak", {}),
    ],
)
def test_each_thing_to_do_goes_on_to_the_message_behind_it(clerk, step, given):
    consultation = builders.consultation()
    other = mailbox(name="Ander", address="ander@provincie.example")
    box = mailbox(consultation=consultation)
    stack(other, "elders", hours_ago=20)
    _skipped, this, behind = stack(box, "eerste", "tweede", "derde")
    given = given | {
        "consultation": consultation.pk,
        "colleague": builders.staff(Role.HANDLER).pk,
        "mailbox": other.pk,
    }
    answer = clerk.post(address(this, step), given | {"next": "1"})

    assert (answer.status_code, answer.url) == (302, address(behind))


def test_behind_the_last_comes_what_was_skipped_then_another_mailbox_then_the_pile(clerk):
    other = mailbox(name="Ander", address="ander@provincie.example")
    (elsewhere,) = stack(other, "elders")
    skipped, last = stack(mailbox(), "eerste", "tweede")
    came = []
    for mail in (last, skipped, elsewhere):
        done = clerk.post(address(mail, "geen-reactie"), {"reason": "unwanted", "next": "1"})
        came.append(done.url)

    assert came == [address(skipped), address(elsewhere), PAGE]


def test_a_message_can_be_skipped_and_says_how_many_wait(clerk):
    this, behind = stack(mailbox(), "eerste", "tweede")
    page = clerk.get(address(this))

    assert links(page)["Volgende bericht"].get("href") == address(behind)
    assert "2 berichten wachten" in " ".join(page.content.decode().split())
    this.refresh_from_db()
    assert this.state == State.WAITING


def test_who_made_a_mistake_finds_the_message_on_the_next_page_and_puts_it_back(clerk):
    this, behind = stack(mailbox(), "eerste", "tweede")
    assert "eerste" not in links(clerk.get(address(behind)))
    put_aside = {"reason": "unwanted", "next": "1"}
    page = clerk.post(address(this, "geen-reactie"), put_aside, follow=True)
    assert links(page)["eerste"].get("href") == address(this)
    clerk.post(address(this, "terugzetten"))

    this.refresh_from_db()
    assert this.state == State.WAITING


def test_keys_press_the_buttons_that_a_clerk_presses_most(clerk):
    this, _behind = stack(mailbox(), "eerste", "tweede")
    page = html.fromstring(clerk.get(address(this)).content)
    keyed = {each.get("accesskey"): each.tag for each in page.xpath("//main//*[@accesskey]")}

    assert keyed == {"s": "button", "n": "button", "d": "a"}


def test_what_answers_a_message_of_ours_opens_the_form_to_add_it(clerk):
    builders.contribution(builders.consultation())
    receipt = Delivery.objects.get()
    settle_delivery(
        receipt, actor=None, status=DeliveryStatus.SENT, message_id="<bericht@p.example>"
    )
    answers = came_in(message("Nog iets.", In_Reply_To="<bericht@p.example>"), mailbox())
    fresh = came_in(message("Iets nieuws.", number=2), answers.mailbox)
    opened = {}
    for mail in (answers, fresh):
        page = html.fromstring(clerk.get(address(mail)).content)
        opened[mail.pk] = page.xpath("//details[@open]//form/@action")

    assert opened == {answers.pk: [address(answers, "toevoegen")], fresh.pk: []}


def test_the_address_of_a_form_leads_to_the_message_after_logging_in_again(clerk):
    mail = came_in(message(), mailbox())
    answer = clerk.get(address(mail, "reactie"))

    assert (answer.status_code, answer.url) == (302, address(mail))
    assert clerk.get(address(mail, "iets")).status_code == 404


def test_a_clerk_hears_that_a_file_which_was_not_taken_in_does_not_go_along(clerk):
    program = (("x.exe", b"MZ\0\0", "application/octet-stream"),)
    left_out = came_in(message("Met een programma", files=program), mailbox())
    whole = came_in(message("Zonder", number=2), left_out.mailbox)
    pages = [clerk.get(address(mail)).content.decode() for mail in (left_out, whole)]

    assert ["gaat niet mee met de reactie" in page for page in pages] == [True, False]
