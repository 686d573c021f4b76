"""The page of a consultation follows a term that an outage made longer, also unpublished."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.tasks import publish_scheduled
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline import kinds
from participatie.pipeline.acts import outages
from participatie.pipeline.models import Consultation, Event
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.cms.pages import changed, editor, fresh, published

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def longer(page, days=7):
    """An outage of an hour that made the term end `days` later or the first working day then."""
    day = terms.next_working_day(page.consultation.closes_on + days * DAY)
    outages.register(
        actor=builders.staff(Role.ADMINISTRATOR),
        began_at=clock.now() - HOUR,
        ended_at=clock.now(),
        doors=[Channel.WEB],
        reason="Een kabel was stuk.",
        consultations=[page.consultation],
        closing={page.consultation.pk: day},
    )
    return day


def in_force():
    return Consultation.objects.get().closes_on


def test_the_next_publication_does_not_turn_the_term_back():
    page = published()
    day = longer(page)
    assert fresh(page).closes_on == day
    changed(page, lead="Een andere inleiding.")
    assert in_force() == day
    assert Event.objects.filter(kind=kinds.TERM_CHANGED).count() == 1


def test_nothing_is_published_by_it():
    page = published()
    before = (page.live_revision_id, page.last_published_at, page.revisions.count())
    longer(page)
    page = fresh(page)
    assert (page.live_revision_id, page.last_published_at, page.revisions.count()) == before


def test_what_an_editor_drafted_before_it_keeps_its_words_and_gets_the_new_day():
    page = published()
    page.lead = "Een nieuwe inleiding."
    draft = page.save_revision(user=editor())
    day = longer(page)
    assert fresh(page).lead != "Een nieuwe inleiding."
    draft.refresh_from_db()
    draft.publish(user=editor())
    assert in_force() == day
    assert fresh(page).lead == "Een nieuwe inleiding."


def test_a_later_day_that_an_editor_drafted_stays_later():
    page = published()
    later = terms.next_working_day(page.closes_on + 30 * DAY)
    page.closes_on, page.term_reason = later, "Er kwamen stukken bij."
    draft = page.save_revision(user=editor())
    longer(page)
    draft.refresh_from_db()
    draft.publish(user=editor())
    assert in_force() == later


def test_a_scheduled_version_goes_live_with_the_new_day():
    page = published()
    page.lead = "Een geplande inleiding."
    page.go_live_at = timezone.now() + HOUR
    page.save_revision(user=editor()).publish(user=editor())
    day = longer(page)
    assert fresh(page).closes_on == day
    revision = fresh(page).scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    publish_scheduled()
    assert fresh(page).lead == "Een geplande inleiding."
    assert in_force() == day


def test_a_page_that_would_go_away_stays_until_the_new_end():
    page = published()
    page = changed(page, expire_at=terms.end_of(page.closes_on))
    day = longer(page)
    assert fresh(page).expire_at == terms.end_of(day)
    assert fresh(page).latest_revision.as_object().expire_at == terms.end_of(day)


def test_a_translation_follows(client):
    page = published()
    english = page.copy_for_translation(
        type(page.locale).objects.get_or_create(language_code="en")[0], copy_parents=True
    )
    day = longer(page)
    assert fresh(english).closes_on == day


def test_the_history_of_the_page_says_what_happened(client):
    page = published()
    longer(page)
    client.force_login(editor())
    history = client.get(f"/cms/pages/{page.pk}/history/").content.decode()
    assert "Een kabel was stuk." in history


def test_a_term_that_an_editor_changes_touches_no_draft_of_others():
    page = published()
    day = page.closes_on + DAY
    changed(page, closes_on=day, term_reason="Er kwamen stukken bij.")
    first = page.revisions.order_by("pk").first()
    assert first.content["closes_on"] == (day - DAY).isoformat()
