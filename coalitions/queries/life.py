"""A coalition and where it stands."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.models import Carries, Coalition, CommonText, Phase, Point
from coalitions.moves import EFFECT, Move
from coalitions.queries.texts import text_in_force
from decisions.models import Outcome
from networks.models import (
    Affiliation,
    AffiliationState,
    Kind,
    Lineage,
    LogEntry,
    Membership,
    Network,
    Role,
    State,
    Verb,
)
from networks.queries.knowing import known_network
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

FEWEST_SIDES = 2
MOST_MOVES = 50
MOST_CARRIED = 100


def coalition_of(network: Network) -> Coalition:
    """What it has beside what every body has; of one that nothing was written of, the beginning."""
    found = Coalition.objects.filter(network=network).first()
    if found is None:
        return Coalition(network=network, phase=Phase.EXPLORING, phase_since=network.founded_at)
    found.network = network
    return found


def known_coalition(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """A coalition and how `viewer` stands to it; None for what is none, or not hers to know of."""
    known = known_network(viewer, slug.replace("\0", ""))
    return known if known and known[0].kind == Kind.COALITION else None


@dataclass(frozen=True)
class Check:
    """One thing that it takes to move on; `page`: where one does it, of the coalition."""

    words: str
    is_met: bool
    page: str = ""


def sides_filled(network: Network) -> int:
    """How many networks have said something on their side: hidden ones, too. One query."""
    said = Point.objects.filter(body=network, withdrawn_at=None)
    said = said.filter(
        network__affiliations__body=network, network__affiliations__state=AffiliationState.ACTIVE
    )
    return said.values("network").distinct().count()


def checks_of(coalition: Coalition) -> list[Check]:
    """What it takes to come from where it stands to the next step. One query at most."""
    if coalition.phase == Phase.EXPLORING:
        return [_two_sides(sides_filled(coalition.network)), _common_text(coalition)]
    if coalition.phase == Phase.FORMING:
        words = _("An agreement is adopted by a decision")
        return [Check(words, bool(coalition.version_number), "agreement/")]
    return []


def _two_sides(sides: int) -> Check:
    words = _("At least two networks say something on their side of the common ground")
    so_far = ngettext("%(sides)s so far", "%(sides)s so far", sides) % {"sides": sides}
    return Check(f"{words} ({so_far})", sides >= FEWEST_SIDES, "common-ground/")


def _common_text(coalition: Coalition) -> Check:
    words = _("A common text is adopted by a decision: what you are, and how closely you work")
    return Check(words, bool(coalition.common_number), "common-ground/text/")


def moves_of(viewer: Viewer, network: Network) -> list[LogEntry]:
    """Where it has been, the newest first. Two queries."""
    moved = LogEntry.objects.filter(network=network, verb=Verb.CHANGED, facts__has_key="life")
    named = Prefetch("other", queryset=Network.objects.visible_to(viewer).only("name", "slug"))
    found = moved.select_related("by").prefetch_related(named).order_by("-pk")
    return list(found[:MOST_MOVES])


def carries_of(network: Network) -> QuerySet[Carries]:
    """What networks go on with by themselves, by the name of the network."""
    return Carries.objects.filter(body=network).select_related("network").order_by("network__name")


def carries_seen(viewer: Viewer, network: Network) -> list[Carries]:
    """The same, of networks that the viewer may know of. One query."""
    seen = Network.objects.visible_to(viewer).values("pk")
    return list(carries_of(network).filter(network__in=seen)[:MOST_CARRIED])


def carriers(person: Person, body: Network) -> list[Network]:
    """Networks that she looks after and that have left `body`, by name. One query."""
    left = Affiliation.objects.filter(body=body, state=AffiliationState.ENDED)
    hers = Membership.objects.filter(person=person, role=Role.STEWARD, state=State.ACTIVE)
    found = Network.objects.filter(pk__in=left.values("member")) & Network.objects.filter(
        pk__in=hers.values("network")
    )
    return list(found.order_by("name", "pk"))


@dataclass(frozen=True)
class Kin:
    """Another body on a line of descent, as the viewer may know of it."""

    words: str
    network: Network


def lineage_of(viewer: Viewer, network: Network) -> list[Kin]:
    """Where it comes from, and what it became: bodies that the viewer may know of. Two queries."""
    lines = Lineage.objects.filter(Q(earlier=network) | Q(later=network)).order_by("at", "pk")
    rows = list(lines[:MOST_MOVES])
    far = {each.later_id if each.earlier_id == network.pk else each.earlier_id for each in rows}
    seen = Network.objects.visible_to(viewer).in_bulk(far) if far else {}
    found = []
    for each in rows:
        is_earlier = each.earlier_id == network.pk
        other = seen.get(each.later_id if is_earlier else each.earlier_id)
        if other is not None:
            words = each.get_how_display() if is_earlier else _("Grew out of")
            found.append(Kin(words, other))
    return found


def _said_by_decision(networks: Collection[int], move: str) -> QuerySet[Outcome]:
    """What these networks decided of this step, the newest first."""
    outcomes = Outcome.objects.filter(
        round__decision__network__in=networks, round__decision__effect=EFFECT,
        effect_done__move=move, round__voided_at=None,
    )  # fmt: skip
    return outcomes.order_by("-pk")


def wanted_by(earlier: Network) -> list[int]:
    """Keys of the coalitions in which it has decided to go on; none where it has not."""
    newest = _said_by_decision([earlier.pk], Move.INTO).first()
    return list(newest.effect_done.get("others", [])) if newest else []


def wishes_for(earlier: Network, into: Collection[int]) -> set[int]:
    """Which of these have decided that they come out of `earlier`."""
    said = _said_by_decision(into, Move.OUT_OF).filter(effect_done__others__contains=[earlier.pk])
    return set(said.values_list("round__decision__network", flat=True))


@dataclass(frozen=True)
class AboutLife:
    """What the first page of a coalition says of it."""

    coalition: Coalition
    text: CommonText | None
    kin: list[Kin]


def about_life(viewer: Viewer, network: Network, standing: Standing) -> AboutLife | None:
    """Where it stands, its common text, its lineage; None for what is no coalition. Four queries."""
    if network.kind != Kind.COALITION:
        return None
    coalition = coalition_of(network)
    text = text_in_force(network) if coalition.common_number else None
    return AboutLife(coalition, text, lineage_of(viewer, network))
