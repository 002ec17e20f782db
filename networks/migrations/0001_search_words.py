from django.db import migrations

MAKE = """
CREATE FUNCTION networks_search_words(name text, summary text, place text, story text)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('simple'::regconfig, public.plain(name)), 'A')
    || setweight(to_tsvector('simple'::regconfig, public.plain(summary)), 'B')
    || setweight(to_tsvector('simple'::regconfig, public.plain(place)), 'C')
    || setweight(to_tsvector('simple'::regconfig, public.plain(story)), 'D');
"""
DROP = "DROP FUNCTION networks_search_words(text, text, text, text);"


class Migration(migrations.Migration):
    """What the directory searches; immutable, so that a generated column may use it."""

    initial = True
    dependencies = [("base", "0003_search"), ("people", "0001_people")]
    operations = [migrations.RunSQL(MAKE, DROP)]
