"""A meeting as one viewer meets it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from meetings.models import Meeting
from meetings.queries.coming import is_guest
from meetings.queries.meetings import meeting_for, meetings_of_guest
from meetings.rules.meetings import tends
from meetings.rules.taking_part import is_inside
from networks.models import Network
from networks.queries import known_network
from networks.rules import Standing
from networks.views.body import Body
from solidarity.people.models import PersonRequest, Viewer, ViewerRequest

TAB = "meetings:meetings"


@dataclass(frozen=True)
class Gathering:
    """A meeting, its body, and how the viewer stands to it."""

    body: Body
    meeting: Meeting
    is_guest: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether she reads what is prepared: those who belong, and guests."""
        return is_inside(self.standing, is_guest=self.is_guest)

    @property
    def network(self) -> Network:
        """Whose meeting it is."""
        return self.body.network

    @property
    def standing(self) -> Standing:
        """How the viewer stands to the body."""
        return self.body.standing

    def context(self) -> dict[str, Any]:
        """What every page of a meeting shows."""
        return self.body.context(TAB) | {
            "meeting": self.meeting,
            "is_guest": self.is_guest,
            "is_inside": self.is_inside,
        }


def gathering_for(request: ViewerRequest | PersonRequest, slug: str, number: int) -> Gathering:
    """The meeting of this number; Http404 where there is none that she may know of.

    A guest knows of her meeting even where the network is hidden from her: then without its tabs.
    """
    known = known_network(request.user, slug.replace("\0", ""))
    if known is None:
        return _as_guest(request.user, slug, number)
    body = Body(*known)
    meeting = meeting_for(request.user, body.network, body.standing, number)
    if meeting is None:
        raise Http404
    guest = not body.standing.belongs and is_guest(request.user, meeting)
    return Gathering(body, meeting, guest)


def _as_guest(viewer: Viewer, slug: str, number: int) -> Gathering:
    held = meetings_of_guest(viewer).filter(body__slug=slug, number=number)
    meeting = held.select_related("body", "convened_by").first()
    if meeting is None:
        raise Http404
    return Gathering(Body(meeting.body, Standing(), is_seen=False), meeting, is_guest=True)


def inner(request: PersonRequest, slug: str, number: int) -> Gathering:
    """A meeting, for those who belong to its body; Http404 for everybody else."""
    met = gathering_for(request, slug, number)
    if not met.standing.belongs:
        raise Http404
    return met


def tended(request: PersonRequest, slug: str, number: int) -> Gathering:
    """The same, for those who look after it; Http404 for everybody else."""
    met = gathering_for(request, slug, number)
    if not tends(met.standing, met.meeting, request.user):
        raise Http404
    return met


def page_number(asked: str) -> int:
    """The number of a page as an address has it; the first where it has none."""
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1
