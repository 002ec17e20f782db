"""Which networks come to belong to which: who asks, who answers, what must be so before."""

from datetime import datetime

from django.utils.translation import gettext as _

from networks.models import (
    Affiliation,
    AffiliationPath,
    AffiliationState,
    Approach,
    ApproachState,
    Kind,
    Membership,
    Network,
    NetworkState,
    Role,
    Side,
    State,
    Visibility,
)
from networks.rules.standing import Standing
from solidarity.people.models import Person

TAKES_NETWORKS = (Kind.GROUP, Kind.COALITION)


def sides_of(person: Person, approach: Approach) -> set[Side]:
    """For which of the two networks `person` speaks, as a steward. One query."""
    pair = {approach.member_id: Side.MEMBER, approach.body_id: Side.BODY}
    held = Membership.objects.filter(
        person=person, role=Role.STEWARD, state=State.ACTIVE, network__in=list(pair)
    )
    return {pair[network] for network in held.values_list("network", flat=True)}


def why_not_speak(standing: Standing, network: Network) -> str:
    """Why the viewer may not speak for `network` to others; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network speak for it to others.")
    if network.state != NetworkState.ACTIVE:
        return _("This network is looking for new stewards. Until then it can join no other.")
    return ""


def why_not_approach(member: Network, body: Network, *, side: Side, at: datetime) -> str:
    """Why `side` may not bring it up that `member` shall belong to `body`; "" when it may."""
    far = body if side == Side.MEMBER else member
    names = {"member": member.name, "body": body.name, "far": far.name}
    if far.state != NetworkState.ACTIVE:
        return _("Nobody looks after %(far)s here for now, so nobody could answer.") % names
    if open_one := _open(member, body, at=at):
        if open_one.side == side:
            return _("You have asked %(far)s already. Its stewards will answer.") % names
        return _("%(far)s has asked you already. Your answer is all that is missing.") % names
    if side == Side.BODY and _said_no(member, body):
        return _("%(member)s has said no to you. It can still ask you itself.") % names
    return why_not_belong(member, body)


def why_not_belong(member: Network, body: Network) -> str:
    """Why `member` cannot come to belong to `body` as things are; "" when it can."""
    names = {"member": member.name, "body": body.name}
    if member.pk == body.pk:
        return _("A network cannot belong to itself.")
    if body.kind not in TAKES_NETWORKS:
        return _("%(body)s is a cohort: people take part in it, not networks.") % names
    if body.ended_at:
        return _("%(body)s has ended: no network comes in any more.") % names
    both = Affiliation.objects.filter(member=member, body=body, state=AffiliationState.ACTIVE)
    if both.exists():
        return _("%(member)s belongs to %(body)s already.") % names
    if AffiliationPath.objects.filter(ancestor=member, descendant=body).exists():
        return (
            _(
                "%(body)s belongs to %(member)s itself, directly or through others. The other way"
                " round as well would be a circle, in which a network is a part of itself."
            )
            % names
        )
    return ""


def missing_for(member: Network, body: Network) -> list[Network]:
    """The networks that `member` must belong to before `body`, and does not yet. One query.

    One that has become hidden is asked of nobody: its name is not ours to tell.
    """
    above = AffiliationPath.objects.filter(descendant=member).values("ancestor")
    needed = body.prerequisites.values("needed")
    wanted = Network.objects.filter(pk__in=needed, visibility=Visibility.PUBLIC)
    return list(wanted.exclude(pk__in=above).exclude(pk=member.pk).order_by("name", "pk"))


def why_not_enter(member: Network, body: Network) -> str:
    """Why `member` lacks what `body` asks of its networks; "" when it lacks nothing."""
    missing = missing_for(member, body)
    if missing:
        names = _(", ").join(network.name for network in missing)
        return _("Before a network can belong here, it must belong to: %(names)s.") % {
            "names": names
        }
    return ""


def why_not_answer_approach(person: Person, approach: Approach, *, at: datetime) -> str:
    """Why `person` may not answer; "" when she may."""
    if approach.answering_side not in sides_of(person, approach):
        return _("Only the stewards of the network that was asked answer.")
    return _why_not_open(approach, at=at)


def why_not_accept_together(network: Network, approach: Approach, *, at: datetime) -> str:
    """Why no decision of `network` can say yes to `approach`; "" when one can."""
    if approach.network_of(approach.answering_side).pk != network.pk:
        return _("Only the network that was asked answers.")
    if reason := _why_not_open(approach, at=at):
        return reason
    asked = approach.body.affiliation_questions.filter(required=True)
    if approach.side == Side.BODY and asked.exists():
        return _("%(body)s asks questions first: stewards answer them and the invitation.") % {
            "body": approach.body.name
        }
    return why_not_belong(approach.member, approach.body) or why_not_enter(
        approach.member, approach.body
    )


def why_not_part_together(network: Network, affiliation: Affiliation) -> str:
    """Why no decision of `network` can end this affiliation; "" when one can: of either side."""
    if network.pk not in {affiliation.member_id, affiliation.body_id}:
        return _("Only one of the two networks ends this.")
    if affiliation.state != AffiliationState.ACTIVE:
        return _("These two networks are not affiliated any more.")
    return ""


def why_not_recall(person: Person, approach: Approach, *, at: datetime) -> str:
    """Why `person` may not take it back; "" when she may."""
    if Side(approach.side) not in sides_of(person, approach):
        return _("Only the stewards of the network that asked take it back.")
    return _why_not_open(approach, at=at)


def why_not_ask_again(person: Person, approach: Approach) -> str:
    """Why `person` may not send this invitation once more; "" when she may."""
    if approach.side != Side.BODY or Side.BODY not in sides_of(person, approach):
        return _("Only the stewards of the network that invited send it once more.")
    if approach.state not in {ApproachState.OPEN, ApproachState.EXPIRED}:
        return _("This has been answered or taken back already.")
    newer = Approach.objects.filter(
        member=approach.member_id, body=approach.body_id, pk__gt=approach.pk
    )
    if newer.exists():
        return _("There is a newer one between the two networks.")
    return ""


def why_not_part(person: Person, affiliation: Affiliation) -> str:
    """Why `person` may not end this affiliation; "" when she may: either side can."""
    speaks = Membership.objects.filter(
        person=person, role=Role.STEWARD, state=State.ACTIVE,
        network__in=[affiliation.member_id, affiliation.body_id],
    )  # fmt: skip
    if not speaks.exists():
        return _("Only the stewards of one of the two networks end this.")
    if affiliation.state != AffiliationState.ACTIVE:
        return _("These two networks are not affiliated any more.")
    return ""


def _why_not_open(approach: Approach, *, at: datetime) -> str:
    state = approach.shown_state(at)
    if state == ApproachState.ACCEPTED:
        return _("Another steward has accepted already.")
    if state == ApproachState.DECLINED:
        return _("Another steward has declined already.")
    if state == ApproachState.WITHDRAWN:
        return _("This has been taken back.")
    if state == ApproachState.EXPIRED:
        return _("This invitation has run out. It can be sent once more.")
    return ""


def _open(member: Network, body: Network, *, at: datetime) -> Approach | None:
    found = Approach.objects.filter(member=member, body=body, state=ApproachState.OPEN).first()
    return found if found and found.shown_state(at) == ApproachState.OPEN else None


def _said_no(member: Network, body: Network) -> bool:
    """Whether the last word of `member` on an invitation of `body` was no."""
    last = Approach.objects.filter(member=member, body=body).order_by("-pk").exclude(
        state__in=[ApproachState.EXPIRED, ApproachState.WITHDRAWN], side=Side.BODY
    ).first()  # fmt: skip
    return bool(last and last.side == Side.BODY and last.state == ApproachState.DECLINED)
