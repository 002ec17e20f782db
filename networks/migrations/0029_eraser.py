from django.db import migrations

# The act stays, and that somebody who left did it, or had it done to her; who it was is gone.
# When the transaction ends, she must be: whoever takes over the web cannot hide behind this.
ERASE = """
GRANT UPDATE (by_id, whom_id, facts) ON networks_logentry TO solidarity_eraser;
CREATE FUNCTION networks_erase_person(person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE public.networks_logentry SET by_id = NULL, facts = facts || '{"by_left": true}'
    WHERE by_id = person;
    UPDATE public.networks_logentry SET whom_id = NULL, facts = facts || '{"whom_left": true}'
    WHERE whom_id = person;
$$;
ALTER FUNCTION networks_erase_person(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION networks_erase_person(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION networks_erase_person(bigint) TO solidarity_web;

CREATE FUNCTION networks_check_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM public.people_person
               WHERE id = OLD.by_id AND NEW.by_id IS NULL
               OR id = OLD.whom_id AND NEW.whom_id IS NULL) THEN
        RAISE EXCEPTION 'only who is deleted is taken out of the log'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER only_the_erased_leave_the_log
    AFTER UPDATE OF by_id, whom_id ON networks_logentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION networks_check_erased();
"""
KEEP = """
DROP TRIGGER only_the_erased_leave_the_log ON networks_logentry;
DROP FUNCTION networks_check_erased();
DROP FUNCTION networks_erase_person(bigint);
REVOKE UPDATE (by_id, whom_id, facts) ON networks_logentry FROM solidarity_eraser;
"""


class Migration(migrations.Migration):
    """Whoever deletes her account is named in no log any more; what was done stays."""

    dependencies = [("networks", "0028_keeping_threads")]
    operations = [migrations.RunSQL(ERASE, KEEP)]
