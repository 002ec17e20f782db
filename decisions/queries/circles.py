"""The circles of a body, and who is in them."""

from django.db.models import Count, QuerySet

from decisions.models import Circle, CircleMember
from networks.models import Network


def circles_in(network: Network) -> QuerySet[Circle]:
    """Those that there are, by name; adds `people`, how many are in each. One query."""
    found = Circle.objects.filter(network=network, ended_at=None)
    return found.annotate(people=Count("members")).order_by("name", "pk")


def people_in(circle: Circle) -> QuerySet[CircleMember]:
    """Who is in it, by name, and since when."""
    return circle.members.select_related("person").order_by("person__display_name", "pk")


def circle_words(circle: Circle) -> dict[str, str]:
    """What a steward can change of it, as it stands."""
    return {"name": circle.name, "purpose": circle.purpose}
