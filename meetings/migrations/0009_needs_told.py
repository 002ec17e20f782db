from django.db import migrations, models


class Migration(migrations.Migration):
    """What is needed is told later than it is said; what was read so far stays to read."""

    dependencies = [
        ("meetings", "0008_minutes_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="need",
            name="is_told",
            field=models.BooleanField(
                db_default=True,
                default=False,
                help_text=(
                    "Read by those who prepare the meeting: not at once, so no moment leads to her."
                ),
            ),
        ),
    ]
