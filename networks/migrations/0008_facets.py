import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    """What networks say of themselves beside their story, and what one narrows the directory by."""

    dependencies = [("networks", "0007_facets_in_words")]
    operations = [
        migrations.AddField(
            model_name="network",
            name="active_on",
            field=models.DateField(
                db_default=django.db.models.functions.datetime.Now(),
                help_text="The last day on which something was done in it, found out by a task.",
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="aims_long",
            field=models.TextField(blank=True, db_default="", default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="network",
            name="aims_short",
            field=models.TextField(blank=True, db_default="", default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="network",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("room", "We have room"),
                    ("looking", "We look for people"),
                    ("full", "We are full for now"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="country",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
        migrations.AddField(
            model_name="network",
            name="size",
            field=models.CharField(
                blank=True,
                choices=[
                    ("few", "Up to 10 people"),
                    ("some", "11 to 50 people"),
                    ("many", "51 to 200 people"),
                    ("most", "More than 200 people"),
                ],
                db_default="",
                default="",
                help_text="A band, counted again and again by a task.",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="founded_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="network",
            name="organising",
            field=models.TextField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="network",
            name="facets",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("kind"),
                    models.F("state"),
                    models.F("causes"),
                    models.F("country"),
                    models.F("languages"),
                    models.F("size"),
                    models.F("capacity"),
                    models.F("join_policy"),
                    function="networks_facets",
                    output_field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                output_field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.TextField(), size=None
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="network",
            index=models.Index(
                fields=["-active_on", "-id"],
                name="directory_active",
            ),
        ),
        migrations.AddIndex(
            model_name="network",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search", "facets"], name="networks_by_words_and_facets"
            ),
        ),
        migrations.RemoveIndex(
            model_name="network",
            name="networks_by_words",
        ),
        migrations.RemoveIndex(
            model_name="network",
            name="networks_by_cause",
        ),
    ]
