from django.db import migrations

# What each table lets anybody but the eraser change, worked out by one function: the columns that
# may differ; "-": no row may be changed.
DIFFERS = """
CREATE FUNCTION decisions_differs(before jsonb, after jsonb, variadic but text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
    SELECT (before - but) IS DISTINCT FROM (after - but)
$$;
CREATE FUNCTION decisions_refuse(what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION '%', what USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
# A draft is its author's. What is decided or called off stays, but for the day of its review; a
# challenge that was upheld brings it back.
DECISIONS = """
CREATE FUNCTION decisions_keep_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    brought_back boolean;
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.stage <> 'draft' THEN
            PERFORM decisions_refuse('only a draft is deleted');
        END IF;
        RETURN OLD;
    ELSIF OLD.stage NOT IN ('closed', 'cancelled') THEN
        RETURN NEW;
    END IF;
    brought_back := OLD.stage = 'closed' AND NEW.stage = 'discussion' AND EXISTS (
        SELECT FROM decisions_challenge WHERE decision_id = OLD.id AND state = 'upheld');
    IF brought_back AND decisions_differs(
        to_jsonb(OLD), to_jsonb(NEW), 'review_on', 'stage', 'staged_at')
    OR NOT brought_back AND decisions_differs(to_jsonb(OLD), to_jsonb(NEW), 'review_on') THEN
        PERFORM decisions_refuse(format('decision %s is closed', OLD.id));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closed_decisions_stay BEFORE UPDATE OR DELETE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_decision();

CREATE FUNCTION decisions_keep_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    stands text;
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN NEW;
    END IF;
    SELECT stage INTO stands FROM decisions_decision
    WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
    IF TG_OP = 'INSERT' AND stands IN ('closed', 'cancelled')
        AND EXISTS (SELECT FROM decisions_version WHERE decision_id = NEW.decision_id)
    OR TG_OP <> 'INSERT' AND stands <> 'draft' THEN
        PERFORM decisions_refuse('a text that others have read stays as it is');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER versions_stay BEFORE INSERT OR UPDATE OR DELETE ON decisions_version
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_version();
"""
# A round keeps what it was opened with; once it is counted or called off it ends no other way.
ROUNDS = """
CREATE FUNCTION decisions_keep_round() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM decisions_refuse('rounds are not deleted');
    ELSIF OLD.voided_at IS NOT NULL
    OR OLD.counted_at IS NOT NULL AND decisions_differs(to_jsonb(OLD), to_jsonb(NEW), 'voided_at')
    OR decisions_differs(to_jsonb(OLD), to_jsonb(NEW),
                         'closes_at', 'reminded_at', 'counted_at', 'voided_at') THEN
        PERFORM decisions_refuse(format('round %s stays as it is', OLD.id));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER counted_rounds_stay BEFORE UPDATE OR DELETE ON decisions_round
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_round();

