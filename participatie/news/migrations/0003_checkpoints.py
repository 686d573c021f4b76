from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0002_news_of_before'),
    ]

    operations = [
        migrations.AddField(
            model_name='subscription',
            name='mailed_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='subscription',
            name='topic',
            field=models.CharField(choices=[('news', 'news'), ('checkpoints', 'checkpoints of the logbook')], default='news', max_length=20),
        ),
        migrations.RemoveConstraint(
            model_name='subscription',
            name='one_subscription_per_address',
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('fingerprint', 'consultation', 'topic'), name='one_subscription_per_address', nulls_distinct=False),
        ),
    ]
