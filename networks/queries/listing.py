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
# What is near is in the ball around the spot; what the index finds is the cube around that.
IN_BALL = "cube_distance(position, networks_position(%s, %s)) <= %s"
IN_CUBE = "position <@ cube_enlarge(networks_position(%s, %s), %s, 3)"
# The nearest, of which some may be too far. An index names all that it finds before the first is
# read, but it reads outwards in order, and stops.
NEAREST = """(
    SELECT network_id, facets, active_on, position FROM networks_listed
    WHERE position IS NOT NULL ORDER BY position <-> networks_position(%s, %s) LIMIT %s
) nearest"""
Statement = tuple[str, list[Any]]
Side = tuple[str, list[Any], list[Statement]]  # where rows are read, and what they have to match


@dataclass(frozen=True)
class Terms:
    """What is looked for, as the database reads it.

    known: `words` made of words that there are. is_common: so many networks have them that some
    are found sooner by reading on, or around a place, than by the index of words, which names all.
    """

    words: str
    known: str
    tags: Sequence[str]
    spot: Spot | None
    km: int
    is_common: bool = False


def terms_of(words: str, tags: Sequence[str], spot: Spot | None, km: int) -> Terms:
    """What is looked for. One query where there are words, to know them."""
    if not has_words(words):
        return Terms("", "", tags, spot, km)
    known, is_common = known_words(words)
    return Terms(few_words(words), known, tags, spot, km, is_common)


def first_of(viewer: Viewer, terms: Terms, shown: Sequence[str], most: int) -> Statement:
    """A statement for `most` networks that match, whichever are found first."""
    public = _listed(terms)
    if terms.spot and (terms.words or terms.tags):
        public[2].insert(0, (IN_CUBE, _around(terms.spot, terms.km)))
    elif terms.spot:
        public = (NEAREST, [terms.spot.latitude, terms.spot.longitude, most], public[2])
    order = "ORDER BY network_id DESC " if terms.is_common and not terms.spot else ""
    parts = _parts(viewer, terms, public, ", ".join(shown), f"{order}LIMIT {most}")
    return f"SELECT * FROM ({parts[0]}) parts LIMIT {most}", parts[1]  # noqa: S608 ours


def newest(
    viewer: Viewer, terms: Terms, key: Key | None, most: int, *, dated: bool
) -> list[Network]:
    """What matches and comes after `key`, as cards show it: the newest first. One query.

    For what many match: of a place no index is asked, whose networks would all be read.
    dated: those first in which something was done lately.
    """
    order = "active_on DESC, network_id DESC" if dated else "network_id DESC"
    beyond: Statement = ("", [])
    if key is not None:
        beyond = ("(active_on, network_id) < (%s, %s)", list(key)) if dated else (
            "network_id < %s", [key[1]]
        )  # fmt: skip
    end = f"ORDER BY {order} LIMIT {most}"
    found, params = _parts(viewer, terms, _listed(terms), "network_id, active_on", end, beyond)
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


def _listed(terms: Terms) -> Side:
    """Public networks that match."""
    return "networks_listed", [], _wanted(terms, "%s", terms.known)


def _parts(
    viewer: Viewer, terms: Terms, public: Side, shown: str, end: str, beyond: Statement = ("", [])
) -> Statement:
    """Public ones and her own in one, each with its end: so each is found by its own index."""
    sides = [public]
    if viewer.is_authenticated:
        own = _wanted(terms, "networks_asked_words(%s)", terms.words)
        sides.append((OWN, [viewer.pk], own))
    statements: list[str] = []
    params: list[Any] = []
    for whence, whose, conditions in sides:
        wanted = [part for part in (*conditions, beyond) if part[0]]
        where = " AND ".join(part for part, _values in wanted) or "true"
        statements.append(f"(SELECT {shown} FROM {whence} WHERE {where} {end})")  # noqa: S608 ours
        params += [*whose, *(value for _part, values in wanted for value in values)]
    return " UNION ALL ".join(statements), params


def _wanted(terms: Terms, asked: str, words: str) -> list[Statement]:
    """The conditions, each with its parameters: what costs least to tell first."""
    wanted: list[Statement] = []
    if terms.spot:
        wanted.append((IN_BALL, _around(terms.spot, terms.km)))
    if terms.words and terms.is_common:
        # The same as @@, for which PostgreSQL would ask the index of words.
        wanted.append((f"ts_match_vq(words, to_tsquery('simple', {asked}))", [words]))
    elif terms.words:
        wanted.append((f"words @@ to_tsquery('simple', {asked})", [words]))
    if terms.tags:
        wanted.append(("facets @> %s::text[]", [list(terms.tags)]))
    return wanted


def _around(spot: Spot, km: int) -> list[Any]:
    """A spot and how far from it, straight through the earth, as `IN_BALL` and `IN_CUBE` ask."""
    return [spot.latitude, spot.longitude, 2 * EARTH * sin(km / (2 * EARTH))]
