"""The reads of the directory: what matches, how many of each sort, what a typo may have meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Max, QuerySet

from networks.facets import Sort
from networks.models import Edition, LogEntry, Network, SavedSearch
from networks.queries import MOST_COUNTED, asked_words, best_first, find_networks
from solidarity.base.pages import Page, keyset_page
from solidarity.people.models import Person, Viewer

WORDS = "words"
MOST_OPEN = 3  # chosen facets whose other values are counted
SHORTEST = 4  # a shorter word resembles too many others


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: words, and one value at most of each facet."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    exact: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether it narrows the directory at all."""
        return bool(self.words or self.chosen)

    @property
    def order(self) -> str:
        """What stands first: the best match where there are words, unless she chose."""
        if self.sort and (self.words or self.sort != Sort.BEST):
            return self.sort
        return self.usual_order

    @property
    def usual_order(self) -> str:
        """What stands first where nobody chose."""
        return Sort.BEST if self.words else Sort.NEWEST

    def without(self, name: str) -> "Asked":
        """The same, with one thing loosened: a facet, or the words."""
        if name == WORDS:
            return replace(self, words="", exact=False)
        return replace(self, chosen={k: v for k, v in self.chosen.items() if k != name})

    def address(self) -> str:
        """It as the query of an address; the same for the same."""
        sort = "" if self.order == self.usual_order else self.sort
        parts = {"q": self.words, **self.chosen, "sort": sort}
        if self.exact:
            parts["exact"] = "1"
        return urlencode({name: value for name, value in parts.items() if value})


def matching(viewer: Viewer, asked: Asked) -> QuerySet[Network]:
    """Networks that `viewer` may know of and that match, the newest first."""
    found = find_networks(viewer, query=asked_words(asked.words)).defer(
        "story", "story_html", "search", "facets", "aims_short", "aims_long", "organising"
    )
    if asked.chosen:
        tags = [f"{name}:{value}" for name, value in asked.chosen.items()]
        found = found.filter(facets__contains=tags)
    return found


@dataclass(frozen=True)
class Tally:
    """How many match; for each value of a facet, how many would; what loosening would bring.

    All are counted among 1000 matches at most: where `is_capped`, there are at least so many.
    """

    count: int
    values: Mapping[str, Mapping[str, int]]
    loosened: Mapping[str, int]
    capped: frozenset[str]

    @property
    def is_capped(self) -> bool:
        """Whether more matched than were counted."""
        return "" in self.capped


def tally(viewer: Viewer, asked: Asked) -> Tally:
    """Count what matches and what one could narrow or loosen it to. One query; two for nothing.

    A facet that is chosen is counted without itself, so that one can change one's mind; of more
    than three at once, which would cost a search each, only where nothing is found.
    """
    chosen = list(asked.chosen)
    counted = _counted(viewer, asked, ["", *(chosen if len(chosen) <= MOST_OPEN else [])])
    if counted.count or not chosen:
        return counted
    left = [name for name in [*chosen, WORDS] if name not in counted.loosened]
    if not asked.words:
        left.remove(WORDS)
    more = _counted(viewer, asked, left) if left else counted
    return replace(
        counted,
        values={**more.values, **counted.values},
        loosened={**counted.loosened, **more.loosened},
        capped=counted.capped | more.capped,
    )


def _counted(viewer: Viewer, asked: Asked, ways: list[str]) -> Tally:
    """What `asked` finds without each of `ways`; "" stands for all of it."""
    parts: list[str] = []
    counts: list[str] = []
    params: list[Any] = []
    for number, way in enumerate(ways):
        found = matching(viewer, asked.without(way) if way else asked).order_by()
        sql, values = found.values_list("facets")[: MOST_COUNTED + 1].query.sql_with_params()
        parts.append(f"f{number} (facets) AS MATERIALIZED ({sql})")
        params += values
        counts.append(f"SELECT {number}, '', count(*) FROM f{number}")  # noqa: S608 numbers
        counts.append(
            f"SELECT {number}, tag, count(*) FROM f{number}, unnest(facets) tag GROUP BY tag"  # noqa: S608
        )
    statement = f"WITH {', '.join(parts)} {' UNION ALL '.join(counts)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return _tallied(ways, set(asked.chosen), cursor.fetchall())


