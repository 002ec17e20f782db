"""Walking through an agreement: beginning, a host, reading, asking, consenting at the end."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coalitions.models import Consent, Step, VersionClause, Walk
from coalitions.notices import walking as notices
from coalitions.queries.agreement import in_force
from coalitions.queries.walking import (
    Stop,
    approach_between,
    readers_on,
    stops_of,
    texts_in,
    thread_about,
    title_of,
)
from coalitions.rules.speaking import networks_spoken_for
from coalitions.rules.walking import (
    why_not_begin,
    why_not_end,
    why_not_end_by_hand,
    why_not_host,
    why_not_read,
)
from decisions.actions.moving import bring
from decisions.models import Decision
from networks.models import Network
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


@transaction.atomic
def begin(network: Network, body: Network, *, by: Person, at: datetime) -> Walk:
    """Begin to walk through the agreement in force; of a walk begun before, go on with it.

    What has the same text in the version in force stays read.
    """
    Network.objects.filter(pk=network.pk).locked().get()
    approach, version = approach_between(network, body), in_force(body)
    if version is None or (why := why_not_begin(by, network, approach, version, at=at)):
        raise Refused(why if version else _("There is no agreement in force here yet."))
    walk = Walk.objects.filter(network=network, body=body, ended_at=None).first()
    if walk is None:
        walk = Walk.objects.create(
            network=network, body=body, approach=approach, version=version, begun_by=by, begun_at=at
        )
        notices.begun(walk, by=by, at=at)
        return walk
    same = {clause for clause, text in texts_in(walk.version).items()
            if texts_in(version).get(clause) == text}  # fmt: skip
    walk.steps.exclude(clause__in=same).delete()
    walk.version, walk.approach = version, approach
    walk.save(update_fields=["version", "approach"])
    return walk


def _held(walk_id: int) -> Walk:
    found = Walk.objects.select_for_update(of=("self",))
    return found.select_related("network", "body", "version", "host").get(pk=walk_id)


@transaction.atomic
def host(walk_id: int, *, by: Person, network: Network, at: datetime) -> Walk:
    """Let a network answer questions: chosen by the coalition's stewards, or it offers itself."""
    walk = _held(walk_id)
    spoken = networks_spoken_for(by, walk.body, at=at)
    standing = standing_of(by, walk.body)
    refuse_if(why_not_host(standing, spoken, walk))
    if not standing.is_steward and network not in spoken:
        raise Network.DoesNotExist
    if walk.host_id != network.pk:
        walk.host = network
        walk.save(update_fields=["host"])
        notices.hosted(walk, network, by=by, at=at)
    return walk


@transaction.atomic
def read(walk_id: int, clause: VersionClause, *, by: Person, at: datetime) -> None:
    """Say that the network has read a clause; said twice, it is said once."""
    walk = _held(walk_id)
    refuse_if(why_not_read(standing_of(by, walk.network), walk))
    Step.objects.get_or_create(walk=walk, clause_id=clause.clause_id, defaults={"by": by, "at": at})


def voice_on(walk: Walk, person: Person) -> Voice:
    """What she may say on a walk."""
    if not readers_on(walk).filter(pk=person.pk).exists():
        return Voice()
    paused = standing_of(person, walk.network).is_paused or standing_of(person, walk.body).is_paused
    return Voice(reads=True, writes=not paused)


def _readers(walk: Walk) -> QuerySet[Person]:
    return readers_on(walk)


def _address(walk: Walk, thread_id: int) -> str:
    return walk.get_absolute_url()


def _no_trace(walk: Walk, **_what: object) -> None:
    """Nobody takes down what is asked on a walk."""


MANNERS = Manners(voice=voice_on, readers=_readers, address=_address, trace=_no_trace)


def say(walk: Walk, stop: Stop, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Ask, or answer, about a clause; the first words begin the conversation about it."""
    count_against(SAVING, what="walk", who=str(by.pk), at=at)
    with transaction.atomic():
        _held(walk.pk)
        thread = thread_about(walk, stop)
        if thread is None:
            title = title_of(stop)
            post = threads.start(walk, by=by, title=title, words=words, key=key, at=at).opening
        else:
            post = threads.comment(thread.pk, by=by, words=words, key=key, at=at)
        notices.asked(walk, f"{walk.get_absolute_url()}{stop.number}/", by=by, at=at)
    return post


def _consent(
    walk: Walk, *, by: Person | None, inner: int | None, reservations: str, at: datetime
) -> None:
    unread = sum(not stop.is_read for stop in stops_of(walk))
    refuse_if(why_not_end(walk, unread, in_force(walk.body)))
    if approach_between(walk.network, walk.body) is None:
        raise Refused(_("A network walks once it has asked to come in, or is invited."))
    walk.ended_at = at
    walk.save(update_fields=["ended_at"])
    said = {"by": by, "inner": inner, "reservations": reservations, "at": at}
    Consent.objects.get_or_create(version=walk.version, network=walk.network, defaults=said)
    notices.ended(walk, at=at)


@transaction.atomic
def end(walk_id: int, *, by: Person, reservations: str, at: datetime) -> Walk:
    """Consent for the network at the end of its walk, as its steward."""
    walk = _held(walk_id)
    refuse_if(why_not_end_by_hand(by, walk))
    _consent(walk, by=by, inner=None, reservations=reservations, at=at)
    return walk


@transaction.atomic
def end_decided(walk_id: int, *, decision: int, at: datetime) -> bool:
    """Consent as a decision of the network says; False when it has consented already."""
    walk = _held(walk_id)
    if walk.ended_at:
        return False
    _consent(walk, by=None, inner=decision, reservations="", at=at)
    return True


def bring_to_network(walk: Walk, *, by: Person, key: str, at: datetime) -> Decision:
    """A draft in the network itself: whether it consents and comes in."""
    unread = sum(not stop.is_read for stop in stops_of(walk))
    if why := why_not_end(walk, unread, in_force(walk.body)):
        raise Refused(why)
    about = {"walk": walk.pk}
    return bring(walk.network, kind="coalitions.walk_in", about=about, by=by, key=key, at=at)
