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
ASK = """
CREATE FUNCTION networks_asked_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(nullif(btrim(public.plain(words)), ''), ' ', ':* & ') || ':*';
"""
DROP = "DROP FUNCTION networks_search_words(text, text, text, text);"
DROP_ASK = "DROP FUNCTION networks_asked_words(text);"


class Migration(migrations.Migration):
    """What the directory searches, and for what; immutable: a generated column may use it."""

    initial = True
    dependencies = [("base", "0003_search"), ("people", "0001_people")]
    operations = [migrations.RunSQL(MAKE, DROP), migrations.RunSQL(ASK, DROP_ASK)]
