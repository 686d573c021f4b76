"""Who is on record already can be found again too."""

from django.db import migrations

from participatie.pipeline.submitter_keys import keys_of


def make_keys(apps, schema_editor):
    submitters = apps.get_model("pipeline", "Submitter").objects.using(
        schema_editor.connection.alias
    )
    key_model = apps.get_model("pipeline", "SubmitterKey")
    keys = key_model.objects.using(schema_editor.connection.alias)
    rows = []
    for submitter in submitters.filter(erased_at=None).iterator():
        for kind, fingerprint in sorted(keys_of(submitter.sealed_contact or {})):
            rows.append(key_model(submitter=submitter, kind=kind, fingerprint=fingerprint))
        if len(rows) >= 1000:
            keys.bulk_create(rows)
            rows = []
    keys.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0006_desk")]

    operations = [migrations.RunPython(make_keys, migrations.RunPython.noop, elidable=True)]
