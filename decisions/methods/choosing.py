"""What the methods among options share: the first of a list, and ties that are said, not hidden.

Without `lot` a tie stays a tie. `lot` is an order of all options that was drawn before anybody took
a position, and stands in the question: of two that tie, the first in it goes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import NOBODY, Cast, Exact, Tally, merged


@dataclass(frozen=True, slots=True)
class Settled:
    """Which options are in, which tie for what is left, and whether the lot had to say."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...] = ()
    by_lot: bool = False


def settle(totals: Mapping[str, Exact], *, seats: int, lot: Sequence[str] = ()) -> Settled:
    """The `seats` options with the most, the first first; apart, those that tie for the last."""
    groups: dict[Exact, list[str]] = {}
    for option, total in totals.items():
        groups.setdefault(total, []).append(option)
    chosen: list[str] = []
    by_lot = False
    for total in sorted(groups, reverse=True):
        left, group = seats - len(chosen), groups[total]
        if left <= 0:
            break
        if len(group) > left and not lot:
            return Settled(tuple(chosen), tuple(sorted(group)))
        by_lot = by_lot or len(group) > left
        chosen += _ordered(group, lot)[:left]
    return Settled(tuple(chosen), by_lot=by_lot)


def outcome_of(
    settled: Settled, counts: dict[str, Tally], numbers: Mapping[str, Exact | str], code: str
) -> Outcome:
    """What was settled as an outcome. A tie for a seat leaves the whole choice tied."""
    if settled.tied:
        reason = Reason("options_tied", {**numbers, "tied": len(settled.tied)})
        return Outcome(Result.TIED, reason, counts, settled.chosen, settled.tied)
    if not settled.chosen:
        return Outcome(Result.NOTHING_CHOSEN, Reason("nothing_chosen", {**numbers}), counts)
    reason = Reason(f"{code}_by_lot" if settled.by_lot else code, {**numbers})
    return Outcome(Result.CHOSEN, reason, counts, settled.chosen)


def behind_each(casts: Iterable[Cast[Iterable[str]]], options: Sequence[str]) -> dict[str, Tally]:
    """What stands behind each option, where a choice is some of the options."""
    found = dict.fromkeys(options, NOBODY)
    for behind, choice in casts:
        for option in choice:
            found[option] = found[option].plus(behind)
    return found


def firsts(
    casts: Iterable[Cast[tuple[frozenset[str], ...]]], options: Sequence[str]
) -> dict[str, Tally]:
    """Who puts each option first, alone or with others."""
    tops = (Cast(behind, ranking[0] if ranking else frozenset()) for behind, ranking in casts)
    return behind_each(merged(tops), options)


def _ordered(group: list[str], lot: Sequence[str]) -> list[str]:
    return sorted(group, key=lot.index) if lot else sorted(group)
