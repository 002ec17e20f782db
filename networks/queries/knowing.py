"""A network and how a viewer stands to it, in one query: every page of a body begins with it."""

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
KNOWN = f"""
    SELECT {", ".join(f"network.{name}" for name in NETWORK)},
        network.id = ANY((SELECT networks_belonging(%s))::bigint[]),
        {", ".join(f"own.{name}" for name in MEMBERSHIP)}
    FROM networks_network network
    LEFT JOIN networks_membership own ON own.network_id = network.id AND own.person_id = %s
    WHERE network.slug = %s
"""  # noqa: S608 names of columns


def known_network(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """The network of this slug and how `viewer` stands to it; None when it is not hers to know of.

    As `visible_to` and `standing_of` would say, which take three queries. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [viewer.pk, viewer.pk, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    network: Network = Network.from_db(connection.alias, NETWORK, row[: len(NETWORK)])
    belongs, *held = row[len(NETWORK) :]
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
