"""Instruments: questionnaires as data files. Adding one needs a file and no code.

Shipped ones lie in `values/instruments/`; an operator's own, for which she has the right, in a
folder that `look_also_in` is told of. What a file says stands in docs/instruments.md.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from values.science.circle import VALUES

SHIPPED = Path(__file__).resolve().parent.parent / "instruments"
_folders: list[Path] = [SHIPPED]


@dataclass(frozen=True)
class Item:
    """One statement, word or card. value: its basic value, "" if not keyed (it still counts in the
    mean of all answers). group: the value it stands beside on the map, keyed or not."""

    number: int
    value: str
    group: str = ""


@dataclass(frozen=True)
class Exclusion:
    """When a whole sheet says too little to be scored; 0 means: no such rule.

    missing: this many gaps or more. identical: this many equal answers or more. all_the_same: every
    answer given is the same. of_code: so many answers of one code or more (that code then has no
    other limit). source: where the rule is from and how sure it is.
    """

    missing: int = 0
    identical: int = 0
    all_the_same: bool = False
    of_code: Mapping[int, int] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Words:
    """An instrument in one language; labels from the lowest answer to the highest."""

    language: str
    title: str
    about: str
    question: str
    statements: Mapping[int, str]
    notes: Mapping[int, str]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """A questionnaire (kind "ratings") or a set of cards (kind "cards").

    low, high: the whole numbers an answer can be. direction: "up" where `high` says most, "down"
    where `low` does. left_alone: numbers of items that some put beside these, never scored. norms:
    their tables as the file gives them (see norms.py).
    """

    id: str
    kind: str
    licence: str
    source: str
    low: int
    high: int
    direction: str
    items: tuple[Item, ...]
    exclusion: Exclusion
    languages: Mapping[str, Words]
    left_alone: tuple[int, ...]
    norms: tuple[Mapping[str, Any], ...]

    @property
    def has_wording(self) -> bool:
        """Whether people can be asked with it here, or only answers from elsewhere be scored."""
        return bool(self.languages)

    @property
    def codes(self) -> range:
        """All answers there are, lowest first."""
        return range(self.low, self.high + 1)

    def words(self, language: str) -> Words:
        """Its words in `language` ("es", "es-mx"), else in English, else in its first language.

        Raises LookupError where it has no words at all.
        """
        for wanted in (language, language.split("-", maxsplit=1)[0], "en"):
            if wanted in self.languages:
                return self.languages[wanted]
        for words in self.languages.values():
            return words
        raise LookupError(f"{self.id} has a key and no words")


def look_also_in(folder: Path) -> None:
    """Read instruments from `folder`, too; one with an id that is there already wins over it.

    Raises FileNotFoundError without such a folder, ValueError for a file in it that is wrong.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}")
    if folder not in _folders:
        _folders.append(folder)
        _read.cache_clear()
    _read()


def stop_looking_in(folder: Path) -> None:
    """Undo `look_also_in`."""
    _folders.remove(folder)
    _read.cache_clear()


def instruments() -> tuple[Instrument, ...]:
    """All instruments, by id."""
    return tuple(_read().values())


def instrument(id: str) -> Instrument:
    """The instrument with this id; LookupError where there is none."""
    if id not in _read():
        raise LookupError(f"no instrument {id}")
    return _read()[id]


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Instrument]:
    """Every file of every folder, once a process; ValueError names a file that is wrong."""
    found = {
        path.stem: instrument_in(path) for folder in _folders for path in folder.glob("*.toml")
    }
    return MappingProxyType(dict(sorted(found.items())))


def instrument_in(path: Path) -> Instrument:
    """The instrument that a file describes; ValueError, with the file's name, if it is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _instrument_of(path.stem, data)
    except (KeyError, TypeError, ValueError) as problem:
        said = f"{problem} is missing" if isinstance(problem, KeyError) else problem
        raise ValueError(f"{path.name}: {said}") from problem


def _instrument_of(id: str, data: dict[str, Any]) -> Instrument:
    """Build and check; `data` is the file as read."""
    scale = data["scale"]
    made = Instrument(
        id=id, kind=data.get("kind", "ratings"), licence=data["licence"],
        source=data.get("source", ""), low=scale["low"], high=scale["high"],
        direction=scale["direction"], items=_items(data),
        exclusion=_exclusion(data.get("exclusion", {})),
        languages={name: _words(name, table) for name, table in data.get("words", {}).items()},
        left_alone=tuple(data.get("left_alone", ())), norms=tuple(data.get("norms", ())),
    )  # fmt: skip
    _check(made)
    return made


def _items(data: dict[str, Any]) -> tuple[Item, ...]:
    """`[key]` says which numbers belong to which value, `[map]` where those not keyed stand."""
    groups = {number: group for group, numbers in data.get("map", {}).items() for number in numbers}
    keyed = [
        Item(number, code, code) for code, numbers in data["key"].items() for number in numbers
    ]
    others = [Item(number, "", groups.get(number, "")) for number in data.get("not_keyed", ())]
    return tuple(sorted(keyed + others, key=lambda item: item.number))


def _exclusion(table: dict[str, Any]) -> Exclusion:
    of_code = {int(code): count for code, count in table.get("of_code", {}).items()}
    return Exclusion(**(table | {"of_code": of_code}))


def _words(language: str, table: dict[str, Any]) -> Words:
    return Words(
        language=language, title=table["title"], about=table["about"],
        question=table.get("question", ""), labels=tuple(table["labels"]),
        statements={int(number): text for number, text in table["statements"].items()},
        notes={int(number): text for number, text in table.get("notes", {}).items()},
    )  # fmt: skip


def _check(made: Instrument) -> None:
    """ValueError where parts of a file do not go together."""
    numbers = [item.number for item in made.items]
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    strange = {item.group for item in made.items} - {*VALUES, ""}
    if twice:
        raise ValueError(f"item {twice[0]} stands there twice")
    if strange:
        raise ValueError(f"{strange.pop()} is none of the ten values")
    if missing := [value for value in VALUES if value not in {item.value for item in made.items}]:
        raise ValueError(f"no item for {missing[0]}")
    if made.direction not in {"up", "down"} or made.low >= made.high:
        raise ValueError("the scale needs low below high, and a direction: up or down")
    for words in made.languages.values():
        if set(words.statements) != set(numbers) or len(words.labels) != len(made.codes):
            raise ValueError(f"{words.language} does not word every item and every answer")
