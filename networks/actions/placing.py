"""Finding where networks are, by the places that they name."""

from collections.abc import Sequence

from django.db import connection

AT_ONCE = 5000

# Of "Riverside, Nakuru" the first part that names a town of the country counts; of two towns of
# one name the larger. What an act holds just now is left for the next time: so nobody waits.
LOCATE = """
    WITH stale AS (
        SELECT id, place, country FROM networks_network
        WHERE located <> left(place || '|' || country, 130) AND {which}
        ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
    ), best AS (
        SELECT DISTINCT ON (stale.id) stale.id, latitude, longitude
        FROM stale,
            LATERAL regexp_split_to_table(place, '[,;،/()]') WITH ORDINALITY part (words, number)
        JOIN networks_placename town ON town.words = btrim(plain(part.words))
        WHERE stale.country IN ('', town.country)
        ORDER BY stale.id, number, people DESC, town
    )
    UPDATE networks_network SET latitude = best.latitude, longitude = best.longitude,
        located = left(stale.place || '|' || stale.country, 130)
    FROM stale LEFT JOIN best ON best.id = stale.id
    WHERE networks_network.id = stale.id
"""


def locate(networks: Sequence[int]) -> None:
    """Find where these networks are, whose place may have changed. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(LOCATE.format(which="id = ANY(%s)"), [list(networks), len(networks)])


def locate_some() -> int:
    """Find where networks are whose place has changed; 5000 at most. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(LOCATE.format(which="true"), [AT_ONCE])
        return int(cursor.rowcount)


def locate_all_anew() -> None:
    """Look for all networks again: more towns are known."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE networks_network SET located = '' WHERE located <> ''")
    while locate_some():
        pass
