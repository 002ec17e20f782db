"""How far a programme has travelled, and what changed where it came from."""

from dataclasses import dataclass, field

from cohorts.models import Material, MaterialVersion, SharedProgramme, Taken
from networks.models import Descent, Lineage, Network, Visibility
from solidarity.base.diff import Change, change_between
from solidarity.people.models import Viewer

DEEPEST = 6
MOST_OFFERS = 50


@dataclass
class Branch:
    """A cohort and those that began with its programme."""

    network: Network
    later: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Travelled:
    """The tree of cohorts that began with a programme; how many, in how many countries."""

    root: Branch
    cohorts: int
    countries: int


@dataclass(frozen=True)
class Offer:
    """A piece of the earlier programme that is new there, or was written anew."""

    origin: Material
    version: MaterialVersion
    taken: Taken | None
    change: Change | None


def shared_programme(network: Network) -> SharedProgramme | None:
    """As what its programme is shared; None where it is not. One query."""
    return SharedProgramme.objects.filter(body=network).first()


def earlier_of(network: Network) -> Network | None:
    """The cohort that this one began with, if everybody may know of it. One query."""
    line = Lineage.objects.filter(
        later=network, how=Descent.FORKED, earlier__visibility=Visibility.PUBLIC
    ).select_related("earlier")
    found = line.first()
    return found.earlier if found else None


def grown_from(viewer: Viewer, network: Network) -> Network | None:
    """The coalition that grew out of this cohort, if the viewer may know of it. One query."""
    lines = Lineage.objects.filter(earlier=network, how=Descent.FOLLOWED)
    found = Network.objects.visible_to(viewer).filter(pk__in=lines.values("later"))
    return found.order_by("-pk").first()


def travelled(network: Network) -> Travelled:
    """The tree around this cohort, from the first one that can be seen; hidden ones not counted.

    Twelve queries at most.
    """
    top = network
    for _level in range(DEEPEST):
        earlier = earlier_of(top)
        if earlier is None:
            break
        top = earlier
    root = Branch(top)
    found, level = {top.pk: root}, [root]
    for _level in range(DEEPEST):
        level = _next(level, found)
        if not level:
            break
    countries = {each.network.country for each in found.values() if each.network.country}
    return Travelled(root, len(found), len(countries))


def _next(level: list[Branch], found: dict[int, Branch]) -> list[Branch]:
    lines = Lineage.objects.filter(
        earlier__in=[each.network for each in level], how=Descent.FORKED,
        later__visibility=Visibility.PUBLIC,
    ).select_related("later").order_by("at", "pk")  # fmt: skip
    new = []
    for line in lines:
        if line.later_id not in found:
            branch = found[line.later_id] = Branch(line.later)
            found[line.earlier_id].later.append(branch)
            new.append(branch)
    return new


def offers_for(network: Network) -> list[Offer]:
    """What is new in the programme that this one began with, as long as it is shared.

    Five queries, however much there is.
    """
    earlier = earlier_of(network)
    if earlier is None or shared_programme(earlier) is None:
        return []
    taken = {each.origin_id: each for each in _taken(network)}
    pieces = Material.objects.filter(body=earlier, gone_at=None).order_by("theme", "pk")
    wanted = [
        each for each in pieces if each.pk not in taken or each.newest > taken[each.pk].number
    ]
    return _offers(wanted[:MOST_OFFERS], taken)


def _taken(network: Network) -> list[Taken]:
    found = Taken.objects.filter(body=network)
    return list(found.select_related("material"))


def _offers(pieces: list[Material], taken: dict[int, Taken]) -> list[Offer]:
    versions = MaterialVersion.objects.filter(material__in=pieces)
    by_number = {(each.material_id, each.number): each for each in versions}
    found = []
    for piece in pieces:
        new, answer = by_number[piece.pk, piece.newest], taken.get(piece.pk)
        old = by_number.get((piece.pk, answer.number)) if answer else None
        change = change_between(old.words, new.words) if old else None
        found.append(Offer(piece, new, answer, change))
    return found
