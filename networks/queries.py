"""The reads of the directory and of a network's pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F, FloatField, Func, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from networks.models import (
    Affiliation,
    AffiliationPath,
    AffiliationState,
    Invitation,
    InvitationState,
    JoinPolicy,
    Kind,
    LogEntry,
    Membership,
    Network,
    NetworkState,
    Refusal,
    Role,
    State,
    Visibility,
    Way,
)
from networks.rules import Standing, is_over
from solidarity.base.words import one_line
from solidarity.people.causes import labels_of
from solidarity.people.models import Person, SeenBy, Viewer

MOST_COUNTED = 1000
# Where a session keeps the digest of the token that its browser came with.
HELD = "invitation"


@dataclass(frozen=True)
class Fate:
    """Why an address is not invited: invited, refused, member or blocked."""

    code: str
    until: datetime | None = None


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


def cards_of(networks: list[Network]) -> list[Card]:
    """The cards of `networks`, in their order. Two queries at most."""
    people, members = member_counts(networks), affiliate_counts(networks)
    return [
        Card(n, people.get(n.pk, 0), members.get(n.pk, 0), labels_of(n.causes)) for n in networks
    ]


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

    The newest first; people beside them.
    """
    members = Membership.objects.filter(network=network, state=State.ACTIVE, person__is_active=True)
    if not standing.belongs:
        members = members.filter(person__page_seen_by=SeenBy.EVERYONE)
    shown = ("role", "role_until", "answered_at", "person__handle", "person__display_name")
    return members.select_related("person").only(*shown).order_by("-pk")


MOST_HOLDERS = 30


def holders_seen(members: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those among `members_seen` who hold a role, by name; 30 at most."""
    return members.exclude(role=Role.MEMBER).order_by("person__display_name", "pk")[:MOST_HOLDERS]


def stewards_of(network: Network) -> QuerySet[Person]:
    """The people who look after `network`."""
    return Person.objects.filter(
        memberships__network=network,
        memberships__state=State.ACTIVE,
        memberships__role=Role.STEWARD,
        is_active=True,
    ).order_by("pk")


def readers_of(network: Network) -> QuerySet[Person]:
    """All who belong to `network`, themselves or by a network of theirs that is in it."""
    below = AffiliationPath.objects.filter(ancestor=network).values("descendant")
    own = Q(network=network) | Q(network__in=below)
    belonging = Membership.objects.filter(own, state=State.ACTIVE).values("person")
    banned = Membership.objects.filter(network=network, state=State.BANNED).values("person")
    return Person.objects.filter(is_active=True, pk__in=belonging).exclude(pk__in=banned)


def open_requests(network: Network) -> QuerySet[Membership]:
    """Requests that wait for a steward's answer, the longest waiting first, answers beside them."""
    waiting = Membership.objects.filter(network=network, state=State.ASKED)
    waiting = waiting.select_related("person").only("asked_at", "person__display_name")
    return waiting.prefetch_related("answers").order_by("asked_at", "pk")


def requests_to_answer(person: Person) -> QuerySet[Network]:
    """Networks that she looks after where somebody waits; adds `waiting`, a count of people."""
    stewarded = Membership.objects.filter(
        person=person, state=State.ACTIVE, role=Role.STEWARD
    ).values("network")
    waiting = Count("memberships", filter=Q(memberships__state=State.ASKED))
    found = Network.objects.filter(pk__in=stewarded, memberships__state=State.ASKED)
    return found.annotate(waiting=waiting).order_by("name")


def log_of(viewer: Viewer, network: Network) -> QuerySet[LogEntry]:
    """What was done in `network`, the newest first, with names and reasons.

    `other` is None where the viewer may not know of the other network; adds `words`. Two queries.
    """
    shown = ("verb", "at", "facts", "other_id", "by__display_name", "whom__display_name")
    entries = LogEntry.objects.filter(network=network).select_related("by", "whom").only(*shown)
    seen = Prefetch("other", queryset=Network.objects.visible_to(viewer).only("name"))
    entries = entries.annotate(words=F("written__words"))
    return entries.prefetch_related(seen).order_by("-pk")


MOST_BODIES = 30


def bodies_of(viewer: Viewer, network: Network) -> list[Affiliation]:
    """What `network` belongs to, as far as the viewer may know, by name; 30 at most. One query."""
    bodies = _affiliations(viewer, "body").filter(member=network)
    return list(bodies.order_by("body__name", "pk")[:MOST_BODIES])


def affiliates_of(viewer: Viewer, network: Network) -> QuerySet[Affiliation]:
    """What belongs to `network`, as far as the viewer may know, the newest first."""
    return _affiliations(viewer, "member").filter(body=network).order_by("-pk")


def _affiliations(viewer: Viewer, other: str) -> QuerySet[Affiliation]:
    """Affiliations with an `other` network that the viewer may know of, which comes with them."""
    seen = Network.objects.visible_to(viewer).values("pk")
    active = Affiliation.objects.filter(state=AffiliationState.ACTIVE, **{f"{other}__in": seen})
    shown = [f"{other}__{field}" for field in ("kind", "slug", "name")]
    return active.select_related(other).only("since", *shown)


def share_a_network(viewer: Viewer, person: Person) -> bool:
    """Whether both are in a network, each herself or by a network of hers that is in it."""
    hers = Network.objects.of(person).values("pk")
    return Network.objects.of(viewer).filter(pk__in=hers).exists()


def invitations_seen(viewer: Person, network: Network, standing: Standing) -> QuerySet[Invitation]:
    """Invitations to `network`, the newest first: all for stewards, for others their own."""
    found = Invitation.objects.filter(network=network)
    if not standing.is_steward:
        found = found.filter(invited_by=viewer)
    return found.select_related("invited_by", "answered_by").order_by("-pk")


def invitation_held(token_digest: str, *, at: datetime) -> Invitation | None:
    """The good invitation of this token, its network and who invited beside it, or None."""
    if not token_digest:
        return None
    found = Invitation.objects.select_related("network", "invited_by")
    invitation = found.filter(token_digest=token_digest).first()
    return None if invitation is None or is_over(invitation, at=at) else invitation


def fates_of(network: Network, addresses: Mapping[str, str]) -> dict[str, Fate]:
    """Why some of `addresses` cannot be invited now, by address. Three queries.

    addresses: their keyed digests, by address in small letters.
    """
    by_digest = {digest: address for address, digest in addresses.items()}
    fates: dict[str, Fate] = {}
    open_ones = Invitation.objects.filter(
        network=network, way=Way.MAIL, state=InvitationState.SENT, address_digest__in=by_digest
    )
    for digest, expires_at in open_ones.values_list("address_digest", "expires_at"):
        fates[by_digest[digest]] = Fate("invited", until=expires_at)
    here = Q(network=network) | Q(network=None)
    refused = Refusal.objects.filter(here, address_digest__in=by_digest)
    for digest in refused.values_list("address_digest", flat=True):
        fates[by_digest[digest]] = Fate("refused")
    people = Membership.objects.filter(
        network=network, state__in=[State.ACTIVE, State.BANNED], person__email__in=addresses
    )
    for address, state in people.values_list("person__email", "state"):
        fates[address] = Fate("member" if state == State.ACTIVE else "blocked")
    return fates


def refusals_of(person: Person, address_digest: str) -> QuerySet[Refusal]:
    """What the owner of this address has said no to, the newest first; networks beside them.

    A network that is hidden from her has no name there.
    """
    seen = Prefetch("network", queryset=Network.objects.visible_to(person).only("name", "slug"))
    return Refusal.objects.filter(address_digest=address_digest).prefetch_related(seen)
