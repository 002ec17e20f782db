"""Queries that are put into words once: for a small one that is most of what it costs.

    BODIES = Kept(lambda *, network: Affiliation.objects.filter(member=network).order_by("pk"))
    BODIES(network=network.pk)

Django builds and words a queryset anew for each page; on a page of ten small queries that takes
half of the time. Kept are the statement, the places of its parameters, and how rows become
objects: public facts about the code, nothing of what was found.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connections, models, router
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable

Row = TypeVar("Row", bound=models.Model)
FIRST_MARK = 8_100_000_000_000_000_000
FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Wording:
    """A statement, what reads its rows, and which parameter stands at which place."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]
    compiler: Any


class Kept(Generic[Row]):
    """A query whose statement is kept; to be made once, where a module is loaded.

    `build` makes the queryset. What it is called with by place changes the statement, which is
    kept for each; what it is called with by name is a parameter of the statement: an int, a str,
    a datetime, a date or a list of ints, which it must pass on as it is. A parameter that is left
    out makes another statement, too.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Row]]) -> None:
        self._build = build
        self._worded: dict[tuple[Hashable, ...], Wording] = {}

    def __call__(self, *kinds: Hashable, **given: Any) -> list[Row]:
        """The rows. One query."""
        which = (kinds, tuple(given))
        wording = self._worded.get(which)
        if wording is None:
            wording = self._worded[which] = _worded(self._build, kinds, given)
        params = list(wording.params)
        for place, name in wording.places:
            params[place] = given[name]
        return list(ModelIterable(_Reading(wording, params)))  # type: ignore[arg-type]


def _worded(build: Callable[..., Any], kinds: Sequence[Hashable], given: dict[str, Any]) -> Wording:
    marks = {name: _mark(value, number) for number, (name, value) in enumerate(given.items())}
    query = build(*kinds, **marks).query
    compiler = query.get_compiler(using=router.db_for_read(query.model))
    sql, params = compiler.as_sql()
    places = tuple(
        (place, name)
        for place, param in enumerate(params)
        for name, mark in marks.items()
        if type(param) is type(mark) and param == mark
    )
    if missing := set(given) - {name for _place, name in places}:
        raise ValueError(f"{', '.join(missing)} do not stand in the statement as they were given")
    compiler.connection = None  # it belongs to the thread that came first
    return Wording(sql, tuple(params), places, compiler)


def _mark(value: Any, number: int) -> Any:
    """What stands for a parameter while the statement is put into words: nothing else is so."""
    if isinstance(value, list):
        return [FIRST_MARK + number]
    if isinstance(value, datetime):
        return FIRST_DAY + timedelta(days=number)
    if isinstance(value, date):
        return FIRST_DAY.date() + timedelta(days=number)
    return f"kept-{FIRST_MARK + number}" if isinstance(value, str) else FIRST_MARK + number


class OneOf(models.Func):
    """Whether a key is in an array.

    An array PostgreSQL reads once and first, and goes to its rows by their keys; with a subquery
    it may rather read the whole table.
    """

    template = "%(expressions)s"
    arg_joiner = " = ANY"
    output_field = models.BooleanField()


def one_of(field: str, keys: Sequence[int]) -> models.Q:
    """That the key in `field` is one of `keys`, which are one parameter, however many they are."""
    return models.Q(OneOf(models.F(field), RawSQL("(%s)::bigint[]", [list(keys)])))


class _Reading:
    """As much of a queryset as Django's reading of rows asks for."""

    def __init__(self, wording: Wording, params: list[Any]) -> None:
        self._wording, self._params = wording, params
        self.model = wording.compiler.query.model
        self.query, self.db = self, router.db_for_read(self.model)
        self._known_related_objects: dict[Any, Any] = {}

    def get_compiler(self, using: str) -> Any:
        """What sends the statement on the connection of this thread."""
        compiler = copy(self._wording.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (self._wording.sql, tuple(self._params))
        return compiler
