"""What waits for a person in her networks: what her home begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from networks.models import OPEN_FOR, Admission, Membership, Network, Role, State
from solidarity.people.models import Person

MOST_NEEDS = 6


class Kind(StrEnum):
    """What sort of thing waits, in the order in which home shows them."""

    WAYS = "ways"  # her word on the ways of working
    REQUESTS = "requests"  # people who ask to join
    ASKS = "asks"  # a network that asks to belong to hers
    INVITES = "invites"  # a network that would have hers belong to it
    STAND = "stand"  # her yes or no to being a steward
    SPEAK = "speak"  # her yes or no to speaking for her network
    TIE = "tie"  # a tie that another network proposes
    REPORTS = "reports"  # reports that nobody has closed
    ANSWERS = "answers"  # answers to a removal or a pause
    WORDS = "words"  # values in own words that members propose
    OPENING = "opening"  # her yes or no to who sees what the network holds


@dataclass(frozen=True)
class Need:
    """Something that waits for her in `network`."""

    kind: Kind
    network: Network
    number: int  # how many wait; of what is one thing, its key
    far: str = ""  # the name of the other network, where there is one


# Everything by the keys of her own few networks, so that the plan is a good one whatever
# PostgreSQL believes of the tables: joined with her memberships, one list once took minutes.
# Each part with whose networks it asks; of none it is left out: planning is most of what it costs.
NEEDS = (
    (
        "behind",
        """
    (SELECT 'ways', own.network_id, own.id, '' FROM networks_membership own
     JOIN networks_network network ON network.id = own.network_id
     LEFT JOIN networks_waysversion agreed ON agreed.id = own.accepted_ways_id
     WHERE own.person_id = %(person)s AND own.network_id = ANY(%(behind)s)
       AND agreed.number IS DISTINCT FROM network.ways_number
       AND NOT EXISTS (
           SELECT FROM networks_objection objection
           JOIN networks_waysversion version ON version.id = objection.version_id
           WHERE objection.person_id = %(person)s AND objection.answered_at IS NULL
             AND version.network_id = own.network_id AND version.number = network.ways_number)
     ORDER BY network.name LIMIT %(most)s)""",
    ),
    (
        "answering",
        """
    (SELECT 'requests', network_id, count(*), '' FROM networks_membership
     WHERE network_id = ANY(%(answering)s) AND state = 'asked'
     GROUP BY network_id ORDER BY min(asked_at) LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'asks', body_id, approach.id, far.name FROM networks_approach approach
     JOIN networks_network far ON far.id = member_id
     WHERE body_id = ANY(%(kept)s) AND side = 'member' AND approach.state = 'open'
       AND (expires_at IS NULL OR expires_at > %(at)s) ORDER BY approach.id LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'invites', member_id, approach.id, far.name FROM networks_approach approach
     JOIN networks_network far ON far.id = body_id
     WHERE member_id = ANY(%(kept)s) AND side = 'body' AND approach.state = 'open'
       AND (expires_at IS NULL OR expires_at > %(at)s) ORDER BY approach.id LIMIT %(most)s)""",
    ),
    (
        "active",
        """
    (SELECT CASE WHEN affiliation_id IS NULL THEN 'stand' ELSE 'speak' END, network_id, id, ''
     FROM networks_proposal
     WHERE person_id = %(person)s AND network_id = ANY(%(active)s) AND state = 'open'
       AND kind NOT IN ('recall', 'spoke_end') AND agreed_at IS NULL AND expires_at > %(at)s
     ORDER BY id LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'tie', here, key, far.name FROM (
        SELECT id AS key, other_id AS here, one_id AS there FROM networks_tie
        WHERE other_id = ANY(%(kept)s) AND by_one AND state = 'proposed'
        UNION ALL
        SELECT id, one_id, other_id FROM networks_tie
        WHERE one_id = ANY(%(kept)s) AND NOT by_one AND state = 'proposed') tie
     JOIN networks_network far ON far.id = there ORDER BY key LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'reports', network_id, count(*), '' FROM networks_report report
     WHERE network_id = ANY(%(kept)s) AND state <> 'closed' AND NOT for_admins
       AND whom_id IS DISTINCT FROM %(person)s AND NOT EXISTS (
           SELECT FROM networks_membership held WHERE held.network_id = report.network_id
           AND held.person_id = whom_id AND held.role = 'steward' AND held.state = 'active')
     GROUP BY network_id ORDER BY min(id) LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'answers', network_id, count(*), '' FROM networks_measure
     WHERE network_id = ANY(%(kept)s) AND state = 'answered'
     GROUP BY network_id ORDER BY min(answered_at) LIMIT %(most)s)""",
    ),
    (
        "kept",
        """
    (SELECT 'words', network_id, count(*), '' FROM networks_wording
     WHERE network_id = ANY(%(kept)s) AND number IS NULL
     GROUP BY network_id ORDER BY min(at) LIMIT %(most)s)""",
    ),
    (
        "active",
        """
    (SELECT 'opening', opening.network_id, opening.id, '' FROM networks_opening opening
     JOIN networks_network network ON network.id = opening.network_id AND NOT network.map_off
     JOIN networks_membership own ON own.network_id = opening.network_id
       AND own.person_id = %(person)s
       AND (own.answered_at IS NULL OR own.answered_at <= opening.made_at)
     WHERE opening.network_id = ANY(%(active)s) AND opening.state = 'open'
       AND opening.made_at > %(opened_after)s AND NOT EXISTS (
           SELECT FROM networks_openingword said
           WHERE said.opening_id = opening.id AND said.person_id = %(person)s)
     ORDER BY opening.id LIMIT %(most)s)""",
    ),
)


def what_needs(person: Person, held: Sequence[Membership], *, at: datetime) -> list[Need]:
    """What waits for `person`, whose memberships are `networks_of(person)`; six of a kind at most.

    Those that wait longest come first; of what waits for her or her like, everything. One query.
    """
    belongs = [each for each in held if each.state == State.ACTIVE]
    if not belongs:
        return []
    kept = [each for each in belongs if each.role == Role.STEWARD]
    asked: dict[str, Any] = {
        "person": person.pk,
        "at": at,
        "opened_after": at - OPEN_FOR,
        "most": MOST_NEEDS,
        "active": _networks(belongs),
        "behind": _networks(each for each in belongs if each.network.ways_number),
        "kept": _networks(kept),
        "answering": _networks(each for each in belongs if _answers(each, at)),
    }
    networks = {each.network_id: each.network for each in belongs}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(part for whose, part in NEEDS if asked[whose]), asked)
        return [
            Need(Kind(kind), networks[network], number, far)
            for kind, network, number, far in cursor.fetchall()
        ]


def _networks(held: Iterable[Membership]) -> list[int]:
    return [each.network_id for each in held]


def _answers(held: Membership, at: datetime) -> bool:
    """Whether she is one of those who answer requests; as `answers_requests` says."""
    is_hers = held.role == Role.STEWARD or held.network.admission == Admission.MEMBERS
    return is_hers and not held.is_paused_at(at)
