"""A network and how a viewer stands to it, in one query: every page of a body begins with it.

An app above that must know one more thing on every page of a body has it brought along.
"""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.timezone import now

from networks.models import Membership, Network, State, Visibility
from networks.models.network import READ_BY_THE_DATABASE
from networks.rules import Standing
from solidarity.people.models import Person, Viewer


def _fields(model: type[Model], *, without: tuple[str, ...] = ()) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in without]


NETWORK = _fields(Network, without=READ_BY_THE_DATABASE)
MEMBERSHIP = _fields(Membership)
_along: dict[str, str] = {}


def bring_along(name: str, sql: str) -> None:
    """Let each `known_network` bring `network.along[name]`, without a query of its own.

    sql: an expression of one value about the row `network`; called when an app starts.
    """
    _along[name] = sql
    _known.cache_clear()


@lru_cache(maxsize=1)
def _known() -> str:
    more = "".join(f", ({sql})" for sql in _along.values())
    return KNOWN.format(more=more)


KNOWN = f"""
    SELECT {", ".join(f"network.{name}" for name in NETWORK)},
        network.id = ANY((SELECT networks_belonging(%s))::bigint[]),
        {", ".join(f"own.{name}" for name in MEMBERSHIP)}{{more}}
    FROM networks_network network
    LEFT JOIN networks_membership own ON own.network_id = network.id AND own.person_id = %s
    WHERE network.slug = %s
"""  # noqa: S608 names of columns


def known_network(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """The network of this slug and how `viewer` stands to it; None when it is not hers to know of.

    As `visible_to` and `standing_of` would say, which take three queries. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_known(), [viewer.pk, viewer.pk, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    network: Network = Network.from_db(connection.alias, NETWORK, row[: len(NETWORK)])
    belongs, *rest = row[len(NETWORK) :]
    held, along = rest[: len(MEMBERSHIP)], rest[len(MEMBERSHIP) :]
    network.along = dict(zip(_along, along, strict=True))
    standing = _standing(viewer, network, held, belongs=bool(belongs))
    is_seen = network.visibility == Visibility.PUBLIC or standing.belongs
    return (network, standing) if is_seen else None


def _standing(viewer: Viewer, network: Network, held: list[Any], *, belongs: bool) -> Standing:
    at = now()
    if not isinstance(viewer, Person) or held[0] is None:
        return Standing(through_affiliate=belongs, at=at)
    membership: Membership = Membership.from_db(connection.alias, MEMBERSHIP, held)
    membership.network, membership.person = network, viewer
    decided = membership.state_at(at) in {State.ACTIVE, State.BANNED}
    return Standing(membership, through_affiliate=belongs and not decided, at=at)
