"""What happened in the demo's networks: an event, its people, and what waits to be carried out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from networks.models import Membership
from solidarity.outbox.models import Job
from solidarity.outbox.models import State as JobState
from solidarity.people.models import Person

People = dict[str, Person]


@dataclass(frozen=True)
class Event:
    """Something that happened in a network; `ago` is in days."""

    ago: float
    act: str
    network: str
    details: dict[str, Any] = field(default_factory=dict)


def membership_of(event: Event) -> Membership:
    """That of whom the event is about."""
    return Membership.objects.get(network__slug=event.network, person__handle=event.details["who"])


def carry_out(kind: str, act: Callable[[Job], None], *, at: datetime) -> None:
    """Let a worker's jobs of this kind run now."""
    for job in Job.objects.filter(kind=kind, state=JobState.WAITING):
        act(job)
        job.state, job.ended_at = JobState.DONE, at
        job.save(update_fields=["state", "ended_at"])
