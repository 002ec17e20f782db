"""Calls that name networks, and answers that everyone may read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0009_pages_stay"),
        ("networks", "0048_binding_and_lineage"),
    ]

    operations = [
        migrations.AddField(
            model_name="callanswer",
            name="is_public",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Everyone reads it, where the call is public.",
            ),
        ),
        migrations.CreateModel(
            name="CallTo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="to",
                        to="coalitions.call",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "call"), name="called_by_name_once")
                ],
            },
        ),
    ]
