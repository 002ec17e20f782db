"""What bodies have decided and are deciding: by words and facets, as far as a viewer may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from decisions.models import (
    Customs,
    Decision,
    Outcome,
    RegisterSeen,
    Round,
    Stage,
    Subject,
    Version,
)
from decisions.models.decision import words_in
from decisions.queries.seeing import decisions_around, decisions_seen
from networks.models import Network, NetworkState, Visibility
from networks.models.network import READ_BY_THE_DATABASE
from networks.queries.finding import begun_by, few_words, has_words
from networks.rules import Standing
from solidarity.base.kept import Kept
from solidarity.people.models import Person, Viewer

MOST_COUNTED = 1000
MOST_OPEN = 50
EVER = range(2000, 2200)
# What every page of a body brings along (networks/queries/knowing.py), so that its tab is free.
BROUGHT = "register_seen"
BRING = "SELECT register_seen FROM decisions_customs WHERE network_id = network.id"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in a register: words, a kind of question, a result, a year …"""

    words: str = ""
    subject: str = ""
    fate: str = ""  # a result, or a stage
    method: str = ""
    year: int = 0

    @property
    def is_anything(self) -> bool:
        """Whether it narrows the register at all."""
        return bool(self.words) or self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Whether it narrows by more than words."""
        return bool(self.subject or self.fate or self.method or self.year)

    def address(self) -> str:
        """It as the query of an address."""
        parts: Mapping[str, Any] = {
            "q": self.words, "subject": self.subject, "fate": self.fate, "method": self.method,
            "year": self.year,
        }  # fmt: skip
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class Scope:
    """Whose register it is, and what of it the viewer may know.

    listed: what stands in it for her; read: those of them whose page she reads, and so their text.
    named: whether titles stand there that may name people whom she is not told of.
    """

    listed: QuerySet[Decision]
    read: QuerySet[Decision]
    reads_all: bool = True
    named: bool = True


@dataclass(frozen=True)
class Line:
    """A decision as a register shows it; no title where it may name somebody."""

    decision: Decision
    last: Round | None
    outcome: Outcome | None
    is_read: bool
    is_named: bool
    at: datetime = field(repr=False)

    @property
    def is_open(self) -> bool:
        """Whether positions are taken at this moment."""
        return bool(self.last and is_open_at(self.last, self.at))

    @property
    def is_over(self) -> bool:
        """Whether its time is over, and nobody has looked at it since."""
        last = self.last
        return bool(last and not last.counted_at and last.closes_at <= self.at)

    @property
    def fate(self) -> str:
        """Where it stands, as a code of FATES."""
        if self.is_open or self.is_over:
            return "open"
        if self.decision.stage in (Stage.DRAFT, Stage.CANCELLED):
            return self.decision.stage
        return self.outcome.result if self.outcome else "discussion"

    @property
    def method(self) -> str:
        """By which method: that of its last round, or the one that is meant."""
        return str((self.last.method if self.last else self.decision.method).get("name", ""))


def is_open_at(round: Round, at: datetime) -> bool:
    """Whether a position can be taken in it at this moment."""
    return not round.counted_at and not round.voided_at and round.opens_at <= at < round.closes_at


def register_of(viewer: Viewer, network: Network, standing: Standing) -> Scope | None:
    """The register of a body; None where it is not hers to see."""
    seen = decisions_seen(viewer, network, standing)
    if standing.belongs:
        return Scope(seen, seen)
    shown = register_shown(network)
    if shown == RegisterSeen.MEMBERS:
        return None
    decided = Q(network=network, stage=Stage.CLOSED)
    listed = Decision.objects.filter(decided | Q(pk__in=seen.values("pk")))
    named = shown == RegisterSeen.EVERYONE
    return Scope(listed, seen, reads_all=False, named=named)


def register_shown(network: Network) -> str:
    """To whom outside a body shows what it has decided. No query on the pages of a body."""
    if network.visibility != Visibility.PUBLIC or network.state == NetworkState.UNCLAIMED:
        return RegisterSeen.MEMBERS
    along = getattr(network, "along", {})
    if BROUGHT in along:
        return along[BROUGHT] or RegisterSeen.MEMBERS
    held = Customs.objects.filter(network=network).values_list("register_seen", flat=True)
    return held.first() or RegisterSeen.MEMBERS


def is_there(standing: Standing, network: Network) -> bool:
    """Whether the register is there for whoever stands so; without a query on a body's page."""
    return standing.belongs or register_shown(network) != RegisterSeen.MEMBERS


def register_around(person: Person) -> Scope:
    """The registers of all networks of hers as one."""
    seen = decisions_around(person)
    return Scope(seen, seen)


