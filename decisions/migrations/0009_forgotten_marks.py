from django.db import migrations

# Of a secret round that is called off nobody needs to know who had cast a ballot: the marks go with
# the ballots, before all rows are written anew.
BURN = """
GRANT UPDATE (has_balloted) ON decisions_elector TO solidarity_eraser;
CREATE OR REPLACE FUNCTION decisions_burn_ballots(burned bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.decisions_round WHERE id = burned AND is_secret
        AND voided_at IS NOT NULL AND counted_at IS NULL
    ) THEN
        UPDATE public.decisions_elector SET has_balloted = false WHERE round_id = burned;
        DELETE FROM public.decisions_ballot WHERE round_id = burned;
    END IF;
    PERFORM decisions_shuffle(burned);
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION decisions_burn_ballots(burned bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM decisions_shuffle(burned);
    DELETE FROM public.decisions_ballot USING public.decisions_round round
        WHERE round_id = burned AND round.id = burned
        AND round.voided_at IS NOT NULL AND round.counted_at IS NULL;
END $$;
REVOKE UPDATE (has_balloted) ON decisions_elector FROM solidarity_eraser;
"""


class Migration(migrations.Migration):
    """Calling a secret ballot off forgets who had cast one."""

    dependencies = [
        ("decisions", "0008_words"),
    ]
    operations = [migrations.RunSQL(BURN, BEFORE)]
