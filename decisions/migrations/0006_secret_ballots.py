from django.db import migrations

# The web adds ballots and changes their choice while a round runs. Once it is counted or called
# off, nobody does; and it never takes one away.
KEEP = """
REVOKE UPDATE, DELETE, TRUNCATE ON decisions_ballot FROM solidarity_web;
GRANT UPDATE (choice) ON decisions_ballot TO solidarity_web;

CREATE FUNCTION decisions_check_ballot() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user <> 'solidarity_eraser' AND NOT EXISTS (
        SELECT FROM public.decisions_round WHERE id = NEW.round_id
        AND counted_at IS NULL AND voided_at IS NULL
    ) THEN
        RAISE EXCEPTION 'round % takes no ballots', NEW.round_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ballots_while_it_runs BEFORE INSERT OR UPDATE ON decisions_ballot
    FOR EACH ROW EXECUTE FUNCTION decisions_check_ballot();
"""
OPEN = """
DROP TRIGGER ballots_while_it_runs ON decisions_ballot;
DROP FUNCTION decisions_check_ballot();
GRANT UPDATE, DELETE, TRUNCATE ON decisions_ballot TO solidarity_web;
"""
# All rows of a round are taken out and put back in an order drawn anew, in one transaction: where
# they lie, and which transaction wrote them, says nothing any more about who chose what.
SHUFFLE = """
GRANT SELECT, INSERT, DELETE ON decisions_ballot TO solidarity_eraser;
GRANT SELECT, INSERT, DELETE ON decisions_elector TO solidarity_eraser;
GRANT SELECT ON decisions_round TO solidarity_eraser;

CREATE FUNCTION decisions_shuffle(shuffled bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    ballots public.decisions_ballot[];
    electors public.decisions_elector[];
BEGIN
    IF NOT EXISTS (SELECT FROM public.decisions_round WHERE id = shuffled AND is_secret) THEN
        RETURN;
    END IF;
    SELECT array_agg(ballot ORDER BY gen_random_uuid()) INTO ballots
        FROM public.decisions_ballot ballot WHERE round_id = shuffled;
    SELECT array_agg(elector ORDER BY gen_random_uuid()) INTO electors
        FROM public.decisions_elector elector WHERE round_id = shuffled;
    DELETE FROM public.decisions_ballot WHERE round_id = shuffled;
    DELETE FROM public.decisions_elector WHERE round_id = shuffled;
    INSERT INTO public.decisions_ballot SELECT (each).* FROM unnest(ballots) AS each;
    INSERT INTO public.decisions_elector SELECT (each).* FROM unnest(electors) AS each;
END $$;
ALTER FUNCTION decisions_shuffle(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION decisions_shuffle(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decisions_shuffle(bigint) TO solidarity_web;

CREATE FUNCTION decisions_burn_ballots(burned bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM decisions_shuffle(burned);
    DELETE FROM public.decisions_ballot USING public.decisions_round round
        WHERE round_id = burned AND round.id = burned
        AND round.voided_at IS NOT NULL AND round.counted_at IS NULL;
END $$;
ALTER FUNCTION decisions_burn_ballots(bigint) OWNER TO solidarity_eraser;
REVOKE ALL ON FUNCTION decisions_burn_ballots(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decisions_burn_ballots(bigint) TO solidarity_web;
"""
UNSHUFFLED = """
DROP FUNCTION decisions_burn_ballots(bigint);
DROP FUNCTION decisions_shuffle(bigint);
REVOKE ALL ON decisions_ballot, decisions_elector, decisions_round FROM solidarity_eraser;
"""


class Migration(migrations.Migration):
    """A counted ballot stays as it is, and nothing about its row tells whose it was."""

    dependencies = [("decisions", "0005_sent_once")]
    operations = [
        migrations.RunSQL(KEEP, OPEN),
        migrations.RunSQL(SHUFFLE, UNSHUFFLED),
    ]
