"""Those who never come: who they are by what is known, and what they answered together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from coalitions.models import AskedPerson, Asking, Away, Call, Clause, KeptAway, Mark, Point
from coalitions.rules.absent import FEWEST, NEW_FOR
from decisions.models import Decision, Elector, Position
from networks.models import (
    Affiliation,
    AffiliationPath,
    AffiliationState,
    Membership,
    Network,
    SharedThread,
    State,
)
from networks.queries import readers_of
from networks.queries.spokes import speaking
from solidarity.people.models import Person
from solidarity.threads.models import Post, Thread


def absent_in(body: Network, *, at: datetime) -> QuerySet[Person]:
    """People of the networks in `body` who belong for thirty days and never came.

    By what is known of everybody: they took no position, cast no ballot, and said nothing in its
    talk. Who holds an office there, or is a member of the coalition itself, has come.
    """
    her = OuterRef("pk")
    rounds = Position.objects.filter(by=her, round__decision__network=body)
    ballots = Elector.objects.filter(person=her, has_balloted=True, round__decision__network=body)
    posts = Post.objects.filter(author=her, thread__in=_talk_of(body).values("pk"))
    spokes = speaking().filter(person=her, affiliation__body=body)
    own = Membership.objects.filter(person=her, network=body, state=State.ACTIVE)
    return readers_of(body).filter(
        Q(pk__in=_long_enough(body, at=at).values("person")),
        ~Exists(rounds), ~Exists(ballots), ~Exists(posts), ~Exists(spokes), ~Exists(own),
    )  # fmt: skip


def _long_enough(body: Network, *, at: datetime) -> QuerySet[Membership]:
    """Memberships of thirty days in networks that belong to `body` for as long."""
    before = at - NEW_FOR
    places = Affiliation.objects.filter(state=AffiliationState.ACTIVE, since__lte=before)
    first = places.filter(body=body).values("member")
    below = AffiliationPath.objects.filter(ancestor__in=first).values("descendant")
    deeper = Q(network__in=below) & Q(network__in=places.values("member"))
    inside = Q(network__in=first) | deeper
    since = Coalesce("answered_at", "asked_at")
    held = Membership.objects.filter(inside, state=State.ACTIVE).annotate(since=since)
    return held.filter(since__lte=before)


def _talk_of(body: Network) -> QuerySet[Thread]:
    """Conversations on its board, and those about what the coalition works on."""

    def of(kind: type, keys: QuerySet) -> Q:  # type: ignore[type-arg]
        return Q(owner_type=ContentType.objects.get_for_model(kind), owner_id__in=keys)

    shared = SharedThread.objects.filter(network=body).values("thread")
    return Thread.objects.filter(
        of(Network, Network.objects.filter(pk=body.pk).values("pk"))
        | of(Decision, Decision.objects.filter(network=body).values("pk"))
        | of(Call, Call.objects.filter(body=body).values("pk"))
        | of(Clause, Clause.objects.filter(body=body).values("pk"))
        | of(Point, Point.objects.filter(body=body).values("pk"))
        | of(Mark, Mark.objects.filter(body=body).values("pk"))
        | Q(pk__in=shared)
    )


def newest_asking(body: Network) -> Asking | None:
    """When they were asked last. One query."""
    asking = body.askings.order_by("-pk").first()
    if asking is not None:
        asking.body = body
    return asking


def askings_of(body: Network) -> list[Asking]:
    """All questions to those who never come, the newest first. One query."""
    found = list(body.askings.order_by("-pk")[:20])
    for each in found:
        each.body = body
    return found


def asked_of(asking: Asking, person: Person) -> AskedPerson | None:
    """That she was asked, if she was."""
    return AskedPerson.objects.filter(asking=asking, person=person).first()


@dataclass(frozen=True)
class Reason:
    """One reason, and how many gave it."""

    label: str
    people: int


@dataclass(frozen=True)
class Told:
    """What those who never come answered: counts and words, and nobody behind them."""

    people: int
    reasons: Sequence[Reason]
    words: Sequence[str]


def told_by(asking: Asking, *, at: datetime) -> Told | None:
    """What came out; None before it is closed for good, and for fewer than five. Three queries.

    It is closed when nobody stands there any more as asked: then no answer can come, and what is
    shown never changes.
    """
    if at < asking.closes_at or asking.asked.exists():
        return None
    rows = Away.objects.filter(asking=asking)
    words = list(rows.order_by("pk").values_list("words", flat=True))
    if len(words) < FEWEST:
        return None
    given = rows.annotate(reason=Func(F("reasons"), function="unnest"))
    counts: dict[str, int] = {}
    for reason in given.values_list("reason", flat=True):
        counts[reason] = counts.get(reason, 0) + 1
    reasons = [Reason(str(each.label), counts[each]) for each in KeptAway if each in counts]
    return Told(len(words), reasons, [each for each in words if each])
