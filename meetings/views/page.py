"""The page of a meeting: when and where, and what belongs to it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone_name, now
from django.views.decorators.http import require_safe

from meetings.actions.holding import check_out_question
from meetings.clocks import which_of_two
from meetings.models import Comes
from meetings.queries.coming import needs_of, opens_needs_at, who_comes
from meetings.queries.finding import there
from meetings.queries.holding import (
    agenda_of,
    check_outs_of,
    led_to,
    turns_of,
    what_is_kept,
)
from meetings.rules.keeping import why_not_add_item
from meetings.rules.meetings import tends, why_not_invite_guests
from meetings.rules.taking_part import (
    why_not_say_coming,
    why_not_take_part,
    why_not_was_there,
    why_not_write,
)
from meetings.views.body import Gathering, gathering_for
from solidarity.people.models import Person, PersonRequest, ViewerRequest


@require_safe
@login_not_required
def meeting_page(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """A meeting, as far as the viewer may know."""
    return shown(request, gathering_for(request, slug, number))


def shown(
    request: ViewerRequest | PersonRequest, met: Gathering, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page; `forms` that were refused stand in it, with what was typed."""
    meeting, at, here = met.meeting, now(), get_current_timezone_name()
    is_tended = tends(met.standing, meeting, request.user)
    can_come = not why_not_take_part(met.standing, meeting, request.user, is_guest=met.is_guest)
    comes, kept = who_comes(request.user, meeting), what_is_kept(meeting)
    context = met.context() | {
        "is_over": meeting.is_over(at),
        "tends": is_tended,
        "comes_choices": Comes.choices,
        "comes": comes,
        "can_come": can_come and not why_not_say_coming(meeting, at=at),
        "has_begun": can_come and not why_not_was_there(meeting, at=at),
        "can_need": can_come and not meeting.is_over(at),
        "needs": needs_of(meeting, at=at) if is_tended else [],
        "opens_needs_at": opens_needs_at(meeting),
        **_inside(request, met, comes.coming, at=at),
        "can_ask": not why_not_invite_guests(met.standing, meeting),
        **kept._asdict(),
        "is_out": kept.is_out and met.body.is_seen,
        "of_two": which_of_two(meeting.starts_at, here) if meeting.starts_at else 0,
        "there": there(meeting, here),
    }
    return render(request, "meetings/meeting.html", context | forms, status=status)


def _inside(
    request: ViewerRequest | PersonRequest, met: Gathering, coming: list[Person], *, at: datetime
) -> dict[str, Any]:
    """What is prepared and kept: for those who belong, and for guests."""
    if not met.is_inside:
        return {}
    meeting, viewer = met.meeting, request.user
    items, is_begun = agenda_of(meeting), not why_not_was_there(meeting, at=at)
    can_write = not why_not_write(met.standing, meeting)
    return {
        "agenda": [(item, led_to(item, viewer)) for item in items],
        "agenda_minutes": sum(item.minutes or 0 for item in items),
        "can_add_item": not why_not_add_item(met.standing, meeting, len(items)),
        "can_write": can_write,
        "turns": turns_of(viewer, meeting, coming, at=at) if met.standing.belongs else [],
        "check_outs": check_outs_of(meeting) if is_begun else [],
        "question": check_out_question(meeting) if is_begun and not meeting.is_off else "",
    }
