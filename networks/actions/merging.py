"""Two pages of one network become one; or an admin says that they are two."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from networks.actions.affiliating import affiliate, part
from networks.actions.log import log
from networks.models import (
    Affiliation,
    AffiliationState,
    Likeness,
    LikenessState,
    Listing,
    Network,
    NetworkState,
    Verb,
    Visibility,
)
from networks.rules.bringing import why_not_bring
from networks.rules.petitions import why_not_merge
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


@transaction.atomic
def merge(likeness_id: int, *, keep: int, by: Person, at: datetime) -> Network:
    """Keep one page of a pair; the other's address leads there from now on. Raises Refused."""
    likeness = _locked(likeness_id, by=by)
    if keep not in {likeness.first_id, likeness.second_id}:
        raise Refused(_("Choose one of the two."))
    pair = (likeness.first_id, likeness.second_id)
    both = {each.pk: each for each in Network.objects.filter(pk__in=pair).order_by("pk").locked()}
    kept = both.pop(keep)
    other = next(iter(both.values()))
    refuse_if(why_not_merge(kept, other))
    Listing.objects.filter(network=other).update(network=kept, is_main=False)
    _move_affiliations(other, kept, at=at)
    Network.objects.filter(merged_into=other).update(merged_into=kept)
    other.state, other.visibility = NetworkState.MERGED, Visibility.HIDDEN
    other.merged_into = kept
    other.save(update_fields=["state", "visibility", "merged_into"])
    _decide(likeness, LikenessState.MERGED, by=by, at=at)
    log(kept, Verb.MERGED, by=by, other=other, at=at)
    return kept


@transaction.atomic
def tell_apart(likeness_id: int, *, by: Person, at: datetime) -> None:
    """Say that they are two different ones; nobody is asked again."""
    _decide(_locked(likeness_id, by=by), LikenessState.DIFFERENT, by=by, at=at)


def _locked(likeness_id: int, *, by: Person) -> Likeness:
    refuse_if(why_not_bring(by))
    likeness = Likeness.objects.select_for_update(of=("self",)).get(pk=likeness_id)
    if likeness.state != LikenessState.OPEN:
        raise Refused(_("Somebody has decided on this already."))
    return likeness


def _decide(likeness: Likeness, state: LikenessState, *, by: Person, at: datetime) -> None:
    likeness.state, likeness.decided_by, likeness.decided_at = state, by, at
    likeness.save(update_fields=["state", "decided_by", "decided_at"])


def _move_affiliations(other: Network, kept: Network, *, at: datetime) -> None:
    active = Affiliation.objects.filter(state=AffiliationState.ACTIVE)
    for held in active.filter(member=other).select_related("body"):
        part(other, held.body, by=None, at=at)
        _tie(kept, held.body, at=at)
    for held in active.filter(body=other).select_related("member"):
        part(held.member, other, by=None, at=at)
        _tie(held.member, kept, at=at)


def _tie(member: Network, body: Network, *, at: datetime) -> None:
    try:
        affiliate(member, body, by=None, at=at)
    except Refused:  # it is so already, or would close a circle
        return
