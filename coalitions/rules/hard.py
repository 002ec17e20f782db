"""Who says what is hard for a network, and who changes it or says that it is eased."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from coalitions.models import Hardship
from decisions.rules.tasks import MOST_TASKS, why_not_touch
from networks.models import Network
from networks.rules import Standing

MOST_HELD = 12  # of one network: what is said of all is read by nobody


def why_not_say_hard(standing: Standing, spoken: Collection[Network]) -> str:
    """Why the viewer may not say what is hard; "" when she may. spoken: for whom she speaks."""
    if not standing.belongs:
        return _("Only networks that belong here say what is hard for them.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if not spoken:
        return _("A network says it by its stewards, or by whoever speaks for it here.")
    return ""


def why_not_more(held: int) -> str:
    """Why a network that has said so much may not say more; "" when it may."""
    if held >= MOST_HELD:
        return _("Your network has said a lot already. Say first what has eased.")
    return ""


def why_not_change_hard(hardship: Hardship, spoken: Collection[Network]) -> str:
    """Why the viewer may not change it, or say that it has eased; "" when she may."""
    if hardship.network_id in {network.pk for network in spoken}:
        return ""
    return _("Only those who speak for the network that said it change it.")


def why_not_commit(standing: Standing, hardship: Hardship, held: int) -> str:
    """Why the viewer may not write down what is done about it; "" when she may."""
    if reason := why_not_touch(standing):
        return reason
    if hardship.eased_at:
        return _("This has eased.")
    if held >= MOST_TASKS:
        return _("There are %(most)s tasks already. Finish some of them first.") % {
            "most": MOST_TASKS
        }
    return ""
