"""Coalitions in the small world: what each of their parts puts there, and points at."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from networks.models import Network
from solidarity.people.models import Person
from tests.roles import (
    coalitions_agreement,
    coalitions_governing,
    coalitions_ground,
    coalitions_hard,
    coalitions_joining,
)
from tests.roles.coalitions_agreement import agreement_things, make_agreement
from tests.roles.coalitions_governing import governing_things, make_shared
from tests.roles.coalitions_ground import ground_things, make_ground
from tests.roles.coalitions_hard import hard_things, make_hard
from tests.roles.coalitions_joining import comings_things, make_comings

if TYPE_CHECKING:
    from tests.roles.world import World

SENT: Mapping[str, Any] = {
    **coalitions_agreement.SENT,
    **coalitions_governing.SENT,
    **coalitions_ground.SENT,
    **coalitions_joining.SENT,
    **coalitions_hard.SENT,
}


def make_coalitions(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """What has happened in them so far."""
    for make in (make_agreement, make_shared, make_ground, make_comings, make_hard):
        make(networks, people)


def things(name: str, parameters: Any, world: "World") -> Iterable[Any] | None:
    """Labels and values of what an address of coalitions points at; None for another address."""
    if name in coalitions_ground.NAMES:
        return ground_things(name, world)
    if name in coalitions_governing.NAMES:
        return governing_things(parameters, world)
    if name in coalitions_agreement.NAMES:
        return agreement_things(parameters, name, world)
    if name in coalitions_joining.NAMES:
        return comings_things(name, world)
    return hard_things(name, world) if name in coalitions_hard.NAMES else None
