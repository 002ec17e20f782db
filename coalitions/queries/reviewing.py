"""Reviews of the agreement."""

from coalitions.models import Clause, Review
from networks.models import Network


def review_of(body: Network, decision: int) -> Review | None:
    """Of which review the question of this number is; None where it is of none. One query."""
    found = Review.objects.filter(body=body, decision=decision)
    return found.select_related("clause", "version").first()


def reviews_of(clause: Clause) -> list[Review]:
    """When a clause was looked at again, the newest first. One query."""
    return list(clause.reviews.order_by("-due_on", "-pk"))
