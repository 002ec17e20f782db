from django.db import migrations

STEWARDS = """
CREATE FUNCTION networks_check_stewards() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
    kept text;
    has_steward boolean;
BEGIN
    IF TG_TABLE_NAME = 'networks_network' THEN
        checked := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        checked := OLD.network_id;
    ELSE
        checked := NEW.network_id;
    END IF;
    SELECT state INTO kept FROM networks_network WHERE id = checked;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT EXISTS (SELECT FROM networks_membership
                   WHERE network_id = checked AND role = 'steward' AND state = 'active')
    INTO has_steward;
    IF (kept = 'active') <> has_steward THEN
        RAISE EXCEPTION 'network % is % and has % steward', checked, kept,
            CASE WHEN has_steward THEN 'a' ELSE 'no' END
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER active_has_a_steward
    AFTER INSERT OR UPDATE OF state ON networks_network
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION networks_check_stewards();
CREATE CONSTRAINT TRIGGER active_has_a_steward
    AFTER INSERT OR DELETE OR UPDATE OF role, state, network_id ON networks_membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION networks_check_stewards();
"""
NO_STEWARDS = """
DROP TRIGGER active_has_a_steward ON networks_membership;
DROP TRIGGER active_has_a_steward ON networks_network;
DROP FUNCTION networks_check_stewards();
"""
LOG = """
REVOKE UPDATE, DELETE, TRUNCATE ON networks_logentry, networks_logwords FROM solidarity_web;
GRANT SELECT ON networks_logentry TO solidarity_eraser;
GRANT SELECT, UPDATE (words) ON networks_logwords TO solidarity_eraser;
CREATE FUNCTION networks_erase_words(person bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH emptied AS (
        UPDATE public.networks_logwords SET words = ''
        FROM public.networks_logentry entry
        WHERE entry.id = entry_id AND person IN (entry.by_id, entry.whom_id) AND words <> ''
        RETURNING 1
    ) SELECT count(*) FROM emptied;
$$;
ALTER FUNCTION networks_erase_words(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION networks_erase_words(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION networks_erase_words(bigint) TO solidarity_web;
"""
OPEN_LOG = """
DROP FUNCTION networks_erase_words(bigint);
REVOKE ALL ON networks_logentry, networks_logwords FROM solidarity_eraser;
GRANT UPDATE, DELETE, TRUNCATE ON networks_logentry, networks_logwords TO solidarity_web;
"""


class Migration(migrations.Migration):
    """An active network has a steward; the log can be added to, read, and emptied of words."""

    dependencies = [("networks", "0002_networks")]
    operations = [
        migrations.RunSQL(STEWARDS, NO_STEWARDS),
        migrations.RunSQL(LOG, OPEN_LOG),
    ]
