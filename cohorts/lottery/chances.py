"""Chances as even as quotas let them be: the smallest as high as it can be, then the next."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from cohorts.lottery.groups import NO_LIMIT, Groups
from cohorts.lottery.levels import levelled
from cohorts.lottery.mixing import mixed
from cohorts.lottery.peeling import peeled
from cohorts.lottery.pool import BadPool, Counts, Floats, Pool
from cohorts.lottery.pricing import Market
from cohorts.lottery.proof import NODES, Proof, by_quotas, by_search
from cohorts.lottery.relaxed import relaxed_chances
from cohorts.lottery.solver import Unsolved

TICKETS = 10**12  # chances are whole multiples of one ticket
MISSED = 5e-7  # of a chance: what may be missed when the bound of the quotas counts as reached
NEARLY = 1e-5  # of a chance: so near to the bound, a search that had to stop has a good end


@dataclass(frozen=True)
class Effort:
    """How long is searched where a pool is hard: counted, not timed, so that each machine agrees.

    looks: times that groups are weighed anew. steps: of the solver, in each part of the search.
    nodes: of the search for one group that meets the quotas, or in which somebody is. gap: how far
    from the best such a group may be. proof: nodes of the search for a bound on the smallest
    chance.
    """

    looks: int = 2_000
    steps: int = 1_500_000
    nodes: int = NO_LIMIT
    gap: float = 0.0
    proof: int = NODES


WHOLE, QUICK = Effort(), Effort(looks=100, steps=10_000, nodes=1_000, gap=0.1, proof=100)


class NoGroup(ValueError):
    """No group meets all quotas; `why_infeasible` says why."""


@dataclass(frozen=True)
class Lottery:
    """Groups that each meet all quotas, and how many of a million million tickets each has.

    groups: counts of each kind of the pool, shape (kinds,) each. tickets: one number for each
    group, at least 1, together TICKETS. complete: whether the chances above the smallest are proven
    to be as even as they can be, too.
    """

    pool: Pool
    seats: int
    groups: tuple[Counts, ...]
    tickets: tuple[int, ...]
    proof: Proof
    never: tuple[int, ...]  # kinds that can be in no group that meets the quotas
    complete: bool

    @cached_property
    def chances(self) -> tuple[Fraction, ...]:
        """The chance of each applicant of each kind, exactly, from 0 to 1."""
        held = [0] * len(self.pool.kinds)
        for group, many in zip(self.groups, self.tickets, strict=True):
            for kind in np.flatnonzero(group).tolist():
                held[kind] += int(group[kind]) * many
        sizes = self.pool.sizes.tolist()
        return tuple(Fraction(has, size * TICKETS) for has, size in zip(held, sizes, strict=True))

    @cached_property
    def chance_of(self) -> dict[str, Fraction]:
        """The chance of each applicant, by key."""
        pairs = zip(self.pool.kinds, self.chances, strict=True)
        return {id: chance for kind, chance in pairs for id in kind.ids}

    @cached_property
    def smallest(self) -> Fraction:
        """The smallest chance of whoever can be in a group at all."""
        out = set(self.never)
        return min(chance for kind, chance in enumerate(self.chances) if kind not in out)


def leximin(
    pool: Pool, seats: int, *, effort: Effort = WHOLE, beat: Callable[[], None] = lambda: None
) -> Lottery:
    """The lottery over groups that meet the quotas whose chances are leximin.

    seats: people in a group; from 1 to all applicants. effort: after it the lottery is what was
    found so far: sound, its bound shown, perhaps not `complete`. beat: called every second or so;
    what it raises ends the search without one. Raises BadPool, NoGroup where no group is, and
    Unsolved where so much effort neither finds one nor proves that there is none.
    The same pool gives the same lottery, in whatever order applicants and quotas come.
    Source: Flanigan, Gölz, Gupta, Hennig and Procaccia (2021), Nature 596, 548–552.
    """
    if not 1 <= seats <= len(pool.applicants):
        raise BadPool(f"{seats} seats for {len(pool.applicants)} applicants")
    groups = Groups(pool, seats)
    any_group = groups.best(np.ones(len(pool.kinds)), nodes=effort.nodes)
    chances = None if any_group is None else relaxed_chances(pool, seats)
    if any_group is None or chances is None:
        raise NoGroup("no group meets all quotas")
    parts = peeled(pool, seats, chances, beat, steps=effort.steps)
    found, shares, missed = parts.groups, np.array(parts.shares), parts.left
    if missed > MISSED:
        market = Market(groups, [any_group, *found], steps=effort.steps)
        missed, shares = mixed(pool, market, chances, enough=MISSED, looks=effort.looks, beat=beat)
        if missed > (NEARLY if market.is_spent else MISSED):
            market.refill(steps=effort.steps)
            return _by_levels(pool, seats, groups, market, effort, beat)
        found = market.known
    never = chances <= 0
    proof = by_quotas(pool, seats, never)
    return _lottery(pool, seats, found, shares, proof, never, missed <= MISSED)


def _by_levels(
    pool: Pool, seats: int, groups: Groups, market: Market, effort: Effort,
    beat: Callable[[], None],
) -> Lottery:  # fmt: skip
    """Where no groups reach the bound of the quotas: level by level over groups."""
    found = levelled(
        pool, groups, market, looks=effort.looks, nodes=effort.nodes, gap=effort.gap, beat=beat
    )
    proof = by_quotas(pool, seats, found.never)
    with suppress(Unsolved):  # then the bound of the quotas is the one there is
        searched = by_search(pool, groups, found.worth, nodes=effort.proof)
        proof = min(proof, searched, key=lambda each: each.bound)
    known, shares = market.known, found.shares
    return _lottery(pool, seats, known, shares, proof, found.never, found.complete)


def _lottery(
    pool: Pool, seats: int, groups: Sequence[Counts], shares: Floats, proof: Proof,
    never: "np.ndarray", complete: bool,
) -> Lottery:  # fmt: skip
    together: dict[bytes, int] = {}
    for group, many in zip(groups, _tickets(shares), strict=True):
        together[group.tobytes()] = together.get(group.tobytes(), 0) + many
    drawn = {key: many for key, many in together.items() if many}
    found = tuple(np.frombuffer(key, dtype=np.int64) for key in drawn)
    if not all(pool.meets(group, seats) for group in found):
        raise NoGroup("a group does not meet the quotas")  # a bug, never drawn from
    out = tuple(np.flatnonzero(never).tolist())
    return Lottery(pool, seats, found, tuple(drawn.values()), proof, out, complete)


def _tickets(shares: Floats) -> list[int]:
    """Whole tickets for shares that add up to about 1: rounded down, then one more for some."""
    exact = [Fraction(max(0.0, float(share))) for share in shares]
    whole = [int(share * TICKETS / sum(exact)) for share in exact]
    largest = sorted(range(len(whole)), key=lambda at: (-whole[at], at))
    for at in range(TICKETS - sum(whole)):
        whole[largest[at % len(whole)]] += 1
    return whole
