"""What a typo may have meant."""

from django.db import connection

SHORTEST = 4  # a shorter word resembles too many others

# OFFSET 0: or PostgreSQL cuts the word into trigrams anew for each that it is held against.
ALIKE = """
    SELECT asked.word, coalesce(
        (SELECT known.word FROM networks_word known, LATERAL (
             SELECT count(*)::float AS parts FROM unnest(known.trigrams) part
             WHERE part = ANY (own.trigrams)) shared
         WHERE NOT is_known AND known.word !~ '[0-9]' AND known.trigrams && own.trigrams
           AND abs(length(known.word) - length(asked.word)) <= 2
           AND parts / (cardinality(known.trigrams) + cardinality(own.trigrams) - parts) >= 0.3
         ORDER BY parts / (cardinality(known.trigrams) + cardinality(own.trigrams) - parts) DESC,
           known.networks DESC, known.word
         LIMIT 1),
        asked.word
    )
    FROM regexp_split_to_table(btrim(plain(%s)), ' +') WITH ORDINALITY asked (word, place),
    LATERAL (SELECT networks_trigrams(left(asked.word, 40)) AS trigrams OFFSET 0) own,
    LATERAL (SELECT length(asked.word) < %s OR EXISTS (
        SELECT FROM networks_word WHERE word LIKE asked.word || '%%') AS is_known) looked
    WHERE asked.word <> '' AND place <= 8 ORDER BY place
"""


def meant(words: str) -> str:
    """`words` with what looks like a typo put right, "" when nothing does. One query.

    Only words of public networks are known, so nothing hidden is ever suggested.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [words, SHORTEST])
        pairs = cursor.fetchall()
    is_typo = any(typed != likely for typed, likely in pairs)
    return " ".join(likely for _typed, likely in pairs) if is_typo else ""
