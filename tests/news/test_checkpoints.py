"""The checkpoints of the ledger by mail: asked twice, sent once a day, and good as they arrive."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participatie.core import clock, terms
from participatie.ledger import keys, verify
from participatie.ledger.models import Checkpoint
from participatie.ledger.sequencing import sequence
from participatie.news.models import Subscription
from participatie.news.tasks import mail_checkpoints
from tests import builders
from tests.news.readers import links, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mirror_of_its_own(settings, tmp_path):
    settings.LEDGER_MIRROR_DIR = tmp_path / "ledger"


def follower(email: str = "an@post.example") -> Subscription:
    """Somebody who asked on the page of the ledger and pressed the button in the mail."""
    asked = Client().post(reverse("news:checkpoints"), {"email": email})
    assert "Kijk in uw mail" in asked.content.decode()
    work()
    assert mail.outbox[-1].subject == "Bevestig dat u onze controlepunten wilt"
    assert "controlepunten" in mail.outbox[-1].body
    confirm = next(link for link in links() if "/bevestigen/" in link)
    assert "controlepunten" in Client().get(confirm).content.decode()
    assert "U volgt ons logboek" in Client().post(confirm).content.decode()
    mail.outbox.clear()
    return Subscription.objects.latest("pk")


def test_who_asked_gets_the_note_itself_and_it_is_good():
    follower()
    builders.consultation()
    made = sequence()

    mail_checkpoints()

    (message,) = mail.outbox
    ((name, note, _type),) = message.attachments
    assert (name, note) == ("controlepunt.txt", made.note)
    size, root, _at = verify.checkpoint_of(note, [str(keys.signers()[0].verifier)])
    assert (size, root) == (made.size, bytes(made.root))
    assert "List-Unsubscribe" in message.extra_headers


def test_it_comes_once_a_day_when_there_is_something_new_and_right_after_a_term():
    follower()
    consultation = builders.consultation()
    noon = terms.noon_of(consultation.closes_on)

    def mailed(at, *, with_news: bool) -> int:
        with clock.at(at):
            if with_news:
                builders.contribution(consultation)
            sequence()
            before = len(mail.outbox)
            mail_checkpoints()
            mail_checkpoints()
            return len(mail.outbox) - before

    assert mailed(noon, with_news=True) == 1
    assert mailed(noon + timedelta(hours=3), with_news=True) == 0
    after_the_term = consultation.closes_at + timedelta(minutes=10)
    assert mailed(after_the_term, with_news=False) == 1
    assert mailed(after_the_term + timedelta(days=1), with_news=False) == 0
    assert mailed(after_the_term + timedelta(days=2), with_news=False) == 0
    assert Subscription.objects.get().mailed_until in Checkpoint.objects.values_list(
        "signed_at", flat=True
    )


def test_news_is_not_for_them_and_a_mistake_in_the_address_is_told():
    follower()
    builders.consultation(slug="brug", prefix="BR26")
    work()
    assert mail.outbox == []

    refused = Client().post(reverse("news:checkpoints"), {"email": "geen adres"})
    assert refused.status_code == 422
    assert "geen adres" in refused.content.decode()


def test_stopping_is_one_press():
    follower()
    stop = reverse("news:stop", args=[Subscription.objects.get().token])
    assert "controlepunt" in Client().get(stop).content.decode()
    Client().post(stop)
    assert not Subscription.objects.exists()
