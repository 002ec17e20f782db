"""A cohort as one viewer meets it."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.queries.cohort import cohort_of, hers, known_cohort
from cohorts.rules.people import facilitates
from networks.models import Network
from networks.rules import standing_of
from networks.views.body import Body
from solidarity.people.models import PersonRequest, ViewerRequest

TAB = "cohorts:programme"


@dataclass(frozen=True)
class Met:
    """A cohort with a programme, as one viewer meets it."""

    body: Body
    cohort: Cohort

    @property
    def back(self) -> str:
        """Where whoever applied goes on: its programme; or all of hers, where it is hidden."""
        if not self.body.is_seen:
            return reverse("cohorts:applied")
        return reverse(TAB, args=[self.body.network.slug])

    @property
    def back_words(self) -> str:
        """How that page is called."""
        return _("Programme") if self.body.is_seen else _("Your applications")

    @property
    def facilitates(self) -> bool:
        """Whether the viewer brings it together."""
        return facilitates(self.body.standing)

    def context(self) -> dict[str, object]:
        """What every page about a programme shows."""
        leads = {
            "cohort": self.cohort, "facilitates": self.facilitates, "is_seen": self.body.is_seen,
        }  # fmt: skip
        return self.body.context(TAB) | leads


def cohort_for(request: ViewerRequest | PersonRequest, slug: str) -> Body:
    """The cohort of this slug; Http404 when there is none that the viewer may know of."""
    known = known_cohort(request.user, slug)
    if known is None:
        raise Http404
    return Body(*known)


def programme_for(request: ViewerRequest | PersonRequest, slug: str) -> Met:
    """The same, with its programme; Http404 before there is one."""
    body = cohort_for(request, slug)
    cohort = cohort_of(body.network)
    if cohort is None:
        raise Http404
    return Met(body, cohort)


def of_hers(request: PersonRequest, slug: str) -> Met:
    """The same, and for whoever applied or was nominated: without its tabs where it is hidden."""
    known = known_cohort(request.user, slug)
    if known is not None:
        return programme_for(request, slug)
    network = Network.objects.filter(pk__in=hers(request.user, slug)).first()
    cohort = cohort_of(network) if network else None
    if network is None or cohort is None:
        raise Http404
    return Met(Body(network, standing_of(request.user, network), is_seen=False), cohort)


def facilitated(request: PersonRequest, slug: str) -> Met:
    """The same, for those who facilitate; Http404 for everybody else."""
    met = programme_for(request, slug)
    if not met.facilitates:
        raise Http404
    return met
