"""Ties between networks: proposed by one, confirmed by the other, ended by either."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import Network, Tie, TieKind, TieState, Verb
from networks.rules import (
    ends_of,
    standing_of,
    why_not_confirm_tie,
    why_not_propose_tie,
    why_not_tie,
    why_not_untie,
)
from solidarity.base.limits import ASKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def propose(
    near_id: int, far_id: int, *, kind: TieKind, note: str, by: Person, at: datetime,
    is_learner: bool = True,
) -> Tie:  # fmt: skip
    """Propose a tie of `near`, whose steward `by` is, to `far`; raises Refused, and TooOften.

    is_learner: where one learns from the other, whether that is `near`.
    """
    count_against(ASKING, what="tie", who=str(by.pk), at=at)
    with transaction.atomic():
        near = Network.objects.visible_to(by).locked().get(pk=near_id)
        refuse_if(why_not_tie(standing_of(by, near), near))
        far = Network.objects.visible_to(by).get(pk=far_id)
        refuse_if(why_not_propose_tie(near, far, kind, is_learner=is_learner))
        one, other = ends_of(near, far, kind, is_learner=is_learner)
        try:
            with transaction.atomic():
                tie = Tie.objects.create(
                    one=one, other=other, kind=kind, by_one=near == one, note=note,
                    proposed_by=by, since=at,
                )  # fmt: skip
        except IntegrityError:  # the others proposed it at the same moment
            raise Refused(_("This has just been proposed. Look at what is open.")) from None
        _trace(tie, near, Verb.TIE_PROPOSED, by=by, at=at)
        notices.tie_proposed(tie, near, by=by, at=at)
    return tie


@transaction.atomic
def confirm(tie_id: int, network_id: int, *, by: Person, at: datetime) -> Tie:
    """Say yes for the network that was asked; of two stewards at once the first counts."""
    network, tie = _held(tie_id, network_id, by=by)
    refuse_if(why_not_confirm_tie(standing_of(by, network), network, tie))
    tie.state, tie.since = TieState.ACTIVE, at
    tie.save(update_fields=["state", "since"])
    _trace(tie, network, Verb.TIE_MADE, by=by, at=at)
    notices.tie_made(tie, network, by=by, at=at)
    return tie


@transaction.atomic
def untie(tie_id: int, network_id: int, *, by: Person, reason: str, at: datetime) -> Tie:
    """End a tie, take back what one proposed, or say no to it; a reason may go with it."""
    network, tie = _held(tie_id, network_id, by=by)
    refuse_if(why_not_untie(standing_of(by, network), network, tie))
    was = tie.state
    tie.state, tie.since = TieState.ENDED, at
    tie.save(update_fields=["state", "since"])
    _trace(tie, network, Verb.TIE_ENDED, by=by, at=at, words=reason, was=was)
    notices.tie_ended(tie, network, by=by, at=at)
    return tie


def _held(tie_id: int, network_id: int, *, by: Person) -> tuple[Network, Tie]:
    """The network for which `by` acts, and its tie, both held."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    ties = Tie.objects.select_for_update(of=("self",)).select_related("one", "other")
    return network, ties.get(pk=tie_id)


def _trace(
    tie: Tie, near: Network, verb: Verb, *, by: Person, at: datetime, words: str = "",
    was: str = "",
) -> None:  # fmt: skip
    """A line in both logs; the steward's name stands in that of her own network."""
    for network in (near, tie.far_from(near)):
        ours = network == near
        log(
            network, verb, by=by if ours else None, other=tie.far_from(network), at=at,
            words=words, kind=tie.kind, ours=ours, was=was,
        )  # fmt: skip
