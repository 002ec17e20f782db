import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Values that networks name in their own words, in versions, with ideas where they stand."""

    dependencies = [
        ("networks", "0031_holding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="verb",
            field=models.CharField(
                choices=[
                    ("founded", "founded the network"),
                    ("joined", "joined"),
                    ("asked", "asked to join"),
                    ("withdrew", "withdrew the request"),
                    ("admitted", "let in"),
                    ("declined", "declined"),
                    ("waitlisted", "put on the waiting list"),
                    ("left", "left"),
                    ("changed", "changed the settings"),
                    ("affiliated", "affiliated"),
                    ("parted", "ended the affiliation"),
                    ("invited", "invited"),
                    ("revoked", "took an invitation back"),
                    ("accepted", "accepted the invitation of"),
                    ("claimed", "became steward of what was unclaimed"),
                    ("decided", "decided who looks after the network"),
                    ("taken_away", "took the page away"),
                    ("merged", "merged another page into this one"),
                    ("took_down", "took down a post"),
                    ("ways", "wrote the ways of working anew"),
                    ("objected", "objected to the ways of working"),
                    ("met", "answered the objection of"),
                    ("removed", "removed"),
                    ("paused", "paused"),
                    ("answered", "answered the stewards"),
                    ("upheld", "left it as it was"),
                    ("lifted", "took it back"),
                    ("reopened", "opened the door again"),
                    ("proposed", "proposed a steward"),
                    ("dropped", "took a proposal back"),
                    ("chosen", "became a steward"),
                    ("recalled", "was recalled"),
                    ("handed_over", "handed over"),
                    ("stepped_down", "stepped down"),
                    ("term_ended", "ended a term"),
                    ("took_up", "took up a report"),
                    ("handled", "handled a report"),
                    ("asked_them", "asked the stewards"),
                    ("unlisted", "took the network out of the directory"),
                    ("listed", "put the network back into the directory"),
                    ("took_off", "took a shared conversation off the board"),
                    ("approached", "asked for an affiliation"),
                    ("turned_down", "declined an affiliation"),
                    ("taken_back", "took back the question about an affiliation"),
                    ("tie_proposed", "proposed a tie"),
                    ("tie_made", "confirmed a tie"),
                    ("tie_ended", "ended a tie"),
                    ("opening", "proposed who sees what the network holds"),
                    ("opened", "published what the network holds"),
                    ("shut", "keeps what it holds to its members"),
                    ("opening_over", "took that proposal back"),
                    ("value_kept", "kept a value in our own words"),
                    ("value_no", "did not keep what was proposed as a value"),
                    ("value_placed", "said where a value stands on the map"),
                    ("value_shown", "changed who reads a value"),
                    ("value_gone", "let go of a value"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="OurValue",
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
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Of the wording that holds."),
                ),
                ("language", models.CharField(blank=True, db_default="", default="", max_length=8)),
                (
                    "read_by",
                    models.CharField(
                        choices=[
                            ("members", "Those who belong to the network"),
                            ("all", "Everyone who can find the network"),
                        ],
                        default="all",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it was first kept, UTC.")),
                (
                    "stems",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        editable=False,
                        help_text="What is looked for: networks.wording.",
                        size=None,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who proposed it first, and may say where it stands on the map.",
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
                        related_name="own_words",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceIdea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("is_off_map", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="place_ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "value",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ideas",
                        to="networks.ourvalue",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: it waits.", null=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("meaning", models.TextField(blank=True, max_length=600)),
                ("story", models.TextField(blank=True, max_length=4000)),
                ("language", models.CharField(blank=True, default="", max_length=8)),
                (
                    "why",
                    models.TextField(
                        blank=True, help_text="What changes, and why.", max_length=500
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="wordings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="networks.network",
                    ),
                ),
                (
                    "value",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty while a new value is proposed.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="networks.ourvalue",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="ourvalue",
            index=models.Index(fields=["network", "id"], name="values_of_a_network"),
        ),
        migrations.AddIndex(
            model_name="ourvalue",
            index=models.Index(
                condition=models.Q(("is_off_map", True)), fields=["-id"], name="values_off_the_map"
            ),
        ),
        migrations.AddIndex(
            model_name="ourvalue",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["stems"], name="values_by_their_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="ourvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_off_map", False), ("places", []), _connector="OR"),
                name="ourvalue_is_on_the_map_or_off",
            ),
        ),
        migrations.AddConstraint(
            model_name="ourvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "places__contained_by",
                        ["SD", "ST", "HE", "AC", "PO", "SE", "CO", "TR", "BE", "UN"],
                    )
                ),
                name="ourvalue_stands_in_places_of_the_map",
            ),
        ),
        migrations.AddConstraint(
            model_name="ourvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_value_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="placeidea",
            constraint=models.UniqueConstraint(
                fields=("value", "person"), name="one_idea_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="placeidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_off_map", True), ("places", [])),
                    models.Q(("is_off_map", False), models.Q(("places", []), _negated=True)),
                    _connector="OR",
                ),
                name="an_idea_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeidea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "places__contained_by",
                        ["SD", "ST", "HE", "AC", "PO", "SE", "CO", "TR", "BE", "UN"],
                    )
                ),
                name="an_idea_is_of_the_map",
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=models.Index(
                condition=models.Q(("number", None)),
                fields=["network", "id"],
                name="wordings_that_wait",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("value", "number"), name="one_wording_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", None),
                    models.Q(("number__gte", 1), ("value__isnull", False)),
                    _connector="OR",
                ),
                name="a_wording_that_is_kept_is_of_a_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_wording_has_a_name"
            ),
        ),
    ]
