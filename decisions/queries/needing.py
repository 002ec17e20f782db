"""What waits for a person: open rounds in which she has taken no position, or her network."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models import Decision, Delegation, Elector, ElectorState, Position
from networks.models import Network, Spoke
from networks.models.network import READ_BY_THE_DATABASE
from solidarity.base.kept import Kept, one_of
from solidarity.people.models import Person

MOST_WAITING, MOST_VOICES = 20, 500


@dataclass(frozen=True)
class Waiting:
    """An open round without a position of hers. far: the network that she speaks for in it."""

    decision: Decision
    closes_at: datetime
    far: Network | None = None


def _voices(*, person: int, at: datetime) -> QuerySet[Elector]:
    """Voices in open rounds, her own or of networks that she speaks for somewhere."""
    member_of = Spoke.objects.filter(person=person, ended_at=None).values("affiliation__member")
    found = Elector.objects.filter(
        Q(person=person) | Q(network__in=member_of), has_balloted=False,
        state=ElectorState.ENTITLED, round__counted_at=None, round__voided_at=None,
        round__opens_at__lte=at, round__closes_at__gt=at,
    )  # fmt: skip
    return found.only("pk").order_by("round__closes_at", "pk")[:MOST_VOICES]


def _waiting(*, person: int, voices: list[int]) -> QuerySet[Elector]:
    said = Position.objects.filter(elector=OuterRef("pk"), is_current=True)
    given = Delegation.objects.filter(decision=OuterRef("round__decision"), giver=person)
    speaks = Spoke.objects.filter(
        person=person, ended_at=None, affiliation__state="active",
        affiliation__member=OuterRef("network"),
        affiliation__body=OuterRef("round__decision__network"),
    )  # fmt: skip
    hers = Q(person=person) & ~Exists(given)
    found = Elector.objects.filter(one_of("pk", voices), hers | Exists(speaks), ~Exists(said))
    found = found.select_related("round__decision__network", "network")
    unread = [f"{end}{field}" for end in ENDS for field in READ_BY_THE_DATABASE]
    return found.defer(*unread).order_by("round__closes_at", "pk")[:MOST_WAITING]


ENDS = ("network__", "round__decision__network__")
VOICES, WAITING = Kept(_voices), Kept(_waiting)


def what_waits(person: Person, *, at: datetime) -> list[Waiting]:
    """What waits for her, what closes first standing first.

    One small query for her who has a voice in nothing that is open; two for the others.
    """
    voices = [each.pk for each in VOICES(person=person.pk, at=at)]
    if not voices:
        return []
    return [
        Waiting(each.round.decision, each.round.closes_at, each.network)
        for each in WAITING(person=person.pk, voices=voices)
    ]
