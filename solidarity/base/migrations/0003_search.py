from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# The parser takes every sign beyond ASCII for a letter, so what is none goes first.
MAKE = r"""
CREATE FUNCTION plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, words)),
                      '[[:punct:][:space:]\u200b\u200e\u200f]+', ' ', 'g');
"""


class Migration(migrations.Migration):
    """plain(): words without accents, capitals and signs; immutable, so an index may use it."""

    dependencies = [("base", "0002_cache")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(MAKE, "DROP FUNCTION plain(text);"),
    ]
