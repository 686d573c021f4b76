"""The same form sent several times at the same moment, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from participatie.intake.web.models import Draft
from participatie.pipeline.models import Contribution, Event
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, RECEIPT, filled, pdf


@pytest.mark.django_db(transaction=True)
def test_sending_at_the_same_moment_gives_one_contribution_and_one_receipt() -> None:
    builders.consultation()
    visitor = Client()
    visitor.post(FORM, filled(attachments=pdf()))
    secret = visitor.cookies["reactie-nl"].value
    start = Barrier(6)

    def send(_time: int) -> str:
        client = Client()
        client.cookies["reactie-nl"] = secret
        start.wait()
        try:
            response = client.post(CHECK, follow=True)
            assert response.redirect_chain == [(RECEIPT, 302)]
            return str(response.context["contribution"].follow_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        codes = set(pool.map(send, range(6)))
    given = Contribution.objects.get()
    assert codes == {given.follow_code}
    assert given.number == 1
    assert given.consultation.last_number == 1
    assert given.attachments.count() == 1
    assert Event.objects.filter(contribution=given).count() == 1


@pytest.mark.django_db(transaction=True)
def test_saving_and_sending_at_the_same_moment_loses_nothing_that_was_sent() -> None:
    builders.consultation()
    visitor = Client()
    visitor.post(FORM, filled())
    secret = visitor.cookies["reactie-nl"].value
    start = Barrier(2)

    def do(path: str) -> int:
        client = Client()
        client.cookies["reactie-nl"] = secret
        start.wait()
        try:
            return client.post(path, filled(name="J. de Vries")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(do, [FORM, CHECK])) == [302, 302]
    draft = Draft.objects.get()
    assert draft.typed is None
    assert draft.contribution.submitter.contact.name in {"Jan de Vries", "J. de Vries"}
