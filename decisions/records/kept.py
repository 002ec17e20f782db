"""A choice as it is kept: read, checked, and written in one way, without words."""

from typing import Any

from decisions.methods.deciding import Method
from decisions.records.positions import MAY_BE_WITHDRAWN, reader_for

RANKED = ("schulze", "runoff")


def kept_choice(method: Method, choice: Any) -> Any:
    """The same choice as everybody's is kept; raises BadRecord where the method has none such.

    Words of a block or an objection are null, as docs/recount.md has it: they stand apart.
    """
    if stance_of(choice) in MAY_BE_WITHDRAWN:
        choice = _without_words(choice)
    found = reader_for(method)(choice, "").choice
    if isinstance(found, str):
        return choice if stance_of(choice) in MAY_BE_WITHDRAWN else found
    if method.name in RANKED:
        return [_group(group, method) for group in found]  # type: ignore[attr-defined]
    if isinstance(choice, dict) and "scores" in choice:
        return {"scores": dict(found)}  # type: ignore[call-overload]
    return [name for name in method.names if name in _approved(choice)]


def stance_of(choice: Any) -> str:
    """The stance of a choice that is one, without what was done with it since; else ""."""
    stance = choice.get("stance", "") if isinstance(choice, dict) else choice
    return stance if isinstance(stance, str) else ""


def is_withdrawn(choice: Any) -> bool:
    """Whether it is a block or an objection that was taken back."""
    return isinstance(choice, dict) and choice.get("withdrawn") is True


def withdrawn(choice: Any) -> dict[str, Any]:
    """A block or an objection that stops nothing any more."""
    return _without_words(choice) | {"withdrawn": True}


def _without_words(choice: Any) -> dict[str, Any]:
    stance = stance_of(choice)
    found: dict[str, Any] = {"stance": stance, "reason": None}
    if stance == "block":
        found["rests_on"] = None
    return found | ({"withdrawn": True} if is_withdrawn(choice) else {})


def _group(group: frozenset[str], method: Method) -> str | list[str]:
    names = [name for name in method.names if name in group]
    return names[0] if len(names) == 1 else names


def _approved(choice: Any) -> list[str]:
    return list(choice["approve"] if isinstance(choice, dict) else choice)
