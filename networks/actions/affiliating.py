"""Which network belongs to which: the graph stays without circles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from networks.actions.log import log
from networks.actions.spokes import ask_for_spoke, end_voices
from networks.models import Affiliation, AffiliationState, Network, Verb
from solidarity.base.refused import Refused
from solidarity.people.models import Person

# One lock for the whole graph: two halves of a circle must not be drawn at the same time.
GRAPH_LOCK = 7_301_001

EXTEND = """
    INSERT INTO networks_affiliationpath (ancestor_id, descendant_id, steps)
    SELECT up.id, down.id, min(up.steps + down.steps + 1)
    FROM (SELECT %(body)s::bigint AS id, 0 AS steps UNION ALL
          SELECT ancestor_id, steps FROM networks_affiliationpath
          WHERE descendant_id = %(body)s) up
    CROSS JOIN
         (SELECT %(member)s::bigint AS id, 0 AS steps UNION ALL
          SELECT descendant_id, steps FROM networks_affiliationpath
          WHERE ancestor_id = %(member)s) down
    GROUP BY up.id, down.id
    ON CONFLICT (ancestor_id, descendant_id) DO UPDATE
    SET steps = least(networks_affiliationpath.steps, excluded.steps)
"""
# Only paths from the member and what is below it to what was above it can have gone.
SHRINK = """
    WITH RECURSIVE below AS (
        SELECT %(member)s::bigint AS id UNION
        SELECT descendant_id FROM networks_affiliationpath WHERE ancestor_id = %(member)s
    ), gone AS (
        DELETE FROM networks_affiliationpath WHERE descendant_id IN (SELECT id FROM below)
    ) SELECT array_agg(id) FROM below
"""
REDRAW = """
    WITH RECURSIVE walk AS (
        SELECT member_id AS descendant, body_id AS ancestor, 1 AS steps
        FROM networks_affiliation WHERE state = 'active' AND member_id = ANY(%(below)s)
        UNION
        SELECT walk.descendant, a.body_id, walk.steps + 1
        FROM walk JOIN networks_affiliation a
          ON a.member_id = walk.ancestor AND a.state = 'active'
    )
    INSERT INTO networks_affiliationpath (ancestor_id, descendant_id, steps)
    SELECT ancestor, descendant, min(steps) FROM walk GROUP BY ancestor, descendant
"""


@dataclass(frozen=True)
class Decided:
    """By which decision of which of the two networks it is done; only its own log names it."""

    network: int
    number: int

    def facts_for(self, network: Network) -> dict[str, Any]:
        """What the log of `network` says of it."""
        return {"decision": self.number} if network.pk == self.network else {}


NOT_DECIDED = Decided(0, 0)


@transaction.atomic
def affiliate(
    member: Network, body: Network, *, by: Person | None, at: datetime,
    decided: Decided = NOT_DECIDED,
) -> Affiliation:  # fmt: skip
    """Make `member` belong to `body`; raises Refused if it does, or would end up in itself."""
    _lock_graph()
    pair = Affiliation.objects.filter(member=member, body=body, state=AffiliationState.ACTIVE)
    if pair.exists():
        raise Refused(_("These two networks are affiliated already."))
    try:
        with transaction.atomic():
            affiliation = _draw(member, body, at=at)
    except IntegrityError:
        raise Refused(_("That would make a network a member of itself.")) from None
    log(body, Verb.AFFILIATED, by=by, other=member, at=at, **decided.facts_for(body))
    up: dict[str, Any] = {"up": True} | decided.facts_for(member)
    log(member, Verb.AFFILIATED, by=by, other=body, at=at, **up)
    affiliation.member, affiliation.body = member, body
    ask_for_spoke(affiliation, at=at)
    return affiliation


@transaction.atomic
def part(
    member: Network, body: Network, *, by: Person | None, at: datetime, reason: str = "",
    decided: Decided = NOT_DECIDED,
) -> None:  # fmt: skip
    """End an affiliation; other ways by which `member` is in `body` stay."""
    _lock_graph()
    ended = Affiliation.objects.filter(member=member, body=body, state=AffiliationState.ACTIVE)
    if not ended.update(state=AffiliationState.ENDED, since=at):
        raise Refused(_("These two networks are not affiliated."))
    with connection.cursor() as cursor:
        cursor.execute(SHRINK, {"member": member.pk})
        (below,) = cursor.fetchone()
        cursor.execute(REDRAW, {"below": below})
    end_voices(member, body, at=at)
    ours = decided.facts_for(body)
    log(body, Verb.PARTED, by=by, other=member, at=at, words=reason, **ours)
    up: dict[str, Any] = {"up": True} | decided.facts_for(member)
    log(member, Verb.PARTED, by=by, other=body, at=at, words=reason, **up)


def _draw(member: Network, body: Network, *, at: datetime) -> Affiliation:
    """The affiliation, and the paths that follow from it; the database refuses a circle."""
    now_active = {"state": AffiliationState.ACTIVE, "since": at}
    affiliation, _is_new = Affiliation.objects.update_or_create(
        member=member, body=body, defaults=now_active
    )
    with connection.cursor() as cursor:
        cursor.execute(EXTEND, {"member": member.pk, "body": body.pk})
    return affiliation


def _lock_graph() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GRAPH_LOCK])
