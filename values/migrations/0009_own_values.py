import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Values that people name for themselves."""

    dependencies = [
        ("values", "0004_cards"),
        ("values", "0006_seals_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "meaning",
                    models.TextField(blank=True, help_text="What it means here.", max_length=600),
                ),
                ("story", models.TextField(blank=True, max_length=4000)),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                ("is_off_map", models.BooleanField(db_default=False, default=False)),
                ("is_said", models.BooleanField(default=False, help_text="On her profile.")),
                ("sealed", models.TextField(blank=True, default="", help_text="By the vault.")),
                ("written_at", models.DateTimeField(help_text="UTC.")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_values",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["person", "-id"], name="own_values_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_off_map", False), ("places", []), _connector="OR"),
                        name="ownvalue_is_on_the_map_or_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "places__contained_by",
                                ["SD", "ST", "HE", "AC", "PO", "SE", "CO", "TR", "BE", "UN"],
                            )
                        ),
                        name="ownvalue_stands_in_places_of_the_map",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_said", True),
                                ("sealed", ""),
                                models.Q(("name", ""), _negated=True),
                            ),
                            models.Q(
                                ("is_said", False),
                                ("meaning", ""),
                                ("name", ""),
                                ("places", []),
                                ("story", ""),
                                ("is_off_map", False),
                                models.Q(("sealed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="what_is_not_said_is_sealed",
                    ),
                ],
            },
        ),
    ]
