"""The meetings of a body, as far as a viewer may know of them."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from meetings.models import Audience, Meeting
from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Viewer


def meetings_seen(viewer: Viewer, body: Network, standing: Standing) -> QuerySet[Meeting]:
    """Meetings of `body` that the viewer knows of: all, where she belongs; else the public ones."""
    held = Meeting.objects.filter(body=body)
    if standing.belongs:
        return held
    return held.filter(audience=Audience.PUBLIC)


def meeting_for(viewer: Viewer, body: Network, standing: Standing, number: int) -> Meeting | None:
    """The meeting of this number, if she may know of it. One query."""
    found = meetings_seen(viewer, body, standing).filter(number=number)
    meeting = found.select_related("convened_by").first()
    if meeting is not None:
        meeting.body = body
    return meeting


def is_ahead(at: datetime) -> Q:
    """Whether a meeting is not over yet, or has no date yet."""
    return Q(ends_at__gt=at) | Q(starts_at=None)


def coming_up(held: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Those of `held` that are ahead: by their date, then those without one."""
    return held.filter(is_ahead(at)).order_by(F("starts_at").asc(nulls_last=True), "pk")


def gone_by(held: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Those of `held` that are over, the last one first."""
    return held.filter(ends_at__lte=at).order_by("-starts_at", "-pk")
