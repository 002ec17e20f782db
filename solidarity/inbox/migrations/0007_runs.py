"""What became of the digests of a day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0006_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                (
                    "last_at",
                    models.DateTimeField(
                        help_text="When was last looked for digests that are due."
                    ),
                ),
                ("composed", models.PositiveIntegerField(default=0)),
                ("sent", models.PositiveIntegerField(default=0)),
                ("bounced", models.PositiveIntegerField(default=0)),
                (
                    "failed",
                    models.PositiveIntegerField(
                        default=0, help_text="Attempts that will be repeated."
                    ),
                ),
            ],
        ),
    ]
