"""What a mail provider reports of addresses, through its webhook."""

import base64
import json

import pytest

from participatie.news.models import Subscription
from tests import builders
from tests.news.readers import follower

pytestmark = pytest.mark.django_db

ADDRESS = "/anymail/postmark/tracking/"
LOGIN = base64.b64encode(b"anymail:geheim").decode()


def report(client, login=LOGIN, **event):
    return client.post(
        ADDRESS,
        json.dumps({"MessageID": "1", "Metadata": {}} | event),
        content_type="application/json",
        headers={"authorization": f"Basic {login}"},
    )


def bounce(client, **more):
    event = {"RecordType": "Bounce", "Type": "HardBounce", "Email": "An@post.example", "ID": 1}
    return report(client, **event, BouncedAt="2026-11-22T05:00:00Z", **more)


@pytest.mark.usefixtures("webhook")
def test_an_address_that_bounces_three_times_is_deleted(client):
    consultation = builders.consultation()
    follower("an@post.example")
    follower("an@post.example", consultation)
    follower("bea@post.example")
    for left in (3, 3, 1):
        assert bounce(client).status_code == 200
        assert Subscription.objects.count() == left
    assert Subscription.objects.get().email == "bea@post.example"


@pytest.mark.usefixtures("webhook")
def test_who_calls_it_unwanted_gets_no_more(client):
    follower("an@post.example")
    report(
        client,
        RecordType="SpamComplaint",
        Type="SpamComplaint",
        Email="an@post.example",
        ID=2,
        BouncedAt="2026-11-22T05:00:00Z",
    )
    assert not Subscription.objects.exists()


@pytest.mark.usefixtures("webhook")
def test_a_report_without_the_secret_does_nothing(client):
    follower("an@post.example")
    wrong = base64.b64encode(b"anymail:raad").decode()
    for _ in range(3):
        assert report(client, wrong, RecordType="SpamComplaint").status_code == 400
    assert Subscription.objects.count() == 1


def test_without_a_secret_there_is_no_webhook(client):
    assert client.post(ADDRESS, "{}", content_type="application/json").status_code == 404
