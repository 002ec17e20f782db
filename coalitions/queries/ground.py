"""Common ground as one viewer meets it: sides next to each other, and what is marked between them.

A hidden network, what it says and what is marked on it are there for those who may know of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.models import Mark, Point, Relation, Topic
from coalitions.queries.calls import unread
from networks.models import AffiliationState, CircleSeen, Network
from networks.models.network import belongs_to
from networks.queries.held import Held, held_of
from solidarity.base.kept import one_of
from solidarity.base.pages import Page, keyset_page
from solidarity.people.models import Viewer
from values.queries.pooling import newest_of

SIDES = 8  # on a page
MOST_NAMED = 200  # sides to choose among
MOST_COMPARED = 3
MOST_WAITING = 10
MOST_MARKS = 4  # beside one point, before one looks at it by itself

Counts = Mapping[
    tuple[str, bool], int
]  # how many marks of a relation are confirmed by both, or not


def sides_seen(viewer: Viewer, body: Network) -> QuerySet[Network]:
    """Networks in `body` that the viewer may know of, the newest first."""
    return (
        Network.objects.visible_to(viewer)
        .filter(affiliations__body=body, affiliations__state=AffiliationState.ACTIVE)
        .order_by("-pk")
    )


def points_seen(viewer: Viewer, body: Network) -> QuerySet[Point]:
    """What stands on sides that the viewer may know of, in the order in which it was said."""
    seen = sides_seen(viewer, body).order_by().values("pk")
    return Point.objects.filter(body=body, withdrawn_at=None, network__in=seen).order_by("pk")


def _marks_between(body: Network, seen: list[int]) -> QuerySet[Mark]:
    """What is marked between points of these networks (keys).

    As keys, and not as a query in it: so PostgreSQL knows how many they are.
    """
    return Mark.objects.filter(
        one_of("one__network", seen), one_of("other__network", seen), body=body,
        dismissed_at=None, one__withdrawn_at=None, other__withdrawn_at=None,
    )  # fmt: skip


def marks_seen(viewer: Viewer, body: Network) -> QuerySet[Mark]:
    """What is marked between two points that the viewer may know of, the newest first.

    Asks which networks she may know of: a query.
    """
    return _marks_between(body, _keys_seen(viewer, body)).order_by("-pk")


def _keys_seen(viewer: Viewer, body: Network) -> list[int]:
    return list(sides_seen(viewer, body).order_by().values_list("pk", flat=True))


@dataclass(frozen=True)
class ShownTopic:
    """A topic on the first page: how many networks say something on it, and what is marked."""

    topic: str
    label: str
    sides: int
    marks: int


def topics_of(viewer: Viewer, body: Network) -> tuple[list[ShownTopic], Counts]:
    """All topics, and all marks counted. Three queries, however much is said."""
    seen = _keys_seen(viewer, body)
    said = Point.objects.filter(one_of("network", seen), body=body, withdrawn_at=None)
    sides = dict(said.values_list("topic").annotate(Count("network", distinct=True)))
    both = Q(one_confirmed_at__isnull=False, other_confirmed_at__isnull=False)
    rows = _marks_between(body, seen).values_list("one__topic", "relation")
    marks: dict[str, int] = {}
    counts: dict[tuple[str, bool], int] = {}
    for topic, relation, all_of, confirmed in rows.annotate(
        all_of=Count("pk"), sure=Count("pk", filter=both)
    ):
        marks[topic] = marks.get(topic, 0) + all_of
        for is_confirmed, many in ((True, confirmed), (False, all_of - confirmed)):
            key = (relation, is_confirmed)
            counts[key] = counts.get(key, 0) + many
    return [
        ShownTopic(t.value, str(t.label), sides.get(t, 0), marks.get(t, 0)) for t in Topic
    ], counts


def summed(counts: Counts) -> list[str]:
    """What is marked, in sentences: never a score."""
    overlaps = counts.get((Relation.OVERLAP, True), 0)
    beside = counts.get((Relation.BESIDE, True), 0)
    words = counts.get((Relation.WORD, True), 0)
    clashes = sum(counts.get((Relation.CLASH, sure), 0) for sure in (True, False))
    waiting = sum(
        many for (kind, sure), many in counts.items() if not sure and kind != Relation.CLASH
    )
    said = [
        (overlaps, ngettext(
            "%(n)s overlap is confirmed by both networks.",
            "%(n)s overlaps are confirmed by both networks.", overlaps)),
        (beside, ngettext(
            "%(n)s difference can live side by side: both networks say so.",
            "%(n)s differences can live side by side: both networks say so.", beside)),
        (words, ngettext(
            "%(n)s word means two things, and both networks know.",
            "%(n)s words mean two things, and both networks know.", words)),
        (clashes, ngettext(
            "%(n)s clash is open: talk about it.",
            "%(n)s clashes are open: talk about them.", clashes)),
        (waiting, ngettext(
            "%(n)s mark waits until both networks say whether it is so.",
            "%(n)s marks wait until both networks say whether it is so.", waiting)),
    ]  # fmt: skip
    return [words % {"n": many} for many, words in said if many]


@dataclass(frozen=True)
class ShownMark:
    """A mark as it stands beside one of its two points."""

    mark: Mark
    far: Point

    @property
    def state(self) -> str:
        """How far it is confirmed, in words."""
        return state_of(self.mark)


def state_of(mark: Mark) -> str:
    """How far a mark is confirmed, in words."""
    if mark.dismissed_at:
        return _("One network says that it is not so.")
    if mark.is_confirmed:
        return _("Both networks confirm it.")
    if mark.fell_back_at and not (mark.one_confirmed_at or mark.other_confirmed_at):
        return _("The words changed since it was confirmed: both networks are asked again.")
    if mark.one_confirmed_at or mark.other_confirmed_at:
        return _("One of the two networks confirms it.")
    return _("Neither network has said yet whether it is so.")


@dataclass
class ShownPoint:
    """A point with what is marked on it."""

    point: Point
    marks: list[ShownMark] = field(default_factory=list)

    @property
    def first_marks(self) -> list[ShownMark]:
        """As many as stand beside it in a list."""
        return self.marks[:MOST_MARKS]

    @property
    def has_more(self) -> bool:
        """Whether there are others."""
        return len(self.marks) > MOST_MARKS


@dataclass
class Side:
    """What one network says on a topic; its circle, where it shows one."""

    network: Network
    points: list[ShownPoint] = field(default_factory=list)
    circle: Held | None = None


def sides_on(
    viewer: Viewer, body: Network, topic: str, *, after: str
) -> tuple[Page[Network], list[Side]]:
    """The sides of some networks on a topic, and the page that they make. Three queries."""
    said = Point.objects.filter(body=body, topic=topic, withdrawn_at=None, network=OuterRef("pk"))
    page = keyset_page(sides_seen(viewer, body).filter(Exists(said)), after=after, size=SIDES)
    return page, _filled(viewer, body, topic, page.rows)


def sides_named(viewer: Viewer, body: Network, topic: str) -> list[tuple[str, str]]:
    """Networks that say something on a topic, to choose among: slug and name. One query."""
    said = Point.objects.filter(body=body, topic=topic, withdrawn_at=None, network=OuterRef("pk"))
    found = sides_seen(viewer, body).filter(Exists(said)).order_by("name", "pk")
    return list(found.values_list("slug", "name")[:MOST_NAMED])


def sides_chosen(viewer: Viewer, body: Network, topic: str, slugs: Collection[str]) -> list[Side]:
    """The sides of the networks at these addresses; circles beside values. Five queries at most."""
    chosen = list(dict.fromkeys(slugs))[:MOST_COMPARED]
    found = sides_seen(viewer, body).filter(slug__in=chosen).annotate(is_hers=belongs_to(viewer))
    rows = {each.slug: each for each in found}
    sides = _filled(viewer, body, topic, [rows[slug] for slug in chosen if slug in rows])
    if topic == Topic.VALUES:
        _lay_circles(sides)
    return sides


def _filled(viewer: Viewer, body: Network, topic: str, networks: Sequence[Network]) -> list[Side]:
    sides = {each.pk: Side(each) for each in networks}
    points = {}
    for point in Point.objects.filter(
        body=body, topic=topic, withdrawn_at=None, network__in=list(sides)
    ).order_by("pk"):
        point.body, point.network = body, sides[point.network_id].network
        points[point.pk] = ShownPoint(point)
        sides[point.network_id].points.append(points[point.pk])
    _lay_marks(viewer, body, points)
    return list(sides.values())


def _lay_marks(viewer: Viewer, body: Network, points: Mapping[int, ShownPoint]) -> None:
    """Put beside each point what is marked on it. One query."""
    on = Q(one__in=list(points)) | Q(other__in=list(points))
    for mark in _with_networks(marks_seen(viewer, body).filter(on)):
        mark.body = body
        for near, far in ((mark.one, mark.other), (mark.other, mark.one)):
            if near.pk in points:
                far.body = body
                points[near.pk].marks.append(ShownMark(mark, far))


def _with_networks(marks: QuerySet[Mark]) -> QuerySet[Mark]:
    ends = ("one__network", "other__network")
    return marks.select_related(*ends).defer(*unread(*ends))


def marks_on(viewer: Viewer, body: Network, point: Point) -> list[ShownMark]:
    """What is marked on one point. One query."""
    shown = ShownPoint(point)
    _lay_marks(viewer, body, {point.pk: shown})
    return shown.marks


def _lay_circles(sides: Iterable[Side]) -> None:
    """What the networks published of their members' circles, as far as it is shown. One query."""
    shown = [
        side for side in sides
        if side.network.pool_id and not side.network.map_off
        and (side.network.circle_seen == CircleSeen.EVERYONE or side.network.is_hers)  # type: ignore[attr-defined]
    ]  # fmt: skip
    newest = newest_of([side.network.pool_id for side in shown if side.network.pool_id])
    for side in shown:
        published = newest.get(side.network.pool_id or 0)
        side.circle = held_of(published, None) if published else None


