"""Removals and pauses, for whom they are about and for the stewards."""

from django.db.models import Case, F, QuerySet, Value, When

from networks.models import Measure, MeasureState, Network, State
from networks.rules import Standing
from solidarity.people.models import Person, Viewer


def measures_of(network: Network) -> QuerySet[Measure]:
    """What was done to members: answers that wait come first, then the newest."""
    waits = Case(When(state=MeasureState.ANSWERED, then=Value(0)), default=Value(1))
    return _worded(Measure.objects.filter(network=network)).order_by(waits, "-pk")


def measures_about(person: Person) -> QuerySet[Measure]:
    """What was done to her, in any network; which she may not see any more."""
    return _worded(Measure.objects.filter(person=person)).order_by("-pk")


def last_measure(viewer: Viewer, standing: Standing) -> Measure | None:
    """What the stewards did last to a viewer of this standing. A query for the few alone."""
    member = standing.membership
    if member is None or not (standing.is_paused or standing.state in {State.LEFT, State.BANNED}):
        return None
    found = Measure.objects.filter(network=member.network_id, person=viewer.pk)
    return found.exclude(state=MeasureState.LIFTED).order_by("-pk").first()


def _worded(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """Adds `reason` and `decision`, in the stewards' words, and who wrote them."""
    found = found.annotate(reason=F("entry__written__words"), decision=F("settled__written__words"))
    return found.select_related("network", "person", "entry__by", "settled__by")
