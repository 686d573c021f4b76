"""An installation from before there was news has it after the update."""

from importlib import import_module

import pytest
from django.apps import apps

from participatie.news.models import CalendarEntry, NewsItem
from tests import builders

pytestmark = pytest.mark.django_db


def items():
    return list(
        NewsItem.objects.order_by("pk").values(
            "source", "kind", "consultation", "facts", "published_at"
        )
    )


def entries():
    rows = CalendarEntry.objects.order_by("consultation", "name")
    return list(rows.values("consultation", "name", "kind", "day"))


def test_what_was_done_before_is_news_as_if_it_were_done_now():
    catch_up = import_module("participatie.news.migrations.0002_news_of_before").catch_up
    builders.decided()
    later = builders.consultation(slug="brug", prefix="BR26", title="De brug")
    builders.consultations.put_in_force(
        builders.procedure(
            slug="brug",
            prefix="BR26",
            title="De brug",
            opens_on=later.opens_on,
            closes_on=builders.terms.last_day(later.opens_on, 8),
        ),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=later,
        term_reason="Er was een storing.",
    )
    before = items(), entries()
    assert len(before[0]) == 5
    NewsItem.objects.all().delete()
    CalendarEntry.objects.all().delete()

    for _ in range(2):
        catch_up(apps, None)
        assert (items(), entries()) == before
