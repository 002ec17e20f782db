import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Removals and pauses, with the right to answer."""

    dependencies = [
        ("networks", "0016_ways_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="banned_until",
            field=models.DateTimeField(
                blank=True, help_text="Of one who may not return; empty: without an end.", null=True
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="paused_until",
            field=models.DateTimeField(
                blank=True, help_text="Until then she reads, but does not write.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Measure",
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
                        choices=[("removal", "Removed"), ("pause", "Paused")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not answered yet"),
                            ("answered", "Waits for the stewards"),
                            ("upheld", "It stands"),
                            ("lifted", "Taken back"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("bars", models.BooleanField(default=False, help_text="She may not return.")),
                (
                    "until",
                    models.DateTimeField(
                        blank=True, help_text="When it ends by itself.", null=True
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, help_text="In her words.", max_length=2000),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="networks.logentry",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="networks.network",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="networks.logentry",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["network", "-id"], name="measures_of_a_network")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="answered_at_some_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pause"), _negated=True),
                            models.Q(("bars", False), ("until__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_pause_has_an_end",
                    ),
                ],
            },
        ),
    ]
