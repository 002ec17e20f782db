"""What is said about a decision: one conversation on its page, begun by whoever speaks first."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from decisions.models import Decision, Elector, Stage
from decisions.queries.seeing import decisions_seen
from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries import readers_of
from networks.rules import Standing, standing_of
from solidarity.base.limits import TALKING, count_against
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


def voice_in_talk(decision: Decision, person: Person, standing: Standing) -> Voice:
    """Those who belong talk about it, and those who have a voice in it; stewards keep order.

    Whoever reads it because everyone may, reads what is proposed, not what is said.
    """
    if decision.stage == Stage.DRAFT:
        return Voice()
    if standing.belongs:
        return Voice(reads=True, writes=not standing.is_paused, keeps_order=standing.is_steward)
    is_concerned = Elector.objects.filter(round__decision=decision, person=person).exists()
    return Voice(reads=is_concerned, writes=is_concerned)


def voice_of(decision: Decision, person: Person) -> Voice:
    """The same, asked by the thread."""
    standing = standing_of(person, decision.network)
    if not decisions_seen(person, decision.network, standing).filter(pk=decision.pk).exists():
        return Voice()
    return voice_in_talk(decision, person, standing)


def _readers(decision: Decision) -> QuerySet[Person]:
    electors = Elector.objects.filter(round__decision=decision, person__isnull=False)
    having = Person.objects.filter(pk__in=electors.values("person"))
    return readers_of(decision.network) | having


def _address(decision: Decision, thread_id: int) -> str:
    return decision.get_absolute_url()


def _trace(
    decision: Decision, *, by: Person, whom: Person | None, reason: str, at: datetime
) -> None:
    log(
        decision.network, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at,
        number=decision.number,
    )  # fmt: skip


MANNERS = Manners(voice=voice_of, readers=_readers, address=_address, trace=_trace)


def say(decision_id: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about a decision; the first words begin its conversation.

    The network's row is locked, so that two first words are one conversation. The same `key`
    finds what it said.
    """
    count_against(TALKING, what="decision", who=str(by.pk), at=at)
    with transaction.atomic():
        Network.objects.visible_to(by).locked().get(decisions=decision_id)
        decision = Decision.objects.select_related("network").get(pk=decision_id)
        return threads.say_on(decision, by=by, title=decision.title, words=words, key=key, at=at)
