"""A lottery as plain values, for programs (docs/lottery.md)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from cohorts.lottery.chances import TICKETS, Lottery
from cohorts.lottery.drawing import how_met, ticket
from cohorts.lottery.pool import Applicant, Pool

FORMAT = "solidarity-lottery/1"


def report(lottery: Lottery, group: Sequence[Applicant], seed: str) -> dict[str, Any]:
    """All that one needs to check the chances and to draw again; an empty seed: not drawn."""
    chances, pool = lottery.chances, lottery.pool
    kinds = [
        each | {"chance": shown(chance), "points": int(points)}
        for each, chance, points in zip(kinds_of(pool), chances, lottery.proof.points, strict=True)
    ]
    groups = [
        {"tickets": many, "kinds": [[at, int(group[at])] for at in np.flatnonzero(group).tolist()]}
        for group, many in zip(lottery.groups, lottery.tickets, strict=True)
    ]
    drawn = None
    if seed:
        drawn = {"seed": seed, "ticket": ticket(seed), "ids": [each.id for each in group]}
    return {
        "format": FORMAT, "seats": lottery.seats, "applicants": len(pool.applicants),
        "apart": pool.apart, "tickets": TICKETS, "complete": lottery.complete,
        "smallest_chance": shown(lottery.smallest), "proof": proof(lottery),
        "never": [id for kind in lottery.never for id in pool.kinds[kind].ids],
        "quotas": quotas(lottery, group), "kinds": kinds, "groups": groups,
        "drawn": drawn,
    }  # fmt: skip


def kinds_of(pool: Pool) -> list[dict[str, Any]]:
    """Whom nothing tells apart: answers, keys, and the number of a home that others share."""
    place, homes = len(pool.categories), dict[str, int]()
    found = list[dict[str, Any]]()
    for kind in pool.kinds:
        home = kind.key[place]
        number = homes.setdefault(home, len(homes)) if home else None
        answers = dict(zip(pool.categories, kind.key, strict=False))
        found.append({"answers": answers, "home": number, "ids": list(kind.ids)})
    return found


def proof(lottery: Lottery) -> dict[str, Any]:
    """Why no smallest chance can be higher: points, their most in a group, their sum."""
    found = lottery.proof
    by_answer = [
        {"category": quota.category, "value": quota.value, "points": points}
        for quota, points in zip(lottery.pool.ordered, found.by_quota, strict=False)
    ]
    return {
        "bound": shown(found.bound), "most": found.most, "total": found.total,
        "by": "quotas" if found.by_quota else "search", "by_answer": by_answer,
        "for_a_seat": found.by_quota[-1] if found.by_quota else 0,
    }  # fmt: skip


def quotas(lottery: Lottery, group: Sequence[Applicant]) -> list[dict[str, Any]]:
    """Each quota, how many applied with its answer, and how many of them are in the group."""
    applied = how_met(lottery.pool.applicants, lottery.pool.ordered)
    inside = how_met(group, lottery.pool.ordered)
    return [
        {"category": met.quota.category, "value": met.quota.value, "least": met.quota.least,
         "most": met.quota.most, "applied": all_.inside, "inside": met.inside if group else None}
        for met, all_ in zip(inside, applied, strict=True)
    ]  # fmt: skip


def shown(chance: Fraction) -> dict[str, Any]:
    """A chance as an exact fraction "p/q" and as a number with some digits."""
    return {"exact": str(chance), "about": round(float(chance), 12)}