def whole_side(viewer: Viewer, body: Network, network: Network) -> dict[str, list[ShownPoint]]:
    """All that one network says, by topic. Two queries."""
    points = {}
    found: dict[str, list[ShownPoint]] = {}
    for point in points_seen(viewer, body).filter(network=network):
        point.body, point.network = body, network
        points[point.pk] = ShownPoint(point)
        found.setdefault(point.topic, []).append(points[point.pk])
    _lay_marks(viewer, body, points)
    return found


def marked_pairs(body: Network, points: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of these points that are marked already, the smaller key first. One query."""
    marks = Mark.objects.filter(body=body, dismissed_at=None, one__in=points, other__in=points)
    return set(marks.values_list("one", "other"))


def mark_seen(viewer: Viewer, body: Network, pk: int) -> Mark | None:
    """A mark that the viewer may know of, dismissed or not. One query."""
    seen = sides_seen(viewer, body).order_by().values("pk")
    found = Mark.objects.filter(
        body=body, pk=pk, one__network__in=seen, other__network__in=seen
    ).select_related("one__network", "other__network", "by")
    mark = found.first()
    if mark is not None:
        mark.body = mark.one.body = mark.other.body = body
    return mark


def point_seen(viewer: Viewer, body: Network, pk: int) -> Point | None:
    """A point that the viewer may know of. One query."""
    point = points_seen(viewer, body).filter(pk=pk).select_related("network", "by").first()
    if point is not None:
        point.body = body
    return point


def waiting_for(viewer: Viewer, body: Network, networks: Sequence[Network]) -> list[Mark]:
    """Marks that wait until one of these networks says whether they are so. One query."""
    if not networks:
        return []
    keys = [each.pk for each in networks]
    asked = Q(one__network__in=keys, one_confirmed_at=None) | Q(
        other__network__in=keys, other_confirmed_at=None
    )
    marks = marks_seen(viewer, body).filter(asked)
    found = list(_with_networks(marks)[:MOST_WAITING])
    for mark in found:
        mark.body = body
    return found
