"""The reads of the directory: what matches, how many of each sort, what a typo may have meant."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count, Max, QuerySet

from networks.facets import TITLES, Sort
from networks.models import Edition, LogEntry, Network, SavedSearch, Visibility
from networks.queries import MOST_COUNTED, few_words, find_networks
from networks.queries.circle import circles_now, in_order_of_shared
from networks.queries.finding import ON_A_CARD
from networks.queries.listing import Terms, by_key, first_of, newest, terms_of
from networks.queries.placing import Spot, is_near, towns_called
from solidarity.base.pages import Key, Page, page_beyond, page_in
from solidarity.people.models import Person, Viewer
from values.queries.comparing import Comparable

WORDS, NEAR = "words", "near"
USUAL_KM = 50
SAMPLE = 200  # of what matches: as many are looked at for the values of facets
FEW = 100  # of a directory in which nothing is looked for


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: words, one value at most of each facet, a place and how far around.

    The place narrows nothing until one knows where it is: `placed` finds its spot.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    exact: bool = False
    near: str = ""
    km: int = USUAL_KM
    spot: Spot | None = None
    by_person: bool = False  # whoever is signed in may ask what she shares

    @property
    def is_anything(self) -> bool:
        """Whether it narrows the directory at all."""
        return bool(self.words or self.chosen or self.near)

    @property
    def order(self) -> str:
        """What stands first: what she chose, where it can be told; else the usual."""
        return self.sort if self.sort and self.can_sort(self.sort) else self.usual_order

    def can_sort(self, order: str) -> bool:
        """Whether it can be told which of what is found comes first."""
        told = {
            Sort.BEST: bool(self.words),
            Sort.NEAREST: self.spot is not None,
            Sort.SHARED: self.by_person,
        }
        return told.get(Sort(order), True)

    @property
    def usual_order(self) -> str:
        """What stands first where nobody chose: the best match, the nearest, the newest."""
        if self.words:
            return Sort.BEST
        return Sort.NEAREST if self.spot else Sort.NEWEST

    @property
    def names(self) -> list[str]:
        """What it narrows by: the words, the place, and each facet, in the order of the form."""
        first = {WORDS: self.words, NEAR: self.spot}
        return [
            *(name for name, given in first.items() if given),
            *(name for name in TITLES if name in self.chosen),
        ]

    def without(self, name: str) -> "Asked":
        """The same, with one thing loosened: a facet, the words, or the place."""
        if name == NEAR:
            return replace(self, near="", km=USUAL_KM, spot=None)
        if name == WORDS:
            return replace(self, words="", exact=False)
        return replace(self, chosen={k: v for k, v in self.chosen.items() if k != name})

    def address(self) -> str:
        """It as the query of an address; the same for the same."""
        sort = "" if self.order == self.usual_order else self.sort
        parts = {"q": self.words, "near": self.near, **self.chosen, "sort": sort}
        if self.near and self.km != USUAL_KM:
            parts["km"] = str(self.km)
        if self.exact:
            parts["exact"] = "1"
        return urlencode({name: value for name, value in parts.items() if value})


def placed(asked: Asked) -> tuple[Asked, list[Spot]]:
    """The same, knowing where the place is; and the towns that it may mean, the likeliest first."""
    towns = towns_called(asked.near) if asked.near else []
    return replace(asked, spot=towns[0] if towns else None), towns


def matching(viewer: Viewer, asked: Asked) -> QuerySet[Network]:
    """Networks that `viewer` may know of and that match, the newest first."""
    return _narrowed(find_networks(viewer, asked.words), asked)


def _narrowed(found: QuerySet[Network], asked: Asked) -> QuerySet[Network]:
    if asked.spot:
        found = found.filter(is_near(asked.spot, asked.km))
    if asked.chosen:
        tags = [f"{name}:{value}" for name, value in asked.chosen.items()]
        found = found.filter(facets__contains=tags)
    return found


Found = tuple[float, int]  # what it is ordered by, and the id of a network


@dataclass(frozen=True)
class Tally:
    """How many match; for each value of a facet, how many would; what loosening would bring.

    Matches are counted up to two hundred: where `capped`, there are more. Values of facets are
    counted among as many of them: where `sampled`, there are more. Of a directory of more than a
    hundred networks in which nothing is looked for, no value is counted.
    """

    count: int
    values: Mapping[str, Mapping[str, int]]
    loosened: Mapping[str, int]
    capped: frozenset[str]
    sampled: frozenset[str] = frozenset()  # whose values are counted among a few of them
    found: Sequence[Found] = ()  # in the order that was asked for; none where capped
    terms: Terms | None = None  # what was looked for, as the database reads it

    @property
    def is_capped(self) -> bool:
        """Whether more matched than were counted."""
        return "" in self.capped


def tally(viewer: Viewer, asked: Asked) -> Tally:
    """Count what matches and what one could narrow it to. One query, and one to know the words.

    The other values of a facet that is chosen would cost a search each, and are not counted. Where
    nothing is found, what loosening one thing would find is.
    """
    counted = _counted(viewer, asked, [""])
    if counted.count or len(asked.names) < 2:
        return counted
    looser = _counted(viewer, asked, asked.names)
    capped = counted.capped | looser.capped
    return replace(
        counted, values=looser.values, loosened=looser.loosened, capped=capped,
        sampled=counted.sampled | looser.sampled,
    )  # fmt: skip


def most_counted(asked: Asked) -> int:
    """How many matches are counted at most: more says little, of a whole directory least."""
    return MOST_COUNTED if asked.is_anything else FEW


def terms(asked: Asked) -> Terms:
    """What is asked for, as the database reads it. One query where there are words."""
    tags = [f"{name}:{value}" for name, value in asked.chosen.items()]
    return terms_of(asked.words, tags, asked.spot, asked.km)


def _counted(viewer: Viewer, asked: Asked, ways: list[str]) -> Tally:
    """What `asked` finds without each of `ways`; "" stands for all of it, and is put in order."""
    searches = {way: asked.without(way) if way else asked for way in ways}
    read = {way: terms(search) for way, search in searches.items()}
    parts: list[str] = []
    counts: list[str] = []
    params: list[Any] = []
    for number, (way, search) in enumerate(searches.items()):
        shown = ["facets", *([] if way else ["network_id", *ORDERED_BY[search.order]])]
        sql, values = first_of(viewer, read[way], shown, most_counted(search) + 1)
        parts.append(f"f{number} AS MATERIALIZED ({sql})")
        params += values
        counts.append(COUNT.format(number=number, sample=SAMPLE))
    if "" in searches:
        counts.append(IN_ORDER.format(place=PLACE[asked.order]))
        params += _place_params(asked)
        params.append(most_counted(asked))
    statement = f"WITH {', '.join(parts)} {' UNION ALL '.join(counts)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall()
    return replace(_tallied(searches, set(asked.chosen), rows), terms=read.get(""))


# How many there are, and the values of facets of a few of them, which the process counts.
COUNT = """
    SELECT {number}, count(*),
        (SELECT string_agg(array_to_string(facets, ' '), ' ')
         FROM (SELECT facets FROM f{number} LIMIT {sample}) few),
        NULL::float8[], NULL::bigint[]
    FROM f{number}
