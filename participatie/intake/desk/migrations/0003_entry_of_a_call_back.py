import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake_callback", "0001_initial"),
        ("intake_desk", "0002_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="deskentry",
            name="call_back",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="intake_callback.callback",
            ),
        ),
    ]
