from django.db import migrations

MAKE = """
CREATE FUNCTION networks_facets(
    kind text, state text, causes text[], country text, languages text[],
    size text, capacity text, join_policy text
) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['kind:' || kind]
    || ARRAY(SELECT 'cause:' || cause FROM unnest(causes) cause)
    || ARRAY(SELECT 'language:' || language FROM unnest(languages) language)
    || CASE WHEN country <> '' THEN ARRAY['country:' || country] ELSE '{}'::text[] END
    || CASE WHEN size <> '' THEN ARRAY['size:' || size] ELSE '{}'::text[] END
    || CASE WHEN capacity <> '' THEN ARRAY['capacity:' || capacity] ELSE '{}'::text[] END
    || CASE WHEN state = 'active' THEN ARRAY['door:' || join_policy] ELSE '{}'::text[] END;
"""
# What pg_trgm does, for every script: it knows no letters beyond ASCII where the locale is C.
TRIGRAMS = """
CREATE FUNCTION networks_trigrams(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT DISTINCT substr('  ' || word || ' ', place, 3)
    FROM generate_series(1, length(word) + 1) place
);
"""
DROP = "DROP FUNCTION networks_facets(text, text, text[], text, text[], text, text, text);"


class Migration(migrations.Migration):
    """Facets of networks and parts of words; immutable: generated columns may use them."""

    dependencies = [("networks", "0006_talk")]
    operations = [
        migrations.RunSQL(MAKE, DROP),
        migrations.RunSQL(TRIGRAMS, "DROP FUNCTION networks_trigrams(text);"),
    ]
