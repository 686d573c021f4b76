import django.db.models.deletion
import participatie.core.files
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pipeline', '0007_keys_of_submitters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('meeting', models.CharField(max_length=200)),
                ('meeting_on', models.DateField()),
                ('frozen_at', models.DateTimeField()),
                ('stamp', models.CharField(max_length=100)),
                ('has_nota', models.BooleanField()),
                ('figures', models.JSONField()),
                ('facts', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_copies', to='pipeline.consultation')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['consultation', '-number'],
            },
        ),
        migrations.CreateModel(
            name='FrozenFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=20)),
                ('content', models.FileField(max_length=200, storage=participatie.core.files.private_storage, upload_to='')),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='staten_frozen.frozencopy')),
            ],
            options={
                'ordering': ['copy', 'form'],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.CharField(max_length=200)),
                ('meeting_on', models.DateField()),
                ('ordered_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('waiting', 'is being made'), ('made', 'made'), ('failed', 'was not made')], default='waiting', max_length=10)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='freeze_orders', to='pipeline.consultation')),
                ('copy', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='order', to='staten_frozen.frozencopy')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='frozencopy',
            constraint=models.UniqueConstraint(fields=('consultation', 'number'), name='one_copy_per_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozencopy',
            trigger=pgtrigger.compiler.Trigger(name='frozen_copy_is_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d8f262aed1408db307ff99c83a55e2c8488b86f9', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_copy_is_immutable_bea71', table='staten_frozen_frozencopy', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='frozenfile',
            constraint=models.UniqueConstraint(fields=('copy', 'form'), name='one_frozen_file_per_form'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfile',
            trigger=pgtrigger.compiler.Trigger(name='frozen_file_is_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb8a25d6258ee2b74a90c86d0bda2842a5549a35', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_file_is_immutable_79a3b', table='staten_frozen_frozenfile', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('consultation',), name='one_copy_is_made_at_a_time'),
        ),
    ]
