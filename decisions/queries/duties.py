"""How decisions keep what is to be done because of them."""

from datetime import datetime

from django.urls import reverse

from decisions.models import Decision
from decisions.queries.seeing import decisions_seen
from decisions.rules.duties import Duties
from decisions.rules.tasks import why_not_add_task
from networks.models import Network
from networks.rules import Standing, standing_of
from solidarity.people.models import Person


def _network(by: Person, decision_id: int) -> Network:
    return Network.objects.visible_to(by).locked().get(decisions=decision_id)


def _seen(
    by: Person, network: Network, decision_id: int, at: datetime
) -> tuple[Decision, Standing]:
    standing = standing_of(by, network, at=at)
    decision = decisions_seen(by, network, standing).get(pk=decision_id)
    decision.network = network
    return decision, standing


def _act(decision: Decision, pk: int) -> str:
    return reverse("decisions:task", args=[decision.network.slug, decision.number, pk])


DUTIES = Duties(
    network=_network,
    seen=_seen,
    why_not_add=why_not_add_task,
    page=lambda decision: f"{decision.get_absolute_url()}tasks/",
    act=_act,
    tells="decisions",
    beside=("network",),
)
