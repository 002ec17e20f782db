"""Names that resemble each other, found among many without comparing each with each.

Two sets that share 60 % of all their parts share one of the rarest parts of each: so only names
that do are compared (prefix filtering, Chaudhuri and others 2006).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from networks.bringing.cells import key_of

ALIKE = 0.6
MOST_OF_A_DOMAIN = 3


@dataclass(frozen=True)
class Known:
    """A network as far as likeness goes."""

    pk: int
    name: str
    country: str = ""
    place: str = ""
    domain: str = ""


def trigrams(name: str) -> frozenset[str]:
    """The parts of a name: three signs each, spaces at its ends."""
    padded = f"  {key_of(name)} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of both is shared, 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def same_area(one: Known, other: Known) -> bool:
    """Whether both are in one country or, where that is not known, in one place."""
    if one.country and other.country:
        return one.country == other.country
    places = {key_of(one.place), key_of(other.place)}
    return len(places) == 1 and "" not in places


def alike(new: Iterable[Known], others: Iterable[Known]) -> Iterator[tuple[int, int, str]]:
    """Pairs of a new network and another that may be the same, and why: "domain" or "name"."""
    new, others = list(new), list(others)
    seen: set[tuple[int, int]] = set()
    for why, found in (("domain", _by_domain(new, others)), ("name", _by_name(new, others))):
        for one, other in found:
            if one.pk != other.pk and (one.pk, other.pk) not in seen:
                seen.add((one.pk, other.pk))
                yield one.pk, other.pk, why


def _by_domain(new: list[Known], others: list[Known]) -> Iterator[tuple[Known, Known]]:
    """Those of one domain, unless so many have it that it is an umbrella's."""
    held: dict[str, list[Known]] = defaultdict(list)
    for other in others:
        if other.domain:
            held[other.domain].append(other)
    times = Counter(one.domain for one in new)
    for one in new:
        there = held.get(one.domain, [])
        if len(there) <= MOST_OF_A_DOMAIN and times[one.domain] <= MOST_OF_A_DOMAIN:
            yield from ((one, other) for other in there)


def _by_name(new: list[Known], others: list[Known]) -> Iterator[tuple[Known, Known]]:
    areas = {key for one in new for key in _areas(one)}
    held = [other for other in others if any(key in areas for key in _areas(other))]
    if not held:
        return
    parts = {id(each): trigrams(each.name) for each in (*new, *held)}
    often = Counter(part for other in held for part in parts[id(other)])
    index: dict[str, list[Known]] = defaultdict(list)
    for other in held:
        for part in _rarest(parts[id(other)], often):
            index[part].append(other)
    for one in new:
        near = {id(each): each for part in _rarest(parts[id(one)], often)
                for each in index.get(part, ())}  # fmt: skip
        for other in near.values():
            if likeness(parts[id(one)], parts[id(other)]) >= ALIKE and same_area(one, other):
                yield one, other


def _areas(one: Known) -> list[tuple[str, str]]:
    return [("country", one.country), ("place", key_of(one.place))]


def _rarest(parts: frozenset[str], often: Counter[str]) -> list[str]:
    count = len(parts) - math.ceil(ALIKE * len(parts)) + 1
    return sorted(parts, key=lambda part: (often[part], part))[:count]
