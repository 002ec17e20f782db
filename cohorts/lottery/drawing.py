"""Drawing a group from a lottery by a seed, in whole numbers, so that anybody can repeat it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

import numpy as np

from cohorts.lottery.chances import TICKETS, Lottery
from cohorts.lottery.pool import Applicant, Quota


@dataclass(frozen=True)
class Met:
    """How many with the answer of a quota are in a group."""

    quota: Quota
    inside: int

    @property
    def is_met(self) -> bool:
        return self.quota.least <= self.inside <= self.quota.most


def ticket(seed: str) -> int:
    """The ticket that a seed draws, from 0 to TICKETS − 1. Raises ValueError for an empty seed."""
    return int.from_bytes(_digest("ticket", seed)) % TICKETS


def draw(lottery: Lottery, seed: str) -> tuple[Applicant, ...]:
    """The group that the seed draws, by key: the same seed, the same group.

    The ticket is the SHA-256 of "ticket", a line feed and the seed, as a number, modulo TICKETS;
    groups have their tickets in their order. Among those who are alike, those sit whose SHA-256 of
    "seat", seed and key (line feeds between) are lowest. Raises ValueError for an empty seed.
    """
    kinds = [kind.ids for kind in lottery.pool.kinds]
    groups = [
        [(at, int(group[at])) for at in np.flatnonzero(group).tolist()] for group in lottery.groups
    ]
    inside = set(seated(kinds, groups, lottery.tickets, seed))
    people = [each for each in lottery.pool.applicants if each.id in inside]
    return tuple(sorted(people, key=lambda each: each.id))


def seated(
    kinds: Sequence[Sequence[str]], groups: Sequence[Sequence[tuple[int, int]]],
    tickets: Sequence[int], seed: str,
) -> list[str]:  # fmt: skip
    """The keys of those whom the seed draws, in order.

    kinds: keys of those who are alike. groups: of each, how many of which kind, by its number from
    0 on. tickets: of each group, together TICKETS. Raises ValueError for an empty seed.
    """
    number = ticket(seed)
    for group, many in zip(groups, tickets, strict=True):  # noqa: B007
        number -= many
        if number < 0:
            break
    inside = list[str]()
    for kind, seats in group:
        inside += sorted(kinds[kind], key=lambda id: _digest("seat", seed, id))[:seats]
    return sorted(inside)


def how_met(group: Iterable[Applicant], quotas: Sequence[Quota]) -> tuple[Met, ...]:
    """How a group, drawn or put together by hand, meets each quota, in their order."""
    people = list(group)
    return tuple(
        Met(quota, sum(each.traits.get(quota.category) == quota.value for each in people))
        for quota in quotas
    )


def _digest(*parts: str) -> bytes:
    if not parts[1].strip():
        raise ValueError("a seed is wanted")
    return sha256("\n".join(normalize("NFC", part) for part in parts).encode()).digest()
