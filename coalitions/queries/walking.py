"""The walks of networks into a coalition, and how far each has come."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from coalitions.models import AgreementVersion, VersionClause, Walk
from coalitions.queries.acting import acting_for
from coalitions.queries.agreement import in_force
from coalitions.rules.walking import is_open
from networks.entering import Lead
from networks.models import Approach, ApproachState, Kind, Membership, Network, State, Visibility
from networks.queries import stewards_of
from solidarity.people.models import Person
from solidarity.threads.models import Thread
from solidarity.threads.queries import threads_of


def is_public(network: Network) -> bool:
    """Whether everybody may know of it."""
    return network.visibility == Visibility.PUBLIC


@dataclass(frozen=True)
class Stop:
    """One clause on a walk, and whether it was read."""

    clause: VersionClause
    number: int
    is_read: bool


def walks_in(body: Network) -> QuerySet[Walk]:
    """Walks that go on, the longest ago first; adds `read` and `clauses`, how many there are."""
    found = Walk.objects.filter(body=body, ended_at=None, approach__state=ApproachState.OPEN)
    found = found.select_related("network", "host")
    read = Count("steps", distinct=True)
    clauses = Count("version__clauses", distinct=True)
    return found.annotate(read=read, clauses=clauses).order_by("begun_at", "pk")


def past_walks(body: Network) -> QuerySet[Walk]:
    """Walks that ended with a yes, the newest first."""
    found = Walk.objects.filter(body=body, ended_at__isnull=False)
    return found.select_related("network", "host").order_by("-ended_at", "-pk")


def walk_of(network: Network, body: Network) -> Walk | None:
    """The walk that goes on, or else the last one that ended."""
    found = Walk.objects.filter(body=body, network=network).select_related(
        "host", "version", "approach", "begun_by"
    )
    walk = found.order_by("-begun_at", "-pk").first()
    if walk is not None:
        walk.body, walk.network = body, network
    return walk


def approach_between(network: Network, body: Network) -> Approach | None:
    """The newest approach between the two that waits for an answer."""
    found = Approach.objects.filter(member=network, body=body, state=ApproachState.OPEN)
    approach = found.select_related("member", "body").order_by("-pk").first()
    return approach if is_open(approach, at=now()) else None


def stops_of(walk: Walk) -> list[Stop]:
    """Its clauses in their order. Two queries."""
    read = set(walk.steps.values_list("clause", flat=True))
    found = walk.version.clauses.select_related("clause", "text").order_by("position")
    return [Stop(each, each.clause.number, each.clause_id in read) for each in found]


def thread_about(walk: Walk, stop: Stop) -> Thread | None:
    """What was asked about this clause."""
    return threads_of(walk).filter(title__startswith=f"{stop.number}. ").first()


def title_of(stop: Stop) -> str:
    """How the conversation about a clause is called."""
    return f"{stop.number}. {stop.clause.title}"[:120]


def answering(walk: Walk) -> QuerySet[Person]:
    """Who answers on a walk: who acts for the host; without one the stewards of the coalition."""
    if walk.host_id is None:
        return stewards_of(walk.body)
    return acting_for(walk.host, walk.body) if walk.host else Person.objects.none()


def readers_on(walk: Walk) -> QuerySet[Person]:
    """Who reads what is asked on a walk: its network's members, its host, and the stewards here."""
    members = Membership.objects.filter(network=walk.network_id, state=State.ACTIVE)
    keys = set(stewards_of(walk.body).values_list("pk", flat=True))
    keys |= set(answering(walk).values_list("pk", flat=True))
    walking = Q(pk__in=members.values("person"))
    return Person.objects.here().filter(walking | Q(pk__in=keys))


def why_not_in_yet(approach: Approach) -> str:
    """Why a network that asks cannot be let into a coalition yet: it has not walked."""
    version = in_force(approach.body) if approach.body.kind == Kind.COALITION else None
    if version is None:
        return ""
    walked = Walk.objects.filter(
        network=approach.member_id, body=approach.body_id, ended_at__isnull=False
    )
    if walked.filter(Q(approach=approach) | Q(version=version)).exists():
        return ""
    return _(
        "First %(name)s walks through the agreement, clause by clause, and consents to it."
    ) % {"name": approach.member.name}


def lead_in(approach: Approach) -> Lead | None:
    """The way to the walk, on the page of an approach."""
    why = why_not_in_yet(approach)
    url = reverse("coalitions:walk", args=[approach.body.slug, approach.member.slug])
    return Lead(why, _("To the walk"), url) if why else None


def texts_in(version: AgreementVersion) -> dict[int, int]:
    """The text of each clause of a version, both by key."""
    return dict(version.clauses.values_list("clause", "text"))
