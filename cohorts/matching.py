"""Who could be buddies: pairs or threes that differ, and can talk with each other.

Plain Python on what people say about themselves for this. First as many as can are in a group,
never with somebody from whom they keep apart; then as many pairs as can share a language; then they
differ in causes and in their place, and are awake at the same hours. The best pairs are a matching
of the largest weight in a graph (Edmonds 1965, by networkx). The same people give the same groups,
in whatever order they come.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

LANGUAGE = 100_000  # more than all that sixty people can differ by
UNKNOWN = LANGUAGE // 2
CAUSES, PLACE, HOURS = 100, 100, 50
DAY = 24
Pair = frozenset[int]
Group = tuple[int, ...]


@dataclass(frozen=True)
class Somebody:
    """What one says about oneself. `offset`: hours from UTC; None and empty: not said."""

    pk: int
    causes: frozenset[str] = frozenset()
    place: str = ""
    languages: frozenset[str] = frozenset()
    offset: float | None = None


@dataclass(frozen=True)
class Matched:
    """Groups of two or three keys, in order; `left`: for whom there is no group."""

    groups: tuple[Group, ...]
    left: Group


def weight(one: Somebody, other: Somebody) -> int:
    """How well two suit each other: at least 0, larger is better."""
    return _tongue(one, other) + _causes(one, other) + _place(one, other) + _hours(one, other)


def match(people: Iterable[Somebody], *, apart: Collection[Pair] = (), size: int = 2) -> Matched:
    """Put everybody into groups of `size` (2 or 3); what is over makes threes, or pairs.

    apart: keys of two who are never put together.
    """
    if size not in {2, 3}:
        raise ValueError(f"groups of {size}")
    everybody = {each.pk: each for each in sorted(people, key=lambda each: each.pk)}
    most = len(everybody) // 2 if size == 2 else -(-len(everybody) // 3)
    ranked = sorted(
        _paired(everybody, apart), key=lambda p: (-weight(everybody[p[0]], everybody[p[1]]), p)
    )
    pairs = ranked[:most]
    taken = {pk for pair in pairs for pk in pair}
    alone = [pk for pk in everybody if pk not in taken]
    return join(alone, pairs, everybody, apart=apart)


def join(
    alone: Sequence[int], pairs: Sequence[Group], everybody: dict[int, Somebody], *,
    apart: Collection[Pair] = (),
) -> Matched:  # fmt: skip
    """Let each of `alone` join one of `pairs`, at most one a pair; the pairs stay together."""
    graph = nx.Graph()
    for pk in sorted(alone):
        for number, pair in enumerate(pairs):
            if all(frozenset({pk, each}) not in apart for each in pair):
                suits = sum(weight(everybody[pk], everybody[each]) for each in pair)
                graph.add_edge(("alone", pk), ("pair", number), weight=suits)
    joined: dict[int, int] = {}
    for edge in nx.max_weight_matching(graph, maxcardinality=True):
        ends = dict(edge)
        joined[ends["pair"]] = ends["alone"]
    groups = [
        tuple(sorted((*pair, joined[number]) if number in joined else pair))
        for number, pair in enumerate(pairs)
    ]
    left = sorted(set(alone) - set(joined.values()))
    return Matched(tuple(sorted(groups)), tuple(left))


def _paired(everybody: dict[int, Somebody], apart: Collection[Pair]) -> list[Group]:
    graph = nx.Graph()
    for one, other in combinations(everybody, 2):
        if frozenset({one, other}) not in apart:
            graph.add_edge(one, other, weight=weight(everybody[one], everybody[other]))
    matching = nx.max_weight_matching(graph, maxcardinality=True)
    return sorted((min(pair), max(pair)) for pair in matching)


def _tongue(one: Somebody, other: Somebody) -> int:
    if not one.languages or not other.languages:
        return UNKNOWN
    return LANGUAGE if one.languages & other.languages else 0


def _causes(one: Somebody, other: Somebody) -> int:
    """The fewer causes they share, the more; what is not said counts half."""
    if not one.causes or not other.causes:
        return CAUSES // 2
    both = one.causes | other.causes
    return CAUSES - CAUSES * len(one.causes & other.causes) // len(both)


def _place(one: Somebody, other: Somebody) -> int:
    if not one.place or not other.place:
        return PLACE // 2
    return PLACE if one.place != other.place else 0


def _hours(one: Somebody, other: Somebody) -> int:
    """The closer their hours, round the clock, the more."""
    if one.offset is None or other.offset is None:
        return HOURS // 2
    between = abs(one.offset - other.offset) % DAY
    return int(HOURS * (1 - min(between, DAY - between) / (DAY / 2)))
