"""The reads of the directory and of a network's pages."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F, FloatField, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from networks.models import (
    Affiliation,
    AffiliationState,
    JoinPolicy,
    LogEntry,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
)
from networks.rules import Standing
from solidarity.people.models import Person, SeenBy, Viewer

MOST_COUNTED = 1000
MOST_RANKED = 400
MOST_WORDS = 8
WORD = re.compile(r"\w+")


def asked_words(words: str) -> SearchQuery | None:
    """A text search for all of `words`, each by its beginning; None when there are none."""
    found = WORD.findall(words)[:MOST_WORDS]
    if not found:
        return None
    asked = " & ".join(f"'{word}':*" for word in found)
    plain = Func(Value(asked), function="plain", output_field=TextField())
    return SearchQuery(plain, config="simple", search_type="raw")


def find_networks(viewer: Viewer, *, words: str = "", cause: str = "") -> QuerySet[Network]:
    """Networks that `viewer` may know of, which have all of `words` and the `cause`.

    The newest first; with words, the best match first among the 400 newest.
    """
    found = Network.objects.visible_to(viewer).defer("story", "story_html", "search")
    if cause:
        found = found.filter(causes__contains=[cause])
    query = asked_words(words)
    if query is None:
        return found.order_by("-pk")
    newest = found.filter(search=query).order_by("-pk").values("pk")[:MOST_RANKED]
    ranked = Network.objects.filter(pk__in=newest).defer("story", "story_html", "search")
    rank = Cast(SearchRank(F("search"), query), FloatField())
    return ranked.annotate(rank=rank).order_by("-rank", "-pk")


def count_up_to(found: QuerySet[Network], most: int = MOST_COUNTED) -> int:
    """How many were found; `most` + 1 stands for "more"."""
    return found.order_by()[: most + 1].count()


def member_counts(networks: list[Network]) -> dict[int, int]:
    """How many people are in each network herself, by id. One query."""
    active = Membership.objects.filter(network__in=[n.pk for n in networks], state=State.ACTIVE)
    counted = active.order_by().values_list("network").annotate(people=Count("pk"))
    return dict(counted)


def networks_of(person: Person) -> QuerySet[Membership]:
    """Her own memberships and open requests, networks beside them, by name."""
    held = Membership.objects.filter(person=person, state__in=[State.ACTIVE, State.ASKED])
    return held.select_related("network").order_by("network__name", "pk")


def open_networks(most: int) -> list[Network]:
    """A few public networks that people can join, the newest first. One query."""
    welcome = Network.objects.filter(
        visibility="public",
        state=NetworkState.ACTIVE,
        join_policy__in=JoinPolicy.values[:2],
    )
    return list(welcome.defer("story", "story_html", "search").order_by("-pk")[:most])


def members_seen(viewer: Viewer, network: Network, standing: Standing) -> QuerySet[Membership]:
    """The members that `viewer` sees by name: all for those who belong, for others the public ones.

    In the order in which they came; people beside them.
    """
    members = Membership.objects.filter(network=network, state=State.ACTIVE)
    if not standing.belongs:
        members = members.filter(person__page_seen_by=SeenBy.EVERYONE)
    return members.select_related("person").order_by("-pk")


def stewards_of(network: Network) -> QuerySet[Person]:
    """The people who look after `network`."""
    return Person.objects.filter(
        memberships__network=network,
        memberships__state=State.ACTIVE,
        memberships__role=Role.STEWARD,
        is_active=True,
    ).order_by("pk")


def open_requests(network: Network) -> QuerySet[Membership]:
    """Requests that wait for a steward's answer, the longest waiting first, answers beside them."""
    waiting = Membership.objects.filter(network=network, state=State.ASKED)
    return waiting.select_related("person").prefetch_related("answers").order_by("asked_at", "pk")


def requests_to_answer(person: Person) -> QuerySet[Network]:
    """Networks that she looks after where somebody waits; adds `waiting`, a count of people."""
    stewarded = Membership.objects.filter(
        person=person, state=State.ACTIVE, role=Role.STEWARD
    ).values("network")
    waiting = Count("memberships", filter=Q(memberships__state=State.ASKED))
    found = Network.objects.filter(pk__in=stewarded, memberships__state=State.ASKED)
    return found.annotate(waiting=waiting).order_by("name")


def log_of(network: Network) -> QuerySet[LogEntry]:
    """What was done in `network`, the newest first, with names and reasons."""
    entries = LogEntry.objects.filter(network=network)
    return entries.select_related("by", "whom", "other", "written").order_by("-pk")


@dataclass(frozen=True)
class Tree:
    """What a network belongs to, and what belongs to it, as far as the viewer may know."""

    above: list[Affiliation]
    below: list[Affiliation]


MOST_BRANCHES = 200


def tree_around(viewer: Viewer, network: Network) -> Tree:
    """The affiliations one step up and down from `network`. Two queries, 200 rows each at most."""
    seen = Network.objects.visible_to(viewer)
    active = Affiliation.objects.filter(state=AffiliationState.ACTIVE)
    above = active.filter(member=network, body__in=seen).select_related("body")
    below = active.filter(body=network, member__in=seen).select_related("member")
    return Tree(
        above=list(above.order_by("body__name")[:MOST_BRANCHES]),
        below=list(below.order_by("member__name")[:MOST_BRANCHES]),
    )


def share_a_network(viewer: Viewer, person: Person) -> bool:
    """Whether both are in a network, each herself or by a network of hers that is in it."""
    hers = Network.objects.of(person).values("pk")
    return Network.objects.of(viewer).filter(pk__in=hers).exists()
