"""Publishing a page puts the procedure in force; nothing else does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.models import ConsultationPage
from cms.tasks import publish_scheduled
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Event
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Audience, Channel, Phase, Regime
from tests.builders import contribution, staff
from tests.cms.edit_form import form_data
from tests.cms.pages import changed, draft, editor, fresh, index, published

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_in_force():
    page = draft()
    assert not fresh(page).live
    assert fresh(page).consultation is None
    assert not Consultation.objects.exists()


def test_a_new_page_is_a_draft_even_when_it_says_that_it_is_live():
    page = index().add_child(instance=ConsultationPage(title="Los", slug="los", live=True))
    assert not fresh(page).live


def test_publishing_puts_every_field_of_the_procedure_in_force():
    page = published()
    consultation = page.consultation
    assert consultation.slug == "dorpsweg"
    assert consultation.title == page.title
    assert (consultation.opens_on, consultation.closes_on) == (page.opens_on, page.closes_on)
    assert (consultation.regime, consultation.phase) == (Regime.AWB34, Phase.PREPARATION)
    assert consultation.audience == Audience.EVERYONE
    assert consultation.responsible == "Gedeputeerde voor wegen"
    assert consultation.contact["phone"] == "0999-000100"
    assert consultation.doors == {
        "web": "",
        "letter": "Postbus 100\n9910 XA Harstede",
        "phone": "0999-000100, op werkdagen van 9 tot 17 uur",
    }
    assert consultation.open_channels == [Channel.WEB, Channel.LETTER, Channel.PHONE]
    assert [theme.name for theme in consultation.themes.all()] == ["Bomen", "Fietsers"]
    assert [question.key for question in consultation.form.questions] == ["mening"]
    event = Event.objects.get(kind=kinds.PUT_IN_FORCE)
    assert event.actor == editor()


def test_a_question_keeps_the_key_that_wagtail_gave_it():
    page = published(questions=[("open", {"label": "Wat vindt u?"})])
    key = page.consultation.form.questions[0].key
    assert key == page.questions[0].id
    page.questions[0].value["label"] = "Wat vindt u ervan?"
    page = changed(page, questions=page.questions)
    again = Consultation.objects.get().form
    assert (again.version, again.questions[0].key) == (2, key)


def test_questions_stand_under_the_heading_above_them():
    ask = {"help_text": "", "optional": False}
    page = published(
        questions=[
            ("open", {"label": "Wat vindt u?"} | ask),
            ("heading", {"label": "Over u"}),
            ("open", {"label": "Waar woont u?"} | ask),
            ("scale", {"label": "Hoe vaak?"} | ask),
        ]
    )
    asked = page.consultation.form.questions
    assert [question.group for question in asked] == ["", "Over u", "Over u"]


def test_publishing_again_without_a_change_records_nothing():
    page = published()
    before = Event.objects.count()
    changed(page, lead="Een andere inleiding.")
    assert Event.objects.count() == before


def test_changed_questions_become_version_2_and_the_answered_form_stays():
    page = published()
    given = contribution(page.consultation)
    question = {"type": "scale", "id": "cijfer", "value": {"label": "Welk cijfer geeft u?"}}
    changed(page, questions=[question])
    given.refresh_from_db()
    assert given.form.version == 1
    assert given.form.questions[0].label == "Wat vindt u van het plan?"
    assert Consultation.objects.get().form.version == 2


def test_a_changed_term_with_a_reason_is_recorded_and_the_reason_is_used_up():
    page = published()
    later = page.closes_on + timedelta(days=7)
    page = changed(page, closes_on=later, term_reason="De site was een dag niet bereikbaar.")
    assert Consultation.objects.get().closes_on == later
    event = Event.objects.get(kind=kinds.TERM_CHANGED)
    assert event.data["reason"] == "De site was een dag niet bereikbaar."
    assert page.term_reason == ""
    assert page.get_latest_revision().content["term_reason"] == ""


def test_a_changed_term_without_a_reason_leaves_page_and_procedure_as_they_were():
    page = published()
    page.title = "Een andere titel"
    page.closes_on += timedelta(days=7)
    revision = page.save_revision(user=editor())
    with pytest.raises(Refused, match="op waarom"):
        revision.publish(user=editor())
    assert fresh(page).title == "Nieuwe inrichting van de Dorpsweg"
    assert fresh(page).closes_on == Consultation.objects.get().closes_on


def test_an_old_revision_belongs_to_the_same_procedure():
    page = published()
    first = page.revisions.order_by("pk").first()
    page = changed(page, lead="Een andere inleiding.")
    first.publish(user=editor())
    assert fresh(page).consultation == page.consultation
    assert Consultation.objects.count() == 1


def test_a_prefix_of_another_consultation_is_refused_by_every_way_of_publishing():
    published()
    other = draft(slug="brug", title="De brug")
    with pytest.raises(Refused):
        other.latest_revision.publish(user=editor())
    assert not fresh(other).live


def test_half_filled_blocks_are_refused_by_every_way_of_publishing():
    page = draft(body=[("quote", {"text": "", "attribution": ""})])
    with pytest.raises(ValidationError):
        page.latest_revision.publish(user=editor())
    assert not fresh(page).live


def test_who_lacks_the_role_cannot_publish():
    page = draft()
    clerk = staff(Role.CLERK)
    clerk.is_superuser = True
    clerk.save()
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish(user=clerk)
    assert not fresh(page).live


def scheduled(**over):
    """A page that must go live in an hour, and the moment two hours from now."""
    page = draft()
    for name, value in over.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=editor()).publish(user=editor())
    return page


def an_hour_passes(page):
    """What the clock does, done to the schedule."""
    revision = page.revisions.latest("pk")
    past = timezone.now() - timedelta(minutes=5)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def test_a_scheduled_page_is_put_in_force_by_the_system_when_it_goes_live():
    page = scheduled()
    assert not Consultation.objects.exists()
    an_hour_passes(page)
    publish_scheduled()
    assert fresh(page).live
    assert Event.objects.get(kind=kinds.PUT_IN_FORCE).actor is None


def test_a_scheduled_page_that_is_refused_does_not_hold_up_the_others(mailoutbox):
    first = scheduled()
    an_hour_passes(first)
    published(slug="brug", title="De brug")  # Takes the prefix DW26 in the meantime.
    second = draft(slug="tunnel", title="De tunnel", prefix="TU26")
    second.go_live_at = timezone.now() + timedelta(hours=1)
    second.save_revision(user=editor()).publish(user=editor())
    an_hour_passes(second)
    call_command("publish_scheduled")
    assert not fresh(first).live
    assert fresh(second).live
    assert fresh(first).scheduled_revision is None
    [mail] = mailoutbox
    assert mail.to == [editor().email]
    assert "DW26" in mail.body
    assert f"/cms/pages/{first.pk}/edit/" in mail.body


def test_unpublishing_takes_the_page_away_and_leaves_the_procedure():
    page = published()
    with clock.at(page.consultation.closes_at + timedelta(days=1)):
        assert page.permissions_for_user(editor()).can_unpublish()
    page.unpublish(user=None)
    assert Consultation.objects.get().open_channels
    assert not fresh(page).live


def test_the_page_stays_until_the_term_has_ended():
    page = published()
    assert not page.permissions_for_user(editor()).can_unpublish()
    assert not page.permissions_for_user(editor()).can_delete()


def test_a_copy_is_a_draft_with_a_prefix_of_its_own():
    page = published()
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    assert not fresh(copy).live
    assert (copy.prefix, copy.consultation) == ("", None)
    assert [question.block_type for question in copy.questions] == ["open"]


@pytest.mark.parametrize("taken", ["vragen", "gedeputeerden", "jaaroverzicht"])
def test_a_consultation_cannot_take_an_address_of_the_staten_workspace(client, taken):
    client.force_login(editor())
    form = reverse("wagtailadmin_pages:add", args=["cms", "consultationpage", index().pk])
    answer = client.post(form, form_data(slug=taken) | {"action-publish": "1"}, follow=True)
    assert "in gebruik door een ander deel van de website" in answer.content.decode()
    assert not Consultation.objects.exists()
