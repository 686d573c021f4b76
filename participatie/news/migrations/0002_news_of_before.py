"""What the record did before there was news becomes news too, and stands in the calendar.

Nobody is mailed of it. What editors put on pages follows when such a page is published again.
"""

from django.db import migrations

KINDS = {
    "consultation.in_force": "in_force",
    "consultation.term_changed": "term_changed",
    "consultation.answers_published": "answered",
    "decision.adopted": "decided",
}
FACTS = (
    *("opens_on", "closes_on", "before", "after", "reason"),
    *("contributions", "adopted_by", "adopted_on"),
)


def catch_up(apps, schema_editor):
    """Make the items and entries that the acts would have made."""
    news_item = apps.get_model("news", "NewsItem")
    entry = apps.get_model("news", "CalendarEntry")
    events = apps.get_model("pipeline", "Event").objects.filter(kind__in=KINDS).order_by("pk")
    adopted_on = {}
    for event in events.iterator():
        news_item.objects.get_or_create(
            source=f"event-{event.pk}",
            defaults={
                "kind": KINDS[event.kind],
                "consultation_id": event.consultation_id,
                "facts": {name: event.data[name] for name in FACTS if name in event.data},
                "published_at": event.at,
                "updated_at": event.at,
            },
        )
        if event.kind == "decision.adopted":
            adopted_on[event.consultation_id] = event.data["adopted_on"]
    for row in apps.get_model("pipeline", "Consultation").objects.iterator():
        days = {"opens": ("opens", row.opens_on), "closes": ("closes", row.closes_on)}
        if row.pk in adopted_on:
            days["decision"] = ("decision_made", adopted_on[row.pk])
        elif row.decision_expected_on:
            days["decision"] = ("decision_expected", row.decision_expected_on)
        for name, (kind, day) in days.items():
            entry.objects.get_or_create(
                consultation_id=row.pk,
                name=name,
                defaults={"kind": kind, "day": day, "updated_at": row.put_in_force_at},
            )


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [migrations.RunPython(catch_up, migrations.RunPython.noop, elidable=True)]
