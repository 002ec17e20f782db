"""Who writes agenda and minutes, and what of them leaves the body."""

from django.utils.translation import gettext as _

from meetings.models import Item, Meeting
from meetings.rules.meetings import organises, tends
from meetings.rules.taking_part import MOST_ITEMS, why_not_write
from networks.rules import Standing
from solidarity.people.models import Person

MOST_OPEN_TASKS = 50


def why_not_add_item(standing: Standing, meeting: Meeting, count: int) -> str:
    """Why she may not put something on the agenda, which has `count` items; "" when she may."""
    if meeting.is_off:
        return _("This meeting was called off.")
    if count >= MOST_ITEMS:
        return _("The agenda is full. Take something off it first.")
    return why_not_write(standing, meeting)


def why_not_change_item(standing: Standing, item: Item, by: Person) -> str:
    """Why she may not write this item anew, or take it off; "" when she may."""
    if why_not := why_not_write(standing, item.meeting):
        return why_not
    if by.pk in {item.by_id, item.holder_id} or tends(standing, item.meeting, by):
        return ""
    return _(
        "Whoever put it on the agenda or leads it changes it and takes it off, or whoever called"
        " the meeting."
    )


def why_not_let_out(standing: Standing, meeting: Meeting) -> str:
    """Why she may not let the shortened minutes out, or take them back; "" when she may."""
    if not organises(standing) or standing.is_paused:
        return _("Stewards and facilitators decide what leaves this network.")
    return ""


def why_not_add_task(standing: Standing, meeting: Meeting, open_tasks: int) -> str:
    """Why she writes no task down because of it, which has so many open ones; "" when she does."""
    if open_tasks >= MOST_OPEN_TASKS:
        return _("There is enough to do here already. Finish something first.")
    return why_not_write(standing, meeting)
