from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake_web', '0003_language_of_draft'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='told_event',
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
