"""Who takes a shared conversation off a board."""

from django.utils.translation import gettext as _

from networks.models import SharedThread
from networks.rules.standing import Standing


def why_not_take_off(standing: Standing, board: SharedThread) -> str:
    """Why the viewer may not take this off her network's board; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards take a conversation off their board.")
    if board.off_at:
        return _("Another steward has taken it off already.")
    return ""
