"""The site was away on the last evening: everybody gets the time back, and is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.core.templatetags.prose import nl_date
from participatie.intake.web.models import Draft
from participatie.intake.web.prolonged import tell
from participatie.intake.web.tasks import warn_about_drafts
from participatie.pipeline import kinds
from participatie.pipeline.acts import outages
from participatie.pipeline.models import Consultation, Contribution, Event, Outage
from participatie.pipeline.statuses import Channel, Timeliness
from tests import builders
from tests.cms.pages import changed, published
from tests.fixtures.worker import work_off
from tests.intake.web_visitor import CHECK, FORM, filled
from tests.journeys.people import logged_in, seen, sent

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASON = "Een kabel was stuk."


def kept(client, language="", **over):
    """Keep a draft; its code."""
    typed = filled(save="1", **{"question-mening": "De lindes moeten blijven."} | over)
    typed.pop("question-opinion")
    return client.post(language + FORM, typed)["Location"].split("/")[-2]


def happened(consultation, began_at, ended_at, closes_on, *, is_planned=False):
    return outages.register(
        actor=builders.staff(Role.EDITOR),
        began_at=began_at,
        ended_at=ended_at,
        doors=[Channel.WEB],
        is_planned=is_planned,
        reason=REASON,
        reason_in_english="A cable broke.",
        consultations=[consultation],
        closing={consultation.pk: closes_on},
    )


def mailed():
    """Whom the worker mails now: {address: one line of the mail}."""
    mail.outbox.clear()
    work_off()
    return {message.to[0]: " ".join(message.body.split()) for message in mail.outbox}


def test_the_site_was_away_on_the_last_evening():
    cache.clear()
    page = published()
    end = terms.end_of(page.closes_on)
    resident = Client()
    with clock.at(end - 6 * HOUR):
        code = kept(resident)
        link = f"{FORM}bewaard/{code}/"
        resident.post(link, {"mail": "1", "email": "oma@voorbeeld.example"})
        kept(Client(), language="/en", email="neighbour@voorbeeld.example")
        kept(Client(), email="geen adres")
        mailed()
    # The editor hears of it the next working day.
    monday = terms.noon_of(terms.next_working_day(clock.day_of(end)))
    with clock.at(monday):
        editor = logged_in(Role.EDITOR)
        began, ended = end - 5 * HOUR, end - HOUR
        typed = {
            "is_planned": "no",
            "doors": ["web"],
            "began_on": f"{page.closes_on:%Y-%m-%d}",
            "began_time": f"{began.astimezone(terms.zone()):%H:%M}",
            "ended_on": f"{page.closes_on:%Y-%m-%d}",
            "ended_time": f"{ended.astimezone(terms.zone()):%H:%M}",
            "reason": REASON,
            "reason_in_english": "A cable broke.",
        }
        new_day = terms.next_working_day(clock.today() + DAY)
        known = page.consultation
        typed |= {"register": "1", f"hit_{known.pk}": "on"}
        typed |= {f"day_{known.pk}": new_day.isoformat()}
        where = sent(editor, "/beheer/storingen/nieuw/", **typed)
        assert nl_date(new_day, "weekday") in seen(editor, where)
        # Who left an address hears of it, in their language, and no word of what they wrote.
        told = mailed()
        assert set(told) == {"oma@voorbeeld.example", "neighbour@voorbeeld.example"}
        dutch, english = told["oma@voorbeeld.example"], told["neighbour@voorbeeld.example"]
        assert nl_date(new_day, "weekday") in dutch
        assert REASON in dutch
        assert link in dutch
        assert "A cable broke." in english
        assert "/en/inspraak/dorpsweg/reageren/verder/" in english
        assert "lindes" not in dutch + english
        # Everybody else sees it when they go on.
        assert REASON in seen(resident, link)
        assert sent(resident, link, **{"continue": "1"}) == CHECK
        for address in (FORM, CHECK, "/inspraak/dorpsweg/", "/inspraak/dorpsweg/nieuws/"):
            assert REASON in seen(resident, address), address
            assert nl_date(new_day, "weekday") in seen(resident, address), address
        assert f"DTSTART;VALUE=DATE:{new_day:%Y%m%d}" in seen(
            Client(), "/inspraak/dorpsweg/agenda.ics"
        )
        resident.post(CHECK)
        assert Contribution.objects.get().timeliness == Timeliness.ON_TIME
    with clock.at(monday + HOUR):
        changed(page, lead="Een andere inleiding.")
    assert Consultation.objects.get().closes_on == new_day
    kinds_of = Event.objects.filter(consultation=known).values_list("kind", flat=True)
    assert {kinds.OUTAGE_BEGAN, kinds.OUTAGE_ENDED, kinds.TERM_CHANGED} <= set(kinds_of)


def test_what_is_sent_in_the_time_that_was_given_back_is_in_time():
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    resident = Client()
    with clock.at(end - 6 * HOUR):
        resident.post(FORM, filled(save="1"))
    new_day = terms.next_working_day(clock.day_of(end) + DAY)
    with clock.at(end + HOUR):
        happened(consultation, end - 5 * HOUR, end, new_day)
    with clock.at(terms.noon_of(new_day)):
        resident.post(CHECK)
    assert Contribution.objects.get().timeliness == Timeliness.ON_TIME


def test_nobody_is_mailed_twice_nor_about_what_was_sent_or_belongs_elsewhere():
    consultation = builders.consultation()
    other = builders.consultation(slug="elders", prefix="EL26")
    waiting, ready, elsewhere = Client(), Client(), Client()
    waiting.post(FORM, filled(email="wacht@voorbeeld.example", save="1"))
    ready.post(FORM, filled(email="klaar@voorbeeld.example"))
    ready.post(CHECK)
    elsewhere.post(FORM.replace("dorpsweg", "elders"), filled(email="e@voorbeeld.example"))
    mailed()
    day = terms.next_working_day(consultation.closes_on + 2 * DAY)
    happened(consultation, clock.now() - HOUR, clock.now(), day)
    assert set(mailed()) == {"wacht@voorbeeld.example"}
    event = Event.objects.get(kind=kinds.TERM_CHANGED)
    for draft in Draft.objects.filter(contribution=None):
        if draft.consultation_id != other.pk:
            mail.outbox.clear()
            tell(str(draft.pk), event.pk)
            assert mail.outbox == []


def test_of_planned_work_nobody_reads_that_it_was_there_already():
    consultation = builders.consultation()
    Client().post(FORM, filled(save="1"))
    began = clock.now() + 2 * DAY
    acted = {"began_at": began, "ended_at": began + HOUR, "is_planned": True}
    day = terms.next_working_day(consultation.closes_on + DAY)
    happened(consultation, closes_on=day, **acted)
    told = mailed()["jan@voorbeeld.example"]
    assert "Door gepland onderhoud zijn wij minder goed te bereiken van" in told
    assert "Wij waren niet goed te bereiken" not in told


def test_who_was_warned_before_is_warned_again_before_the_new_end():
    consultation = builders.consultation()
    Client().post(FORM, filled(save="1"))
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - 2 * DAY):
        warn_about_drafts.defer(timestamp=0)
        assert set(mailed()) == {"jan@voorbeeld.example"}
        day = terms.next_working_day(consultation.closes_on + 14 * DAY)
        happened(consultation, end - 3 * DAY, clock.now(), day)
        assert len(mailed()) == 1
    with clock.at(terms.end_of(day) - 2 * DAY):
        warn_about_drafts.defer(timestamp=0)
        assert "termijn is verlengd" in mailed()["jan@voorbeeld.example"]


def test_a_mail_server_that_is_away_too_is_tried_again(settings):
    consultation = builders.consultation()
    Client().post(FORM, filled(save="1"))
    day = terms.next_working_day(consultation.closes_on + 2 * DAY)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    happened(consultation, clock.now() - HOUR, clock.now(), day)
    mailed()
    assert Draft.objects.get().told_event is None
    settings.EMAIL_BACKEND = working
    tell(str(Draft.objects.get().pk), Event.objects.get(kind=kinds.TERM_CHANGED).pk)
    assert Draft.objects.get().told_event is not None
    assert len(mail.outbox) == 1


def test_a_term_that_was_changed_for_another_reason_mails_nobody():
    page = published()
    kept(Client())
    changed(page, closes_on=page.closes_on + DAY, term_reason="Er kwamen stukken bij.")
    assert mailed() == {}
    assert not Outage.objects.exists()
