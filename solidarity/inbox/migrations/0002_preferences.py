"""When mails come, and how often those of each group."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0001_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=17, help_text="Of digests, in her zone."
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=6,
                    ),
                ),
                (
                    "budget",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Reminders come at once while fewer mails came in seven days.",
                    ),
                ),
                (
                    "is_neutral",
                    models.BooleanField(
                        default=False, help_text="Mails tell nothing; they lead here."
                    ),
                ),
                ("is_silent", models.BooleanField(default=False, help_text="No mails at all.")),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Key of the body that it comes from, which this room does not know.",
                        null=True,
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("asks", "What waits for you"),
                            ("mine", "What is addressed to you"),
                            ("news", "News of a network"),
                            ("reminders", "Reminders"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[
                            ("once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                            ("never", "Never"),
                        ],
                        max_length=6,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("hour__lt", 24)), name="an_hour_of_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lt", 7)), name="a_day_of_a_week"
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wishes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                fields=("person", "source", "group"), name="one_wish_a_group", nulls_distinct=False
            ),
        ),
    ]
