"""News is found too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="findable",
            name="kind",
            field=models.CharField(
                choices=[
                    ("consultation", "consultation"),
                    ("document", "document"),
                    ("contribution", "contribution"),
                    ("explanation", "explanation"),
                    ("news", "news"),
                ],
                max_length=20,
            ),
        ),
    ]
