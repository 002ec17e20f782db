"""What tests about choosing stewards do again and again."""

from datetime import timedelta

from networks.actions import choosing
from networks.models import ProposalKind
from tests.fixtures.people import NOON

LATER = NOON + timedelta(days=1)
STEWARD, RECALL = ProposalKind.STEWARD, ProposalKind.RECALL
HAND_OVER = ProposalKind.HAND_OVER


def propose(network, who, by, kind=STEWARD, *, reason="She listens.", at=LATER):
    return choosing.propose(network.pk, handle=who.handle, kind=kind, reason=reason, by=by, at=at)


def confirm(proposal, by, *, at=LATER, **how):
    return choosing.confirm(proposal.pk, by=by, at=at, **how)


def agree(proposal, by, *, at=LATER):
    return choosing.agree(proposal.pk, by=by, at=at)


def role_of(network, person):
    return network.memberships.get(person=person).role
