"""What became no contribution is erased after a year; that it came in, and its steps, stay."""

from datetime import timedelta
from pathlib import Path

import pytest

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.email import acts, tasks
from participatie.intake.email.becoming import become_by_itself
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import IncomingMail, OnwardMail, State
from participatie.pipeline.models import StoredFile
from participatie.pipeline.refusals import Refused
from tests import builders
from tests.intake.mail_samples import PDF, came_in, mailbox, message

pytestmark = pytest.mark.django_db

FILES = (("kaart.pdf", PDF, "application/pdf"),)
OVER = tasks.KEPT_FOR + timedelta(hours=1)


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """What the server does at night, so long from now."""

    def pass_by(later=OVER):
        with clock.at(clock.now() + later), django_capture_on_commit_callbacks(execute=True):
            tasks.erase_old_mail()

    return pass_by


def sent_on(box):
    mail = came_in(message(files=FILES), box)
    return acts.forward(
        mail,
        actor=builders.staff(Role.CLERK),
        body="gemeente Harstede",
        address="post@harstede.example",
        explanation="Over de heer De Vries.",
    )


def test_what_was_sent_on_is_erased_a_year_later_and_the_fact_stays(night):
    mail = sent_on(mailbox())
    paths = [Path(file.content.path) for file in StoredFile.objects.all()]
    assert len(paths) == 2
    night(tasks.KEPT_FOR - timedelta(hours=1))
    assert all(path.exists() for path in paths)
    night()

    mail.refresh_from_db()
    assert (mail.state, mail.raw, mail.read, mail.typed) == (State.SENT_ON, None, {}, {})
    assert (mail.message_id, mail.content_digest) == ("", "")
    assert mail.erased_at
    assert not mail.files.exists()
    assert not StoredFile.objects.exists()
    assert not any(path.exists() for path in paths)
    rows = OnwardMail.objects.values_list("body", "to", "note")
    assert set(rows) == {("gemeente Harstede", "", "")}
    assert [step.kind for step in mail.steps.all()] == ["came_in", "sent_on"]


def test_what_was_set_apart_is_erased_and_what_waits_or_became_something_is_not(night):
    box = mailbox(consultation=builders.consultation())
    apart = came_in(message(Auto_Submitted="auto-replied"), box)
    waiting = came_in(message("Wacht nog.", number=2), box)
    contribution = came_in(message("Een reactie.", number=3, files=FILES), box)
    become_by_itself(contribution)
    night()

    for mail in (apart, waiting, contribution):
        mail.refresh_from_db()
    assert apart.erased_at
    assert (waiting.erased_at, waiting.read["own"]) == (None, "Wacht nog.")
    assert (contribution.erased_at, contribution.files.count()) == (None, 1)
    assert b"Een reactie." in contribution.original()


def test_the_year_begins_with_the_last_thing_that_was_done(night):
    clerk = builders.staff(Role.CLERK)
    mail = came_in(message(Auto_Submitted="auto-replied"), mailbox())
    with clock.at(clock.now() + timedelta(days=300)):
        acts.put_back(mail, actor=clerk)
        acts.put_aside(mail, actor=clerk, reason="een automatisch bericht")
    night()

    mail.refresh_from_db()
    assert mail.erased_at is None
    assert mail.original()


def test_an_erased_message_is_told_of_and_cannot_be_put_back(night, client):
    mail = sent_on(mailbox())
    night()
    clerk = builders.staff(Role.CLERK)
    client.force_login(clerk)
    page = client.get(f"/balie/e-mail/{mail.pk}/").content.decode()

    assert "Dit bericht is gewist op" in page
    assert "gemeente Harstede" in page
    assert "origineel/" not in page
    assert "terugzetten/" not in page
    assert client.get(f"/balie/e-mail/{mail.pk}/origineel/").status_code == 404
    assert client.get("/balie/e-mail/?stapel=klaar").status_code == 200
    with pytest.raises(Refused, match="gewist"):
        acts.put_back(mail, actor=clerk)


def test_what_was_set_apart_and_erased_is_not_sent_on_any_more(night):
    mail = came_in(message(Auto_Submitted="auto-replied"), mailbox())
    night()
    with pytest.raises(Refused, match="gewist"):
        acts.give_to(mail, actor=builders.staff(Role.CLERK), colleague=builders.staff())


def test_an_erased_message_that_is_still_in_its_mailbox_does_not_come_in_anew(night):
    box = mailbox()
    raw = message(Auto_Submitted="auto-replied")
    mail = came_in(raw, box, uid_validity=1, uid=7)
    night()
    again, is_new = keep(raw, Origin(mailbox=box, received_at=clock.now(), uid_validity=2, uid=1))

    assert (again, is_new) == (mail, False)
    assert IncomingMail.objects.count() == 1
    assert not StoredFile.objects.exists()
