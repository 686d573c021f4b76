from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staten_frozen", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="order", name="one_copy_is_made_at_a_time"),
        migrations.RenameField(model_name="order", old_name="status", new_name="state"),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state="waiting"),
                name="one_copy_is_made_at_a_time",
            ),
        ),
    ]
