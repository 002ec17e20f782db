"""Who takes part in a meeting, and what those who do may do."""

from datetime import datetime

from django.utils.translation import gettext as _

from meetings.models import Audience, Meeting, Slot
from meetings.rules.meetings import tends
from networks.models import State
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

MOST_TIMES = 12
MOST_OWN_TIMES = 3
MOST_ITEMS = 40


def is_inside(standing: Standing, *, is_guest: bool) -> bool:
    """Whether she reads what is prepared for a meeting: those who belong, and its guests."""
    return standing.belongs or is_guest


def why_not_take_part(
    standing: Standing, meeting: Meeting, viewer: Viewer, *, is_guest: bool
) -> str:
    """Why she may not say that she comes, or answer about dates; "" when she may."""
    if not isinstance(viewer, Person):
        return _("Sign in to say whether you come.")
    if meeting.is_off:
        return _("This meeting was called off.")
    if standing.belongs and standing.is_paused:
        return _("You are paused here: you read, but do not write.")
    if standing.state == State.BANNED:
        return _("Its stewards ask you to stay away for now.")
    if is_inside(standing, is_guest=is_guest) or meeting.audience == Audience.PUBLIC:
        return ""
    return _("This meeting is for those who belong here, and for guests.")


def why_not_say_coming(meeting: Meeting, *, at: datetime) -> str:
    """Why nobody says any more that she comes; "" where one does."""
    if meeting.starts_at is None:
        return _("The date is still to be found.")
    return _("This meeting is over.") if meeting.is_over(at) else ""


def why_not_was_there(meeting: Meeting, *, at: datetime) -> str:
    """Why nobody says yet that she was there, or how it was; "" where one does."""
    if meeting.starts_at is None or meeting.starts_at > at:
        return _("This meeting has not begun yet.")
    return ""


def why_not_look_for_date(meeting: Meeting) -> str:
    """Why times are not proposed any more; "" while a date is looked for."""
    if meeting.is_off:
        return _("This meeting was called off.")
    return _("This meeting has its date already.") if meeting.starts_at else ""


def why_not_propose_time(
    standing: Standing, meeting: Meeting, by: Viewer, *, times: int, own: int
) -> str:
    """Why she may not propose one more time, of which there are so many; "" when she may.

    Whoever looks after the meeting has room for all of them; every other member for three.
    """
    if why_not := why_not_write(standing, meeting) or why_not_look_for_date(meeting):
        return why_not
    if times >= MOST_TIMES:
        return _("Twelve times at most: more are hard to answer.")
    if own >= MOST_OWN_TIMES and not tends(standing, meeting, by):
        return _("You have proposed three times. Take one of them off the list first.")
    return ""


def why_not_drop_time(standing: Standing, slot: Slot, by: Person, *, others_said: bool) -> str:
    """Why she may not take a time off the list; "" when she may."""
    if why_not := why_not_write(standing, slot.meeting):
        return why_not
    if tends(standing, slot.meeting, by):
        return ""
    if slot.by_id != by.pk:
        return _("Whoever called a meeting changes it, or a steward.")
    return _("Others have answered about this time already.") if others_said else ""


def why_not_write(standing: Standing, meeting: Meeting) -> str:
    """Why she may not add to what the body keeps of a meeting; "" when she may."""
    if not standing.belongs:
        return _("Those who belong here write this.")
    if standing.is_paused:
        return _("You are paused here: you read, but do not write.")
    return ""
