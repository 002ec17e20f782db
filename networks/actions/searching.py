"""Keeping searches, telling what they find, and keeping what the directory counts up to date."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from networks import notices
from networks.finding import Asked, new_finds, searches_of
from networks.models import Network, SavedFind, SavedSearch
from networks.rules import why_not_save
from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for_each
from solidarity.people.models import Person

MOST_FINDS = 100  # a day; the others are told on the next

SIZES_AND_DAYS = """
    WITH counted AS (
        SELECT network_id, count(*) AS people FROM networks_membership
        WHERE state = 'active' GROUP BY network_id
    ), lately AS (
        SELECT network_id, max(at) AS at FROM networks_logentry GROUP BY network_id
    ), fresh AS (
        SELECT network.id,
            CASE WHEN people IS NULL THEN '' WHEN people <= 10 THEN 'few'
                 WHEN people <= 50 THEN 'some' WHEN people <= 200 THEN 'many'
                 ELSE 'most' END AS size,
            (coalesce(lately.at, network.founded_at) AT TIME ZONE 'UTC')::date AS active_on
        FROM networks_network network
        LEFT JOIN counted ON counted.network_id = network.id
        LEFT JOIN lately ON lately.network_id = network.id
    ), held AS (
        SELECT network.id, fresh.size, fresh.active_on
        FROM networks_network network JOIN fresh ON fresh.id = network.id
        WHERE (network.size, network.active_on) IS DISTINCT FROM (fresh.size, fresh.active_on)
        FOR NO KEY UPDATE OF network SKIP LOCKED
    )
    UPDATE networks_network SET size = held.size, active_on = held.active_on
    FROM held WHERE held.id = networks_network.id
"""

WORDS = """
    WITH present AS MATERIALIZED (
        SELECT word, ndoc AS networks
        FROM ts_stat('SELECT search FROM networks_network
            WHERE visibility = ''public'' AND unlisted_at IS NULL')
        WHERE length(word) BETWEEN 4 AND 40
    ), gone AS (
        DELETE FROM networks_word known
        WHERE NOT EXISTS (SELECT FROM present WHERE present.word = known.word)
    )
    INSERT INTO networks_word AS known (word, networks) SELECT word, networks FROM present
    ON CONFLICT (word) DO UPDATE SET networks = excluded.networks
    WHERE known.networks <> excluded.networks
"""


def refresh_directory() -> None:
    """Count again how large networks are, and when something was last done in them.

    A network that an act holds just now is left for the next time: so nobody waits.
    """
    with connection.cursor() as cursor:
        cursor.execute(SIZES_AND_DAYS)


NEW_WORDS = """
    INSERT INTO networks_word (word, networks)
    SELECT DISTINCT word, 1
    FROM networks_network network, unnest(tsvector_to_array(network.search)) word
    WHERE network.id = ANY(%s) AND visibility = 'public' AND unlisted_at IS NULL
      AND length(word) BETWEEN 4 AND 40
    ORDER BY word ON CONFLICT (word) DO NOTHING
"""


def note_words(network_ids: Sequence[int]) -> None:
    """Know the words of these networks, as far as they are public, from now on.

    What is looked for by its beginning is found among known words; those that directories bring in
    are known within the hour. In their order, so that two who note the same ones do not wait for
    each other in a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORDS, [list(network_ids)])


def refresh_words() -> None:
    """Gather the words of public networks anew; those of no other are ever kept."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS)


@transaction.atomic
def save_search(asked: Asked, *, name: str, by: Person, at: datetime) -> SavedSearch:
    """Keep a search; saved once more it has the new name. Raises Refused for one too many."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    query = asked.address()
    known = searches_of(by).filter(query=query).first()
    refuse_if(why_not_save(asked.is_anything, searches_of(by).count() - bool(known)))
    newest = Network.objects.aggregate(newest=Max("pk"))["newest"] or 0
    search, _made = SavedSearch.objects.update_or_create(
        person=by,
        query=query,
        defaults={"name": name},
        create_defaults={"name": name, "saved_at": at, "after": newest},
    )
    return search


def forget_search(search_id: int, *, by: Person) -> None:
    """Keep a search no longer; it is gone at once."""
    searches_of(by).filter(pk=search_id).delete()


def look_for_all(*, at: datetime) -> None:
    """Ask for a look at each kept search, once a day each."""
    kept = SavedSearch.objects.filter(
        person__is_active=True, person__resting_since=None
    ).values_list("pk", flat=True)
    wanted = {f"{pk}-{at:%Y-%m-%d}": {"search": pk} for pk in kept}
    ask_for_each("networks.look", wanted, at=at)


def look(search: SavedSearch, asked: Asked, *, at: datetime) -> int:
    """Tell her of what her search finds anew, each network once; returns how many."""
    found = new_finds(search, asked, most=MOST_FINDS)
    SavedFind.objects.bulk_create(
        (SavedFind(search=search, network=network) for network in found), ignore_conflicts=True
    )
    if found:
        notices.finds(search, at=at)
    return len(found)
