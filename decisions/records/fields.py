"""Fields of a file, each checked, so that what is wrong is said with its path in one line."""

import json
import re
from collections import Counter
from collections.abc import Collection
from fractions import Fraction
from typing import Any, NoReturn

from decisions.methods.tally import Exact

_EXACT = re.compile(r"(-?\d{1,18}(?:\.\d{1,18})?)(?: */ *(\d{1,18}))?( *%)?")
_PLAIN = re.compile(r"\w+", re.ASCII)
_SHOWN = 40  # characters of what stands in the file that a message repeats
_TWICE = "\0twice"  # where an object that says a field twice keeps the field's name


class BadRecord(Exception):
    """A file that cannot be recounted: where, and what is wrong there."""


def bad(path: str, words: str) -> NoReturn:
    raise BadRecord(f"{path}: {words}" if path else words)


def parsed(text: str) -> Any:
    """The file's JSON; decimals as fractions, so that 0.9 is nine tenths."""
    try:
        return json.loads(
            text, parse_float=_decimal, parse_constant=_decimal, object_pairs_hook=_object_of
        )
    except json.JSONDecodeError as problem:
        bad(f"line {problem.lineno}, column {problem.colno}", f"this is no JSON: {problem.msg}")
    except RecursionError:
        bad("", "this is nested too deeply")
    except ValueError:
        bad("", "there is a whole number with too many digits")


def under(path: str, name: str) -> str:
    """The path of a field: `method.share`; `positions["Ana B"]` where a name is no plain word."""
    if _PLAIN.fullmatch(name):
        return f"{path}.{name}" if path else name
    return f"{path}[{json.dumps(name, ensure_ascii=False)}]"


def fields(value: Any, path: str, *, may: Collection[str], must: Collection[str] = ()) -> Any:
    """An object with no other fields than these."""
    if type(value) is not dict:
        bad(path, f"this must be an object in {{ }}, and is {shown(value)}")
    no_twice(value, path)
    for name in value:
        if name not in may and name not in must:
            known = ", ".join(sorted({*may, *must}))
            bad(under(path, name), f"there is no such field here; there are: {known}")
    for name in must:
        if name not in value:
            bad(under(path, name), "this is missing")
    return value


def no_twice(value: dict[str, Any], path: str) -> None:
    if twice := value.get(_TWICE):
        bad(under(path, twice), "this stands here twice")


def items(value: Any, path: str, *, least: int = 0) -> list[Any]:
    if type(value) is not list:
        bad(path, f"this must be a list in [ ], and is {shown(value)}")
    if len(value) < least:
        bad(path, f"this list needs at least {least}, and has {len(value)}")
    return value


def text(value: Any, path: str) -> str:
    if type(value) is not str:
        bad(path, f"this must be words in quotes, and is {shown(value)}")
    if not value.strip():
        bad(path, "this is empty")
    return value


def one_of(value: Any, path: str, known: Collection[str]) -> str:
    if type(value) is not str or value not in known:
        bad(path, f"{shown(value)} is none of: {', '.join(known)}")
    return value


def truth(value: Any, path: str) -> bool:
    if type(value) is not bool:
        bad(path, f"this must be true or false, and is {shown(value)}")
    return value


def whole(value: Any, path: str, *, least: int | None = None, most: int | None = None) -> int:
    if type(value) is not int:
        bad(path, f"this must be a whole number, and is {shown(value)}")
    _within(value, path, least, most)
    return value


def exact(value: Any, path: str, *, least: Exact | None = None, most: Exact | None = None) -> Exact:
    """A number, or a fraction in quotes: 3, 0.9, "2/3", "90 %"."""
    if type(value) is str:
        value = _from_text(value, path)
    if type(value) not in (int, Fraction):
        bad(path, f'this must be a number or a fraction such as "2/3", and is {shown(value)}')
    _within(value, path, least, most)
    found: Exact = value
    return found.numerator if found.denominator == 1 else found


def shown(value: Any) -> str:
    """What stands there, short enough for one line."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, Fraction):
        return str(value)
    found = json.dumps(value, ensure_ascii=False)
    return found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"


def _from_text(value: str, path: str) -> Fraction:
    found = _EXACT.fullmatch(value.strip())
    if not found or (found[2] and not int(found[2])):
        bad(path, f'{shown(value)} is no number such as "3", "0.9", "2/3" or "90 %"')
    number = Fraction(found[1]) / (int(found[2]) if found[2] else 1)
    return number / 100 if found[3] else number


def _within(value: Exact, path: str, least: Exact | None, most: Exact | None) -> None:
    if least is not None and value < least:
        bad(path, f"this must be {least} or more, and is {value}")
    if most is not None and value > most:
        bad(path, f"this must be {most} or less, and is {value}")


def _decimal(digits: str) -> Fraction:
    if not _EXACT.fullmatch(digits):
        bad("", f"the number {digits[:_SHOWN]} cannot be read exactly: write it without e")
    return Fraction(digits)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _ in pairs)
        found[_TWICE] = names.most_common(1)[0][0]
    return found
