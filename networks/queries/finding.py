"""Networks by words and cause, and as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, FloatField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.facets import labels_in
from networks.models import (
    JoinPolicy,
    Kind,
    Network,
    NetworkState,
    OurValue,
    Visibility,
)
from networks.models.network import belongs_to
from solidarity.base.words import one_line
from solidarity.people.models import Viewer

MOST_COUNTED = 200
MOST_WORDS = 8
COMMON = 0.05  # of all networks: as many that have the words are found by reading on
LOOKED_AT = 200  # of the newest, to tell what is common
ON_A_CARD = (
    "kind", "state", "slug", "name", "summary", "place", "causes", "shows_affiliations",
    "active_on", "ended_at",
)  # fmt: skip


def few_words(words: str) -> str:
    """The first of `words`, as many as are looked for."""
    return " ".join(one_line(words).split()[:MOST_WORDS])


def has_words(words: str) -> bool:
    """Whether there is anything in `words` to look for."""
    return any(sign.isalnum() for sign in words)


def begun_by(words: str) -> SearchQuery:
    """A text search for all of `words`, each by its beginning."""
    asked = Func(Value(few_words(words)), function="networks_asked_words", output_field=TextField())
    return SearchQuery(asked, config="simple", search_type="raw")


# Common is what many of the newest have, and no word of which is seldom among all.
KNOWN = """
    SELECT known, rarest >= %(share)s * greatest(size, 1) AND (
        SELECT count(*) >= %(share)s * %(few)s FROM (
            SELECT words FROM networks_listed ORDER BY network_id DESC LIMIT %(few)s
        ) newest WHERE ts_match_vq(words, to_tsquery('simple', known)))
    FROM networks_known_words(%(words)s) known, (
        SELECT min(coalesce(networks, 0)) AS rarest
        FROM regexp_split_to_table(btrim(plain(%(words)s)), ' ') asked (word)
        LEFT JOIN networks_word USING (word)
    ) counted,
    (SELECT reltuples AS size FROM pg_class WHERE oid = 'networks_listed'::regclass) listed
