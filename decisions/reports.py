"""An outcome as JSON, and whether it is the one that was published."""

from fractions import Fraction
from typing import Any

from decisions.methods.deciding import Question, applied
from decisions.methods.outcome import Outcome
from decisions.methods.tally import Exact, Tally
from decisions.records import Record

FORMAT = "solidarity-outcome/1"


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


def _number(number: Exact) -> int | str:
    return int(number) if number == int(number) else str(number)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _number(value) if isinstance(value, Fraction) else value
