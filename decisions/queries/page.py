"""What the page of a decision shows: its round, positions with their history, and the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from decisions.figures import Bar, bar, length
from decisions.methods.tally import Tally
from decisions.models import Concern, Decision, Elector, Outcome, Position, Round
from decisions.names import TONES, stance_name
from decisions.queries.counting import (
    electors_of,
    method_of,
    options_of,
    outcome_of,
    positions_that_count,
    sentence_of,
    told_outcome,
)
from decisions.queries.voices import silent
from decisions.reasons import reason_in_words
from decisions.records.kept import RANKED, is_withdrawn, stance_of
from decisions.rules.taking import is_open
from networks.models import AffiliationPath, Membership, Network, State
from networks.models.network import is_seen_by
from solidarity.base.pages import Page, keyset_page
from solidarity.people.models import Person, Viewer

POSITIONS = 30
FEW = 12


def newest_round(decision: Decision) -> Round | None:
    """The round that stands, with its text and outcome; None before the first."""
    rounds = decision.rounds.filter(voided_at=None).select_related("version", "outcome")
    found = rounds.order_by("-number").first()
    if found is not None:
        found.decision = decision
    return found


def earlier_rounds(decision: Decision, newest: Round) -> list[tuple[Round, str]]:
    """Those before, the newest first, each with its reason in a sentence."""
    rounds = decision.rounds.filter(number__lt=newest.number, counted_at__isnull=False)
    found = rounds.select_related("outcome").order_by("-number")[:FEW]
    return [(round, sentence_of(round.outcome, round)) for round in found]


@dataclass(frozen=True)
class Line:
    """What stands behind one stance or one option."""

    key: str
    name: str
    tone: str
    behind: Tally
    is_chosen: bool = False
    length: float = 0.0  # of an option: how long its bar is, of 100


@dataclass(frozen=True)
class Numbers:
    """All the lines, who could decide, and who has taken a position."""

    lines: list[Line]
    electorate: Tally
    taken: Tally
    weighs: bool  # voices are not the same as heads
    has_networks: bool

    @property
    def silent(self) -> int:
        """How many have taken no position."""
        return int(self.electorate.electors - self.taken.electors)

    @property
    def bar(self) -> Bar:
        """The stances as a bar: by voices, where these are not the same as heads."""
        parts = [(line.tone, line.behind.voices) for line in self.lines]
        return bar([*parts, ("none", self.electorate.voices - self.taken.voices)])


def titles_of(round: Round) -> dict[str, str]:
    """The options by their marks."""
    return {option.id: option.title for option in options_of(round)}


def numbers_of(round: Round, outcome: Outcome) -> Numbers:
    """The numbers of an outcome, as they were written down."""
    told, titles = told_outcome(outcome), titles_of(round)
    most = max((behind.voices for behind in told.counts.values()), default=0)
    lines = [
        Line(
            key, titles.get(key) or stance_name(key), TONES.get(key, ""), behind,
            key in told.chosen, length(behind.voices, most) if titles else 0.0,
        )
        for key, behind in _in_order(told.counts, method_of(round).names)
        if behind.electors or not key.endswith("_withdrawn")
    ]  # fmt: skip
    if titles:
        lines.sort(key=lambda line: (not line.is_chosen, -line.behind.voices))
    all_, taken = told.electorate, told.taken
    weighs = all_.voices != all_.electors
    return Numbers(lines, all_, taken, weighs, bool(all_.networks))


def _in_order(counts: Mapping[str, Tally], names: tuple[str, ...]) -> list[tuple[str, Tally]]:
    """The counts in the order in which the method names what one can choose."""
    return [(name, counts[name]) for name in names if name in counts]


@dataclass(frozen=True)
class Sofar:
    """An open round as it stands: stances are counted, options only when it is closed."""

    electors: int
    taken: int
    lines: list[tuple[str, str, str, int]] = field(default_factory=list)
    sentence: str = ""  # what would come out of it, if it closed now

    @property
    def silent(self) -> int:
        """How many have taken no position."""
        return self.electors - self.taken

    @property
    def bar(self) -> Bar:
        """The stances so far as a bar, by heads."""
        parts = [(tone, number) for _key, _name, tone, number in self.lines]
        return bar([*parts, ("none", self.silent)])


def sofar(round: Round) -> Sofar | None:
    """How many have a voice, and have used it, with which stance. Two queries.

    None of a secret round: while it is open it has no numbers, not even of ballots.
    """
    if round.is_secret:
        return None
    electors = electors_of(round)
    alike = positions_that_count(round).values_list("choice").order_by()
    rows = list(alike.annotate(number=Count("pk")))
    counted: dict[str, int] = {}
    for choice, number in rows:
        stance = stance_of(choice)
        stance = f"{stance}_withdrawn" if is_withdrawn(choice) else stance
        counted[stance] = counted.get(stance, 0) + number
    lines = [
        (name, stance_name(name), TONES.get(name, ""), counted.get(name, 0))
        for name in method_of(round).names
        if not round.options and (counted.get(name) or not name.endswith("_withdrawn"))
    ]
    sentence = reason_in_words(outcome_of(round)) if counted and lines else ""
    return Sofar(electors.count(), sum(counted.values()), lines, sentence)


def choice_in_words(choice: Any, method: str, titles: Mapping[str, str]) -> str:
    """What somebody chose, as one reads it."""
    if isinstance(choice, dict) and "scores" in choice:
        pairs = (f"{titles.get(id, id)}: {points}" for id, points in choice["scores"].items())
        return "; ".join(pairs)
    if not isinstance(choice, list):
        stance = stance_of(choice)
        return stance_name(f"{stance}_withdrawn" if is_withdrawn(choice) else stance)
    if method not in RANKED:
        return _(", ").join(titles.get(id, id) for id in choice) or _("None of these")
    places = []
    for place, group in enumerate(choice, start=1):
        names = group if isinstance(group, list) else [group]
        places.append(f"{place}. {' = '.join(titles.get(id, id) for id in names)}")
    return "; ".join(places)


@dataclass(frozen=True)
class Said:
    """A position as a page shows it, with what was said before it."""

    position: Any  # as `positions_of` finds it
    words: str
    tone: str
    before: list[tuple[str, datetime]]

    @property
    def who(self) -> str:
        """Whose voice it is."""
        return name_of(self.position.elector, is_known=bool(self.position.knows_network))

    @property
    def speaks_for(self) -> Network | None:
        """For whom she said that she speaks, where the viewer may know of it."""
        known = self.position.knows_loyalty
        return self.position.elector.speaks_for if known else None

    @property
    def said_by(self) -> Person | None:
        """Who spoke, where it was not the elector herself.

        Of a network that the viewer may not know of nobody is named: that she speaks for one
        would say that she is in it.
        """
        elector = self.position.elector
        if elector.is_network and not self.position.knows_network:
            return None
        by: Person | None = self.position.by
        return by if by and by.pk != elector.person_id else None

    @property
    def written(self) -> Any:
        """The reason, where one was given and is there still."""
        return getattr(self.position, "written", None)


def name_of(elector: Elector, *, is_known: bool = True) -> str:
    """How pages name whoever holds a voice. is_known: whether the viewer may know of a network."""
    holder = elector.network if elector.is_network else elector.person
    if holder is None:
        return _("A former network") if elector.is_network else _("A former member")
    if not isinstance(holder, Network):
        return holder.display_name
    return holder.name if is_known else _("A network that is not public")


def positions_of(round: Round, viewer: Viewer, *, after: str) -> tuple[Page[Any], list[Said]]:
    """Who took which position, the last first, each with its history. Two queries."""
    current = Position.objects.filter(round=round, is_current=True)
    current = current.select_related(
        "elector__person", "elector__network", "elector__speaks_for", "written", "by"
    ).annotate(
        knows_network=is_seen_by(viewer, "elector__network"),
        knows_loyalty=is_seen_by(viewer, "elector__speaks_for"),
    )
    page = keyset_page(current.order_by("-pk"), after=after, size=POSITIONS)
    name, titles = method_of(round).name, titles_of(round)
    electors = [position.elector_id for position in page.rows]
    old = Position.objects.filter(elector__in=electors, is_current=False).order_by("-pk")
    before: dict[int, list[tuple[str, datetime]]] = {}
    for each in old:
        words = choice_in_words(each.choice, name, titles)
        before.setdefault(each.elector_id, []).append((words, each.at))
    return page, [
        Said(
            each,
            choice_in_words(each.choice, name, titles),
            "" if is_withdrawn(each.choice) else TONES.get(stance_of(each.choice), ""),
            before.get(each.elector_id, []),
        )
        for each in page.rows
    ]


def standing_aside(round: Round, viewer: Viewer) -> list[str]:
    """Who stands aside, by name; a few dozen at most."""
    aside = positions_that_count(round).filter(choice="stand_aside")
    aside = aside.annotate(is_known=is_seen_by(viewer, "elector__network"))
    found = aside.select_related("elector__person", "elector__network").order_by("pk")
    return [name_of(each.elector, is_known=bool(each.is_known)) for each in found[:POSITIONS]]


def concerns_of(round: Round, viewer: Viewer) -> list[tuple[Concern, str]]:
    """What was held against it, and what became of it; each with whoever raised it, by name.

    Who spoke for a network is not named, nor is a network that the viewer may not know of.
    """
    found = Concern.objects.filter(round=round).annotate(
        is_known=is_seen_by(viewer, "elector__network")
    )
    rows = found.select_related("by", "elector__network").order_by("pk")[:POSITIONS]
    return [(each, _raised_by(each)) for each in rows]


def _raised_by(concern: Any) -> str:
    if concern.elector is not None and concern.elector.is_network:
        return name_of(concern.elector, is_known=bool(concern.is_known))
    return concern.by.display_name if concern.by else _("A former member")


def silent_networks(round: Round, viewer: Viewer) -> list[str]:
    """The networks whose voice was not used, by name where the viewer may know of them."""
    of_networks = silent(round).filter(is_network=True).select_related("network")
    found = of_networks.annotate(is_known=is_seen_by(viewer, "network")).order_by("number")
    return [name_of(each, is_known=bool(each.is_known)) for each in found[:POSITIONS]]


def loyalties(person: Person, decision: Decision) -> list[Network]:
    """The networks in the body that she is a member of: for whom she may say that she speaks."""
    inside = AffiliationPath.objects.filter(ancestor=decision.network_id).values("descendant")
    mine = Membership.objects.filter(person=person, state=State.ACTIVE)
    hers = Network.objects.filter(pk__in=mine.values("network"))
    inner = hers.filter(pk__in=inside) | hers.filter(pk=decision.network_id)
    return list(inner.only("pk", "name", "slug").order_by("name", "pk")[:FEW])


def open_at(round: Round | None, at: datetime) -> bool:
    """Whether positions are taken at this moment."""
    return round is not None and is_open(round, at=at)
