"""What those in a cohort say about an edition of the report: a conversation that it owns."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cohorts.models import Edition
from cohorts.queries.cohort import was_there
from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries import readers_of
from networks.rules import Standing, standing_of, voice_in
from solidarity.base.limits import TALKING, count_against
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


def voice_in_report(edition: Edition, standing: Standing) -> Voice:
    """Those inside the cohort talk, also after its end; whoever reads it outside does not."""
    voice = voice_in(standing)
    is_in = was_there(edition.body, standing)
    return Voice(
        reads=is_in, writes=is_in and not standing.is_paused, keeps_order=voice.keeps_order
    )


def _voice(edition: Edition, person: Person) -> Voice:
    return voice_in_report(edition, standing_of(person, edition.body))


def _readers(edition: Edition) -> QuerySet[Person]:
    return readers_of(edition.body)


def _address(edition: Edition, thread_id: int) -> str:
    return edition.get_absolute_url()


def _trace(
    edition: Edition, *, by: Person, whom: Person | None, reason: str, at: datetime
) -> None:  # fmt: skip
    log(edition.body, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


MANNERS = Manners(voice=_voice, readers=_readers, address=_address, trace=_trace)


def say_on_report(edition: Edition, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about it; the first words begin its conversation."""
    count_against(TALKING, what="report", who=str(by.pk), at=at)
    with transaction.atomic():
        Network.objects.visible_to(by).locked().get(pk=edition.body_id)
        return threads.say_on(edition, by=by, title=str(edition), words=words, key=key, at=at)
