from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

# In kilometres from the middle of the earth: the nearer two such points, the shorter the straight
# line between them. Immutable, so an index may use it.
MAKE = """
CREATE FUNCTION networks_position(latitude float8, longitude float8) RETURNS public.cube
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN public.cube(ARRAY[
    6371 * cos(radians(latitude)) * cos(radians(longitude)),
    6371 * cos(radians(latitude)) * sin(radians(longitude)),
    6371 * sin(radians(latitude))
]);
"""
INDEX = """
CREATE INDEX networks_by_position ON networks_network
USING gist (networks_position(latitude, longitude)) WHERE latitude IS NOT NULL;
"""


class Migration(migrations.Migration):
    """Names of towns, and where networks are: to look near a place."""

    dependencies = [("networks", "0024_bringing")]
    operations = [
        CreateExtension("cube"),
        migrations.RunSQL(MAKE, "DROP FUNCTION networks_position(float8, float8);"),
        migrations.AddField(
            "network",
            "latitude",
            models.FloatField(blank=True, null=True, help_text="Of the town that `place` names."),
        ),
        migrations.AddField("network", "longitude", models.FloatField(blank=True, null=True)),
        migrations.AddField(
            "network",
            "located",
            models.CharField(
                max_length=130,
                blank=True,
                default="",
                db_default="",
                help_text="The place and country that the position was found by.",
            ),
        ),
        migrations.RunSQL(INDEX, "DROP INDEX networks_by_position;"),
        migrations.CreateModel(
            "PlaceName",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("town", models.BigIntegerField(help_text="The same for all names of a town.")),
                (
                    "words",
                    models.CharField(
                        max_length=120, help_text="The name as it is looked for: plain()."
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=120, help_text="What the town is mostly called."),
                ),
                ("country", models.CharField(max_length=2)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "people",
                    models.PositiveIntegerField(
                        help_text="Who live there: of two, the larger is meant."
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("words", "town"), name="a_name_of_a_town_once")
                ]
            },
        ),
    ]
