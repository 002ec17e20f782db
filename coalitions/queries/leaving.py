"""What a network holds for others in a coalition, and who was asked to leave it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from coalitions.models import Account, Call, Clause, LeaveRequest, Walk
from coalitions.rules.leaving import OPEN, is_stale, why_not_decide_yet
from decisions.models import Decision, Stage
from networks.leaving import Held
from networks.models import Affiliation, AffiliationState, Kind, Membership, Network, Role, State
from solidarity.people.models import Person

MOST = 50


def held_in_coalitions(member: Network, body: Network) -> Iterator[Held]:
    """Accounts that its people hold, walks that it hosts, calls of its own that are open."""
    if body.kind != Kind.COALITION:
        return
    people = Membership.objects.filter(network=member, state=State.ACTIVE).values("person")
    holds = Q(holder__in=people) | Q(second__in=people)
    for account in Account.objects.filter(holds, body=body, ended_at=None).order_by("name")[:MOST]:
        url = reverse("coalitions:account", args=[body.slug, account.pk])
        yield Held(_("Account"), account.name, url)
    walks = Walk.objects.filter(body=body, host=member, ended_at=None).select_related("network")
    for walk in walks.order_by("pk")[:MOST]:
        yield Held(_("Host of a network on its way in"), walk.network.name, walks_of(body))
    for call in Call.objects.filter(body=body, network=member, ended_at=None)[:MOST]:
        yield Held(_("Open call"), call.title)


def walks_of(body: Network) -> str:
    """The page of the networks that are on their way into `body`."""
    return reverse("coalitions:walks", args=[body.slug])


def stewarded_in(person: Person, body: Network) -> list[Network]:
    """The networks in `body` that she looks after, by name. One query."""
    held = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    inside = Affiliation.objects.filter(
        body=body, state=AffiliationState.ACTIVE, member__in=held.values("network")
    )
    return list(Network.objects.filter(pk__in=inside.values("member")).order_by("name", "pk"))


def requests_of(body: Network) -> QuerySet[LeaveRequest]:
    """What was asked of networks here, the newest first."""
    found = LeaveRequest.objects.filter(body=body)
    return found.select_related("network", "by", "clause", "answered_by").order_by("-pk")


def open_request(network: Network, body: Network, *, at: datetime) -> LeaveRequest | None:
    """What is asked of `network` now; None where nothing is, or it was left lying."""
    found = requests_of(body).filter(network=network, state__in=OPEN).first()
    return found if found and not is_stale(found, at=at) else None


def question_of(asked: LeaveRequest) -> Decision | None:
    """The decision about it; None where nobody brought it in, or it was called off. Two queries."""
    places = Affiliation.objects.filter(member=asked.network_id, body=asked.body_id)
    found = Decision.objects.filter(
        network=asked.body_id, number=asked.decision or 0, effect="networks.part",
        effect_about__affiliation__in=list(places.values_list("pk", flat=True)),
    )  # fmt: skip
    return found.exclude(stage=Stage.CANCELLED).first()


def why_not_sent(members: Iterable[int], body: Network, by_all: bool) -> Mapping[int, str]:
    """Why a coalition may not send these networks away: the path that was agreed comes first."""
    wanted = list(members)
    if body.kind != Kind.COALITION or not wanted:
        return {}
    if not by_all:
        why = _("In a coalition all decide on this, after the network was asked to leave.")
        return dict.fromkeys(wanted, why)
    asked = LeaveRequest.objects.filter(body=body, network__in=wanted, state__in=OPEN)
    by_network = {each.network_id: each for each in asked}
    at = now()
    reasons = {pk: why_not_decide_yet(by_network.get(pk), at=at) for pk in wanted}
    return {pk: why for pk, why in reasons.items() if why}


def way_out(affiliation: Affiliation, is_leaving: bool) -> str:
    """Where one leaves a coalition, or asks a network to."""
    if affiliation.body.kind != Kind.COALITION:
        return ""
    names = [affiliation.body.slug, affiliation.member.slug]
    return reverse("coalitions:leave" if is_leaving else "coalitions:ask_to_go", args=names)


def clauses_to_name(body: Network) -> QuerySet[Clause]:
    """The clauses in force, on which asking a network to leave can rest."""
    found = Clause.objects.filter(in_versions__version__body=body)
    newest = body.agreement_versions.order_by("-number").values("number")[:1]
    return found.filter(in_versions__version__number=newest).order_by("in_versions__position")
