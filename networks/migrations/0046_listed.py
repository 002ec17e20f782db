import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

POSITION = """
ALTER TABLE networks_listed ADD COLUMN position public.cube;
CREATE INDEX listed_by_position ON networks_listed USING gist (position)
WHERE position IS NOT NULL;
"""
# The owner's, and nobody else may write the rows: what the directory shows is what is public.
KEEP = """
CREATE FUNCTION networks_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM networks_listed WHERE network_id = OLD.id;
    ELSIF NEW.visibility <> 'public' OR NEW.unlisted_at IS NOT NULL THEN
        IF TG_OP = 'UPDATE' THEN
            DELETE FROM networks_listed WHERE network_id = NEW.id;
        END IF;
    ELSE
        INSERT INTO networks_listed AS known (network_id, words, facets, active_on, position)
        VALUES (NEW.id, NEW.search, NEW.facets, NEW.active_on,
            networks_position(NEW.latitude, NEW.longitude))
        ON CONFLICT (network_id) DO UPDATE SET words = excluded.words, facets = excluded.facets,
            active_on = excluded.active_on, position = excluded.position
        WHERE (known.words, known.facets, known.active_on, known.position::text)
            IS DISTINCT FROM
            (excluded.words, excluded.facets, excluded.active_on, excluded.position::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER listed AFTER INSERT OR UPDATE OR DELETE ON networks_network
    FOR EACH ROW EXECUTE FUNCTION networks_list();
INSERT INTO networks_listed (network_id, words, facets, active_on, position)
SELECT id, search, facets, active_on, networks_position(latitude, longitude)
FROM networks_network WHERE visibility = 'public' AND unlisted_at IS NULL ORDER BY id;
REVOKE INSERT, UPDATE, DELETE ON networks_listed FROM solidarity_web;
"""
DROP = """
DROP TRIGGER listed ON networks_network;
DROP FUNCTION networks_list();
"""


class Migration(migrations.Migration):
    """Public networks as the directory looks for them, in narrow rows of their own."""

    dependencies = [
        ("networks", "0043_deciding_together"),
    ]
    operations = [
        migrations.CreateModel(
            name="Listed",
            fields=[
                (
                    "network",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="listed",
                        serialize=False,
                        to="networks.network",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("active_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-active_on", "-network"], name="listed_by_activity"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words", "facets"], name="listed_by_words_and_facets"
                    ),
                ],
            },
        ),
        migrations.RunSQL(POSITION, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, DROP),
        migrations.RemoveIndex(model_name="network", name="directory_active"),
    ]