"""
# What a network is ordered by, before its id: the larger the earlier.
ORDERED_BY: dict[str, list[str]] = {
    Sort.BEST: [],  # words are wide: they are read when it is known that so many are ranked
    Sort.NEAREST: ["position"],
    Sort.NEWEST: [],
    Sort.ACTIVE: ["active_on"],
    Sort.SHARED: [],
}
PLACE: dict[str, str] = {
    Sort.BEST: """ts_rank(
        coalesce(
            (SELECT words FROM networks_listed known WHERE known.network_id = f0.network_id),
            (SELECT search FROM networks_network own WHERE own.id = f0.network_id)),
        to_tsquery('simple', networks_asked_words(%s)))::float8""",
    # The earth is 12742 km through: whatever is found counts from 0, the nearest most.
    Sort.NEAREST: "12742 - cube_distance(position, networks_position(%s, %s))",
    Sort.NEWEST: "0::float8",
    Sort.SHARED: "0::float8",  # found out in the process: `shared_page`
    Sort.ACTIVE: "(active_on - date '0001-01-01' + 1)::float8",  # date.toordinal of Python
}
IN_ORDER = """
    SELECT -1, 0, '', array_agg(place ORDER BY place DESC, network_id DESC),
        array_agg(network_id ORDER BY place DESC, network_id DESC)
    FROM (SELECT network_id, {place} AS place FROM f0
          WHERE (SELECT count(*) FROM f0) <= %s) few
