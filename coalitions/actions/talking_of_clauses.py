"""What is said about a clause: one conversation on its page, begun by whoever speaks first."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from coalitions.actions.drafting import held_clause
from coalitions.models import Clause
from networks.actions.log import log
from networks.models import Verb
from networks.queries import readers_of
from networks.rules import voice_of as voice_in_body
from solidarity.base.limits import TALKING, count_against
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


def voice_of(clause: Clause, person: Person) -> Voice:
    """As in the talk of the coalition: those who belong, and its stewards keep order."""
    return voice_in_body(clause.body, person)


def _readers(clause: Clause) -> QuerySet[Person]:
    return readers_of(clause.body)


def _address(clause: Clause, thread_id: int) -> str:
    return clause.get_absolute_url()


def _trace(clause: Clause, *, by: Person, whom: Person | None, reason: str, at: datetime) -> None:
    log(clause.body, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at, clause=clause.number)


MANNERS = Manners(voice=voice_of, readers=_readers, address=_address, trace=_trace)


def say(slug: str, number: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about a clause; the first words begin its conversation.

    The coalition is held, so that two first words are one conversation. The same `key` finds
    what it said.
    """
    count_against(TALKING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        clause, _standing = held_clause(slug, number, by=by, at=at)
        return threads.say_on(clause, by=by, title=clause.title, words=words, key=key, at=at)
