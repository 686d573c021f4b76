"""Following by mail: asked, confirmed, stopped; and nobody learns who follows."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participatie.core import clock
from participatie.news import followers, subscribing
from participatie.news.models import Subscription
from participatie.news.tasks import forget_followers
from tests import builders
from tests.news.readers import ask, follower, links, work

pytestmark = pytest.mark.django_db

LIBRARY = {"REMOTE_ADDR": "203.0.113.7"}


def page_of(answer):
    return " ".join(answer.content.decode().split())


def test_an_address_gets_nothing_until_its_owner_confirms():
    consultation = builders.consultation()
    answer = ask("an@post.example", consultation)
    assert "Kijk in uw mail" in page_of(answer)
    assert "an@post.example" in page_of(answer)
    work()
    [message] = mail.outbox
    assert message.to == ["an@post.example"]
    assert consultation.title in message.body
    confirm, stop = links()

    looked_at = Client().get(confirm)
    assert Subscription.objects.get().confirmed_at is None
    assert "Ja, stuur mij het nieuws" in page_of(looked_at)
    assert "U volgt ons nieuws" in page_of(Client().post(confirm))
    assert Subscription.objects.get().confirmed_at is not None

    assert Subscription.objects.count() == 1
    Client().get(stop)
    assert Subscription.objects.count() == 1
    assert "geen nieuws meer" in page_of(Client().post(stop))
    assert not Subscription.objects.exists()


def test_the_address_is_sealed_and_found_again_however_it_is_written():
    from django.db import connection

    ask("An@Post.example")
    ask("an@post.EXAMPLE")
    assert Subscription.objects.get().email == "An@Post.example"
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, token FROM news_subscription")
        [(email, token)] = cursor.fetchall()
    assert "post" not in email.lower()
    assert token != Subscription.objects.get().token


def test_one_address_can_follow_one_consultation_and_all():
    ask("an@post.example", builders.consultation())
    ask("an@post.example")
    assert Subscription.objects.count() == 2


def test_known_and_unknown_addresses_see_the_same():
    follower("bekend@post.example")
    known = page_of(ask("bekend@post.example")).replace("bekend@post.example", "…")
    unknown = page_of(ask("vreemd@post.example")).replace("vreemd@post.example", "…")
    assert known == unknown
    work()
    told = {message.to[0]: message for message in mail.outbox}
    assert "U volgt ons nieuws al" in told["bekend@post.example"].subject
    assert "/bevestigen/" not in told["bekend@post.example"].body
    assert "/bevestigen/" in told["vreemd@post.example"].body


def test_a_hundred_requests_for_the_address_of_somebody_else_send_two_mails():
    consultation = builders.consultation()
    answers = {page_of(ask("slachtoffer@post.example")) for _ in range(50)}
    answers |= {page_of(ask("Slachtoffer@post.example", consultation)) for _ in range(50)}
    work()
    assert len(mail.outbox) == 2
    assert all("Kijk in uw mail" in answer for answer in answers)


def test_one_network_cannot_work_through_a_list_of_addresses():
    for number in range(subscribing.REQUESTS_PER_HOUR):
        ask(f"{number}@post.example", **LIBRARY)
    answer = ask("nog-een@post.example", **LIBRARY)
    assert answer.status_code == 422
    assert "bel ons: 0999-000100" in page_of(answer)
    assert 'value="nog-een@post.example"' in page_of(answer)
    assert Subscription.objects.count() == subscribing.REQUESTS_PER_HOUR


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul uw e-mailadres in."),
        ("an at post", "Dit is geen e-mailadres."),
        ("an@post.example\nBcc: b@post.example", "Dit is geen e-mailadres."),
        (f"{'a' * 300}@post.example", "Dit is geen e-mailadres."),
        ("an@post.example\x00", "Null-tekens"),
    ],
)
def test_a_wrong_address_is_told_in_place(typed, told):
    answer = ask(typed)
    assert answer.status_code == 422
    assert told in page_of(answer)
    assert "<title>Fout: " in page_of(answer)
    assert not Subscription.objects.exists()


def test_the_pages_set_no_cookie_and_ask_for_none():
    strict = Client(enforce_csrf_checks=True)
    consultation = builders.consultation()
    for url in (
        reverse("news:all"),
        reverse("news:of_consultation", args=[consultation.slug]),
    ):
        assert strict.get(url).cookies == {}
        answer = strict.post(url, {"email": "an@post.example"})
        assert (answer.status_code, answer.cookies) == (200, {})
    work()
    for link in links():
        assert strict.get(link).cookies == {}
        assert strict.post(link).cookies == {}


def test_pages_with_a_secret_address_are_kept_nowhere():
    ask("an@post.example")
    work()
    for link in links():
        answer = Client().get(link)
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_mail_program_stops_with_one_click_and_again_without_error():
    stop = reverse("news:stop", args=[follower().token])
    for _ in range(2):
        answer = Client(enforce_csrf_checks=True).post(
            stop, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
    assert not Subscription.objects.exists()


def test_a_link_to_confirm_that_is_too_old_says_what_to_do():
    ask("an@post.example")
    work()
    confirm = links()[0]
    with clock.at(clock.now() + followers.UNCONFIRMED_FOR + timedelta(minutes=1)):
        forget_followers()
    answer = Client().post(confirm)
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in page_of(answer)
    assert not Subscription.objects.exists()


def test_who_confirmed_is_not_forgotten():
    follower()
    with clock.at(clock.now() + timedelta(days=400)):
        forget_followers()
    assert Subscription.objects.count() == 1


def test_a_year_after_the_decision_the_address_is_deleted():
    consultation = builders.decided().consultation
    follower("hier@post.example", consultation)
    follower("alles@post.example")
    for days, left in ((300, 2), (420, 1)):
        with clock.at(consultation.decided_at + timedelta(days=days)):
            forget_followers()
        assert Subscription.objects.count() == left
    assert Subscription.objects.get().email == "alles@post.example"


def test_an_address_that_does_not_exist_is_deleted_at_the_first_mail(monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"typfout@post.example": (550, b"no such user")})

    ask("typfout@post.example")
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        work()
    assert not Subscription.objects.exists()


def test_in_english_the_page_and_the_mail_are_english():
    consultation = builders.consultation()
    answer = Client().post(
        f"/en/inspraak/{consultation.slug}/nieuws/", {"email": "an@post.example"}
    )
    assert "Look in your mail" in page_of(answer)
    work()
    [message] = mail.outbox
    assert message.subject == "Confirm your subscription"
    assert all(link.startswith("/en/nieuws/") for link in links())
    assert f'<strong lang="nl">{consultation.title}</strong>' in message.alternatives[0][0]


def test_secrets_stay_out_of_the_log():
    from participatie.core.log_masks import mask

    token = follower().token
    for name in ("confirm", "stop"):
        assert token not in mask(f'"POST {reverse(f"news:{name}", args=[token])} HTTP/1.1" 200')
