"""Who shares a programme, begins with it elsewhere, and takes over what changed."""

from django.utils.translation import gettext as _

from cohorts.models import Cohort, Stage
from cohorts.rules.people import facilitates
from networks.models import Kind, Network, Visibility
from networks.rules import Standing

INTO = ("group", "coalition")


def why_not_share(standing: Standing, network: Network) -> str:
    """Why the viewer may not let others begin with this programme, or stop it; "" when she may."""
    if not facilitates(standing):
        return _("Those who facilitate say whether others may begin with the programme.")
    if network.visibility != Visibility.PUBLIC:
        return _("This cohort is hidden, so its programme is not shared.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_take_over(standing: Standing) -> str:
    """Why the viewer may not answer what is offered from the earlier programme; "" when she may."""
    if not facilitates(standing):
        return _("Those who facilitate take changes over, or leave them.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_become(network: Network, cohort: Cohort | None, into: str) -> str:
    """Why this cohort cannot become that; "" when it can."""
    if network.kind != Kind.COHORT or cohort is None or into not in INTO:
        return _("What this is about is not there any more.")
    if cohort.stage != Stage.ENDED:
        return _("This is decided once the cohort has ended.")
    if into == "coalition" and network.visibility != Visibility.PUBLIC:
        return _("This cohort is hidden, so other networks could not find the coalition.")
    return ""
