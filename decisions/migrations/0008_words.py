import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

MAKE = """
CREATE FUNCTION decisions_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, public.plain(said));
"""
DROP = "DROP FUNCTION decisions_words(text);"


def words_in(field: str) -> models.Func:
    return models.Func(
        models.F(field),
        function="decisions_words",
        output_field=django.contrib.postgres.search.SearchVectorField(),
    )


class Migration(migrations.Migration):
    """What registers of decisions search: titles and texts."""

    dependencies = [
        ("decisions", "0007_rounds_in_a_room"),
    ]
    operations = [
        migrations.RunSQL(MAKE, DROP),
        migrations.AddIndex(
            model_name="decision",
            index=django.contrib.postgres.indexes.GinIndex(
                words_in("title"), name="decisions_by_title"
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=django.contrib.postgres.indexes.GinIndex(
                words_in("words"), name="decisions_by_text"
            ),
        ),
    ]
