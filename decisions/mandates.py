"""What a network carries into a council, worked out of what its own people decided.

Source: docs/adr/0011-mandates.md. Plain sums over an outcome; no table is reached.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from decisions.methods.outcome import Outcome, Result

OF_CONSENSUS = ("consensus", "consensus_minus", "one_in")
OF_MAJORITY = ("majority", "super_majority")
ON_A_PROPOSAL = (*OF_CONSENSUS, "consent", *OF_MAJORITY)
FAMILY = dict.fromkeys(OF_CONSENSUS, "consensus") | dict.fromkeys(OF_MAJORITY, "majority")
# What a network says in a council of this family where its own people, in theirs,
# agreed, agreed with worries, are stopped by somebody with a reason, or do not want it.
SAYS: Mapping[str, Mapping[str, str]] = {
    "consensus": {
        "yes": "agree", "worried": "reservations", "stopped": "block", "no": "stand_aside",
        "split": "stand_aside",
    },
    "consent": {
        "yes": "consent", "worried": "concern", "stopped": "objection", "no": "objection",
        "split": "concern",
    },
    "majority": {
        "yes": "yes", "worried": "yes", "stopped": "no", "no": "no", "split": "abstain",
    },
}  # fmt: skip
WORRIES = ("reservations", "concern", "stand_aside", "block", "objection")
STOPS = ("block", "objection")


def inner_method(
    council: Mapping[str, Any], usual: Mapping[str, Any] | None
) -> tuple[Mapping[str, Any], bool]:
    """How a network's people decide what to carry; and whether the council's options are theirs.

    On a proposal: as the network usually decides such a question, or by consensus where it has
    said nothing that fits. A sense check, and a choice among options, is asked as it stands.
    """
    name = council["name"]
    if name in ON_A_PROPOSAL:
        fits = usual is not None and usual["name"] in ON_A_PROPOSAL
        return (usual if fits and usual is not None else {"name": "consensus"}), False
    return {key: value for key, value in council.items() if key != "fallback"}, name != (
        "sense_check"
    )


def carried(council: str, outcome: Outcome) -> Any:
    """The choice that a network carries into a council that decides by `council`, or None.

    None: its people took no position, too few of them did, or they are divided beyond telling.
    """
    if outcome.result == Result.NO_QUORUM or not outcome.taken.electors:
        return None
    if council in ON_A_PROPOSAL:
        mood = _mood(outcome)
        return SAYS[FAMILY.get(council, council)][mood] if mood else None
    if council == "sense_check":
        return _commonest(outcome)
    if council == "score":
        return _scores(outcome)
    if council in ("schulze", "runoff"):
        return _ranking(council, outcome)
    return list(outcome.chosen) or None


def _mood(outcome: Outcome) -> str:
    """How the people of a network stand to a proposal, in one word."""
    told = {name: tally.electors for name, tally in outcome.counts.items()}
    stops = sum(told.get(name, 0) for name in STOPS)
    if outcome.result == Result.ADOPTED:
        return "worried" if any(told.get(name) for name in WORRIES) else "yes"
    if stops:
        return "stopped"
    yes = outcome.counts.get("yes")
    no = outcome.counts.get("no")
    if yes is not None and no is not None:
        return "split" if no.voices <= yes.voices else "no"
    return "split"


def _commonest(outcome: Outcome) -> str | None:
    most = max((tally.voices for tally in outcome.counts.values()), default=0)
    first = [name for name, tally in outcome.counts.items() if tally.voices == most]
    return first[0] if len(first) == 1 and most else None


def _scores(outcome: Outcome) -> dict[str, Any] | None:
    """The mean of each option, to the nearest point; halves go up."""
    means: Mapping[str, Fraction] = outcome.workings.get("means", {})
    found = {name: int((mean + Fraction(1, 2)) // 1) for name, mean in means.items()}
    return {"scores": found} if found else None


def _ranking(council: str, outcome: Outcome) -> list[Any] | None:
    """All options, the best first; of a run-off, those that stayed longest."""
    if not outcome.chosen:
        return None
    if council == "schulze":
        return [_group(level) for level in outcome.workings["ranking"]]
    rounds: Sequence[Mapping[str, Any]] = outcome.workings["rounds"]
    stayed = {name: sum(name in each for each in rounds) for name in rounds[0]} if rounds else {}
    rest = [name for name in stayed if name not in outcome.chosen]
    levels = sorted({stayed[name] for name in rest}, reverse=True)
    groups = [[name for name in rest if stayed[name] == level] for level in levels]
    return [*outcome.chosen, *(_group(group) for group in groups)]


def _group(names: Sequence[str]) -> Any:
    return names[0] if len(names) == 1 else list(names)


def departs(mandate: Any, choice: Any) -> bool:
    """Whether `choice` is another than the mandate says; without a mandate any is."""
    return mandate is None or _plain(mandate) != _plain(choice)


def _plain(choice: Any) -> Any:
    """A choice without what does not change it: words, and the order of what is ticked."""
    if isinstance(choice, dict) and "stance" in choice:
        return (choice["stance"], bool(choice.get("withdrawn")))
    if isinstance(choice, str):
        return (choice, False)
    if isinstance(choice, dict) and "scores" in choice:
        return tuple(sorted(choice["scores"].items()))
    if isinstance(choice, dict):
        return _plain(choice.get("approve", choice.get("ranking")))
    return choice
