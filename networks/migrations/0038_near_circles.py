from django.db import migrations

# A sequence, and no number in a row: it never gives a number again, whatever is taken back.
VERSIONS = "CREATE SEQUENCE networks_circle_version;"
# More are looked at than pgvector does by itself, since some of them may not be the viewer's to see.
NEAR = """
CREATE FUNCTION networks_near(asked public.vector, asked_instrument text, most int)
RETURNS TABLE (network_id bigint, likeness float8)
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET hnsw.ef_search = 200
AS $$
    SELECT network_id, likeness FROM (
        SELECT circle.network_id, -(circle.beyond OPERATOR(public.<#>) asked) AS likeness,
            instrument
        FROM networks_publishedcircle circle
        WHERE circle.beyond IS NOT NULL
        ORDER BY circle.beyond OPERATOR(public.<#>) asked LIMIT most
    ) near WHERE instrument = asked_instrument
$$;
"""


class Migration(migrations.Migration):
    """The circles nearest to one, and the numbers of their versions."""

    dependencies = [("networks", "0037_published_circles")]
    operations = [
        migrations.RunSQL(VERSIONS, "DROP SEQUENCE networks_circle_version;"),
        migrations.RunSQL(NEAR, "DROP FUNCTION networks_near(public.vector, text, int);"),
    ]
