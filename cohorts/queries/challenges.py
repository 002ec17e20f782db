"""Whom a cohort trusts with challenges, and what is said in one."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cohorts.models import Challenge, ChallengeWord, Trusted, TrustVoice
from networks.models import Membership, Network, Role, State, Visibility
from solidarity.people.models import Person


@dataclass(frozen=True)
class Seen:
    """A challenge as somebody meets it who may read it."""

    challenge: Challenge
    is_hers: bool


def _reached() -> QuerySet[Trusted]:
    """Those whom challenges reach: confirmed, still here, and not facilitating themselves.

    Nobody whom the stewards shut out; and of a hidden cohort those alone who are in it.
    """
    own = Membership.objects.filter(network=OuterRef("body"), person=OuterRef("person"))
    inside = own.filter(state=State.ACTIVE)
    leading = inside.filter(role__in=[Role.FACILITATOR, Role.STEWARD])
    knows = Q(body__visibility=Visibility.PUBLIC) | Exists(inside)
    found = Trusted.objects.filter(ended_at=None, since__isnull=False)
    return found.filter(
        knows, ~Exists(leading), ~Exists(own.filter(state=State.BANNED)),
        person__in=Person.objects.here(),
    )  # fmt: skip


def reached_in(network: Network) -> list[Person]:
    """Whom challenges of this cohort reach now. One query."""
    found = _reached().filter(body=network).select_related("person").order_by("since", "pk")
    return [each.person for each in found]


def is_reached(network_id: int, person: Person) -> bool:
    """Whether challenges of this cohort reach this person. One query."""
    return _reached().filter(body=network_id, person=person).exists()


def proposed_in(network: Network, viewer: Person) -> list[Trusted]:
    """All who are proposed or confirmed; adds `voices` of those who still take part, and `hers`."""
    counted = Count(
        "voices",
        filter=Q(
            voices__person__memberships__network=F("body"),
            voices__person__memberships__state=State.ACTIVE,
            voices__person__memberships__role=Role.MEMBER,
        ),
        distinct=True,
    )
    hers = TrustVoice.objects.filter(trusted=OuterRef("pk"), person=viewer)
    found = Trusted.objects.filter(body=network, ended_at=None).select_related("person")
    return list(found.annotate(count=counted, hers=Exists(hers)).order_by("pk"))


def hers_in(network: Network, person: Person) -> list[Challenge]:
    """The challenges that she made herself, the newest first. One query."""
    return list(Challenge.objects.filter(body=network, person=person).order_by("-pk")[:50])


def trusted_with(network: Network, person: Person) -> list[Challenge]:
    """Those that reached her as somebody trusted, the open ones first. Two queries at most."""
    if not is_reached(network.pk, person):
        return []
    found = Challenge.objects.filter(body=network).order_by(
        F("closed_at").desc(nulls_first=True), "-pk"
    )
    return list(found[:100])


def told_in(network: Network) -> list[Challenge]:
    """What was changed, where the challenger lets all read it; the newest first. One query."""
    found = Challenge.objects.filter(body=network, told_at__isnull=False)
    return list(found.only("changed_html", "told_at").order_by("-told_at")[:50])


def challenge_for(viewer: Person, key: str) -> Seen | None:
    """A challenge, for whoever made it and for those it reaches; None for everybody else.

    Also after she left the cohort, or was removed from it.
    """
    found = Challenge.objects.filter(key=key).select_related("body", "person").first()
    if found is None:
        return None
    is_hers = found.person_id == viewer.pk
    return Seen(found, is_hers) if is_hers or is_reached(found.body_id, viewer) else None


def words_in(challenge: Challenge) -> list[ChallengeWord]:
    """What was said, in its order. One query."""
    return list(challenge.words.select_related("by").order_by("pk")[:300])


def open_of(network: Network, person: Person) -> bool:
    """Whether she has an open challenge here. One query."""
    return Challenge.objects.filter(body=network, person=person, closed_at=None).exists()
