from django.db import migrations

# The web may forget who wrote a version, as when she deletes her account, and nothing else.
# Whoever owns the database changes none either.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON meetings_minutesversion FROM solidarity_web;
GRANT UPDATE (by_id) ON meetings_minutesversion TO solidarity_web;
CREATE FUNCTION meetings_minutes_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL
    AND to_jsonb(OLD) - 'by_id' = to_jsonb(NEW) - 'by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'minutes stay as they were written: write another version'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER minutes_stay BEFORE UPDATE OR DELETE ON meetings_minutesversion
    FOR EACH ROW EXECUTE FUNCTION meetings_minutes_stay();
CREATE FUNCTION meetings_check_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.by_id IS NULL AND EXISTS (SELECT FROM public.people_person WHERE id = OLD.by_id) THEN
        RAISE EXCEPTION 'only who is deleted is taken out of minutes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON meetings_minutesversion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION meetings_check_erased();
"""
OPEN = """
DROP TRIGGER only_the_erased_leave ON meetings_minutesversion;
DROP FUNCTION meetings_check_erased();
DROP TRIGGER minutes_stay ON meetings_minutesversion;
DROP FUNCTION meetings_minutes_stay();
GRANT UPDATE, DELETE, TRUNCATE ON meetings_minutesversion TO solidarity_web;
"""


class Migration(migrations.Migration):
    """What minutes said can be read, and never changed."""

    dependencies = [
        ("meetings", "0007_changed_alone_and_turns_offered"),
    ]
    operations = [migrations.RunSQL(STAY, OPEN)]
