"""Where the places are that people type."""

from dataclasses import dataclass
from math import sin

from django.db import connection
from django.db.models import BooleanField, Func, Q, TextField
from django.db.models.expressions import Combinable, RawSQL

from solidarity.base.words import one_line
from solidarity.people.countries import country_called

MOST_TOWNS = 4
LONGEST = 120


@dataclass(frozen=True)
class Spot:
    """A town, and where it is, in degrees."""

    name: str
    country: str
    latitude: float
    longitude: float


# The beginning of a name is only looked at where no town has the whole of it.
TOWNS = """
    SELECT DISTINCT ON (people, town) name, country, latitude, longitude
    FROM networks_placename
    WHERE words {likeness} AND (%s = '' OR country = %s)
    ORDER BY people DESC, town LIMIT %s
"""
WHOLE = TOWNS.format(likeness="= btrim(plain(%s))")
PART = TOWNS.format(likeness="LIKE btrim(plain(%s)) || '%%'")


EARTH = 6371.0
# What the index finds is a cube around the spot; what is near is in the ball in it.
NEAR = """
    latitude IS NOT NULL
    AND networks_position(latitude, longitude)
        <@ cube_enlarge(networks_position(%s, %s), %s, 3)
    AND cube_distance(networks_position(latitude, longitude), networks_position(%s, %s)) <= %s
"""


def towns_called(typed: str) -> list[Spot]:
    """Towns that `typed` may mean ("Paris", "Paris, US", "باريس"), the largest first; at most 4.

    Where none has that name, those whose name begins so. One query, two at most.
    """
    name, *rest = [part.strip() for part in one_line(typed).replace("،", ",").split(",")]
    if not any(sign.isalnum() for sign in name):
        return []
    country = next(filter(None, map(country_called, reversed(rest))), "")
    with connection.cursor() as cursor:
        for statement in (WHOLE, PART):
            cursor.execute(statement, [name[:LONGEST], country, country, MOST_TOWNS])
            if found := [Spot(*row) for row in cursor.fetchall()]:
                return found
    return []


def is_near(spot: Spot, km: int) -> Q:
    """Whether a network is at most so far from `spot`, along the ground."""
    straight = 2 * EARTH * sin(km / (2 * EARTH))
    near = RawSQL(NEAR, [spot.latitude, spot.longitude, straight] * 2)  # noqa: S611 numbers
    return Q(Func(near, template="%(expressions)s", output_field=BooleanField()))


def plain(name: Combinable) -> Func:
    """A name as it is looked for: without accents, capitals and signs."""
    return Func(Func(name, function="plain"), function="btrim", output_field=TextField())
