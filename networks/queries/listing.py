"""The search of the directory: public networks in their narrow rows, one's hidden ones by key.

Two parts that share no network. The words of public networks are known (`Word`) and found by an
index over words and facets. Those of hidden ones are kept nowhere: the viewer's own few networks
are looked through one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sin
from typing import Any

from django.db import connection

from networks.models import Network
from networks.queries.finding import ON_A_CARD, few_words, has_words, known_words
from networks.queries.placing import EARTH, Spot
from solidarity.base.pages import Key
from solidarity.people.models import Viewer

# In the order of the columns, as `from_db` wants them.
CARD = [
    each.attname for each in Network._meta.concrete_fields if each.attname in {"id", *ON_A_CARD}
]
OWN = """(
    SELECT id AS network_id, search AS words, facets, active_on,
        networks_position(latitude, longitude) AS position
    FROM networks_network WHERE id = ANY((SELECT networks_belonging(%s))::bigint[])
    AND visibility <> 'public' AND unlisted_at IS NULL
) own"""
# What the index finds is a cube around the spot; what is near is in the ball in it.
NEAR = """position <@ cube_enlarge(networks_position(%s, %s), %s, 3)
    AND cube_distance(position, networks_position(%s, %s)) <= %s"""
COMMON = 1000  # networks that have a word
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Terms:
    """What is looked for, as the database reads it.

    known: `words` made of words that there are; had_by: how many networks had it within the hour,
    if nothing is looked for but a single word.
    """

    words: str
    known: str
    tags: Sequence[str]
    spot: Spot | None
    km: int
    had_by: int = 0
    is_common: bool = False  # the one word that is looked for; beside a place its index is no help


def terms_of(words: str, tags: Sequence[str], spot: Spot | None, km: int) -> Terms:
    """What is looked for. One query where there are words, to know them."""
    if not has_words(words):
        return Terms("", "", tags, spot, km)
    known, had_by = known_words(words)
    alone = 0 if tags or spot else had_by
    return Terms(few_words(words), known, tags, spot, km, alone, had_by > COMMON)


def first_of(viewer: Viewer, terms: Terms, shown: Sequence[str], most: int) -> Statement:
    """A statement for `most` networks that match, whichever are found first."""
    parts = _parts(viewer, terms, ", ".join(shown), f"LIMIT {most}")
    return f"SELECT * FROM ({parts[0]}) parts LIMIT {most}", parts[1]  # noqa: S608 ours


def newest(
    viewer: Viewer, terms: Terms, key: Key | None, most: int, *, dated: bool
) -> list[Network]:
    """What matches and comes after `key`, as cards show it: the newest first. One query.

    dated: those first in which something was done lately.
    """
    order = "active_on DESC, network_id DESC" if dated else "network_id DESC"
    beyond: Statement = ("", [])
    if key is not None:
        beyond = ("(active_on, network_id) < (%s, %s)", list(key)) if dated else (
            "network_id < %s", [key[1]]
        )  # fmt: skip
    end = f"ORDER BY {order} LIMIT {most}"
    found, params = _parts(viewer, terms, "network_id, active_on", end, beyond)
    return _cards(
        f"""(SELECT network_id FROM ({found}) parts {end}) page
        JOIN networks_network network ON id = network_id
        ORDER BY {order.replace("active_on", "network.active_on")}""",  # noqa: S608 ours
        params,
    )


def by_key(keys: Sequence[int]) -> dict[int, Network]:
    """The networks of these keys, as cards show them. One query."""
    rows = _cards("networks_network network WHERE id = ANY(%s)", [list(keys)]) if keys else []
    return {network.pk: network for network in rows}


def _cards(whence: str, params: list[Any]) -> list[Network]:
    columns = ", ".join(f"network.{name}" for name in CARD)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {whence}", params)  # noqa: S608 names of columns
        return [Network.from_db(connection.alias, CARD, row) for row in cursor.fetchall()]


def _parts(
    viewer: Viewer, terms: Terms, shown: str, end: str, beyond: Statement = ("", [])
) -> Statement:
    """Both parts in one, each with its end: so each is found by its own index."""
    sides: list[tuple[str, list[Any], str, str]] = [("networks_listed", [], "%s", terms.known)]
    if viewer.is_authenticated:
        sides.append((OWN, [viewer.pk], "networks_asked_words(%s)", terms.words))
    statements: list[str] = []
    params: list[Any] = []
    for whence, whose, asked, words in sides:
        wanted = [part for part in (*_wanted(terms, asked, words), beyond) if part[0]]
        where = " AND ".join(part for part, _values in wanted) or "true"
        statements.append(f"(SELECT {shown} FROM {whence} WHERE {where} {end})")  # noqa: S608 ours
        params += [*whose, *(value for _part, values in wanted for value in values)]
    return " UNION ALL ".join(statements), params


def _wanted(terms: Terms, asked: str, words: str) -> list[Statement]:
    """The conditions, each with its parameters."""
    wanted: list[Statement] = []
    if terms.words and terms.spot and terms.is_common:
        # The same as @@, which PostgreSQL would look up among all networks far away, too.
        wanted.append((f"ts_match_vq(words, to_tsquery('simple', {asked}))", [words]))
    elif terms.words:
        wanted.append((f"words @@ to_tsquery('simple', {asked})", [words]))
    if terms.tags:
        wanted.append(("facets @> %s::text[]", [list(terms.tags)]))
    if terms.spot:
        straight = 2 * EARTH * sin(terms.km / (2 * EARTH))
        wanted.append((NEAR, [terms.spot.latitude, terms.spot.longitude, straight] * 2))
    return wanted
