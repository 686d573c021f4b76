"""Who used the form in English hears from us in English; what we answered stays as written."""

import io

import pytest
from django.core import mail
from django.urls import reverse
from lxml import html
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.intake.post import letters
from participatie.pipeline.acts import answers, contributions
from participatie.pipeline.acts.wordings import translate_questions
from participatie.pipeline.models import Contact, Delivery
from participatie.pipeline.statuses import DeliveryWay, Outcome
from tests import builders
from tests.fixtures.worker import work_off

pytestmark = pytest.mark.django_db(transaction=True)

BY_POST = Contact(name="Pat Jones", street="Kade 2", postcode="9911 AA", city="Harstede")


def test_notices_go_out_in_the_language_of_the_form_with_our_answers_as_written():
    consultation = builders.consultation()
    editor = builders.staff(Role.EDITOR)
    translate_questions(
        consultation, actor=editor, language="en", wordings={}, title="The village road"
    )
    given = builders.contribution(consultation, language="en")
    with builders.after_the_term(consultation):
        admitted = contributions.admit(given, actor=builders.staff(Role.HANDLER))
        answer = builders.approved_answer(builders.point(admitted), outcome=Outcome.ADOPTED)
        builders.change(builders.decision(consultation), answer)
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        work_off()
    receipt, outcome = mail.outbox
    assert receipt.subject.startswith("We have received your contribution")
    assert f"/en/volg/{given.follow_code}/" in receipt.body
    assert "About: The village road" in receipt.body
    assert "“The village road”" in " ".join(outcome.body.split())
    page = html.document_fromstring(outcome.alternatives[0].content)
    assert page.get("lang") == "en"
    [ours] = page.xpath("//p[contains(., 'omdat het niet veilig is')]")
    assert ours.get("lang") == "nl"
    assert page.xpath("//dt[. = 'Becomes']")


def test_letters_of_one_batch_are_each_in_the_language_of_their_reader():
    consultation = builders.consultation()
    for language in ("nl", "en"):
        builders.contribution(
            consultation, contact=BY_POST, reply_by=DeliveryWay.LETTER, language=language
        )
    pages = PdfReader(io.BytesIO(letters.render(list(Delivery.objects.order_by("pk"))).pdf)).pages
    dutch, english = (page.extract_text() for page in pages if page.extract_text().strip())
    assert "Ons kenmerk" in dutch
    assert "Our reference" in english
    assert "Kind regards," in english
    assert "Met vriendelijke groet" not in english


def test_staff_see_in_which_language_the_sender_used_the_form(client):
    given = builders.contribution(builders.consultation(), language="en")
    client.force_login(builders.staff(Role.HANDLER))
    page = client.get(reverse("triage:contribution", args=[given.reference])).content.decode()
    assert "Wij schrijven de indiener in het Engels" in page
