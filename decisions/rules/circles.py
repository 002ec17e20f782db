"""Who keeps the circles of a body."""

from django.utils.translation import gettext as _

from decisions.models import Circle, Decision, Stage
from networks.rules import Standing
from solidarity.people.models import Person

MOST_IN_A_CIRCLE = 200
LIVE = (Stage.DRAFT, Stage.DISCUSSION, Stage.ROUND)


def why_not_keep_circles(standing: Standing) -> str:
    """Why she may not make or change circles; "" when she may."""
    if not standing.is_steward or standing.is_paused:
        return _("The stewards keep the circles.")
    return ""


def why_not_change_circle(standing: Standing, circle: Circle) -> str:
    """Why she may not change this one; "" when she may."""
    if circle.ended_at:
        return _("This circle has ended.")
    return why_not_keep_circles(standing)


def why_not_add(circle: Circle, person: Person | None, *, belongs: bool, number: int) -> str:
    """Why this person cannot be put into it; "" when she can. number: who are in it."""
    if person is None or not belongs:
        return _("Nobody who belongs here has that word. Look at it again.")
    if number >= MOST_IN_A_CIRCLE:
        return _("A circle is a small group. Take somebody out first, or ask everybody.")
    if circle.members.filter(person=person).exists():
        return _("This person is in it already.")
    return ""


def why_not_end(circle: Circle) -> str:
    """Why it cannot end now; "" when it can."""
    if Decision.objects.filter(circle=circle, stage__in=LIVE).exists():
        return _("It is still to decide something. Bring that to an end first, or call it off.")
    return ""
