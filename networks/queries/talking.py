"""What stands on a network's board: its own conversations, and those that are shared with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from networks.models import Approach, Membership, Network, Role, SharedThread, State
from networks.rules import sides_of
from solidarity.base.kept import Kept
from solidarity.base.pages import Key, Page, page_beyond
from solidarity.people.models import Person, Viewer
from solidarity.threads.models import Thread
from solidarity.threads.owners import Voice

MOST_BOARDS = 10
MOST_OFFERED = 50


def thread_on(network: Network, pk: int) -> Thread | None:
    """The thread of this key if it stands on the board of `network`; one query for its own."""
    found = THREADS(key=pk)
    if not found:
        return None
    thread = found[0]
    kind = ContentType.objects.get_for_model(Network)
    is_own = (thread.owner_type_id, thread.owner_id) == (kind.pk, network.pk)
    if not thread.is_shared:
        return thread if is_own else None
    on_board = SharedThread.objects.filter(thread=thread, network=network, off_at=None)
    return thread if on_board.exists() else None


THREADS = Kept(lambda *, key: Thread.objects.filter(pk=key))


def board_of(network: Network, *, after: str, size: int) -> Page[Thread]:
    """The board of `network`; where something was said last stands first. Two queries.

    Each by its own index, then put together: the board of a large network stays quick.
    """
    where = {"network": network.pk, "kind": ContentType.objects.get_for_model(Network).pk}

    def beyond(part: Kept[Thread], key: Key | None, most: int) -> list[Thread]:
        return part(most, **where, **({} if key is None else {"last": key[1]}))

    pages = [
        page_beyond(partial(beyond, part), after=after, size=size, by="newest")
        for part in (OWN, OTHERS)
    ]
    rows = sorted((row for page in pages for row in page.rows), key=lambda row: -row.newest)
    more = len(rows) > size or any(page.older for page in pages)
    shown = rows[:size]
    for thread in shown:
        thread.owner = network
    return replace(pages[0], rows=shown, older=str(shown[-1].newest) if more else "")


def _own(most: int, *, network: int, kind: int, last: int | None = None) -> QuerySet[Thread]:
    here = SharedThread.objects.filter(network=network, thread=OuterRef("pk"), off_at=None)
    own = Thread.objects.filter(owner_type=kind, owner_id=network)
    return _before(own.filter(~Q(is_shared=True) | Exists(here)), last)[:most]


def _others(most: int, *, network: int, kind: int, last: int | None = None) -> QuerySet[Thread]:
    shared = SharedThread.objects.filter(network=network, off_at=None).values("thread")
    others = Thread.objects.filter(pk__in=shared).exclude(owner_type=kind, owner_id=network)
    return _before(others, last)[:most]


def _before(found: QuerySet[Thread], last: int | None) -> QuerySet[Thread]:
    found = found.order_by("-newest")
    return found if last is None else found.filter(newest__lt=last)


OWN, OTHERS = Kept(_own), Kept(_others)


@dataclass(frozen=True)
class Lately:
    """A conversation that somebody said something in."""

    thread: int
    title: str
    at: datetime


# Each board by its own index, then put together; of what somebody began whom she muted, nothing.
LATELY = """
    SELECT talk.id, talk.title, said.written_at FROM (
        (SELECT id, title, newest, is_announcement FROM threads_thread own
         WHERE owner_type_id = %s AND owner_id = %s AND title <> '' AND (NOT is_shared OR EXISTS (
             SELECT FROM networks_sharedthread WHERE thread_id = own.id AND network_id = %s
             AND off_at IS NULL))
         ORDER BY newest DESC LIMIT 10)
        UNION
        (SELECT shared.id, title, newest, is_announcement FROM threads_thread shared
         JOIN networks_sharedthread ON thread_id = shared.id
         WHERE network_id = %s AND off_at IS NULL AND title <> '' ORDER BY newest DESC LIMIT 10)
    ) talk
    JOIN threads_post said ON said.id = talk.newest
    WHERE talk.is_announcement OR NOT EXISTS (
        SELECT FROM threads_post opening
        JOIN people_distance ON other_id = opening.author_id AND person_id = %s
        WHERE opening.thread_id = talk.id AND opening.is_opening)
    ORDER BY talk.newest DESC LIMIT %s
"""


def talked_of_lately(viewer: Person, network: Network, *, most: int) -> list[Lately]:
    """What was talked about last on the board of `network`, as `viewer` reads it. One query."""
    kind = ContentType.objects.get_for_model(Network)
    at = network.pk
    with connection.cursor() as cursor:
        cursor.execute(LATELY, [kind.pk, at, at, at, viewer.pk, most])
        return [Lately(*row) for row in cursor.fetchall()]


def boards_of(thread_id: int) -> list[Network]:
    """The networks on whose boards a shared thread stands. One query."""
    on_board = SharedThread.objects.filter(thread=thread_id, off_at=None)
    networks = Network.objects.filter(pk__in=on_board.values("network"))
    return list(networks.order_by("pk")[:MOST_BOARDS])


def also_on(
    viewer: Viewer, network: Network, threads: Iterable[Thread]
) -> dict[int, list[Network]]:
    """On which other boards each of `threads` stands, as far as `viewer` may know. One query."""
    shared = [thread.pk for thread in threads if thread.is_shared]
    if not shared:
        return {}
    seen = Network.objects.visible_to(viewer).exclude(pk=network.pk)
    rows = SharedThread.objects.filter(thread__in=shared, off_at=None, network__in=seen)
    found: dict[int, list[Network]] = {}
    for row in rows.select_related("network").order_by("network__name", "pk"):
        found.setdefault(row.thread_id, []).append(row.network)
    return found


def boards_to_share_on(person: Person, network: Network) -> list[Network]:
    """Other networks in whose talk she may write; 50 at most, by name. One query."""
    held = Membership.objects.filter(person=person)
    silent = held.filter(Q(state=State.BANNED) | Q(paused_until__gt=Now())).values("network")
    hers = Network.objects.of(person).exclude(pk=network.pk).exclude(pk__in=silent)
    return list(hers.only("name", "slug", "visibility").order_by("name", "pk")[:MOST_OFFERED])


def both_stewards(approach: Approach) -> QuerySet[Person]:
    """The stewards on both sides of an approach."""
    held = Membership.objects.filter(
        network__in=[approach.member_id, approach.body_id], role=Role.STEWARD, state=State.ACTIVE
    )
    return Person.objects.here().filter(pk__in=held.values("person"))


def voice_on(approach: Approach, person: Person) -> Voice:
    """Stewards of both sides talk with each other, while it waits and afterwards."""
    speaks = bool(sides_of(person, approach))
    return Voice(reads=speaks, writes=speaks)
