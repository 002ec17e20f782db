"""What makes it hard: saying it for a network, changing it, saying that it has eased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.models import Hardship
from coalitions.queries.hard import hard_words
from coalitions.rules.hard import why_not_change_hard, why_not_more, why_not_say_hard
from coalitions.rules.speaking import networks_spoken_for
from networks.models import Kind, Network
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person


def say_hard(
    slug: str, *, by: Person, network: str, fields: Mapping[str, Any], at: datetime
) -> Hardship:
    """Say what is hard for the network at `network`; the same words once more find what was said.

    fields: kind, words, wants_support. Raises Refused.
    """
    count_against(SAVING, what="hardship", who=str(by.pk), at=at)
    with transaction.atomic():
        body = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COALITION)
        mine = networks_spoken_for(by, body, at=at)
        refuse_if(why_not_say_hard(standing_of(by, body, at=at), mine))
        far = next((each for each in mine if each.slug == network), None)
        if far is None:
            raise Refused(_("You do not speak for this network here."))
        held = body.hardships.filter(network=far, eased_at=None)
        same = {"kind": fields["kind"], "words": fields["words"]}
        if met := held.filter(**same).first():
            return met
        refuse_if(why_not_more(held.count()))
        return Hardship.objects.create(body=body, network=far, by=by, at=at, **fields)


def _held(hardship_id: int, *, by: Person, at: datetime) -> Hardship:
    """It, held, for one of those who speak for its network."""
    body = Network.objects.visible_to(by).get(hardships=hardship_id, kind=Kind.COALITION)
    held = Hardship.objects.select_for_update(of=("self",), no_key=True)
    hardship = held.select_related("network").get(pk=hardship_id)
    hardship.body = body
    refuse_if(why_not_change_hard(hardship, networks_spoken_for(by, body, at=at)))
    return hardship


@transaction.atomic
def change_hard(
    hardship_id: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Hardship:
    """Say it in other words. Raises Refused, and Stale."""
    hardship = _held(hardship_id, by=by, at=at)
    refuse_if_stale(hard_words(hardship), seen=seen)
    for name, value in fields.items():
        setattr(hardship, name, value)
    hardship.save(update_fields=[*fields])
    return hardship


@transaction.atomic
def ease(hardship_id: int, *, by: Person, is_eased: bool, at: datetime) -> Hardship:
    """Say that it has eased, or that it is hard again; said twice, the first time stays."""
    hardship = _held(hardship_id, by=by, at=at)
    hardship.eased_at = (hardship.eased_at or at) if is_eased else None
    hardship.save(update_fields=["eased_at"])
    return hardship
