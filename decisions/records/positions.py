"""What each chose, as a file says it, in the shape that the method counts."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from decisions.methods.deciding import Method
from decisions.methods.score import Score
from decisions.methods.shares import EqualShares
from decisions.records.fields import bad, fields, items, no_twice, one_of, text, truth, under, whole

MAY_BE_WITHDRAWN = ("block", "objection")
MOST_POINTS = 1_000_000


class Words(NamedTuple):
    """What somebody wrote with her position. rests_on: the purpose or clause that a block names."""

    by: str
    stance: str
    reason: str
    rests_on: str
    stands: bool


class Position(NamedTuple):
    choice: Hashable
    words: Words | None = None


def reader_for(method: Method) -> Callable[[Any, str], Position]:
    """How positions are read under this method: of a value and its path."""
    if method.name == "approval":
        return lambda value, path: Position(_approved(value, path, method.names))
    if method.name in ("schulze", "runoff"):
        return lambda value, path: Position(_ranking(value, path, method.names))
    if isinstance(method, Score):
        low, high = method.low, method.high
        return lambda value, path: Position(_points(value, path, method.names, low, high))
    if isinstance(method, EqualShares):
        return lambda value, path: Position(_wanted(value, path, method.names))
    plain = {name: Position(name) for name in method.names if _is_plain(name)}
    return lambda value, path: (
        (plain.get(value) if type(value) is str else None) or _stance(value, path, method.names)
    )


def _is_plain(name: str) -> bool:
    """Whether one may take this stance by a word alone, without a reason."""
    return not name.startswith(MAY_BE_WITHDRAWN)


def _stance(value: Any, path: str, names: tuple[str, ...]) -> Position:
    may = ("reason", "rests_on", "withdrawn", "times", "code")
    known = [name for name in names if not name.endswith("_withdrawn")]
    if type(value) is str:
        one_of(value, path, known)
        bad(path, f'this needs a reason: {{"stance": "{value}", "reason": "…"}}, or null for one'
                  " that was taken out")  # fmt: skip
    said = fields(value, path, may=may, must=("stance",))
    stance = one_of(said["stance"], under(path, "stance"), known)
    needs = stance in MAY_BE_WITHDRAWN
    reason = _reason(said, under(path, "reason"), is_needed=needs)
    rests_on = _reason(said, under(path, "rests_on"), is_needed=stance == "block")
    withdrawn = truth(said.get("withdrawn", False), under(path, "withdrawn"))
    if withdrawn and not needs:
        bad(under(path, "withdrawn"), "only a block or an objection is withdrawn")
    words = Words(said.get("code") or "", stance, reason, rests_on, stands=not withdrawn)
    kept = words if reason or needs else None
    return Position(f"{stance}_withdrawn" if withdrawn else stance, kept)


def _reason(said: dict[str, Any], path: str, *, is_needed: bool) -> str:
    name = path.rpartition(".")[2]
    if name not in said and is_needed:
        what = "its reason" if name == "reason" else "the purpose or clause that it rests on"
        bad(path, f"a {said['stance']} says {what}; null where the words were taken out")
    return text(said[name], path) if said.get(name) is not None else ""


def _inside(value: Any, path: str, name: str) -> tuple[Any, str]:
    """The choice, whether it stands alone or in an object under this name."""
    if type(value) is dict:
        fields(value, path, may=("times", "code"), must=(name,))
        return value[name], under(path, name)
    return value, path


def _approved(value: Any, path: str, names: tuple[str, ...]) -> frozenset[str]:
    listed, path = _inside(value, path, "approve")
    return frozenset(_options(listed, path, names))


def _options(value: Any, path: str, names: tuple[str, ...]) -> list[str]:
    found = [one_of(each, f"{path}[{at}]", names) for at, each in enumerate(items(value, path))]
    if len(set(found)) < len(found):
        bad(path, "an option stands here twice")
    return found


def _ranking(value: Any, path: str, names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    listed, path = _inside(value, path, "ranking")
    groups = [
        _options(each if type(each) is list else [each], f"{path}[{at}]", names)
        for at, each in enumerate(items(listed, path))
    ]
    if sum(map(len, groups)) > len(set().union(*groups)):
        bad(path, "an option stands here twice")
    return tuple(frozenset(group) for group in groups if group)


def _points(
    value: Any, path: str, names: tuple[str, ...], low: int, high: int
) -> tuple[tuple[str, int], ...]:
    given, path = _inside(value, path, "scores")
    if type(given) is not dict:
        bad(path, 'this must be points for options, such as {"scores": {"a": 3}}')
    no_twice(given, path)
    for option in given:
        one_of(option, under(path, option), names)
    return tuple(
        (name, whole(given[name], under(path, name), least=low, most=high))
        for name in names
        if name in given
    )


def _wanted(value: Any, path: str, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """For a budget: options that one approves, or points for them."""
    if type(value) is dict and "scores" in value:
        return _points(value, path, names, 0, MOST_POINTS)
    approved = _approved(value, path, names)
    return tuple((name, 1) for name in names if name in approved)
