import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was written stays; only its end is added, and an admin who left is no more named.
STAYS = """
REVOKE UPDATE, TRUNCATE ON people_freezing FROM solidarity_web;
GRANT UPDATE (ended_at, ended_by_id, by_id) ON people_freezing TO solidarity_web;
"""
OPEN = "GRANT UPDATE, TRUNCATE ON people_freezing TO solidarity_web;"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_writing_and_distance")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="frozen_at",
            field=models.DateTimeField(
                blank=True, help_text="Since when nobody can sign in or act; UTC.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Freezing",
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
                            ("herself", "You yourself"),
                            ("friend", "Somebody with your link"),
                            ("admin", "An admin"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=500)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The admin.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="freezings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "kind"),
                        name="frozen_once_in_a_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "admin"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_admin_freezes_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, OPEN),
    ]
