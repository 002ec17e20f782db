"""What threads do to a network that owns them, or to two that talk about belonging together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import Approach, Network, SharedThread, Verb
from networks.notices.crowds import TOLD_TOGETHER
from networks.queries import boards_of, boards_to_share_on, both_stewards, readers_of, voice_on
from networks.queries.talking import MOST_BOARDS
from networks.rules import standing_of, voice_of, why_not_take_off
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads.actions import share, start
from solidarity.threads.models import Thread
from solidarity.threads.owners import Manners

TOLD_IN_A_JOB = 10_000


def trace(network: Network, *, by: Person, whom: Person | None, reason: str, at: datetime) -> None:
    """Write down that a steward took down a post, and why."""
    log(network, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


def address(network: Network, thread_id: int) -> str:
    """Where a thread of `network` is read."""
    return reverse("networks:thread", args=[network.slug, thread_id])


MANNERS = Manners(
    voice=voice_of, readers=readers_of, address=address, trace=trace, shared_with=boards_of
)


def approach_address(approach: Approach, thread_id: int) -> str:
    """Where the stewards of both sides read what they write to each other."""
    return approach.get_absolute_url()


def no_trace(approach: Approach, **_what: object) -> None:
    """Nobody takes down what stewards of two networks write to each other."""


APPROACH_MANNERS = Manners(
    voice=voice_on, readers=both_stewards, address=approach_address, trace=no_trace, tells_all=True
)


@transaction.atomic
def start_on(
    networks: Sequence[Network], *, by: Person, title: str, words: str, key: str, at: datetime,
    to_all: bool = False,
) -> Thread:  # fmt: skip
    """Begin one conversation on the boards of `networks`; the first of them owns it.

    Raises Refused where she may not write in one of them.
    """
    home, *others = networks
    allowed = {network.pk for network in boards_to_share_on(by, home)} if others else set()
    if any(network.pk not in allowed for network in others) or len(networks) > MOST_BOARDS:
        raise Refused(_("You can share this only in networks where you talk yourself."))
    if others and to_all:
        raise Refused(_("News to everybody goes to one network at a time."))
    thread = start(home, by=by, title=title, words=words, key=key, at=at, to_all=to_all)
    if others and not thread.is_shared:  # not when the same form is sent once more
        rows = [SharedThread(thread=thread, network=network) for network in networks]
        SharedThread.objects.bulk_create(rows, ignore_conflicts=True)
        share(thread, by=by, at=at)
    if not to_all:  # otherwise they are told anyway
        ask_to_tell_begun(thread, at=at)
    return thread


def ask_to_tell_begun(thread: Thread, *, at: datetime) -> None:
    """Let all who read it hear of a new conversation, as each of them chose."""
    ask_for("networks.tell_begun", key=str(thread.pk), at=at, thread=thread.pk)


def tell_begun(job: ToDo) -> None:
    """Tell those who read it of a new conversation; each once, however often it runs.

    Some thousands in one job: the rest is for the next, so that none takes longer than it may.
    """
    thread = Thread.objects.filter(pk=job.payload["thread"]).first()
    opening = thread.opening if thread else None
    if thread is None or opening is None or opening.author is None or opening.removal:
        return
    opening.thread = thread
    readers = thread.readers.exclude(pk=opening.author.pk).order_by("pk")
    last, told = job.payload.get("after", 0), 0
    while people := list(readers.filter(pk__gt=last)[:TOLD_TOGETHER]):
        notices.begun(opening, people, by=opening.author)
        last, told = people[-1].pk, told + len(people)
        if told >= TOLD_IN_A_JOB:
            key, at = f"{thread.pk}-{last}", thread.started_at
            ask_for("networks.tell_begun", key=key, at=at, thread=thread.pk, after=last)
            return


@transaction.atomic
def take_off(
    thread_id: int, network_id: int, *, by: Person, reason: str, at: datetime
) -> SharedThread:
    """Take a shared conversation off one's own board; elsewhere it stays."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    boards = SharedThread.objects.select_for_update(of=("self",))
    row = boards.get(thread=thread_id, network=network)
    refuse_if(why_not_take_off(standing_of(by, network), row))
    row.off_at, row.off_by = at, by
    row.save(update_fields=["off_at", "off_by"])
    author = row.thread.opening.author
    log(network, Verb.TOOK_OFF, by=by, whom=author, words=reason, at=at)
    if author:
        notices.taken_off(network, author, reason, key=str(row.pk), at=at)
    return row
