"""Networks by words and cause, and as cards."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F, FloatField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from networks.models import (
    Affiliation,
    AffiliationState,
    JoinPolicy,
    Kind,
    Listing,
    Membership,
    Network,
    NetworkState,
    State,
    Visibility,
)
from networks.queries.bringing import source_names
from solidarity.base.words import one_line
from solidarity.people.causes import labels_of
from solidarity.people.models import Viewer

MOST_COUNTED = 1000


MOST_WORDS = 8


def asked_words(words: str) -> SearchQuery | None:
    """A text search for all of `words`, each by its beginning; None when there are none."""
    if not any(sign.isalnum() for sign in words):
        return None
    few = Value(" ".join(one_line(words).split()[:MOST_WORDS]))
    asked = Func(few, function="networks_asked_words", output_field=TextField())
    return SearchQuery(asked, config="simple", search_type="raw")


def find_networks(
    viewer: Viewer, *, query: SearchQuery | None = None, cause: str = ""
) -> QuerySet[Network]:
    """Networks that `viewer` may know of which match `query` and have the `cause`, newest first."""
    found = Network.objects.visible_to(viewer).defer("story", "story_html", "search")
    if cause:
        found = found.filter(causes__contains=[cause])
    if query is not None:
        found = found.filter(search=query)
    return found.order_by("-pk")


def best_first(found: QuerySet[Network], query: SearchQuery) -> QuerySet[Network]:
    """The best match first; adds `rank`. It looks at all that were found: for 1000 at most."""
    rank = Cast(SearchRank(F("search"), query), FloatField())
    return found.annotate(rank=rank).order_by("-rank", "-pk")


def count_up_to(found: QuerySet[Network], most: int = MOST_COUNTED) -> int:
    """How many were found; `most` + 1 stands for "more". One query."""
    return found.order_by()[: most + 1].count()


def member_counts(networks: list[Network]) -> dict[int, int]:
    """How many people are in each network herself, by id. One query."""
    active = Membership.objects.filter(network__in=[n.pk for n in networks], state=State.ACTIVE)
    counted = active.order_by().values_list("network").annotate(people=Count("pk"))
    return dict(counted)


def affiliate_counts(networks: list[Network]) -> dict[int, int]:
    """How many public networks are in each coalition that shows them, by id. One query, or none."""
    shown = [n.pk for n in networks if n.kind == Kind.COALITION and n.shows_affiliations]
    if not shown:
        return {}
    active = Affiliation.objects.filter(body__in=shown, state=AffiliationState.ACTIVE)
    public = active.filter(member__visibility=Visibility.PUBLIC).order_by()
    return dict(public.values_list("body").annotate(networks=Count("pk")))


@dataclass(frozen=True)
class Card:
    """A network as a list of networks shows it; `networks` is 0 where they are not shown."""

    network: Network
    people: int
    networks: int
    causes: list[str]
    listing: Listing | None = None


def cards_of(networks: list[Network]) -> list[Card]:
    """The cards of `networks`, in their order. Three queries at most."""
    people, members = member_counts(networks), affiliate_counts(networks)
    listed = source_names(networks)
    return [
        Card(n, people.get(n.pk, 0), members.get(n.pk, 0), labels_of(n.causes), listed.get(n.pk))
        for n in networks
    ]


def open_networks(most: int) -> list[Network]:
    """A few public networks that people can join, the newest first. One query."""
    welcome = Network.objects.filter(
        visibility="public",
        state=NetworkState.ACTIVE,
        join_policy__in=JoinPolicy.values[:2],
    )
    return list(welcome.defer("story", "story_html", "search").order_by("-pk")[:most])
