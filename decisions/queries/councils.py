"""Networks in a council: what they carry, what they said there, and who stands behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from decisions.mandates import departs
from decisions.models import Backing, Concern, Decision, Elector, Freedom, Mandate, Position, Round
from decisions.models import Outcome as Kept
from decisions.names import stance_name
from decisions.queries.counting import method_of, options_of
from decisions.queries.page import choice_in_words
from networks.models import Membership, Network, Role, Spoke, State
from networks.queries.spokes import speaking
from solidarity.people.models import Person, Viewer


def mandate_of(decision: Decision) -> Mandate | None:
    """What the council behind a network's own question waits for; None where none does."""
    found = Mandate.objects.filter(inner=decision)
    return found.select_related(
        "elector__round__decision__network", "elector__round__version", "elector__network", "inner"
    ).first()


def backers_of(mandate: Mandate) -> set[int]:
    """Who is asked to stand behind a departure (keys of people).

    Those who took a position in the network's own round: of a network of networks, whoever took it
    for each. Where nobody did, its stewards.
    """
    said = Position.objects.filter(
        round__decision=mandate.inner_id, round__voided_at=None, is_current=True
    )
    pairs = said.values_list("elector__person", "by") if mandate.inner_id else []
    found = {own or by for own, by in pairs if own or by}
    return found or set(_stewards(mandate.elector.network_id))


def _stewards(network: int | None) -> QuerySet[Membership, int]:
    held = Membership.objects.filter(network=network, role=Role.STEWARD, state=State.ACTIVE)
    return held.values_list("person", flat=True)


@dataclass(frozen=True)
class Behind:
    """How far a departure has come: of people."""

    have: int
    needed: int
    asked: int
    has_backed: bool = False
    may: bool = False


def behind(position: Position, mandate: Mandate, viewer: Viewer | None = None) -> Behind:
    """Who stands behind a departure by now; more than half of those who are asked must."""
    asked = backers_of(mandate)
    backed = set(Backing.objects.filter(position=position).values_list("person", flat=True))
    mine = viewer.pk if isinstance(viewer, Person) else None
    needed = len(asked) // 2 + 1
    return Behind(len(backed & asked), needed, len(asked), mine in backed, mine in asked)


