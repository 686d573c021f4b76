"""Mail to followers: each once, with a way to stop, and no use for addresses that are gone."""

import smtplib
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from participatie.accounts.roles import Role
from participatie.news import items
from participatie.news.items import Message
from participatie.news.mailing import list_id
from participatie.news.models import NewsItem, NewsMail, Subscription
from participatie.news.tasks import mail_item, send_mails
from participatie.pipeline.acts import consultations
from tests import builders
from tests.fixtures.services import free_port
from tests.news.readers import follower, work

pytestmark = pytest.mark.django_db

MESSAGE = Message(title="Inloopavond in Oldelo", lead="Kom langs op 3 maart.", slug="inloopavond")


def tell(consultation=None, **over):
    return items.publish(
        Message(**vars(MESSAGE) | over),
        source=over.get("slug", "page-1"),
        consultation=consultation,
    )


def test_news_goes_to_who_follows_this_consultation_or_all_and_to_each_once():
    here, elsewhere = builders.consultation(), builders.consultation(slug="brug", prefix="BR26")
    follower("hier@post.example", here)
    follower("elders@post.example", elsewhere)
    follower("alles@post.example")
    follower("beide@post.example", here)
    follower("Beide@post.example")

    tell(here)
    work()

    assert sorted(message.to[0].lower() for message in mail.outbox) == [
        *("alles@post.example", "beide@post.example", "hier@post.example"),
    ]
    item = NewsItem.objects.get(kind="editorial")
    mail_item(item.pk)
    send_mails(list(NewsMail.objects.values_list("pk", flat=True)))
    work()
    assert len(mail.outbox) == 3


def test_news_about_the_site_goes_to_who_follows_all():
    follower("hier@post.example", builders.consultation())
    follower("alles@post.example")
    tell()
    work()
    assert [message.to for message in mail.outbox] == [["alles@post.example"]]


def test_who_confirms_later_gets_no_mail_of_what_was_said_before():
    consultation = builders.consultation()
    tell(consultation)
    follower("laat@post.example", consultation)
    mail_item(NewsItem.objects.get(kind="editorial").pk)
    work()
    assert mail.outbox == []


def test_a_page_written_anew_or_taken_away_and_put_back_is_not_mailed_again():
    consultation = builders.consultation()
    follower("hier@post.example", consultation)
    tell(consultation)
    work()
    tell(consultation, title="Inloopavond verplaatst")
    items.retract("page-1")
    assert not items.on_show(consultation).filter(kind="editorial").exists()
    tell(consultation)
    work()
    assert [message.subject for message in mail.outbox] == [MESSAGE.title]
    assert items.on_show(consultation).filter(kind="editorial").count() == 1


def test_what_was_taken_away_in_time_is_not_mailed():
    consultation = builders.consultation()
    follower("hier@post.example", consultation)
    item = tell(consultation)
    items.retract(item.source)
    work()
    assert mail.outbox == []


def test_a_changed_term_is_mailed_with_its_reason():
    consultation = builders.consultation()
    follower("hier@post.example", consultation)
    changed = builders.procedure(closes_on=builders.terms.last_day(consultation.opens_on, 8))
    consultations.put_in_force(
        changed,
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason="De site lag een dag plat.",
    )
    work()
    [message] = mail.outbox
    assert message.subject.startswith("De laatste dag om te reageren is nu")
    assert "De reden: De site lag een dag plat." in " ".join(message.body.split())
    assert "/inspraak/dorpsweg/" in message.body


def test_in_english_the_facts_are_told_in_english():
    consultation = builders.consultation()
    follower("hier@post.example", consultation)
    Subscription.objects.update(language="en")
    tell(consultation)
    builders.consultations.put_in_force(
        builders.procedure(closes_on=builders.terms.last_day(consultation.opens_on, 8)),
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason="De site lag een dag plat.",
    )
    work()
    written, changed = mail.outbox
    assert f'<p class="said" lang="nl">{MESSAGE.lead}</p>' in written.alternatives[0][0]
    assert changed.subject.startswith("The last day to respond is now")
    assert "/en/inspraak/dorpsweg/" in changed.body


class Mailbox:
    """Keeps what a real SMTP server is given, and refuses one address for good."""

    def __init__(self):
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        if address.startswith("weg@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """A real SMTP server that our mail goes to."""
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield mailbox
    server.stop()


def test_mail_through_a_real_server_says_how_to_stop_and_which_list_it_is(settings, request):
    consultation = builders.consultation()
    subscription = follower("hier@post.example", consultation)
    mailbox = request.getfixturevalue("smtp")
    settings.BASE_URL = "https://inspraak.woldermark.example"
    tell(consultation)
    work()

    [envelope] = mailbox.received
    message = message_from_bytes(envelope.content, policy=policy.default)
    site = "https://inspraak.woldermark.example"
    assert message["List-Unsubscribe"].strip() == f"<{site}/nieuws/afmelden/{subscription.token}/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<dorpsweg.nieuws.inspraak.woldermark.example>"
    assert message["List-Archive"] == f"<{site}/inspraak/dorpsweg/nieuws/>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "list"
    assert message["Subject"] == MESSAGE.title
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/alternative", "text/plain", "text/html"),
    ]
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for part in (text, html):
        assert MESSAGE.lead in part
        assert f"{site}/inspraak/dorpsweg/inloopavond/" in part
        assert f"/afmelden/{subscription.token}/" in part
        assert "hier@post.example" not in part
    assert "<img" not in html


def test_an_address_that_refuses_three_times_for_good_is_deleted_and_holds_up_nobody(request):
    consultation = builders.consultation()
    follower("weg@post.example", consultation)
    follower("hier@post.example", consultation)
    mailbox = request.getfixturevalue("smtp")
    for number in range(3):
        assert Subscription.objects.count() == 2
        tell(consultation, slug=f"nieuws-{number}")
        work()
    assert [envelope.rcpt_tos for envelope in mailbox.received] == [["hier@post.example"]] * 3
    assert Subscription.objects.get().email == "hier@post.example"


def test_a_server_that_is_down_loses_no_mail_and_sends_none_twice(monkeypatch):
    consultation = builders.consultation()
    follower("een@post.example", consultation)
    follower("twee@post.example", consultation)
    item = tell(consultation)
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"

    def down(self, messages):
        if messages[0].to == ["twee@post.example"]:
            raise smtplib.SMTPServerDisconnected("gone")
        mail.outbox.extend(messages)
        return len(messages)

    with monkeypatch.context() as broken:
        broken.setattr(backend, down)
        mail_item(item.pk)
        keys = list(NewsMail.objects.values_list("pk", flat=True))
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send_mails(keys)
    waiting = NewsMail.objects.get(sent_at=None)
    assert (waiting.error, waiting.refused_at) == ("SMTPServerDisconnected", None)
    send_mails(keys)
    assert sorted(message.to[0] for message in mail.outbox) == [
        *("een@post.example", "twee@post.example"),
    ]
    assert not NewsMail.objects.filter(sent_at=None).exists()


def test_without_followers_there_is_no_job():
    from procrastinate.contrib.django.models import ProcrastinateJob

    tell(builders.consultation())
    assert not ProcrastinateJob.objects.filter(task_name__startswith="news.").exists()


def test_the_list_of_all_has_a_name_of_its_own(settings):
    settings.BASE_URL = "https://inspraak.woldermark.example"
    assert list_id(None) == "<nieuws.inspraak.woldermark.example>"
