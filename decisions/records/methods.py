"""The method of a file, with its settings."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from decisions.methods.approval import Approval
from decisions.methods.consensus import Consensus, ConsensusMinus, OneIn
from decisions.methods.consent import Consent
from decisions.methods.deciding import Fallback, Method
from decisions.methods.majority import HALF, Base, Majority, SuperMajority
from decisions.methods.runoff import Runoff
from decisions.methods.schulze import Schulze
from decisions.methods.score import Score
from decisions.methods.sense import GRADIENTS, SenseCheck
from decisions.methods.shares import COMPLETIONS, WORTHS, EqualShares
from decisions.methods.tally import Exact
from decisions.records.fields import bad, exact, fields, items, one_of, shown, text, under, whole

MOST_DEPTH = 5  # fallbacks of fallbacks


class Option(NamedTuple):
    id: str
    title: str
    cost: Exact | None


class Asked(NamedTuple):
    """The settings of one method, where they stand, and the options of the question."""

    said: dict[str, Any]
    path: str
    options: tuple[Option, ...]

    def at(self, name: str) -> str:
        return under(self.path, name)

    def whole(self, name: str, *, least: int | None = None, or_else: int) -> int:
        return whole(self.said.get(name, or_else), self.at(name), least=least)

    def exact(
        self, name: str, *, or_else: Exact, least: Exact = 0, most: Exact | None = 1
    ) -> Exact:
        return exact(self.said.get(name, or_else), self.at(name), least=least, most=most)

    @property
    def ids(self) -> tuple[str, ...]:
        if not self.options:
            bad("options", f"“{self.said['name']}” chooses among options: list them here")
        return tuple(option.id for option in self.options)

    @property
    def seats(self) -> int:
        seats = self.whole("seats", least=1, or_else=1)
        return whole(seats, self.at("seats"), most=len(self.ids))

    @property
    def lot(self) -> tuple[str, ...]:
        if "lot" not in self.said:
            return ()
        lot = tuple(items(self.said["lot"], self.at("lot")))
        if len(lot) != len(self.ids) or any(option not in lot for option in self.ids):
            bad(self.at("lot"), "this must name each option once")
        return lot

    @property
    def aside(self) -> dict[str, Any]:
        """How many may stand aside: a whole number, or a part of the electors."""
        value, path = self.said.get("stand_asides"), self.at("stand_asides")
        if value is None:
            return {}
        if type(value) is int:
            return {"stand_asides": whole(value, path, least=0)}
        return {"stand_aside_share": exact(value, path, least=0, most=1)}

    @property
    def base(self) -> Base:
        return Base(one_of(self.said.get("base", Base.DECIDED.value), self.at("base"), [*Base]))


class Reader(NamedTuple):
    """Makes the method of its settings; which it may have, and which it must."""

    make: Callable[[Asked], Method]
    may: tuple[str, ...] = ()
    must: tuple[str, ...] = ()


def _sense_check(asked: Asked) -> Method:
    path = asked.at("gradients")
    given = items(asked.said.get("gradients", [*GRADIENTS]), path, least=2)
    names = tuple(text(each, f"{path}[{at}]") for at, each in enumerate(given))
    if len(set(names)) < len(names):
        bad(path, "a gradient stands here twice")
    return SenseCheck(names)


def _super_majority(asked: Asked) -> Method:
    share = asked.exact("share", or_else=0)
    if share <= HALF:
        bad(asked.at("share"), "this must be more than a half: for a half there is “majority”")
    return SuperMajority(asked.base, share)


def _score(asked: Asked) -> Method:
    low = asked.whole("low", or_else=0)
    high = asked.whole("high", or_else=5)
    whole(high, asked.at("high"), least=low + 1)
    return Score(asked.ids, low, high, asked.seats, asked.lot)


def _equal_shares(asked: Asked) -> Method:
    costs = {}
    for at, id in enumerate(asked.ids):
        cost = asked.options[at].cost
        if cost is None:
            bad(f"options[{at}].cost", "this is missing: each option of “equal_shares” has a cost")
        costs[id] = cost
    step = asked.exact("step", or_else=1, most=None)
    if not step:
        bad(asked.at("step"), "this must be more than 0")
    return EqualShares(
        costs,
        asked.exact("budget", or_else=0, most=None),
        one_of(asked.said.get("worth", "cost"), asked.at("worth"), WORTHS),
        one_of(asked.said.get("completion", "greedy"), asked.at("completion"), COMPLETIONS),
        step,
        asked.lot,
    )


METHODS: dict[str, Reader] = {
    "sense_check": Reader(_sense_check, ("gradients",)),
    "consensus": Reader(lambda asked: Consensus(**asked.aside), ("stand_asides",)),
    "consensus_minus": Reader(
        lambda asked: ConsensusMinus(
            **asked.aside, blocks=asked.whole("blocks", least=1, or_else=1)
        ),
        ("stand_asides",),
        ("blocks",),
    ),
    "one_in": Reader(
        lambda asked: OneIn(**asked.aside, of=asked.whole("of", least=1, or_else=12)),
        ("stand_asides",),
        ("of",),
    ),
    "consent": Reader(lambda asked: Consent()),
    "majority": Reader(lambda asked: Majority(asked.base), ("base",)),
    "super_majority": Reader(_super_majority, ("base",), ("share",)),
    "approval": Reader(
        lambda asked: Approval(
            asked.ids, asked.seats, asked.exact("at_least", or_else=Fraction(0)), asked.lot
        ),
        ("seats", "at_least", "lot"),
    ),
    "score": Reader(_score, ("low", "high", "seats", "lot")),
    "schulze": Reader(lambda asked: Schulze(asked.ids, asked.lot), ("lot",)),
    "runoff": Reader(lambda asked: Runoff(asked.ids, asked.lot), ("lot",)),
    "equal_shares": Reader(
        _equal_shares, ("worth", "completion", "step", "lot"), ("budget",)
    ),
}  # fmt: skip


def read_method(
    value: Any, path: str, options: tuple[Option, ...], *, depth: int = 0
) -> Method | Fallback:
    """The method, and what it falls back on after some rounds."""
    name = _name(value, path)
    reader = METHODS[name]
    said = fields(value, path, may=("name", "fallback", *reader.may), must=reader.must)
    method = reader.make(Asked(said, path, options))
    if "fallback" not in said:
        return method
    if depth == MOST_DEPTH:
        bad(under(path, "fallback"), "there are too many fallbacks")
    inner = under(path, "fallback")
    back = fields(said["fallback"], inner, may=(), must=("after_rounds", "method"))
    rounds = whole(back["after_rounds"], under(inner, "after_rounds"), least=1)
    then = read_method(back["method"], under(inner, "method"), options, depth=depth + 1)
    return Fallback(method, rounds, then)


def read_options(value: Any, path: str) -> tuple[Option, ...]:
    """The options, as names or as objects with a cost."""
    found: list[Option] = []
    seen: set[str] = set()
    for at, each in enumerate(items(value, path, least=1)):
        option = _option(each, f"{path}[{at}]")
        if option.id in seen:
            bad(f"{path}[{at}]", f"the option {shown(option.id)} stands here twice")
        seen.add(option.id)
        found.append(option)
    return tuple(found)


def _option(value: Any, path: str) -> Option:
    if type(value) is str:
        return Option(text(value, path), value, None)
    said = fields(value, path, may=("title", "cost"), must=("id",))
    id = text(said["id"], under(path, "id"))
    title = text(said.get("title", id), under(path, "title"))
    cost = exact(said["cost"], under(path, "cost"), least=0) if "cost" in said else None
    if cost == 0:
        bad(under(path, "cost"), "this must be more than 0")
    return Option(id, title, cost)


def _name(value: Any, path: str) -> str:
    if type(value) is not dict:
        bad(path, 'this must be an object such as {"name": "consensus"}')
    if "name" not in value:
        bad(under(path, "name"), "this is missing")
    return one_of(value["name"], under(path, "name"), METHODS)
