import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pipeline', '0007_keys_of_submitters'),
        ('staten_frozen', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CouncilLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500)),
                ('label', models.CharField(max_length=200)),
                ('supplier', models.CharField(choices=[('notubiz', 'Notubiz'), ('ibabs', 'iBabs'), ('other', 'another website')], max_length=10)),
                ('kind', models.CharField(choices=[('statenvoorstel', 'proposal to the council'), ('besluit', 'decision of the council'), ('motie', 'motion'), ('amendement', 'amendment'), ('agendapunt', 'agenda item')], max_length=20)),
                ('dated_on', models.DateField()),
                ('meeting_id', models.CharField(blank=True, max_length=64)),
                ('agenda_item_id', models.CharField(blank=True, max_length=64)),
                ('document_id', models.CharField(blank=True, max_length=64)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_because', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('unchecked', 'not looked at yet'), ('works', 'works'), ('changed', 'changed since'), ('gone', 'gone'), ('unreachable', 'cannot be reached')], default='unchecked', max_length=12)),
                ('checked_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_links', to='pipeline.consultation')),
                ('copy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='staten_frozen.frozencopy')),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by_link', to='staten_links.councillink')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['dated_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('state', models.CharField(choices=[('unchecked', 'not looked at yet'), ('works', 'works'), ('changed', 'changed since'), ('gone', 'gone'), ('unreachable', 'cannot be reached')], max_length=12)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='staten_links.councillink')),
            ],
            options={
                'ordering': ['link', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='councillink',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('consultation', 'url'), name='one_link_per_address'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councillink',
            trigger=pgtrigger.compiler.Trigger(name='link_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "consultation_id", "copy_id", "url", "label", "supplier", "kind", "dated_on", "meeting_id", "agenda_item_id", "document_id", "added_by_id", "added_at", "corrects_id" rows from % table\', TG_TABLE_NAME;', hash='f298f26689856b48992ae0b7c016fe966d3cf9fa', operation='UPDATE OF "consultation_id", "copy_id", "url", "label", "supplier", "kind", "dated_on", "meeting_id", "agenda_item_id", "document_id", "added_by_id", "added_at", "corrects_id"', pgid='pgtrigger_link_stays_as_it_was_1df4a', table='staten_links_councillink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councillink',
            trigger=pgtrigger.compiler.Trigger(name='link_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e806ab22d42d2cc8ae324c91837cbd76dfa971b2', operation='DELETE', pgid='pgtrigger_link_is_never_deleted_503bc', table='staten_links_councillink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linkcheck',
            trigger=pgtrigger.compiler.Trigger(name='link_check_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='27b4f9d53433fafc3ff0275bebf04bd90f7d31a3', operation='UPDATE OR DELETE', pgid='pgtrigger_link_check_is_append_only_bfe6d', table='staten_links_linkcheck', when='BEFORE')),
        ),
    ]
