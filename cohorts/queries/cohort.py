"""A cohort and how somebody stands to it."""

from django.db.models import Q, QuerySet

from cohorts.models import Cohort, Stage
from cohorts.rules.people import was_cohort
from networks.models import Network
from networks.queries.knowing import known_network
from networks.rules import Standing
from solidarity.people.models import Person, Viewer


def known_cohort(viewer: Viewer, slug: str) -> tuple[Network, Standing] | None:
    """A cohort and how `viewer` stands to it; None for what is none, or not hers to know of."""
    known = known_network(viewer, slug.replace("\0", ""))
    return known if known and was_cohort(known[0]) else None


def was_there(network: Network, standing: Standing) -> bool:
    """Whether the viewer is in it, and came before it ended. One query for whoever is in it.

    Where a cohort goes on as a group, what was told inside stays among those who were there.
    """
    if not standing.is_member or standing.membership is None:
        return False
    ended = Cohort.objects.filter(network=network, stage=Stage.ENDED).values_list("stage_since")
    came = standing.membership.answered_at or standing.membership.asked_at
    return all(came <= since for (since,) in ended)


def cohort_of(network: Network) -> Cohort | None:
    """Its programme; None before the facilitators wrote one. One query."""
    found = Cohort.objects.filter(network=network).first()
    if found:
        found.network = network
    return found


def hers(person: Person, slug: str) -> QuerySet[Network, int]:
    """The key of the cohort of this slug if she may know of it, applied to it, or was nominated.

    What she said of herself is hers to read and to take back, though its page may be hidden by now.
    """
    mine = Q(cohort__applications__person=person) | Q(cohort__nominations__whom=person)
    seen = Q(pk__in=Network.objects.visible_to(person).values("pk"))
    found = Network.objects.filter(mine | seen, slug=slug.replace("\0", ""), cohort__isnull=False)
    return found.values_list("pk", flat=True)
