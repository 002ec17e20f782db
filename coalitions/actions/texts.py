"""The common text: its versions, and the one that a decision brings in force."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.life import follow, held
from coalitions.models import CommonText
from coalitions.queries.texts import newest_text
from coalitions.rules.ground import why_not_take_part
from coalitions.rules.texts import why_not_adopt
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.models import Person


def words_of_text(body: Network) -> dict[str, Any]:
    """What `write_text` begins with: the newest version."""
    newest = newest_text(body)
    return {
        "words": newest.words if newest else "",
        "closeness": newest.closeness if newest else None,
    }


def write_text(
    body_id: int, *, by: Person, words: str, closeness: int, why: str, seen: str, at: datetime
) -> CommonText:
    """Write the next version; it holds when a decision adopts it. Raises Stale after another's.

    closeness: one of the five steps; why: what it changes; seen: what she began with.
    """
    count_against(SAVING, what="ground", who=str(by.pk), at=at)
    with transaction.atomic():
        body = Network.objects.visible_to(by).locked().get(pk=body_id)
        refuse_if(why_not_take_part(standing_of(by, body, at=at), body))
        saved = words_of_text(body)
        refuse_if_stale(saved, seen=seen)
        if saved == {"words": words, "closeness": closeness}:
            raise Refused(_("Nothing is changed yet."))
        newest = newest_text(body)
        return CommonText.objects.create(
            body=body, number=newest.number + 1 if newest else 1, words=words,
            words_html=rendered(words), closeness=closeness, why=why, by=by, at=at,
        )  # fmt: skip


@transaction.atomic
def adopt_text(network_id: int, *, number: int, decision: int, at: datetime) -> bool:
    """Bring a version in force by a decision; met twice, it is done once."""
    network = Network.objects.locked().get(pk=network_id)
    coalition = held(network)
    text = CommonText.objects.filter(body=network, number=number).first()
    if text is not None and text.decision == decision:
        return False
    refuse_if(why_not_adopt(coalition, text))
    CommonText.objects.filter(body=network, number=number).update(decision=decision, adopted_at=at)
    coalition.common_number = number
    coalition.closeness = text.closeness if text else None
    coalition.save(update_fields=["common_number", "closeness"])
    log(network, Verb.CHANGED, at=at, life="text", number=number, decision=decision)
    follow(network, at=at)
    return True
