"""Drawing from a lottery that was published before the seed was known: whole numbers alone.

What stands in it is not believed: whatever can be counted is counted anew.
"""

import json
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cohorts.lottery.chances import TICKETS
from cohorts.lottery.drawing import seated
from cohorts.lottery.pool import Pool
from cohorts.lottery.reading import BadFile
from cohorts.lottery.report import FORMAT, kinds_of

FIXED = ("category", "value", "least", "most")  # what of a quota a draw does not change


@dataclass(frozen=True)
class Published:
    """A sound lottery as `report` gives it, with the smallest chance as counted from it."""

    data: dict[str, Any]
    smallest: Fraction

    def draw(self, seed: str) -> list[str]:
        """The keys of those whom the seed draws. Raises ValueError for an empty seed."""
        data = self.data
        groups = [[(at, many) for at, many in group["kinds"]] for group in data["groups"]]
        tickets = [group["tickets"] for group in data["groups"]]
        return seated([kind["ids"] for kind in data["kinds"]], groups, tickets, seed)

    def inside(self, ids: list[str]) -> list[dict[str, Any]]:
        """Each quota, and how many of those with these keys have its answer."""
        drawn = set(ids)
        held = [(kind["answers"], len(drawn & set(kind["ids"]))) for kind in self.data["kinds"]]
        return [
            quota | {"inside": sum(many for answers, many in held
                                   if answers[quota["category"]] == quota["value"])}
            for quota in self.data["quotas"]
        ]  # fmt: skip


def published(name: str, content: bytes) -> Published:
    """The lottery of such a file. Raises BadFile where it is none, or not sound."""
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise BadFile([f"{name}: its format is not {FORMAT}"])
        problems = [*_people(data), *_groups(data)] or _chances(data)
        smallest = min(Fraction(kind["chance"]["exact"]) for kind in _able(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        if isinstance(problem, BadFile):
            raise
        raise BadFile([f"{name}: no lottery as `--json` writes it"]) from problem
    if problems:
        raise BadFile([f"{name}: {each}" for each in problems])
    return Published(data, smallest)


def differences(found: Published, pool: Pool, digests: dict[str, str]) -> list[str]:
    """What of the lottery is not of these files: empty where it is theirs."""
    data = found.data
    problems = [
        f"the file of {each} is another: SHA-256 {digest}, not {data['sha256'][each]}"
        for each, digest in digests.items()
        if data["sha256"][each] != digest
    ]
    told = [{each: kind[each] for each in ("answers", "home", "ids")} for kind in data["kinds"]]
    if told != kinds_of(pool):
        problems.append("its people are not those of the file")
    if _fixed(data["quotas"]) != _fixed(_quotas_of(pool)):
        problems.append("its quotas are not those of the file")
    return problems


def _quotas_of(pool: Pool) -> list[dict[str, Any]]:
    return [{"category": q.category, "value": q.value, "least": q.least, "most": q.most}
            for q in pool.ordered]  # fmt: skip


def _fixed(quotas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{each: quota[each] for each in FIXED} for quota in quotas]


def _people(data: dict[str, Any]) -> list[str]:
    ids = Counter(id for kind in data["kinds"] for id in kind["ids"])
    problems = [f"“{id}” stands there {many} times" for id, many in ids.items() if many > 1]
    if ids.total() != data["applicants"] or not all(isinstance(id, str) for id in ids):
        problems.append(f"{ids.total()} people, of {data['applicants']}")
    return problems


def _groups(data: dict[str, Any]) -> list[str]:
    """Each group has its seats, meets all quotas, and has a ticket; together TICKETS."""
    tickets = [group["tickets"] for group in data["groups"]]
    problems = list[str]()
    if sum(tickets) != TICKETS or not all(type(each) is int and each > 0 for each in tickets):
        problems.append(f"the tickets of all groups are not {TICKETS}")
    for number, group in enumerate(data["groups"]):
        if not _is_group(data, dict(group["kinds"]), len(group["kinds"])):
            problems.append(f"group {number} (from 0) does not meet seats and quotas")
    return problems


def _is_group(data: dict[str, Any], held: dict[int, int], entries: int) -> bool:
    kinds = data["kinds"]
    homes = Counter[int]()
    for at, many in held.items():
        if type(at) is not int or type(many) is not int or not 0 <= at < len(kinds):
            return False
        if not 1 <= many <= len(kinds[at]["ids"]):
            return False
        if kinds[at]["home"] is not None:
            homes[kinds[at]["home"]] += many
    inside = [
        sum(many for at, many in held.items()
            if kinds[at]["answers"][quota["category"]] == quota["value"])
        for quota in data["quotas"]
    ]  # fmt: skip
    return (
        entries == len(held)
        and sum(held.values()) == data["seats"]
        and max(homes.values(), default=0) <= 1
        and all(quota["least"] <= many <= quota["most"]
                for quota, many in zip(data["quotas"], inside, strict=True))
    )  # fmt: skip


def _chances(data: dict[str, Any]) -> list[str]:
    """The chances that stand there are those of the tickets."""
    held = Counter[int]()
    for group in data["groups"]:
        for at, many in group["kinds"]:
            held[at] += many * group["tickets"]
    for at, kind in enumerate(data["kinds"]):
        if Fraction(kind["chance"]["exact"]) != Fraction(held[at], len(kind["ids"]) * TICKETS):
            return [f"the chance of kind {at} (from 0) is not that of its tickets"]
    smallest = min(Fraction(kind["chance"]["exact"]) for kind in _able(data))
    if Fraction(data["smallest_chance"]["exact"]) != smallest:
        return ["the smallest chance is not that of its tickets"]
    return []


def _able(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Kinds that can be in a group."""
    never = set(data["never"])
    return [kind for kind in data["kinds"] if not never.intersection(kind["ids"])]
