"""Who calls a meeting, who changes it, and who sees it."""

from datetime import datetime

from django.utils.translation import gettext as _

from meetings.models import Audience, Meeting, Series
from networks.models import Network, Role, Visibility
from networks.rules import Standing
from solidarity.people.models import Person, Viewer


def organises(standing: Standing) -> bool:
    """Brings people together here: stewards and facilitators."""
    held = standing.membership
    return standing.is_member and held is not None and held.role in {Role.STEWARD, Role.FACILITATOR}


def tends(standing: Standing, meeting: Meeting, viewer: Viewer) -> bool:
    """Looks after this meeting: whoever called it, and those who organise here."""
    if not standing.belongs or standing.is_paused:
        return False
    return organises(standing) or meeting.convened_by_id == viewer.pk


def why_not_convene(standing: Standing, network: Network, audience: str = Audience.MEMBERS) -> str:
    """Why the viewer may not call a meeting for this audience; "" when she may."""
    if not standing.belongs:
        return _("Those who belong here call its meetings.")
    if standing.is_paused:
        return _("You are paused here: you read, but do not write.")
    if network.ended_at is not None:
        return _("This has ended. What was here stays to read.")
    if audience != Audience.MEMBERS and not organises(standing):
        return _("Stewards and facilitators open a meeting to others than members.")
    if audience == Audience.PUBLIC and network.visibility != Visibility.PUBLIC:
        return _("This network is hidden, so its meetings are not public. Invite guests instead.")
    return ""


def why_not_change(standing: Standing, meeting: Meeting, by: Person) -> str:
    """Why she may not change this meeting; "" when she may."""
    if standing.belongs and standing.is_paused:
        return _("You are paused here: you read, but do not write.")
    if not tends(standing, meeting, by):
        return _("Whoever called a meeting changes it, or a steward.")
    if meeting.called_off_at is not None:
        return _("This meeting was called off.")
    return ""


def why_not_call_off(standing: Standing, meeting: Meeting, by: Person, *, at: datetime) -> str:
    """Why she may not call this meeting off; "" when she may."""
    if why_not := why_not_change(standing, meeting, by):
        return why_not
    return _("This meeting is over.") if meeting.is_over(at) else ""


def why_not_end_series(standing: Standing, series: Series, by: Person) -> str:
    """Why she may not end a meeting that comes again; "" when she may."""
    if standing.belongs and standing.is_paused:
        return _("You are paused here: you read, but do not write.")
    if not standing.belongs or not (organises(standing) or series.by_id == by.pk):
        return _("Whoever called a meeting changes it, or a steward.")
    return ""


def why_not_change_series(standing: Standing, series: Series, by: Person) -> str:
    """Why she may not change how a meeting comes again; "" when she may."""
    if why_not := why_not_end_series(standing, series, by):
        return why_not
    return _("This has ended. What was here stays to read.") if series.ended_at else ""


def why_not_take_guest_back(standing: Standing) -> str:
    """Why she may not take an invitation back; "" when she may, whomever the meeting is for."""
    if not organises(standing):
        return _("Stewards and facilitators ask guests to come.")
    return _("You are paused here: you read, but do not write.") if standing.is_paused else ""


def why_not_invite_guests(standing: Standing, meeting: Meeting) -> str:
    """Why she may not ask guests to a meeting; "" when she may."""
    if why_not := why_not_take_guest_back(standing):
        return why_not
    if meeting.is_off:
        return _("This meeting was called off.")
    if meeting.audience != Audience.GUESTS:
        return _("This meeting is not for guests. Change it first.")
    return ""