"""
Row = tuple[int, int, str | None, list[float] | None, list[int] | None]


def _place_params(asked: Asked) -> list[Any]:
    if asked.order == Sort.BEST:
        return [few_words(asked.words)]
    if asked.order == Sort.NEAREST and asked.spot:
        return [asked.spot.latitude, asked.spot.longitude]
    return []


def _tallied(searches: dict[str, Asked], chosen: set[str], rows: list[Row]) -> Tally:
    ways = list(searches)
    totals = {ways[number]: count for number, count, *_ in rows if number >= 0}
    capped = frozenset(way for way, count in totals.items() if count > most_counted(searches[way]))
    sampled = capped | {way for way, count in totals.items() if count > SAMPLE}
    values: dict[str, dict[str, int]] = {}
    found: Sequence[Found] = ()
    for number, _count, tags, places, ids in rows:
        way = ways[number]
        is_sample = way not in capped or searches[way].is_anything
        for tag, count in Counter((tags or "").split()).items() if is_sample else ():
            name, _colon, value = tag.partition(":")
            if way == (name if name in chosen else ""):
                values.setdefault(name, {})[value] = min(count, MOST_COUNTED)
        if places and ids:
            found = list(zip(places, ids, strict=True))
    seen = {way: min(count, most_counted(searches[way])) for way, count in totals.items()}
    return Tally(seen.pop("", 0), values, seen, capped, sampled, found)


def page_of(
    viewer: Viewer, asked: Asked, counted: Tally, *, after: str, size: int
) -> Page[Network]:
    """A stretch of what matches, in the order that was asked for. One query.

    Of more than two hundred that match, the newest come first, or those lately active.
    """
    dated, ranked = asked.order == Sort.ACTIVE, asked.order in {Sort.BEST, Sort.NEAREST}
    if not counted.is_capped:
        # What was found is hers to know of already.
        return page_in(by_key, counted.found, after=after, size=size, ranked=ranked, dated=dated)
    known = counted.terms or terms(asked)

    def beyond(key: Key | None, most: int) -> list[Network]:
        return newest(viewer, known, key, most, dated=dated)

    return page_beyond(beyond, after=after, size=size, dated="active_on" if dated else "")


STRETCH = 500


MANY_SHOW = 20_000  # circles, from which on networks without one are not left out by the database
# Keys as PostgreSQL sends numbers: a hundred thousand of them are read at once.
SHOWING = "SELECT string_agg(int8send(pk), ''::bytea) FROM ({found}) found"


def shared_page(
    viewer: Viewer, asked: Asked, own: Comparable, *, after: str, size: int
) -> tuple[Page[Network], int]:
    """A stretch of what matches and shows a circle, in the order of what is shared; how many.

    What matches is asked of the database, what is shared is found out here: no statement holds a
    number of hers, nor an order that follows from one. Three queries.
    """
    circles = circles_now()
    found = matching(viewer, asked).order_by()
    if len(circles.keys) < MANY_SHOW:  # else it costs more than it spares
        found = found.filter(circle__vector__isnull=False)
    sql, values = found.values_list("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(SHOWING.format(found=sql), values)
        (keys,) = cursor.fetchone()
    among = np.frombuffer(keys or b"", ">i8").astype(np.int64)
    last = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    stretch = in_order_of_shared(own, among, circles, after=last, size=size)
    seen = Network.objects.visible_to(viewer).filter(unlisted_at=None).only(*ON_A_CARD)
    rows = seen.in_bulk(sorted(stretch.keys))
    older = str(stretch.keys[-1]) if stretch.more else ""
    page = Page([rows[pk] for pk in stretch.keys if pk in rows], older=older, is_first=last is None)
    return page, stretch.count


def all_public(asked: Asked) -> Iterator[Network]:
    """All public networks that match, the newest first, in stretches of 500 by key."""
    whole = matching(AnonymousUser(), asked).defer(None)
    found, last = whole.defer("search", "facets", "story", "story_html"), None
    while True:
        rest = found if last is None else found.filter(pk__lt=last)
        rows = list(rest[:STRETCH])
        yield from rows
        if len(rows) < STRETCH:
            return
        last = rows[-1].pk


def newest_change() -> tuple[int, int, int, int]:
    """Numbers that are others after whatever changes what is public. Three queries.

    What is done in hidden networks moves none of them.
    """
    public = Network.objects.filter(visibility=Visibility.PUBLIC)
    held = public.aggregate(newest=Max("pk"), number=Count("pk"))
    logged = LogEntry.objects.filter(network__visibility=Visibility.PUBLIC).order_by("-pk")
    last = logged.values_list("pk", flat=True).first() or 0
    editions = Edition.objects.filter(state="done").count()
    return held["newest"] or 0, held["number"], last, editions


def searches_of(person: Person) -> QuerySet[SavedSearch]:
    """The searches that she keeps, the newest first."""
    return SavedSearch.objects.filter(person=person).order_by("-pk")


def loosenings(asked: Asked, counted: Tally) -> Iterator[tuple[str, Asked, int, bool]]:
    """What would find something: a thing to loosen, the search without it, how many, if more.

    Where more, the number is that of those counted.
    """
    for name, count in counted.loosened.items():
        if count:
            yield name, asked.without(name), count, name in counted.capped


def new_finds(search: SavedSearch, asked: Asked, *, most: int) -> list[Network]:
    """Networks entered since she saved it, which she may see, is not in, and was not told of."""
    asked, _towns = placed(asked)
    told: Any = search.finds.values("network")
    found = matching(search.person, asked).filter(pk__gt=search.after).exclude(pk__in=told)
    inside = search.person.memberships.filter(state="active").values("network")
    return list(found.exclude(pk__in=inside)[:most])