@dataclass(frozen=True)
class Row:
    """A network in a round of a council, as a viewer meets it."""

    elector: Elector
    name: str  # "" of a network that she may not know of
    url: str
    spokes: list[Spoke]
    mandate: Mandate | None
    carries: str  # what it told its spoke, in words
    said: str  # what was said for it, in words
    position: Position | None
    state: str  # silent, deciding, unconfirmed, confirmed, departs, counts
    inner_url: str = ""  # its own question, for those who read it
    behind: Behind | None = None
    inner_counts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Whether its spoke decides there with the others."""
        return self.mandate is not None and self.mandate.freedom == Freedom.FREE


def council_of(round: Round, viewer: Viewer) -> list[Row]:
    """The networks that have a voice in `round`, by name. Nine queries, and two a departure."""
    electors = list(round.electors.filter(is_network=True).select_related("network"))
    rows = _rows(round, electors, viewer) if electors else []
    return sorted(rows, key=lambda row: (row.name == "", row.name.lower(), row.elector.number))


def row_of(mandate: Mandate, viewer: Viewer) -> Row:
    """The network of `mandate` in the council, for those who belong to it."""
    return _rows(mandate.elector.round, [mandate.elector], viewer)[0]


def _rows(round: Round, electors: Sequence[Elector], viewer: Viewer) -> list[Row]:
    networks = [each.network_id for each in electors if each.network_id]
    visible = Network.objects.visible_to(viewer).filter(pk__in=networks)
    seen = set(visible.values_list("pk", flat=True))
    mandates, positions = _mandates(electors), _positions(electors)
    spokes, counts = _spokes(round, networks), _inner_counts(mandates.values())
    reads = _read_by(viewer, networks)
    titles = {option.id: option.title for option in options_of(round)}
    method = method_of(round).name

    def row(elector: Elector) -> Row:
        mandate, position = mandates.get(elector.pk), positions.get(elector.pk)
        network = elector.network if elector.network_id in seen else None
        inner = mandate.inner if mandate and elector.network_id in reads else None
        return Row(
            elector,
            name=network.name if network else "",
            url=network.get_absolute_url() if network else "",
            spokes=spokes.get(elector.network_id, []) if network else [],
            mandate=mandate,
            carries=_words(mandate.choice if mandate else None, method, titles),
            said=_words(position.choice if position else None, method, titles),
            position=position,
            state=_state(mandate, position),
            inner_url=_mandate_url(inner),
            behind=_departing(position, mandate, viewer),
            inner_counts=counts.get(mandate.inner_id, []) if mandate else [],
        )

    return [row(elector) for elector in electors]


def _mandate_url(inner: Decision | None) -> str:
    return reverse("decisions:mandate", args=[inner.network.slug, inner.number]) if inner else ""


def _words(choice: Any, method: str, titles: Mapping[str, str]) -> str:
    return "" if choice is None else choice_in_words(choice, method, titles)


def _state(mandate: Mandate | None, position: Position | None) -> str:
    if position is None:
        is_asked = mandate is not None and mandate.inner_id and not mandate.settled_at
        return "deciding" if is_asked else "silent"
    if position.departs:
        return "confirmed" if position.confirmed_at else "unconfirmed"
    if mandate is None or mandate.freedom == Freedom.FREE or mandate.choice is None:
        return "counts"
    return "departs" if departs(mandate.choice, position.choice) else "counts"


def _departing(position: Position | None, mandate: Mandate | None, viewer: Viewer) -> Behind | None:
    is_waiting = position is not None and position.departs and mandate is not None
    if not is_waiting or position is None or mandate is None:
        return None
    return behind(position, mandate, viewer)


def _mandates(electors: Sequence[Elector]) -> dict[int, Mandate]:
    held = Mandate.objects.filter(elector__in=electors).select_related("inner__network")
    found = {}
    for mandate in held:
        found[mandate.elector_id] = mandate
    for elector in electors:
        if elector.pk in found:
            found[elector.pk].elector = elector
    return found


def _positions(electors: Sequence[Elector]) -> dict[int, Position]:
    said = Position.objects.filter(elector__in=electors, is_current=True)
    return {each.elector_id: each for each in said.select_related("written", "by")}


def _spokes(round: Round, networks: Sequence[int]) -> dict[int | None, list[Spoke]]:
    held = speaking().filter(
        affiliation__body=round.decision.network_id, affiliation__member__in=networks
    )
    found: dict[int | None, list[Spoke]] = {}
    near = held.select_related("person", "affiliation").order_by("is_alternate", "pk")
    for spoke in near:
        found.setdefault(spoke.affiliation.member_id, []).append(spoke)
    return found


def _read_by(viewer: Viewer, networks: Sequence[int]) -> set[int]:
    """Those of `networks` that the viewer belongs to, herself."""
    if not isinstance(viewer, Person):
        return set()
    held = Membership.objects.filter(person=viewer, network__in=networks, state=State.ACTIVE)
    return set(held.values_list("network", flat=True))


def _inner_counts(mandates: Iterable[Mandate]) -> dict[int | None, list[tuple[str, int]]]:
    """How the people of each network stood, by their own question: what, and how many of them."""
    asked = [each.inner_id for each in mandates if each.inner_id and each.settled_at]
    kept = Kept.objects.filter(round__decision__in=asked).select_related("round")
    found: dict[int | None, list[tuple[str, int]]] = {}
    for outcome in kept.order_by("round__number"):
        titles = {option.id: option.title for option in options_of(outcome.round)}
        found[outcome.round.decision_id] = [
            (titles.get(name, "") or stance_name(name), _people(tally))
            for name, tally in outcome.told["counts"].items()
            if _people(tally)
        ]
    return found


def _people(tally: Mapping[str, Any]) -> int:
    return int(tally["people"])


def inner_counts_of(mandate: Mandate) -> list[tuple[str, int]]:
    """How the people of its network stood. One query."""
    return _inner_counts([mandate]).get(mandate.inner_id, [])


def has_networks(round: Round | None) -> bool:
    """Whether networks have a voice in it."""
    if round is None:
        return False
    return Elector.objects.filter(round=round, is_network=True).exists()


def concerns_of(decision: Decision) -> QuerySet[Concern]:
    """All that was held against it, the newest first, with whoever raised it."""
    found = decision.concerns.select_related(
        "round", "by", "answered_by", "elector__network", "elector__person"
    )
    return found.order_by("-pk")


def names_of(concerns: Sequence[Concern], viewer: Viewer) -> dict[int, str]:
    """Who raised each; "" of a network that the viewer may not know of. One query."""
    networks = [each.elector.network_id for each in concerns if each.elector]
    visible = Network.objects.visible_to(viewer).filter(pk__in=[pk for pk in networks if pk])
    seen = set(visible.values_list("pk", flat=True))
    return {each.pk: _name(each, seen) for each in concerns}


def _name(concern: Concern, seen: set[int]) -> str:
    elector = concern.elector
    if elector is not None and elector.is_network:
        is_seen = elector.network is not None and elector.network_id in seen
        return elector.network.name if is_seen and elector.network else _("A network")
    return concern.by.display_name if concern.by else _("A former member")


def raised_by(concern: Concern, person: Person) -> bool:
    """Whether it is hers, or that of a network for which she speaks there."""
    elector = concern.elector
    if elector is None or not elector.is_network:
        return concern.by_id == person.pk
    held = speaking().filter(
        person=person, affiliation__member=elector.network_id,
        affiliation__body=concern.decision.network_id,
    )  # fmt: skip
    return held.exists()


def hers_among(concerns: Sequence[Concern], person: Person) -> set[int]:
    """The keys of those concerns that she may take back. One query."""
    body = concerns[0].decision.network_id if concerns else None
    speaks = set(
        speaking()
        .filter(Q(person=person), affiliation__body=body)
        .values_list("affiliation__member", flat=True)
    )
    return {
        each.pk
        for each in concerns
        if (
            each.elector.network_id in speaks
            if each.elector and each.elector.is_network
            else each.by_id == person.pk
        )
    }


# Of somebody who still belongs to the network that her notice comes from.
REASONS = """
    SELECT told.id, words.reason FROM inbox_notice told
    JOIN decisions_positionwords words ON words.position_id = told.key::bigint
    WHERE told.id = ANY(%s) AND words.reason <> ''
    AND told.source = ANY((SELECT networks_belonging(told.person_id))::bigint[])
"""


def reasons_now(notices: Sequence[int]) -> dict[int, str]:
    """Why spokes departed from what they carry, for those who may read it still. One query."""
    with connection.cursor() as cursor:
        cursor.execute(REASONS, [list(notices)])
        return dict(cursor.fetchall())
