import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Stewards have terms, are chosen and recalled."""

    dependencies = [
        ("networks", "0017_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="network",
            name="choosing",
            field=models.CharField(
                choices=[
                    ("stewards", "The stewards choose; members can recall"),
                    ("half", "Members choose: more than half of them"),
                    ("two_thirds", "Members choose: two thirds of them"),
                    ("number", "Members choose: a number of them"),
                ],
                db_default="stewards",
                default="stewards",
                help_text="How stewards are chosen and recalled.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="choosing_number",
            field=models.PositiveSmallIntegerField(
                db_default=5, default=5, help_text="How many members it takes, where a number does."
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="term_months",
            field=models.PositiveSmallIntegerField(
                db_default=12, default=12, help_text="How long a steward's term is."
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="unlisted_at",
            field=models.DateTimeField(
                blank=True, help_text="Since when admins keep it out of the directory.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
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
                            ("steward", "New steward"),
                            ("recall", "Recall"),
                            ("hand_over", "Hand-over"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("carried", "Carried"),
                            ("withdrawn", "Taken back"),
                            ("declined", "Declined"),
                            ("expired", "Ran out"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "agreed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When whom it is about said yes; a recall asks nobody.",
                        null=True,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="networks.network",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("objects_to", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="networks.proposal",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["network", "-id"], name="proposals_of_a_network"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("network", "person", "kind"),
                name="one_open_proposal_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                fields=("proposal", "person"), name="one_word_a_person"
            ),
        ),
    ]
