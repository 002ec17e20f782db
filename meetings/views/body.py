"""A meeting as one viewer meets it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from meetings.models import Meeting
from meetings.queries.meetings import meeting_for
from meetings.rules.meetings import tends
from networks.models import Network
from networks.rules import Standing
from networks.views.body import Body, body_for
from solidarity.people.models import PersonRequest, ViewerRequest

TAB = "meetings:meetings"


@dataclass(frozen=True)
class Gathering:
    """A meeting, its body, and how the viewer stands to it."""

    body: Body
    meeting: Meeting

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
        return self.body.context(TAB) | {"meeting": self.meeting}


def gathering_for(request: ViewerRequest | PersonRequest, slug: str, number: int) -> Gathering:
    """The meeting of this number; Http404 where there is none that she may know of."""
    body = body_for(request, slug)
    meeting = meeting_for(request.user, body.network, body.standing, number)
    if meeting is None:
        raise Http404
    return Gathering(body, meeting)


def tended(request: PersonRequest, slug: str, number: int) -> Gathering:
    """The same, for those who look after it; Http404 for everybody else."""
    met = gathering_for(request, slug, number)
    if not tends(met.standing, met.meeting, request.user):
        raise Http404
    return met
