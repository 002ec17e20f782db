"""What threads do to a network that owns them."""

from datetime import datetime

from django.urls import reverse

from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries import readers_of
from networks.rules import voice_of
from solidarity.people.models import Person
from solidarity.threads.owners import Manners


def trace(network: Network, *, by: Person, whom: Person | None, reason: str, at: datetime) -> None:
    """Write down that a steward took down a post, and why."""
    log(network, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


def address(network: Network, thread_id: int) -> str:
    """Where a thread of `network` is read."""
    return reverse("networks:thread", args=[network.slug, thread_id])


MANNERS = Manners(voice=voice_of, readers=readers_of, address=address, trace=trace)