def _tallied(ways: list[str], chosen: set[str], rows: list[tuple[int, str, int]]) -> Tally:
    totals: dict[str, int] = {}
    values: dict[str, dict[str, int]] = {}
    for number, tag, count in rows:
        if not tag:
            totals[ways[number]] = count
            continue
        name, _colon, value = tag.partition(":")
        if ways[number] == (name if name in chosen else ""):
            values.setdefault(name, {})[value] = min(count, MOST_COUNTED)
    capped = frozenset(way for way, count in totals.items() if count > MOST_COUNTED)
    seen = {way: min(count, MOST_COUNTED) for way, count in totals.items()}
    return Tally(seen.pop("", 0), values, seen, capped)


def page_of(
    viewer: Viewer, asked: Asked, counted: Tally, *, after: str, size: int
) -> Page[Network]:
    """A stretch of what matches, in the order that was asked for. One query.

    Words that more than a thousand networks have say little about any: the newest come first.
    """
    found = matching(viewer, asked)
    query = asked_words(asked.words)
    if asked.order == Sort.ACTIVE:
        by_day = found.order_by("-active_on", "-pk")
        return keyset_page(by_day, after=after, size=size, dated="active_on")
    is_ranked = asked.order == Sort.BEST and query is not None and not counted.is_capped
    ordered = best_first(found, query) if is_ranked and query is not None else found
    return keyset_page(ordered, after=after, size=size, ranked=is_ranked)


STRETCH = 500


def all_public(asked: Asked) -> Iterator[Network]:
    """All public networks that match, the newest first, in stretches of 500 by key."""
    found, last = matching(AnonymousUser(), asked), None
    while True:
        rest = found if last is None else found.filter(pk__lt=last)
        rows = list(rest[:STRETCH])
        yield from rows
        if len(rows) < STRETCH:
            return
        last = rows[-1].pk


def newest_change() -> tuple[int, int, int]:
    """Numbers that grow with whatever changes what is public. Three queries."""
    newest = Network.objects.aggregate(newest=Max("pk"))["newest"] or 0
    logged = LogEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return newest, logged, Edition.objects.filter(state="done").count()


ALIKE = """
    SELECT coalesce(
        (SELECT known.word FROM networks_word known, LATERAL (
             SELECT count(*)::float AS parts FROM unnest(known.trigrams) part
             WHERE part = ANY (own.trigrams)) shared
         WHERE NOT is_known AND known.trigrams && own.trigrams
           AND abs(length(known.word) - length(asked.word)) <= 2
           AND parts / (cardinality(known.trigrams) + cardinality(own.trigrams) - parts) >= 0.3
         ORDER BY parts / (cardinality(known.trigrams) + cardinality(own.trigrams) - parts) DESC,
           known.networks DESC, known.word
         LIMIT 1),
        asked.word
    )
    FROM regexp_split_to_table(btrim(plain(%s)), ' +') WITH ORDINALITY asked (word, place),
    LATERAL (SELECT networks_trigrams(left(asked.word, 40)) AS trigrams) own,
    LATERAL (SELECT length(asked.word) < %s OR EXISTS (
        SELECT FROM networks_word WHERE word LIKE asked.word || '%%') AS is_known) looked
    WHERE asked.word <> '' AND place <= 8 ORDER BY place
"""


def meant(words: str) -> str:
    """`words` with what looks like a typo put right, "" when nothing does. One query.

    Only words of public networks are known, so nothing hidden is ever suggested.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT btrim(plain(%s))", [words])
        typed = cursor.fetchone()[0]
        cursor.execute(ALIKE, [words, SHORTEST])
        found = " ".join(word for (word,) in cursor.fetchall())
    return "" if found == " ".join(typed.split()[:8]) else found


def searches_of(person: Person) -> QuerySet[SavedSearch]:
    """The searches that she keeps, the newest first."""
    return SavedSearch.objects.filter(person=person).order_by("-pk")


def loosenings(asked: Asked, counted: Tally) -> Iterator[tuple[str, Asked, int, bool]]:
    """What would find something: a thing to loosen, the search without it, how many, if more."""
    for name, count in counted.loosened.items():
        if count:
            yield name, asked.without(name), count, name in counted.capped


def new_finds(search: SavedSearch, asked: Asked, *, most: int) -> list[Network]:
    """Networks entered since she saved it, which she may see, is not in, and was not told of."""
    told: Any = search.finds.values("network")
    found = matching(search.person, asked).filter(pk__gt=search.after).exclude(pk__in=told)
    inside = search.person.memberships.filter(state="active").values("network")
    return list(found.exclude(pk__in=inside)[:most])
