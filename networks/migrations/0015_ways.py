import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Ways of working in versions, and what is objected to one."""

    dependencies = [
        ("networks", "0014_answer_texts"),
        ("threads", "0001_threads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="network",
            name="ways_number",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="Of the ways of working in force; 0: there are none.",
            ),
        ),
        migrations.CreateModel(
            name="WaysVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField(max_length=20000)),
                ("words_html", models.TextField(editable=False)),
                (
                    "why",
                    models.TextField(
                        blank=True, help_text="What it changes, and why.", max_length=1000
                    ),
                ),
                ("at", models.DateTimeField()),
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
                        related_name="ways",
                        to="networks.network",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.TextField(blank=True, help_text="How it was met.", max_length=2000),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="threads.thread",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="networks.waysversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="accepted_ways",
            field=models.ForeignKey(
                blank=True,
                help_text="The ways of working that she agreed to last.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="networks.waysversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="waysversion",
            constraint=models.UniqueConstraint(
                fields=("network", "number"), name="one_version_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="waysversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), models.Q(("words", ""), _negated=True)),
                name="a_version_says_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                fields=("version", "person"), name="one_objection_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_objection_is_met_with_words",
            ),
        ),
    ]
