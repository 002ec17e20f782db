from django.db import migrations

# Consents may be asked to go with a network that never said any, and writers with a person who
# wrote nothing any more: the trigger keeps what there is.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON coalitions_clausetext, coalitions_agreementversion,
    coalitions_versionclause FROM solidarity_web;
REVOKE UPDATE, TRUNCATE ON coalitions_consent FROM solidarity_web;
GRANT UPDATE (by_id) ON coalitions_clausetext, coalitions_consent TO solidarity_web;
CREATE FUNCTION coalitions_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user = 'solidarity_eraser' AND TG_OP = 'UPDATE'
    AND to_jsonb(OLD) - 'by_id' = to_jsonb(NEW) - 'by_id' AND NEW.by_id IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an agreement stays as it was adopted: %', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER texts_stay BEFORE UPDATE OR DELETE ON coalitions_clausetext
    FOR EACH ROW EXECUTE FUNCTION coalitions_stays();
CREATE TRIGGER consents_stay BEFORE UPDATE OR DELETE ON coalitions_consent
    FOR EACH ROW EXECUTE FUNCTION coalitions_stays();
CREATE FUNCTION coalitions_is_adopted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'an agreement stays as it was adopted: %', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER versions_stay BEFORE UPDATE OR DELETE ON coalitions_agreementversion
    FOR EACH ROW EXECUTE FUNCTION coalitions_is_adopted();
CREATE TRIGGER clauses_stay BEFORE UPDATE OR DELETE ON coalitions_versionclause
    FOR EACH ROW EXECUTE FUNCTION coalitions_is_adopted();
"""
# A version comes with its clauses in one transaction; later no clause slips in. Numbers of
# transactions and of their savepoints only grow: what is smaller than this one's was before it.
WHOLE = """
CREATE FUNCTION coalitions_keep_whole() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF (SELECT xmin::text::bigint FROM coalitions_agreementversion WHERE id = NEW.version_id)
    < pg_current_xact_id()::text::bigint % 4294967296 THEN
        RAISE EXCEPTION 'an agreement stays as it was adopted: no clause is added'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER versions_are_whole BEFORE INSERT ON coalitions_versionclause
    FOR EACH ROW EXECUTE FUNCTION coalitions_keep_whole();
"""
# Whoever deletes her account is named beside no text and no consent any more.
ERASE = """
GRANT SELECT, UPDATE (by_id) ON coalitions_clausetext, coalitions_consent TO solidarity_eraser;
CREATE FUNCTION coalitions_erase_person(person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE public.coalitions_clausetext SET by_id = NULL WHERE by_id = person;
    UPDATE public.coalitions_consent SET by_id = NULL WHERE by_id = person;
$$;
ALTER FUNCTION coalitions_erase_person(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION coalitions_erase_person(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION coalitions_erase_person(bigint) TO solidarity_web;

CREATE FUNCTION coalitions_check_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.by_id IS NULL AND EXISTS (SELECT FROM public.people_person WHERE id = OLD.by_id) THEN
        RAISE EXCEPTION 'only who is deleted is taken out of an agreement'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON coalitions_clausetext
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION coalitions_check_erased();
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON coalitions_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION coalitions_check_erased();
"""
UNGUARDED = """
DROP TRIGGER only_the_erased_leave ON coalitions_clausetext;
DROP TRIGGER only_the_erased_leave ON coalitions_consent;
DROP FUNCTION coalitions_check_erased();
DROP FUNCTION coalitions_erase_person(bigint);
REVOKE ALL ON coalitions_clausetext, coalitions_consent FROM solidarity_eraser;
DROP TRIGGER versions_are_whole ON coalitions_versionclause;
DROP FUNCTION coalitions_keep_whole();
DROP TRIGGER clauses_stay ON coalitions_versionclause;
DROP TRIGGER versions_stay ON coalitions_agreementversion;
DROP TRIGGER consents_stay ON coalitions_consent;
DROP TRIGGER texts_stay ON coalitions_clausetext;
DROP FUNCTION coalitions_is_adopted();
DROP FUNCTION coalitions_stays();
GRANT UPDATE, DELETE ON coalitions_clausetext, coalitions_agreementversion,
    coalitions_versionclause, coalitions_consent TO solidarity_web;
"""


class Migration(migrations.Migration):
    """What was written, adopted and consented to stays, by whoever."""

    dependencies = [
        ("coalitions", "0001_coalitions"),
    ]
    operations = [migrations.RunSQL(STAY + WHOLE + ERASE, UNGUARDED)]
