"""What each has for herself in a cohort, and what facilitators do for buddies."""

from django.utils.translation import gettext as _

from cohorts.rules.people import facilitates, was_cohort
from networks.models import Network
from networks.rules import Standing

MOST_ENTRIES = 1000
MOST_COMMITMENTS = 200
MOST_LOADS = 1000


def has_own(standing: Standing, network: Network) -> bool:
    """Whether she has a page of her own here: whoever takes part, or facilitates."""
    return standing.is_member and was_cohort(network)


def why_not_one_more(count: int, most: int) -> str:
    """Why she cannot keep one more."""
    if count >= most:
        return _("There is no more room here. Delete something that you do not need any more.")
    return ""


def why_not_match(standing: Standing, network: Network) -> str:
    """Why she may not bring buddies together."""
    if not facilitates(standing):
        return _("Those who facilitate bring buddies together.")
    if standing.is_paused:
        return _("You are paused here: you read, but do not act.")
    if network.ended_at:
        return _("This cohort has ended.")
    return ""
