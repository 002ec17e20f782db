"""An outcome as JSON, and whether it is the one that was published."""

import re
from fractions import Fraction
from typing import Any

from decisions.methods.deciding import Question, applied
from decisions.methods.outcome import Outcome, Reason, Result
from decisions.methods.tally import Exact, Tally
from decisions.records import Record

FORMAT = "solidarity-outcome/1"
_FRACTION = re.compile(r"-?\d+/\d+")


def report(record: Record, outcome: Outcome) -> dict[str, Any]:
    """The whole outcome; fractions as "p/q", so that nothing is rounded."""
    return {
        "format": FORMAT,
        **_applied(record.question),
        **told(outcome),
        "electorate": _tally(outcome.electorate),
        "taken": _tally(outcome.taken),
        "workings": _plain(outcome.workings),
        "words": [words._asdict() for words in record.words],
    }


def told(outcome: Outcome) -> dict[str, Any]:
    """What an exported decision says of its outcome, and a recount must find again."""
    reason = {"code": outcome.reason.code, "numbers": _plain(outcome.reason.numbers)}
    return {
        "result": outcome.result.value,
        "reason": reason,
        "chosen": list(outcome.chosen),
        "tied": list(outcome.tied),
        "counts": {name: _tally(tally) for name, tally in outcome.counts.items()},
    }


def kept(outcome: Outcome) -> dict[str, Any]:
    """As `told`, with who could decide, who took part, and the steps: what a page shows of it."""
    return {
        **told(outcome),
        "electorate": _tally(outcome.electorate),
        "taken": _tally(outcome.taken),
        "workings": _plain(outcome.workings),
    }


def outcome_of_told(said: dict[str, Any]) -> Outcome:
    """What `kept` wrote down, as an outcome again."""
    numbers = {name: _exact(number) for name, number in said["reason"]["numbers"].items()}
    return Outcome(
        Result(said["result"]),
        Reason(said["reason"]["code"], numbers),
        {name: _tally_of(each) for name, each in said["counts"].items()},
        tuple(said["chosen"]),
        tuple(said["tied"]),
        said["workings"],
        _tally_of(said["electorate"]),
        _tally_of(said["taken"]),
    )


def differences(published: dict[str, Any], outcome: Outcome) -> list[str]:
    """Where what was published is not what was counted; a line each. What it leaves out agrees."""
    found: list[str] = []
    _compare("outcome", published, told(outcome), found)
    return found


def _compare(path: str, published: Any, counted: Any, found: list[str]) -> None:
    if isinstance(published, dict) and isinstance(counted, dict):
        for name, each in published.items():
            _compare(f"{path}.{name}", each, counted.get(name), found)
    elif _plain(published) != counted:
        found.append(f"{path}: published {_plain(published)!r}, counted {counted!r}")


def _applied(question: Question) -> dict[str, Any]:
    method, left = applied(question.method, question.round)
    return {"method": method.name, "round": question.round, "rounds_left": left}


def _tally(tally: Tally) -> dict[str, int | str]:
    return {name: _number(number) for name, number in tally._asdict().items()}


def _tally_of(said: dict[str, Any]) -> Tally:
    voices = _exact(said["voices"])
    return Tally(said["electors"], Fraction(voices), said["networks"], said["people"])


def _exact(said: Any) -> Exact | str:
    """A number as `_number` wrote it; other words as they are."""
    is_fraction = isinstance(said, str) and _FRACTION.fullmatch(said)
    found: Exact | str = Fraction(said) if is_fraction else said
    return found


def _number(number: Exact) -> int | str:
    return int(number) if number == int(number) else str(number)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _number(value) if isinstance(value, Fraction) else value