def found_in(scope: Scope, asked: Asked, *, at: datetime) -> QuerySet[Decision]:
    """What of a register fits, the newest first; what she may not know of is not found by it."""
    found = scope.listed
    if has_words(asked.words):
        found = found.filter(_says(scope, asked.words))
    if asked.subject:
        found = found.filter(subject=asked.subject)
    if asked.year:
        found = found.filter(staged_at__year=asked.year)
    if asked.method:
        found = found.alias(method_name=KT("method__name")).filter(method_name=asked.method)
    if asked.fate:
        found = found.filter(_fated(asked.fate, at))
    return found.order_by("-pk")


def _says(scope: Scope, words: str) -> Q:
    """That a title that she reads has these words, or a text."""
    asked = begun_by(few_words(words))
    titled = Decision.objects.alias(said=words_in("title")).filter(said=asked)
    texts = Version.objects.alias(said=words_in("words")).filter(said=asked)
    by_title = Q(pk__in=titled.values("pk"))
    by_text = Q(pk__in=texts.values("decision"))
    if scope.reads_all:
        return by_title | by_text
    read = Q(pk__in=scope.read.values("pk"))
    shown = by_title if scope.named else by_title & (read | ~Q(subject=Subject.PEOPLE))
    return shown | (by_text & read)


def _fated(fate: str, at: datetime) -> Q:
    """That it stands so at this moment; the time says what is open, whatever any job did."""
    last = Round.objects.filter(decision=OuterRef("pk"), voided_at=None)
    uncounted = last.filter(counted_at=None)
    if fate == "open":
        return Q(Exists(uncounted), stage=Stage.ROUND)
    if fate in (Stage.DRAFT, Stage.CANCELLED):
        return Q(stage=fate)
    later = Round.objects.filter(
        decision=OuterRef("decision"), voided_at=None, number__gt=OuterRef("number")
    )
    newest = last.filter(~Exists(later))
    if fate == Stage.DISCUSSION:
        return Q(~Exists(newest.filter(counted_at__isnull=False)), stage=Stage.DISCUSSION)
    is_out = ~Q(stage__in=[Stage.CANCELLED, Stage.ROUND])
    return is_out & Q(Exists(newest.filter(outcome__result=fate)))


def open_first(
    found: QuerySet[Decision], *, at: datetime
) -> tuple[QuerySet[Decision], QuerySet[Decision]]:
    """What of `found` is open now, what closes first standing first, and all the rest."""
    running = Round.objects.filter(
        decision=OuterRef("pk"), counted_at=None, voided_at=None, closes_at__gt=at
    )
    soon = Round.objects.filter(counted_at=None, voided_at=None, closes_at__gt=at)
    first = found.filter(rounds__in=soon).annotate(closes=F("rounds__closes_at"))
    return first.order_by("closes", "pk")[:MOST_OPEN], found.filter(~Exists(running))


def newest_in(scope: Scope, many: int) -> list[Decision]:
    """The newest of a register, without drafts. One query."""
    return list(_newest(scope.listed, many))


def newest_of_hers(person: Person, many: int) -> list[Decision]:
    """The newest of all networks of hers, without drafts. One query."""
    return AROUND(many, person=person.pk)


def _newest(listed: QuerySet[Decision], many: int) -> QuerySet[Decision]:
    found = listed.exclude(stage=Stage.DRAFT).select_related("network")
    return found.defer(*UNREAD).order_by("-pk")[:many]


def _newest_of_hers(many: int, *, person: int) -> QuerySet[Decision]:
    return _newest(decisions_around(Person(pk=person)), many)


UNREAD = [f"network__{field}" for field in READ_BY_THE_DATABASE]
AROUND = Kept(_newest_of_hers)


def lines_of(decisions: Sequence[Decision], scope: Scope, *, at: datetime) -> list[Line]:
    """Each with its last round and what came of it. One query; two for who reads not all."""
    keys = [decision.pk for decision in decisions]
    if not keys:
        return []
    last = _last_rounds(keys)
    read = set(keys) if scope.reads_all else _read(scope, keys)
    return [
        Line(
            decision,
            last.get(decision.pk),
            _outcome(last.get(decision.pk)),
            is_read=decision.pk in read,
            is_named=scope.named or decision.pk in read or decision.subject != Subject.PEOPLE,
            at=at,
        )
        for decision in decisions
    ]


def _last_rounds(keys: Iterable[int]) -> dict[int, Round]:
    rounds = Round.objects.filter(decision__in=list(keys), voided_at=None)
    newest = rounds.order_by("decision", "-number").distinct("decision")
    return {round.decision_id: round for round in newest.select_related("outcome")}


def _outcome(last: Round | None) -> Outcome | None:
    return getattr(last, "outcome", None) if last else None


def _read(scope: Scope, keys: list[int]) -> set[int]:
    return set(scope.read.filter(pk__in=keys).values_list("pk", flat=True))
