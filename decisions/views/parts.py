"""A decision as a page meets it, and what else its page shows: parts, each at its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from decisions.models import Decision, Round
from decisions.queries.seeing import decision_for, network_with_voice
from networks.rules import Standing, standing_of
from networks.views.body import Body, body_for
from solidarity.people.models import Person, PersonRequest, Viewer, ViewerRequest

TAB = "decisions:register"


@dataclass(frozen=True)
class Question:
    """A decision as one viewer meets it, in its network."""

    body: Body
    decision: Decision


def question_for(request: ViewerRequest | PersonRequest, slug: str, number: int) -> Question:
    """The decision of this number; Http404 when there is none that the viewer may know of."""
    body = body_decided_by(request, slug, number)
    decision = decision_for(request.user, body.network, body.standing, number)
    if decision is None:
        raise Http404
    return Question(body, decision)


def body_decided_by(request: ViewerRequest | PersonRequest, slug: str, number: int) -> Body:
    """As `body_for`, and for those who have a voice in this decision of a hidden network.

    Who was removed from it by others keeps her voice, and must find where to use it.
    """
    try:
        return body_for(request, slug)
    except Http404:
        network = network_with_voice(request.user, slug, number)
        if network is None:
            raise
        return Body(network, standing_of(request.user, network), is_seen=False)


@dataclass(frozen=True)
class Look:
    """The page of a decision as one viewer opens it. round: the newest that was not called off."""

    request: ViewerRequest | PersonRequest
    decision: Decision
    standing: Standing
    round: Round | None
    is_open: bool  # positions are taken at this moment

    @property
    def viewer(self) -> Viewer:
        """Whoever looks."""
        return self.request.user

    @property
    def person(self) -> Person | None:
        """Whoever looks, where she is signed in."""
        return self.viewer if isinstance(self.viewer, Person) else None


@dataclass(frozen=True)
class Part:
    """A template at a place of the page, and what it reads; None: it is not there for this look.

    place: "before" (what one should know before one takes a position), "voice" (where one takes
    it), "result" (below the outcome), "positions" (below
    who took which), "concerns" (in place of a plain list of them), "aside" (beside it all), "end".
    """

    place: str
    template: str
    reads: Callable[[Look], dict[str, Any] | None]


_parts: list[Part] = []


def show(part: Part) -> None:
    """Let the page show `part`, too; those of one place stand as they were filled in."""
    _parts.append(part)


def parts_for(look: Look) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """By place: the templates, each with what it read."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for part in _parts:
        read = part.reads(look)
        if read is not None:
            found.setdefault(part.place, []).append((part.template, read))
    return found
