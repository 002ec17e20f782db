"""Reports: the queue of the stewards, that of the admins, and one's own."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from networks.models import Membership, Network, Report, ReportState, Role, State
from solidarity.people.models import Person


def reports_in(viewer: Person, network: Network) -> QuerySet[Report]:
    """Those that the stewards of `network` handle; for the viewer none about herself."""
    found = Report.objects.handled_by_stewards(network).exclude(whom=viewer)
    return found.select_related("whom", "reporter", "taken_by", "network").order_by("-pk")


def reports_at_desk(viewer: Person) -> QuerySet[Report]:
    """Those that admins handle; none about the viewer, or about a network that she looks after."""
    held = Membership.objects.filter(person=viewer, role=Role.STEWARD, state=State.ACTIVE)
    found = Report.objects.handled_by_admins().exclude(whom=viewer)
    found = found.exclude(network__in=held.values("network"))
    return found.select_related("whom", "reporter", "taken_by", "network").order_by("-pk")


def reports_by(person: Person) -> QuerySet[Report]:
    """What she reported, the newest first."""
    return Report.objects.filter(reporter=person).order_by("-pk")


def has_reported(person: Person, thing: Model) -> bool:
    """Whether a report of hers about this is open."""
    kind = ContentType.objects.get_for_model(thing)
    found = reports_by(person).filter(about_type=kind, about_id=thing.pk)
    return found.exclude(state=ReportState.CLOSED).exists()
