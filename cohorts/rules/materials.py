"""Who reads, writes and puts away pieces of a programme."""

from django.utils.translation import gettext as _

from cohorts.models import Material
from cohorts.rules.people import facilitates
from networks.models import Network, Visibility
from networks.rules import Standing

MOST_MATERIALS = 200


def reads_materials(standing: Standing, network: Network, *, is_shared: bool) -> bool:
    """Whether the viewer finds the materials: who is in the cohort; all, where they are shared."""
    return standing.is_member or (is_shared and network.visibility == Visibility.PUBLIC)


def why_not_write(standing: Standing) -> str:
    """Why the viewer may write no materials here; "" when she may: whoever is in the cohort."""
    if not standing.is_member:
        return _("Only those who are in this cohort write its materials.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_add(standing: Standing, held: int) -> str:
    """Why she may not add a piece to the `held` ones; "" when she may."""
    if held >= MOST_MATERIALS:
        return _("There are %(most)s pieces already. Put some of them away first.") % {
            "most": MOST_MATERIALS
        }
    return why_not_write(standing)


def why_not_write_anew(standing: Standing, material: Material) -> str:
    """Why she may not write this piece anew; "" when she may."""
    if material.gone_at:
        return _("This piece was put away. Those who facilitate can bring it back.")
    return why_not_write(standing)


def why_not_put_away(standing: Standing) -> str:
    """Why she may not put a piece away, or bring it back; "" when she may."""
    return "" if facilitates(standing) else _("Those who facilitate put pieces away.")
