from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake_desk", "0003_entry_of_a_call_back")]

    operations = [
        migrations.AddField(
            model_name="senton",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
