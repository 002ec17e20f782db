"""Names that resemble each other, found among many without comparing each with each.

Two sets that share 60 % of all their parts share one of the rarest parts of each: so only names
that do are compared (prefix filtering, Chaudhuri and others 2006).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from networks.bringing.cells import key_of

ALIKE = 0.6
MOST_OF_A_DOMAIN = 3


class Known(NamedTuple):
    """A network as far as likeness goes."""

    pk: int
    name: str
    country: str = ""
    place: str = ""
    domain: str = ""


def trigrams(name: str) -> frozenset[str]:
    """The parts of a name: three signs each, spaces at its ends."""
    padded = f"  {key_of(name)} "
    return frozenset(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))


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
    """Those of one area with names alike: only those that share a rare part are compared."""
    areas = {area for one in new for area in _areas(one)}
    held = [other for other in others if not areas.isdisjoint(_areas(other))]
    parts = [trigrams(other.name) for other in held]
    ranks = _Ranks(parts)
    index: dict[str, dict[str, list[int]]] = {area: {} for area in areas}
    for number, other in enumerate(held):
        rarest = ranks.rarest(parts[number])
        for area in areas.intersection(_areas(other)):
            for part in rarest:
                index[area].setdefault(part, []).append(number)
    for one in new:
        own = trigrams(one.name)
        rarest, least, most = ranks.rarest(own), len(own) * ALIKE, len(own) / ALIKE
        near = {number for area in _areas(one) for part in rarest
                for number in index[area].get(part, ())}  # fmt: skip
        for number in sorted(near):
            if (
                least <= len(parts[number]) <= most
                and likeness(own, parts[number]) >= ALIKE
                and same_area(one, held[number])
            ):
                yield one, held[number]


def _areas(one: Known) -> list[str]:
    """Where it is, as far as two in one of them are in one area, or may be."""
    place = key_of(one.place)
    return [*([one.country] if one.country else []), *([f"in {place}"] if place else [])]


class _Ranks(dict[str, int]):
    """The parts of many names in one order, the rarest first; what none of them has comes first."""

    def __init__(self, names: Iterable[frozenset[str]]) -> None:
        often = Counter(part for parts in names for part in parts)
        super().__init__(
            (part, rank) for rank, part in enumerate(sorted(often, key=often.__getitem__))
        )

    def __missing__(self, part: str) -> int:
        return -1

    def rarest(self, parts: frozenset[str]) -> list[str]:
        """Those of which two names that are alike share one."""
        count = len(parts) - math.ceil(ALIKE * len(parts)) + 1
        return sorted(parts, key=self.__getitem__)[:count]
