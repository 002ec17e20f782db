"""The hook of whoever owns pools: what the pool is called, and where it is to be found."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from solidarity.people.models import Viewer


@dataclass(frozen=True)
class PoolName:
    """A pool, as one who may know of it reads of it."""

    name: str
    url: str


Naming = Callable[[Viewer, Collection[int]], dict[int, PoolName]]
_namings: list[Naming] = []


def own_pools(naming: Naming) -> None:
    """Let `naming` say what pools are called: those, by key, that are its own and hers to know."""
    _namings.append(naming)


def names_of(viewer: Viewer, pools: Collection[int]) -> dict[int, PoolName]:
    """The names of `pools` that the viewer may know of."""
    return {key: name for naming in _namings for key, name in naming(viewer, pools).items()}
