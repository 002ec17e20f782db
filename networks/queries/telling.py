"""What the inbox asks: which body a notice comes from, who may know its name, what it says now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
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


# It stands on the board that she was told of it from, she belongs there, and did not mute whoever
# began it.
TITLES = """
    WITH hers AS MATERIALIZED (
        SELECT person_id, networks_belonging(person_id) AS bodies
        FROM (SELECT DISTINCT person_id FROM inbox_notice WHERE id = ANY(%(told)s)) people
    )
    SELECT told.id, talk.title FROM inbox_notice told
    JOIN hers ON hers.person_id = told.person_id AND told.source = ANY(hers.bodies)
    JOIN threads_thread talk ON talk.id = told.about_id
    JOIN threads_post opening ON opening.thread_id = talk.id AND opening.is_opening
    WHERE told.id = ANY(%(told)s) AND talk.title <> ''
    AND CASE WHEN talk.is_shared THEN EXISTS (
        SELECT FROM networks_sharedthread board WHERE board.thread_id = talk.id
        AND board.network_id = told.source AND board.off_at IS NULL
    ) ELSE talk.owner_type_id = %(network)s AND talk.owner_id = told.source END
    AND NOT EXISTS (
        SELECT FROM people_distance
        WHERE person_id = told.person_id AND other_id = opening.author_id
    )
"""


def titles_now(notices: Sequence[int]) -> dict[int, str]:
    """What the conversations are called of which these notices tell, where they may be read."""
    network = ContentType.objects.get_for_model(Network).pk
    with connection.cursor() as cursor:
        cursor.execute(TITLES, {"told": list(notices), "network": network})
        return dict(cursor.fetchall())


def _body(network: Network) -> Body:
    return Body(network.pk, network.slug, network.name, network.get_absolute_url())


KNOWING = Knowing(of=bodies_of, find=body_known_to, seen=bodies_seen)
