import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0021_approaches"),
        ("people", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ally", "Allies"),
                            ("sister", "Sisters"),
                            ("learns", "Learns from"),
                            ("parted", "Parted as friends"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Confirmed by both"),
                            ("ended", "Ended"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("by_one", models.BooleanField(help_text="Whether `one` proposed it.")),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="In the networks' own words.", max_length=300
                    ),
                ),
                ("since", models.DateTimeField(help_text="Of its present state, UTC.")),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties_out",
                        to="networks.network",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties_in",
                        to="networks.network",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="tie",
            index=models.Index(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=["other"],
                name="ties_of_the_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("one", "other", "kind"),
                name="one_tie_of_a_kind_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "learns"), models.Q(("one", models.F("other")), _negated=True)
                    ),
                    ("one__lt", models.F("other")),
                    _connector="OR",
                ),
                name="symmetric_ties_stand_once",
            ),
        ),
    ]
