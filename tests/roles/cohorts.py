"""Cohorts in the small world: what each of their parts puts there, and points at."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from networks.models import Network
from solidarity.people.models import Person
from tests.roles import cohorts_care, cohorts_gathering, cohorts_running, cohorts_seen
from tests.roles.cohorts_care import make_pilot
from tests.roles.cohorts_gathering import gathering_things, make_gatherings
from tests.roles.cohorts_running import make_running, running_things
from tests.roles.cohorts_seen import make_looking_back, seen_things

if TYPE_CHECKING:
    from tests.roles.world import World

SENT: Mapping[str, Any] = {
    **cohorts_gathering.SENT,
    **cohorts_running.SENT,
    **cohorts_seen.SENT,
    **cohorts_care.SENT,
}


def make_cohorts(networks: dict[str, Network], people: Mapping[str, Person]) -> None:
    """What has happened in them so far."""
    make_gatherings(people)
    make_running(people)
    make_looking_back(networks, people)
    make_pilot(people)


def things(name: str, parameters: Any, world: "World") -> Iterable[Any] | None:
    """Labels and values of what an address of cohorts points at; None for another address."""
    if name in cohorts_gathering.NAMES:
        return gathering_things(name, parameters, world)
    if name in cohorts_running.NAMES:
        return running_things(name, world)
    if name in cohorts_seen.NAMES:
        return seen_things(name, world)
    return cohorts_care.things(name, world) if name in cohorts_care.NAMES else None
