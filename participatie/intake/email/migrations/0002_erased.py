import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake_email', '0001_initial'),
        ('pipeline', '0007_keys_of_submitters'),
    ]

    operations = [
        migrations.AddField(
            model_name='incomingmail',
            name='erased_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='incomingmail',
            name='raw',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pipeline.storedfile'),
        ),
    ]
