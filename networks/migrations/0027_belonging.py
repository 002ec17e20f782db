from django.db import migrations

# In PL/pgSQL, so that each connection plans it once: it is asked for on every page, often twice.
# Whoever may not return to a body does not belong to it by a network of hers either.
MAKE = """
CREATE FUNCTION networks_belonging(whose bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY(
        SELECT network_id FROM networks_membership WHERE person_id = whose AND state = 'active'
        UNION ALL
        SELECT path.ancestor_id FROM networks_affiliationpath path
        JOIN networks_membership own ON own.network_id = path.descendant_id
        WHERE own.person_id = whose AND own.state = 'active'
        AND path.ancestor_id <> ALL (ARRAY(
            SELECT network_id FROM networks_membership WHERE person_id = whose
            AND state = 'banned' AND (banned_until IS NULL OR banned_until > now())
        ))
    );
END $$;
"""
DROP = "DROP FUNCTION networks_belonging(bigint);"


class Migration(migrations.Migration):
    """The networks that a person belongs to, herself or by a network that is in them."""

    dependencies = [("networks", "0026_verbs")]
    operations = [migrations.RunSQL(MAKE, DROP)]
