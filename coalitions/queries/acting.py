"""Who acts for a network in a coalition."""

from django.db.models import QuerySet

from networks.models import Network
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from networks.queries.spokes import speaking
from solidarity.people.models import Person


def acting_for(network: Network, body: Network) -> QuerySet[Person]:
    """Its stewards, and those who speak for it there."""
    spokes = speaking().filter(affiliation__member=network, affiliation__body=body)
    stewards = stewards_of(network)[:MOST_TOLD]
    keys = {each.pk for each in stewards} | set(spokes.values_list("person", flat=True))
    return Person.objects.here().filter(pk__in=keys).order_by("pk")
