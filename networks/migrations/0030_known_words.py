from django.db import migrations

# An index of words is read for one word twenty times as quickly as for all that begin with it. So
# a word that networks are known to use is looked for together with the known ones that it begins;
# where it is not known, or begins more than twenty, all that it begins are.
MAKE = """
CREATE FUNCTION networks_known_words(words text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT string_agg(coalesce(forms.known, asked.word || ':*'), ' & ')
        FROM regexp_split_to_table(btrim(public.plain(words)), ' ') asked (word)
        LEFT JOIN LATERAL (
            SELECT '(' || string_agg(few.word, ' | ') || ')' AS known
            FROM (
                SELECT known.word FROM networks_word known
                WHERE known.word ~>=~ asked.word AND known.word ~<~ (asked.word || chr(1114111))
                LIMIT 21
            ) few
            HAVING count(*) <= 20 AND bool_or(few.word = asked.word)
        ) forms ON true
        WHERE asked.word <> ''
    );
END $$;
"""
DROP = "DROP FUNCTION networks_known_words(text);"


class Migration(migrations.Migration):
    """What the directory looks for, as far as words are known."""

    dependencies = [("networks", "0029_eraser")]
    operations = [migrations.RunSQL(MAKE, DROP)]