"""


def known_words(words: str) -> tuple[str, bool]:
    """The same, made of known words; and whether they are common among public networks.

    A query of its own: so PostgreSQL plans by the words. They were counted within the hour.
    """
    asked: dict[str, str | float] = {
        "words": few_words(words), "share": COMMON, "few": LOOKED_AT
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, asked)
        known, is_common = cursor.fetchone()
    return known or "", bool(is_common)


def _known(words: str) -> SearchQuery:
    return SearchQuery(known_words(words)[0], config="simple", search_type="raw")


def found_apart(viewer: Viewer, words: str = "") -> list[QuerySet[Network]]:
    """What `find_networks` finds, in parts that share no network: public ones, hidden ones.

    The words of public networks are known (`Word`), and found quickly. Those of hidden ones are
    kept nowhere, so the viewer's own networks are looked through in the slow way: they are few.
    Each part is found by its index; of both in one PostgreSQL would read every row for its words.
    """
    listed = Network.objects.filter(unlisted_at=None).only(*ON_A_CARD)
    parts = [listed.filter(visibility=Visibility.PUBLIC)]
    if viewer.is_authenticated:
        parts.append(listed.filter(belongs_to(viewer)).exclude(visibility=Visibility.PUBLIC))
    if has_words(words):
        asked = [_known(words), begun_by(words)]
        parts = [part.filter(search=each) for part, each in zip(parts, asked, strict=False)]
    return [part.order_by("-pk") for part in parts]


def find_networks(viewer: Viewer, words: str = "") -> QuerySet[Network]:
    """Networks that `viewer` may know of and that have `words`, if there are any; the newest first.

    They hold what a card shows; whatever else is asked of one is a query more.
    """
    return reduce(or_, found_apart(viewer, words))


def best_first(found: QuerySet[Network], words: str) -> QuerySet[Network]:
    """The best match first; it looks at all that were found, so let them be few."""
    rank = Cast(SearchRank(F("search"), begun_by(words)), FloatField())
    return found.annotate(rank=rank).order_by("-rank", "-pk")


# How many people are in each network herself, how many public networks in each that is wide, and
# where the page of each that is unclaimed is from.
ON_CARDS = {
    "people": """
    SELECT network_id, 'people', count(*), NULL::text, NULL::timestamptz FROM networks_membership
    WHERE network_id = ANY(%(people)s) AND state = 'active' GROUP BY network_id""",
    "networks": """
    SELECT body_id, 'networks', count(*), NULL::text, NULL::timestamptz FROM networks_affiliation
    JOIN networks_network member ON member.id = member_id
    WHERE body_id = ANY(%(networks)s) AND networks_affiliation.state = 'active'
      AND member.visibility = 'public' GROUP BY body_id""",
    "origin": """
    SELECT network_id, 'origin', 0, name, seen_at FROM networks_listing
    JOIN networks_source ON networks_source.id = source_id
    WHERE network_id = ANY(%(origin)s) AND is_main""",
}


class Origin(NamedTuple):
    """Where the page of an unclaimed network is from: a directory, and when it stood there last."""

    source: str
    seen_at: datetime


@dataclass(frozen=True)
class Card:
    """A network as a list of networks shows it; `networks` is 0 where they are not shown."""

    network: Network
    kind: str
    people: int
    networks: int
    purpose: str
    origin: Origin | None = None
    shared: Sequence[str] = ()  # which values it shares with whoever looks, in words
    words: Sequence[str] = ()  # which words
    named: Sequence[OurValue] = ()  # in which of its named values those words stand
    note: str = ""

    @property
    def who(self) -> str:
        """Who is in it, in words."""
        if self.network.state == NetworkState.UNCLAIMED:
            return _("Nobody looks after it here yet")
        if self.network.ended_at:
            return _("Has ended; its pages stay to be read")
        if self.networks:
            many = ngettext("%(networks)s network", "%(networks)s networks", self.networks)
            return many % {"networks": self.networks}
        many = ngettext("%(people)s person", "%(people)s people", self.people)
        return many % {"people": self.people}


def cards_of(networks: list[Network]) -> list[Card]:
    """The cards of `networks`, in their order. One query."""
    counts, origins = _on_cards(networks)
    kinds, causes, comma = labels_in("kind"), labels_in("cause"), _(", ")
    return [
        Card(
            network=n,
            kind=kinds[n.kind],
            people=counts.get((n.pk, "people"), 0),
            networks=counts.get((n.pk, "networks"), 0),
            purpose=comma.join(causes[code] for code in n.causes if code in causes),
            origin=origins.get(n.pk),
        )
        for n in networks
    ]


def _on_cards(
    networks: list[Network],
) -> tuple[dict[tuple[int, str], int], dict[int, Origin]]:
    """What is counted of each network, by its id and what; and where each unclaimed one is from."""
    wide = [n.pk for n in networks if n.kind == Kind.COALITION and n.shows_affiliations]
    unclaimed = [n.pk for n in networks if n.state == NetworkState.UNCLAIMED]
    keys = {"people": [n.pk for n in networks], "networks": wide, "origin": unclaimed}
    counts: dict[tuple[int, str], int] = {}
    origins: dict[int, Origin] = {}
    # What nobody asks for is left out: most of the time goes into planning it.
    asked = [part for what, part in ON_CARDS.items() if keys[what]]
    if not asked:
        return counts, origins
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), keys)
        for network, what, count, source, seen_at in cursor.fetchall():
            if what == "origin":
                origins[network] = Origin(source, seen_at)
            else:
                counts[network, what] = count
    return counts, origins


def open_networks(most: int) -> list[Network]:
    """A few public networks that people can join, the newest first. One query."""
    welcome = Network.objects.filter(
        visibility="public",
        unlisted_at=None,
        state=NetworkState.ACTIVE,
        join_policy__in=JoinPolicy.values[:2],
    )
    return list(welcome.only(*ON_A_CARD).order_by("-pk")[:most])
