"""What the inbox asks about bodies: where a notice comes from, and who may know its name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models

from networks.models import (
    Measure,
    Membership,
    Network,
    Report,
    Visibility,
    WaysVersion,
    Wording,
)
from networks.models.network import is_seen_by
from networks.queries.belonging import networks_of
from solidarity.inbox.bodies import Body, Knowing
from solidarity.people.models import Person

SOURCES: Mapping[type[models.Model], Callable[[Any], int | None]] = {
    Network: lambda network: network.pk,
    Membership: lambda membership: membership.network_id,
    Measure: lambda measure: measure.network_id,
    Report: lambda report: report.network_id,
    WaysVersion: lambda version: version.network_id,
    Wording: lambda wording: wording.network_id,
}
# By a network of hers that belongs to the body, or by herself; who may not return does not.
BELONGS = """
    SELECT m.person_id, m.network_id FROM networks_membership m
    WHERE m.person_id = ANY(%(people)s) AND m.state = 'active' AND m.network_id = ANY(%(bodies)s)
    UNION
    SELECT m.person_id, path.ancestor_id FROM networks_membership m
    JOIN networks_affiliationpath path ON path.descendant_id = m.network_id
    WHERE m.person_id = ANY(%(people)s) AND m.state = 'active'
    AND path.ancestor_id = ANY(%(bodies)s) AND NOT EXISTS (
        SELECT FROM networks_membership shut
        WHERE shut.person_id = m.person_id AND shut.network_id = path.ancestor_id
        AND shut.state = 'banned' AND (shut.banned_until IS NULL OR shut.banned_until > now())
    )
"""


def bodies_of(person: Person) -> list[Body]:
    """The bodies that she is a member of, or waits for and may know of still, by name."""
    held = networks_of(person).filter(is_seen_by(person, "network"))
    return [_body(each.network) for each in held]


def body_known_to(person: Person, slug: str) -> Body | None:
    """The body at `slug`, if she may know of it."""
    found = Network.objects.visible_to(person).filter(slug=slug).first()
    return _body(found) if found else None


def bodies_seen(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Body]:
    """Of these pairs, a person and a body, those where she may know of it. Two queries."""
    wanted = set(pairs)
    if not wanted:
        return {}
    rows = Network.objects.filter(pk__in={pk for _who, pk in wanted})
    found = {each.pk: each for each in rows.only("slug", "name", "visibility")}
    hidden = [pk for pk, each in found.items() if each.visibility != Visibility.PUBLIC]
    with connection.cursor() as cursor:
        cursor.execute(BELONGS, {"people": [who for who, _pk in wanted], "bodies": hidden})
        belong = set(cursor.fetchall())
    drawn = {pk: _body(network) for pk, network in found.items()}
    shut = set(hidden)
    return {
        (who, pk): drawn[pk]
        for who, pk in wanted
        if pk in drawn and (pk not in shut or (who, pk) in belong)
    }


def _body(network: Network) -> Body:
    return Body(network.pk, network.slug, network.name, network.get_absolute_url())


KNOWING = Knowing(of=bodies_of, find=body_known_to, seen=bodies_seen)
