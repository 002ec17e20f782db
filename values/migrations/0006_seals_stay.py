from django.db import migrations

# What is sealed is never sealed anew: a batch can only be dropped, with its sums emptied.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON values_batch FROM solidarity_web;
GRANT UPDATE (dropped_at, sums) ON values_batch TO solidarity_web;
REVOKE UPDATE, TRUNCATE ON values_spending FROM solidarity_web;
REVOKE UPDATE, DELETE, TRUNCATE ON values_publication FROM solidarity_web;
CREATE FUNCTION values_keep_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.dropped_at IS NOT NULL OR NEW.dropped_at IS NULL OR NEW.sums <> '{}' THEN
        RAISE EXCEPTION 'batch % is sealed: it can only be dropped', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_seal_stays BEFORE UPDATE ON values_batch
    FOR EACH ROW EXECUTE FUNCTION values_keep_seals();
"""
OPEN = """
DROP TRIGGER a_seal_stays ON values_batch;
DROP FUNCTION values_keep_seals();
GRANT UPDATE, DELETE, TRUNCATE ON values_batch, values_publication, values_spending
    TO solidarity_web;
"""


class Migration(migrations.Migration):
    """The noise of a batch is drawn once; what it cost and what it said stays."""

    dependencies = [("values", "0005_pooling")]
    operations = [migrations.RunSQL(STAY, OPEN)]
