"""Who does what in a cohort."""

from networks.models import Role
from networks.rules import Standing


def facilitates(standing: Standing) -> bool:
    """Brings the cohort together: its facilitators and its stewards."""
    membership = standing.membership
    return (
        standing.is_member
        and membership is not None
        and membership.role in {Role.FACILITATOR, Role.STEWARD}
    )


def takes_part(standing: Standing) -> bool:
    """A participant: was chosen, and holds no role over the others."""
    return standing.is_member and not facilitates(standing)
