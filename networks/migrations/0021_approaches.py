import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0020_role_since"),
        ("people", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("member", "The network that would belong"),
                            ("body", "The network that it would belong to"),
                        ],
                        help_text="Which of the two began.",
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                            ("expired", "Ran out"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("begun_at", models.DateTimeField(help_text="When it was made or sent last, UTC.")),
                (
                    "expires_at",
                    models.DateTimeField(blank=True, help_text="Of an invitation.", null=True),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="Why it was not to be.", max_length=1000
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approached",
                        to="networks.network",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approaches",
                        to="networks.network",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApproachAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True, max_length=2000)),
                (
                    "approach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="networks.approach",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Prerequisite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prerequisites",
                        to="networks.network",
                    ),
                ),
                (
                    "needed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="networks.network",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AffiliationQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=200)),
                ("required", models.BooleanField(default=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliation_questions",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "position"), name="affiliation_questions_in_order"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="approach",
            index=models.Index(fields=["body", "-id"], name="approaches_to_a_body"),
        ),
        migrations.AddIndex(
            model_name="approach",
            index=models.Index(fields=["member", "-id"], name="approaches_of_a_member"),
        ),
        migrations.AddConstraint(
            model_name="approach",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("member", "body"),
                name="one_open_approach_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="approach",
            constraint=models.CheckConstraint(
                condition=models.Q(("member", models.F("body")), _negated=True),
                name="nobody_approaches_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="approach",
            constraint=models.CheckConstraint(
                condition=models.Q(("side", "body"), ("expires_at", None), _connector="XOR"),
                name="only_invitations_run_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="approachanswer",
            constraint=models.UniqueConstraint(
                fields=("approach", "position"), name="approach_answers"
            ),
        ),
        migrations.AddConstraint(
            model_name="prerequisite",
            constraint=models.UniqueConstraint(fields=("body", "needed"), name="needed_once"),
        ),
        migrations.AddConstraint(
            model_name="prerequisite",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", models.F("needed")), _negated=True),
                name="nobody_needs_itself",
            ),
        ),
    ]
