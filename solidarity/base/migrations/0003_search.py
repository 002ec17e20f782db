from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

MAKE = """
CREATE FUNCTION plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(public.unaccent('public.unaccent'::regdictionary, words));
"""


class Migration(migrations.Migration):
    """plain(): words without accents and capitals, immutable so that an index may use it."""

    dependencies = [("base", "0002_cache")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(MAKE, "DROP FUNCTION plain(text);"),
    ]
