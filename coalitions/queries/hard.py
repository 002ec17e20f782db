"""What is hard in a coalition, where support is wanted, and what is done about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from coalitions.models import Hard, Hardship
from coalitions.queries.calls import is_named, unread
from coalitions.rules.hard import why_not_commit
from decisions.models import Task
from decisions.rules.duties import Duties
from networks.models import Affiliation, AffiliationState, Kind, Network
from networks.rules import Standing, standing_of
from solidarity.people.models import Person, Viewer

MOST_SHOWN = 30  # of a kind on one page
MOST_EASED = 20


def _of(viewer: Viewer, body: Network) -> QuerySet[Hardship]:
    """What networks said that belong there; adds `is_named`."""
    inside = Affiliation.objects.filter(
        body=body, member=OuterRef("network"), state=AffiliationState.ACTIVE
    )
    found = Hardship.objects.filter(Exists(inside), body=body)
    return found.select_related("network").annotate(is_named=is_named(viewer))


@dataclass(frozen=True)
class Said:
    """One hardship with what is done about it."""

    hardship: Hardship
    tasks: Sequence[Task] = ()

    @property
    def waits(self) -> bool:
        """Whether support is wanted, and nobody has promised any."""
        return self.hardship.wants_support and not self.tasks


@dataclass
class OfKind:
    """What was said of one kind: where support is wanted and nothing promised stands first."""

    kind: Hard
    said: list[Said] = field(default_factory=list)
    is_cut: bool = False

    @property
    def wanting(self) -> bool:
        """Whether support is wanted somewhere that nobody has promised yet."""
        return any(each.waits for each in self.said)


def hard_in(viewer: Viewer, body: Network) -> list[OfKind]:
    """What is hard, by kind; 30 of each at most. Two queries, however many networks there are.

    Within a kind what waits for support comes first, then the newest: nobody is counted.
    """
    place = Window(RowNumber(), partition_by="kind", order_by=[F("wants_support").desc(), "-pk"])
    found = _of(viewer, body).filter(eased_at=None).annotate(place=place)
    found = found.filter(place__lte=MOST_SHOWN + 1).defer(*unread("network"))
    rows = list(found.order_by("place"))
    tasks = promised([row.pk for row in rows])
    kinds = {kind: OfKind(kind) for kind in Hard}
    for row in rows:
        row.body = body
        kinds[Hard(row.kind)].said.append(Said(row, tasks.get(row.pk, [])))
    for each in kinds.values():
        each.is_cut = len(each.said) > MOST_SHOWN
        each.said = sorted(each.said[:MOST_SHOWN], key=lambda said: not said.waits)
    return list(kinds.values())


def promised(hardships: Sequence[int]) -> dict[int, list[Task]]:
    """What is done about each of these (keys), open ones first; holders beside them. One query."""
    found: dict[int, list[Task]] = defaultdict(list)
    kind = ContentType.objects.get_for_model(Hardship)
    tasks = Task.objects.filter(owner_type=kind, owner_id__in=hardships).select_related("holder")
    for task in tasks.order_by(F("done_at").desc(nulls_first=True), "due_on", "pk"):
        found[task.owner_id].append(task)
    return found


def eased_in(viewer: Viewer, body: Network) -> list[Hardship]:
    """What has eased, the newest first; 20 at most. One query."""
    eased = _of(viewer, body).exclude(eased_at=None).defer(*unread("network"))
    found = list(eased.order_by("-eased_at", "-pk")[:MOST_EASED])
    for each in found:
        each.body = body
    return found


def hardship_for(viewer: Viewer, body: Network, pk: int) -> Hardship | None:
    """The one of this key, where its network belongs there still. One query."""
    found = _of(viewer, body).select_related("network", "by").filter(pk=pk).first()
    if found is not None:
        found.body = body
    return found


def hard_words(hardship: Hardship) -> dict[str, object]:
    """What it says, as its form has it."""
    return {
        "kind": hardship.kind,
        "words": hardship.words,
        "wants_support": hardship.wants_support,
    }


def _network(by: Person, hardship_id: int) -> Network:
    mine = Network.objects.visible_to(by).filter(kind=Kind.COALITION)
    return mine.locked().get(hardships=hardship_id)


def _seen(
    by: Person, network: Network, hardship_id: int, at: datetime
) -> tuple[Hardship, Standing]:
    """It, for one who belongs; Hardship.DoesNotExist for anybody else."""
    standing = standing_of(by, network, at=at)
    hardship = hardship_for(by, network, hardship_id) if standing.belongs else None
    if hardship is None:
        raise Hardship.DoesNotExist
    return hardship, standing


def _act(hardship: Hardship, pk: int) -> str:
    return reverse("coalitions:hard_task", args=[hardship.body.slug, hardship.pk, pk])


DUTIES = Duties(
    network=_network,
    seen=_seen,
    why_not_add=why_not_commit,
    page=lambda hardship: str(hardship.get_absolute_url()),
    act=_act,
    tells="coalitions",
    beside=("body",),
)
