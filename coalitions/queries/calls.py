"""Calls of a coalition, who answered them, and which of them wait for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Lower

from coalitions.models import Call, CallAnswer, CallTo, Reply
from networks.models import (
    Affiliation,
    AffiliationState,
    Membership,
    Network,
    Role,
    Spoke,
    State,
    Visibility,
)
from networks.models.network import is_seen_by
from networks.queries.spokes import speaking
from networks.rules import Standing
from solidarity.base.kept import Kept
from solidarity.people.models import Person, Viewer

MOST_TO_CHOOSE = 100
PER_PAGE = 20
MOST_WAITING = 6
MOST_CALLED = 200
SHOWN = ("network__name", "network__slug", "network__kind", "network__visibility")
READ = {"id", "kind", "name", "slug", "visibility"}
ORDER = {Reply.YES: 0, Reply.PARTLY: 1, Reply.NO: 2}


def unread(*ends: str) -> list[str]:
    """What no list reads of the networks at these ends of its rows: most of what they are."""
    fields = {field.name for field in Network._meta.concrete_fields} - READ
    return [f"{end}__{field}" for end in ends for field in sorted(fields)]


def is_named(viewer: Viewer) -> "ExpressionWrapper[Q]":
    """Whether the viewer may know of the network of a row, and reads its name."""
    return ExpressionWrapper(is_seen_by(viewer, "network"), output_field=BooleanField())


def calls_in(viewer: Viewer, body: Network, standing: Standing) -> QuerySet[Call]:
    """Calls that the viewer reads, the newest first; adds `is_named`, of the network that calls."""
    found = Call.objects.filter(body=body)
    if not standing.belongs:
        found = found.filter(is_public=True)
    return found.select_related("network").annotate(is_named=is_named(viewer)).order_by("-pk")


def call_for(viewer: Viewer, body: Network, standing: Standing, number: int) -> Call | None:
    """The call of this number, if the viewer reads it. One query."""
    call = calls_in(viewer, body, standing).filter(number=number).first()
    if call is not None:
        call.body = body
    return call


@dataclass(frozen=True)
class Answers:
    """A page of what networks answered, as one viewer reads it, and what all of it comes to."""

    said: Sequence[Any]  # answers with `is_named`: yes first, by name; those without one stand last
    page: int
    pages: int
    unnamed_yes: int  # how many said yes of whom she may not know

    @property
    def yes(self) -> list[CallAnswer]:
        """Of this page, those who said yes."""
        return [each for each in self.said if each.reply == Reply.YES and each.is_named]

    @property
    def others(self) -> list[CallAnswer]:
        """Of this page, those who said something else."""
        return [each for each in self.said if each.reply != Reply.YES and each.is_named]

    @property
    def before(self) -> int | None:
        """The page before this one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The page after this one."""
        return self.page + 1 if self.page < self.pages else None


def answers_to(viewer: Viewer, call: Call, standing: Standing, *, page: int = 1) -> Answers:
    """What was answered; outsiders read what public networks let everyone read. Two queries."""
    found = CallAnswer.objects.filter(call=call).annotate(is_named=is_named(viewer))
    if not standing.belongs:
        found = found.filter(is_public=True, network__visibility=Visibility.PUBLIC)
    yes = Q(reply=Reply.YES)
    counts = found.aggregate(
        all=Count("pk"), unnamed_yes=Count("pk", filter=yes & Q(is_named=False))
    )  # fmt: skip
    pages = max(1, -(-counts["all"] // PER_PAGE))
    page = min(page, pages)
    rows = found.select_related("network").defer(*unread("network")).order_by(
        "-is_named", Case(*(When(reply=each, then=rank) for each, rank in ORDER.items())),
        Lower("network__name"), "pk",
    )  # fmt: skip
    said = list(rows[(page - 1) * PER_PAGE : page * PER_PAGE])
    return Answers(said, page, pages, counts["unnamed_yes"])


def named_in(viewer: Viewer, call: Call) -> list[Network]:
    """The networks that a call names, as far as the viewer may know of them, by name. One query."""
    found = CallTo.objects.filter(is_seen_by(viewer, "network"), call=call)
    return [each.network for each in found.select_related("network").order_by("network__name")]


def answer_of(call: Call, network: Network) -> CallAnswer | None:
    """What `network` answered so far."""
    return CallAnswer.objects.filter(call=call, network=network).first()


def answer_words(held: CallAnswer | None) -> dict[str, object]:
    """What an answer says, as its form has it."""
    if held is None:
        return {"reply": "", "words": "", "is_public": False}
    return {"reply": held.reply, "words": held.words, "is_public": held.is_public}


def following_words(call: Call) -> dict[str, object]:
    """What followed, as its form has it."""
    return {"followed": call.followed, "is_over": call.ended_at is not None}


def networks_in(viewer: Viewer, body: Network) -> list[Network]:
    """The networks in `body` of which the viewer may know, by name; 101 at most. One query."""
    inside = Affiliation.objects.filter(body=body, state=AffiliationState.ACTIVE)
    found = Network.objects.filter(is_seen_by(viewer), pk__in=inside.values("member"))
    return list(found.only("name", "slug", "kind", "visibility").order_by("name", "pk")[
        : MOST_TO_CHOOSE + 1
    ])  # fmt: skip


def of_member_networks(person: Person, body: Network) -> list[Network]:
    """The networks in `body` that she is a member of: there she can bring a question. One query."""
    inside = Affiliation.objects.filter(body=body, state=AffiliationState.ACTIVE)
    hers = Membership.objects.filter(person=person, state=State.ACTIVE).values("network")
    found = Network.objects.filter(pk__in=inside.values("member")).filter(pk__in=hers)
    return list(found.order_by("name", "pk"))


def who_speak(networks: QuerySet[Affiliation], body: Network) -> QuerySet[Person]:
    """Stewards of the networks of these affiliations with `body`, and who speaks for them there."""
    members = networks.values("member")
    stewards = Membership.objects.filter(
        person=OuterRef("pk"), network__in=members, role=Role.STEWARD, state=State.ACTIVE
    )
    spokes: QuerySet[Spoke] = speaking().filter(
        person=OuterRef("pk"), affiliation__body=body, affiliation__member__in=members
    )
    return Person.objects.here().filter(Exists(stewards) | Exists(spokes))


def _called(*, person: int, day: date) -> QuerySet[CallTo]:
    """Open calls to networks that she is a member of."""
    still = Q(call__until=None) | Q(call__until__gte=day)
    hers = Membership.objects.filter(person=person, state=State.ACTIVE).values("network")
    return CallTo.objects.filter(still, network__in=hers, call__ended_at=None)[:MOST_CALLED]


CALLED = Kept(_called)


def calls_that_wait(person: Person, *, at: datetime) -> list[CallTo]:
    """Calls that name a network for which she speaks and that has not answered.

    One small query for her who belongs to none that is called; two for the others.
    """
    called = [each.pk for each in CALLED(person=person.pk, day=at.date())]
    return _of_those_she_speaks_for(person, called) if called else []


def _of_those_she_speaks_for(person: Person, called: Sequence[int]) -> list[CallTo]:
    """Of these, the ones that wait for a network for which she speaks."""
    kept = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    speaks = speaking().filter(
        person=person, affiliation__member=OuterRef("network"),
        affiliation__body=OuterRef("call__body"),
    )  # fmt: skip
    inside = Affiliation.objects.filter(
        member=OuterRef("network"), body=OuterRef("call__body"), state=AffiliationState.ACTIVE
    )
    answered = CallAnswer.objects.filter(call=OuterRef("call"), network=OuterRef("network"))
    found = CallTo.objects.filter(
        Q(network__in=kept.values("network")) | Exists(speaks), Exists(inside), ~Exists(answered),
        pk__in=called,
    )  # fmt: skip
    found = found.select_related("call__body", "network")
    return list(found.order_by("call__until", "pk")[:MOST_WAITING])
