"""Every event becomes a leaf of the ledger; those from before it get theirs now.

What an event of before vouches for is not in its leaf: nobody promised it at the time.
"""

import secrets

import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from participatie.pipeline import leaves


def make_leaves(apps, schema_editor):
    rows = (
        apps.get_model("pipeline", "Event")
        .objects.using(schema_editor.connection.alias)
        .select_related("contribution", "answer")
        .order_by("pk")
    )
    while True:
        part = list(rows.filter(leaf=None)[:1000])
        for event in part:
            event.salt, event.content = secrets.token_bytes(leaves.SALT_BYTES), b""
            event.leaf = leaves.leaf_of(event)
        rows.model.objects.using(schema_editor.connection.alias).bulk_update(
            part, ["salt", "content", "leaf"]
        )
        if not part:
            return


class Migration(migrations.Migration):

    dependencies = [
        ('pipeline', '0007_keys_of_submitters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='event_is_append_only',
        ),
        migrations.AddField(
            model_name='event',
            name='content',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='leaf',
            field=models.BinaryField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name='event',
            name='salt',
            field=models.BinaryField(null=True),
        ),
        migrations.RunPython(make_leaves, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='event', name='content', field=models.BinaryField()
        ),
        migrations.AlterField(
            model_name='event', name='leaf', field=models.BinaryField(unique=True)
        ),
        migrations.AlterField(
            model_name='event', name='salt', field=models.BinaryField()
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "kind", "at", "actor_id", "consultation_id", "contribution_id", "answer_id", "decision_id", "data", "content", "leaf" or delete rows from % table\', TG_TABLE_NAME;', hash='2b58ff7d50778a3052651cb611ea05eea1838f80', operation='UPDATE OF "kind", "at", "actor_id", "consultation_id", "contribution_id", "answer_id", "decision_id", "data", "content", "leaf" OR DELETE', pgid='pgtrigger_event_is_append_only_50246', table='pipeline_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_salt_only_goes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."salt" =  E\'\'::bytea))', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "salt" rows from % table\', TG_TABLE_NAME;', hash='57da60b34d668d41e839fc958f1c1a89e0b441c4', operation='UPDATE OF "salt"', pgid='pgtrigger_event_salt_only_goes_601d0', table='pipeline_event', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('leaf'), 32), name='event_has_a_leaf'),
        ),
    ]
