"""From the desk to the sender, without a browser: what a clerk does is what a sender gets."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from participatie.core import clock
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake.desk_form import clerk_client, scan, send

pytestmark = pytest.mark.django_db


def test_a_letter_after_the_term_with_an_early_postmark_until_its_receipt_is_posted():
    consultation = builders.consultation()
    with clock.at(consultation.closes_at + timedelta(days=2)):
        client = clerk_client()
        saved = send(
            client,
            Channel.LETTER,
            consultation="dorps",
            postmarked_on=date_format(consultation.closes_on, "j-n"),
            scan=scan(),
            signatories="Jan Smit; Kerkweg 2; 9911 AB Harstede",
        )
        page = client.get(saved.url).content.decode()
        assert "op tijd door poststempel" in page.lower() or "Awb 6:9" in page

        listed = client.get(reverse("post:piles")).content.decode()
        chosen = re.findall(r'name="notice" value="(\d+)"', listed)
        batch = client.post(reverse("post:piles"), {"notice": chosen}).url
        pdf = b"".join(client.get(f"{batch}brieven.pdf").streaming_content)
        client.post(batch, {"status": "posted"})

    made = Contribution.objects.get()
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Anna Jansen" in text
    assert "Jan Smit" in text
    assert made.reference in text
    assert [delivery.status for delivery in Delivery.objects.all()] == ["posted", "posted"]


def test_a_caller_can_follow_with_the_code_that_was_read_out():
    builders.consultation()
    client, key = clerk_client(), uuid4()
    back = send(client, Channel.PHONE, key=key, button="read_back").url
    saved = client.get(client.post(back, {"agreed": "1"}).url).content.decode()
    code = "".join(re.findall(r"<span>([0-9A-Z]{4}-?)</span>", saved))

    followed = Client().get(reverse("tracking:follow", args=[code]))

    assert followed.status_code == 200
    assert "Ik vind het fietspad veel te smal." in followed.content.decode()


def test_whoever_calls_later_is_told_the_answer_by_number():
    contribution = builders.decided()
    client = clerk_client()

    found = client.post(reverse("desk:home"), {"typed": "dw26 1"})

    page = client.get(found.url).content.decode()
    assert contribution.reference in page
    assert "Uw reactie is beantwoord op" in page
    assert "Wij doen dit. De tekst verandert." in page
