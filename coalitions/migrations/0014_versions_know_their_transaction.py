from django.db import migrations

# The number of a transaction is 64 bits long and never comes again; what a row shows as xmin is 32
# bits of it, which do. Versions that are there already belong to no transaction that is still open.
KNOWN = """
ALTER TABLE coalitions_agreementversion ADD COLUMN made_in xid8 NOT NULL DEFAULT '0'::xid8;
ALTER TABLE coalitions_agreementversion
    ALTER COLUMN made_in SET DEFAULT pg_catalog.pg_current_xact_id();
CREATE FUNCTION coalitions_made_now() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW.made_in := pg_current_xact_id();
    RETURN NEW;
END $$;
CREATE TRIGGER versions_know_when BEFORE INSERT ON coalitions_agreementversion
    FOR EACH ROW EXECUTE FUNCTION coalitions_made_now();
CREATE OR REPLACE FUNCTION coalitions_keep_whole() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF (SELECT made_in FROM coalitions_agreementversion WHERE id = NEW.version_id)
    IS DISTINCT FROM pg_current_xact_id() THEN
        RAISE EXCEPTION 'an agreement stays as it was adopted: no clause is added'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION coalitions_keep_whole() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF (SELECT xmin::text::bigint FROM coalitions_agreementversion WHERE id = NEW.version_id)
    < pg_current_xact_id()::text::bigint % 4294967296 THEN
        RAISE EXCEPTION 'an agreement stays as it was adopted: no clause is added'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER versions_know_when ON coalitions_agreementversion;
DROP FUNCTION coalitions_made_now();
ALTER TABLE coalitions_agreementversion DROP COLUMN made_in;
"""


class Migration(migrations.Migration):
    """Clauses come with their version, however often numbers of transactions come round."""

    dependencies = [
        ("coalitions", "0013_fate_of_who_was_asked"),
    ]
    operations = [migrations.RunSQL(KNOWN, AS_BEFORE)]
