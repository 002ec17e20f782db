"""A whole file: read, checked, made into a Question. See docs/recount.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from decisions.methods.deciding import Method, Question, applied
from decisions.methods.tally import Cast, merged
from decisions.records.electors import Electors, read_electors, read_voices
from decisions.records.fields import (
    BadRecord,
    bad,
    exact,
    fields,
    items,
    parsed,
    text,
    under,
    whole,
)
from decisions.records.methods import read_method, read_options
from decisions.records.positions import Position, Words, reader_for

__all__ = ["FORMAT", "BadRecord", "Record", "Words", "read"]

FORMAT = "solidarity-decision/1"
MUST = ("format", "method", "electors")
MAY = (
    "question",
    "note",
    "options",
    "voices",
    "quorum",
    "round",
    "positions",
    "ballots",
    "outcome",
)
RESULT_MAY = ("result", "reason", "chosen", "tied", "counts")


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says. titles: of its options. published: the outcome that it claims, as it is."""

    question: Question
    title: str
    titles: dict[str, str]
    words: tuple[Words, ...]
    published: dict[str, Any] | None


def read(source: str) -> Record:
    """Raises BadRecord with the path of what is wrong."""
    said = parsed(source)
    if type(said) is dict and said.get("format", FORMAT) != FORMAT:
        bad("format", f"this command reads “{FORMAT}”")
    fields(said, "", may=MAY, must=MUST)
    for name in ("question", "note"):
        if name in said:
            text(said[name], name)
    options = read_options(said["options"], "options") if "options" in said else ()
    method = read_method(said["method"], "method", options)
    titles = {option.id: option.title for option in options}
    round = whole(said.get("round", 1), "round", least=1)
    electors = read_electors(said["electors"], read_voices(said.get("voices", "one_each")))
    now, _ = applied(method, round)
    words: list[Words] = []
    casts = merged(_casts(said, electors, now, words))
    quorum = exact(said.get("quorum", 0), "quorum", least=0, most=1)
    question = Question(method, electors.all, casts, quorum, round)
    return Record(question, said.get("question", ""), titles, tuple(words), _published(said))


def _casts(
    said: dict[str, Any], electors: Electors, method: Method, words: list[Words]
) -> Iterator[Cast[Any]]:
    if ("positions" in said) == ("ballots" in said):
        bad("positions", "a file has either positions, by elector, or ballots, without names")
    read_one = reader_for(method)
    if "ballots" in said:
        return _of_ballots(said["ballots"], electors, read_one, words)
    return _of_positions(said["positions"], electors, read_one, words)


def _of_positions(
    value: Any,
    electors: Electors,
    read_one: Callable[[Any, str], Position],
    words: list[Words],
) -> Iterator[Cast[Any]]:
    """By elector; null is no position yet."""
    fields(value, "positions", may=value if type(value) is dict else ())
    if electors.by_name is None:
        bad("electors", "positions want electors by name; for a number there are ballots")
    for id, each in value.items():
        behind = electors.by_name.get(id)
        if behind is None:
            bad(under("positions", id), "this elector is not in the list of electors")
        if each is None:
            continue
        path = under("positions", id) if type(each) is not str else ""
        position = read_one(each, path) if path else _of_word(each, id, read_one)
        if position.words:
            words.append(position.words._replace(by=id))
        yield Cast(behind, position.choice)


def _of_word(each: str, id: str, read_one: Callable[[Any, str], Position]) -> Position:
    """A position that is one word: its path is made only when it is needed."""
    try:
        return read_one(each, "")
    except BadRecord:
        return read_one(each, under("positions", id))


def _of_ballots(
    value: Any,
    electors: Electors,
    read_one: Callable[[Any, str], Position],
    words: list[Words],
) -> Iterator[Cast[Any]]:
    """Without names; `times` for several that are alike."""
    if not electors.are_equal:
        bad("voices", "ballots without names have one voice each")
    left, behind = electors.all.electors, electors.each
    for at, each in enumerate(items(value, "ballots")):
        path = f"ballots[{at}]"
        times = 1
        if type(each) is dict:
            times = whole(each.get("times", 1), under(path, "times"), least=1)
            if "code" in each:
                text(each["code"], under(path, "code"))
        left -= times
        if left < 0:
            bad(path, f"there are more ballots than the {electors.all.electors} electors")
        position = read_one(each, path)
        if position.words:
            words.append(position.words)
        yield Cast(behind.times(times), position.choice)


def _published(said: dict[str, Any]) -> dict[str, Any] | None:
    if "outcome" not in said:
        return None
    found: dict[str, Any] = fields(said["outcome"], "outcome", may=RESULT_MAY)
    return found
