"""Feeds with a secret address."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0005_bounces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
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
                    "digest",
                    models.CharField(
                        help_text="Of the token in its address.", max_length=64, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                fields=("person", "source"), name="one_feed_a_source", nulls_distinct=False
            ),
        ),
    ]