CREATE FUNCTION decisions_is_over(checked bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT counted_at IS NOT NULL OR voided_at IS NOT NULL FROM decisions_round WHERE id = checked
$$;
CREATE FUNCTION decisions_keep_elector() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM decisions_refuse('electors are not deleted');
    ELSIF decisions_is_over(NEW.round_id) OR TG_OP = 'UPDATE' AND decisions_differs(
        to_jsonb(OLD), to_jsonb(NEW), 'state', 'speaks_for_id', 'has_balloted') THEN
        PERFORM decisions_refuse(format('the electors of round %s stay as they are', NEW.round_id));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER electors_stay BEFORE INSERT OR UPDATE OR DELETE ON decisions_elector
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_elector();

CREATE FUNCTION decisions_keep_position() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    held decisions_round;
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM decisions_refuse('positions are not deleted');
    END IF;
    SELECT * INTO held FROM decisions_round WHERE id = NEW.round_id;
    IF held.counted_at IS NOT NULL OR held.voided_at IS NOT NULL
    OR TG_OP = 'INSERT' AND (NEW.at < held.opens_at OR NEW.at >= held.closes_at) THEN
        PERFORM decisions_refuse(format('round %s takes no positions', NEW.round_id));
    ELSIF TG_OP = 'UPDATE' AND decisions_differs(
        to_jsonb(OLD), to_jsonb(NEW), 'is_current', 'departs', 'confirmed_at') THEN
        PERFORM decisions_refuse(format('position %s stays as it is', OLD.id));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER positions_stay BEFORE INSERT OR UPDATE OR DELETE ON decisions_position
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_position();

CREATE FUNCTION decisions_keep_words() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user = 'solidarity_eraser' THEN
        RETURN NEW;
    ELSIF TG_OP <> 'INSERT' OR (SELECT decisions_is_over(round_id)
                                FROM decisions_position WHERE id = NEW.position_id) THEN
        PERFORM decisions_refuse('what was said with a position stays as it is');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER words_stay BEFORE INSERT OR UPDATE OR DELETE ON decisions_positionwords
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_words();

CREATE FUNCTION decisions_keep_outcome() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM decisions_refuse(format('the outcome of round %s stays as it is', OLD.round_id));
    RETURN NULL;
END $$;
CREATE TRIGGER outcomes_stay BEFORE UPDATE OR DELETE ON decisions_outcome
    FOR EACH ROW EXECUTE FUNCTION decisions_keep_outcome();
"""
# Whoever deletes her account is named nowhere any more, and what she wrote with her positions is
# gone; what she chose stays, under a number. When the transaction ends, she must be gone.
ERASE = """
GRANT SELECT, UPDATE (by_id) ON decisions_decision, decisions_version, decisions_position
    TO solidarity_eraser;
GRANT SELECT, UPDATE (opened_by_id) ON decisions_round TO solidarity_eraser;
GRANT SELECT, UPDATE (person_id) ON decisions_elector TO solidarity_eraser;
GRANT SELECT, UPDATE (reason, rests_on) ON decisions_positionwords TO solidarity_eraser;
CREATE FUNCTION decisions_erase_person(person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE public.decisions_positionwords SET reason = '', rests_on = ''
    FROM public.decisions_position position
    JOIN public.decisions_elector elector ON elector.id = position.elector_id
    WHERE position.id = position_id AND person IN (position.by_id, elector.person_id);
    UPDATE public.decisions_position SET by_id = NULL WHERE by_id = person;
    UPDATE public.decisions_elector SET person_id = NULL WHERE person_id = person;
    UPDATE public.decisions_round SET opened_by_id = NULL WHERE opened_by_id = person;
    UPDATE public.decisions_version SET by_id = NULL WHERE by_id = person;
    UPDATE public.decisions_decision SET by_id = NULL WHERE by_id = person;
$$;
ALTER FUNCTION decisions_erase_person(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION decisions_erase_person(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decisions_erase_person(bigint) TO solidarity_web;

CREATE FUNCTION decisions_check_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF to_jsonb(NEW) ->> TG_ARGV[0] IS NULL AND EXISTS (
        SELECT FROM public.people_person WHERE id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint
    ) THEN
        RAISE EXCEPTION 'only who is deleted is taken out of a decision'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON decisions_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decisions_check_erased('by_id');
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON decisions_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decisions_check_erased('by_id');
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF by_id ON decisions_position
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decisions_check_erased('by_id');
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF opened_by_id ON decisions_round
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION decisions_check_erased('opened_by_id');
CREATE CONSTRAINT TRIGGER only_the_erased_leave AFTER UPDATE OF person_id ON decisions_elector
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decisions_check_erased('person_id');
"""
UNGUARDED = """
DROP TRIGGER only_the_erased_leave ON decisions_decision;
DROP TRIGGER only_the_erased_leave ON decisions_version;
DROP TRIGGER only_the_erased_leave ON decisions_position;
DROP TRIGGER only_the_erased_leave ON decisions_round;
DROP TRIGGER only_the_erased_leave ON decisions_elector;
DROP FUNCTION decisions_check_erased();
DROP FUNCTION decisions_erase_person(bigint);
REVOKE ALL ON decisions_decision, decisions_version, decisions_position, decisions_round,
    decisions_elector, decisions_positionwords FROM solidarity_eraser;
DROP TRIGGER outcomes_stay ON decisions_outcome;
DROP TRIGGER words_stay ON decisions_positionwords;
DROP TRIGGER positions_stay ON decisions_position;
DROP TRIGGER electors_stay ON decisions_elector;
DROP TRIGGER counted_rounds_stay ON decisions_round;
DROP TRIGGER versions_stay ON decisions_version;
DROP TRIGGER closed_decisions_stay ON decisions_decision;
DROP FUNCTION decisions_keep_outcome();
DROP FUNCTION decisions_keep_words();
DROP FUNCTION decisions_keep_position();
DROP FUNCTION decisions_keep_elector();
DROP FUNCTION decisions_is_over(bigint);
DROP FUNCTION decisions_keep_round();
DROP FUNCTION decisions_keep_version();
DROP FUNCTION decisions_keep_decision();
DROP FUNCTION decisions_refuse(text);
DROP FUNCTION decisions_differs(jsonb, jsonb, text[]);
"""


class Migration(migrations.Migration):
    """What was decided stays: by whoever, by which method, and what each said, under a number."""

    dependencies = [("decisions", "0002_own_voices")]
    operations = [
        migrations.RunSQL(DIFFERS + DECISIONS + ROUNDS + ERASE, UNGUARDED),
    ]
