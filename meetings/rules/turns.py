"""Who passes a duty on."""

from datetime import datetime

from django.utils.translation import gettext as _

from meetings.models import Meeting, Turn
from meetings.rules.meetings import tends
from meetings.rules.taking_part import why_not_write
from networks.rules import Standing
from solidarity.people.models import Person


def why_not_offer_turn(
    standing: Standing, meeting: Meeting, turn: Turn | None, by: Person, *, is_asked: bool,
    at: datetime,
) -> str:  # fmt: skip
    """Why she may not ask somebody to take a duty on, which has this `turn`; "" when she may."""
    if why_not := why_not_write(standing, meeting):
        return why_not
    if meeting.is_off:
        return _("This meeting was called off.")
    if meeting.is_over(at):
        return _("This meeting is over.")
    if is_asked:
        return _("Somebody is asked already. Take that back first.")
    if tends(standing, meeting, by) or (turn is not None and turn.person_id == by.pk):
        return ""
    return _("Whoever has a duty passes it on, or who looks after the meeting.")
