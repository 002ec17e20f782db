"""What happens to requests and to ways of working in the demo."""

from collections.abc import Callable
from datetime import datetime

from networks.actions.joining import waitlist
from networks.actions.requesting import add_text, say
from networks.actions.ways import (
    accept_ways,
    meet_objection,
    object_to_ways,
    put_ways,
    ways_words,
    write_ways,
)
from networks.models import Network, Objection
from solidarity.base.stale import fingerprint
from solidarity.desk.management.events import Event, People, carry_out, membership_of


def _waitlist(event: Event, people: People, at: datetime) -> None:
    by, reason = people[event.details["by"]], event.details["reason"]
    waitlist(membership_of(event).pk, by=by, reason=reason, at=at)


def _say(event: Event, people: People, at: datetime) -> None:
    """Somebody writes on the request of `who`."""
    said = event.details
    key = f"{said['who']}-{said['ago']}"
    by = people[said["by"]]
    say(membership_of(event).pk, by=by, words=said["words"], key=key, at=at)


def _keep_text(event: Event, people: People, at: datetime) -> None:
    kept = event.details
    add_text(event.network, by=people[kept["by"]], title=kept["title"], words=kept["words"])


def _write_ways(event: Event, people: People, at: datetime) -> None:
    """A new version of the ways of working; the members are told at once."""
    said = event.details
    seen = fingerprint(ways_words(Network.objects.get(slug=event.network)))
    words = said["words"].strip()
    write_ways(event.network, by=people[said["by"]], words=words, why=said["why"], seen=seen, at=at)
    carry_out("networks.put_ways", put_ways, at=at)


def _agree(event: Event, people: People, at: datetime) -> None:
    number = Network.objects.get(slug=event.network).ways_number
    for handle in event.details["who"]:
        accept_ways(event.network, by=people[handle], number=number, at=at)


def _object(event: Event, people: People, at: datetime) -> None:
    said = event.details
    object_to_ways(
        event.network, by=people[said["who"]], number=said["number"], words=said["words"],
        key=f"object-{said['number']}", at=at,
    )  # fmt: skip


def _meet(event: Event, people: People, at: datetime) -> None:
    said = event.details
    objection = Objection.objects.get(
        version__network__slug=event.network, person__handle=said["who"]
    )
    meet_objection(objection.pk, by=people[said["by"]], words=said["words"], at=at)


JOINING: dict[str, Callable[[Event, People, datetime], None]] = {
    "waitlist": _waitlist,
    "say": _say,
    "text": _keep_text,
    "ways": _write_ways,
    "agree_to_ways": _agree,
    "object_to_ways": _object,
    "meet": _meet,
}
