"""Common ground: who says what on a side, who marks, and who answers for a network."""

from django.utils.translation import gettext as _

from coalitions.models import Mark, Point
from networks.models import Network
from networks.rules import Standing

MOST_POINTS = 12  # of one network, on one topic
OFFERED = 3  # sides next to each other


def why_closed(body: Network) -> str:
    """That nothing goes on in a body that has ended; "" for any other."""
    return _("This coalition has ended. Its pages stay to be read.") if body.ended_at else ""


def why_not_take_part(standing: Standing, body: Network) -> str:
    """Why the viewer may not mark, or write on the common text; "" when she may."""
    if not standing.belongs:
        return _("Only those who belong here take part in this.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    return why_closed(body)


def why_not_add(points: int) -> str:
    """Why a network cannot say one thing more on a topic; points: what it says there already."""
    if points >= MOST_POINTS:
        return _("Twelve points on one topic are enough to talk about. Take one back first.")
    return ""


def why_not_mark_pair(one: Point, other: Point) -> str:
    """Why nothing can be marked between two points; "" when something can."""
    if one.withdrawn_at or other.withdrawn_at:
        return _("One of the two points was taken back meanwhile.")
    if one.network_id == other.network_id:
        return _("Choose points of two different networks.")
    if one.topic != other.topic:
        return _("Choose two points on the same topic.")
    return ""


def why_not_answer_mark(mark: Mark, network: Network, *, at_all: bool = True) -> str:
    """Why `network` cannot say whether a mark is so; "" when it can. at_all: with a new answer."""
    if network.pk not in {mark.one.network_id, mark.other.network_id}:
        return _("This mark is between two other networks.")
    if mark.dismissed_at:
        return _("One of the two networks has said that it is not so.")
    if mark.one.withdrawn_at or mark.other.withdrawn_at:
        return _("One of the two points was taken back meanwhile.")
    is_one = mark.one.network_id == network.pk
    if at_all and (mark.one_confirmed_at if is_one else mark.other_confirmed_at):
        return _("Your network has said so already.")
    return ""
