"""What is said about a point, or about a mark: a conversation that it owns."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from coalitions.models import Mark, Point
from coalitions.queries.ground import mark_seen, point_seen
from networks.actions.log import log
from networks.models import Network, Verb, Visibility
from networks.queries import readers_of
from networks.rules import Standing, standing_of, voice_in
from solidarity.base.limits import TALKING, count_against
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice

Owner = Point | Mark


def _networks(owner: Owner) -> list[Network]:
    if isinstance(owner, Point):
        return [owner.network]
    return [owner.one.network, owner.other.network]


def voice_in_talk(owner: Owner, standing: Standing) -> Voice:
    """Those who belong talk, while the coalition goes on; whoever asks has seen it before."""
    voice = voice_in(standing)
    writes = voice.writes and not owner.body.ended_at
    return Voice(reads=voice.reads, writes=writes, keeps_order=voice.keeps_order)


def _voice(owner: Owner, person: Person) -> Voice:
    body = owner.body
    find = point_seen if isinstance(owner, Point) else mark_seen
    if find(person, body, owner.pk) is None:
        return Voice()
    return voice_in_talk(owner, standing_of(person, body))


def _readers(owner: Owner) -> QuerySet[Person]:
    """Those who belong; where a network is hidden, those who belong to it."""
    readers = readers_of(owner.body)
    for network in _networks(owner):
        if network.visibility == Visibility.HIDDEN:
            readers = readers.filter(pk__in=readers_of(network).values("pk"))
    return readers


def _address(owner: Owner, thread_id: int) -> str:
    return owner.get_absolute_url()


def _trace(
    owner: Owner, *, by: Person, whom: Person | None, reason: str, at: datetime
) -> None:  # fmt: skip
    log(owner.body, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


MANNERS = Manners(voice=_voice, readers=_readers, address=_address, trace=_trace)


def say(owner: Owner, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about it; the first words begin its conversation.

    The coalition is locked, so that two first words are one conversation. The same `key` finds
    what it said.
    """
    count_against(TALKING, what="ground", who=str(by.pk), at=at)
    with transaction.atomic():
        Network.objects.visible_to(by).locked().get(pk=owner.body_id)
        title = (owner if isinstance(owner, Point) else owner.one).words
        return threads.say_on(owner, by=by, title=title, words=words, key=key, at=at)
