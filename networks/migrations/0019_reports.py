import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports about anything."""

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("networks", "0018_choosing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about_id", models.BigIntegerField()),
                ("about_url", models.CharField(help_text="Path on this site.", max_length=300)),
                (
                    "about_words",
                    models.CharField(blank=True, help_text="Its name at the time.", max_length=200),
                ),
                (
                    "is_named",
                    models.BooleanField(
                        default=False, help_text="Those who handle it see by whom."
                    ),
                ),
                ("for_admins", models.BooleanField(default=False)),
                (
                    "harm",
                    models.CharField(
                        choices=[
                            ("danger", "Somebody is in danger"),
                            ("harassment", "Somebody is being harassed"),
                            ("hate", "Hate against people for who they are"),
                            ("outing", "It tells something private about somebody"),
                            ("spam", "Advertising, or a trick"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(max_length=2000)),
                (
                    "touches",
                    models.CharField(
                        blank=True, help_text="Of the ways of working.", max_length=300
                    ),
                ),
                (
                    "quoted",
                    models.TextField(
                        blank=True, help_text="What it said; forgotten when it is closed."
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("taken", "Taken up"), ("closed", "Closed")],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done",
                    models.TextField(
                        blank=True, help_text="What was done; she is told.", max_length=1000
                    ),
                ),
                (
                    "about_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it happened.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="networks.network",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose doing it is: she never sees the report.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "-id"], name="reports_of_a_network"),
                    models.Index(
                        condition=models.Q(("for_admins", True)),
                        fields=["-id"],
                        name="admin_reports",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("reporter", "about_type", "about_id"),
                        name="one_open_report_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_admins", True), ("network__isnull", False), _connector="OR"
                        ),
                        name="somebody_handles_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("closed_at__isnull", False), ("quoted", "")),
                            _connector="OR",
                        ),
                        name="closed_reports_quote_nothing",
                    ),
                ],
            },
        ),
    ]
