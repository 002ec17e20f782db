"""The ways of working: writing them anew, agreeing to them, objecting, answering objections."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.actions.talking import ask_to_tell_begun
from networks.models import Membership, Network, Objection, State, Verb, WaysVersion
from networks.queries import own_objection, readers_of_ways, versions_of, ways_in_force
from networks.rules import (
    standing_of,
    why_not_accept_ways,
    why_not_decide_ways,
    why_not_meet,
    why_not_object,
    why_not_write_ways,
)
from solidarity.base import versions
from solidarity.base.limits import PROPOSING, SAVING, count_against
from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads import actions as threads


def ways_words(network: Network) -> dict[str, str]:
    """What `write_ways` can change, as it stands."""
    version = ways_in_force(network)
    return {"words": version.words if version else ""}


def _locked(slug: str, *, by: Person) -> Network:
    """The network, held: a new version, and an answer to the old one, cannot cross."""
    return Network.objects.visible_to(by).locked().get(slug=slug)


def write_ways(
    slug: str, *, by: Person, words: str, why: str, seen: str, at: datetime
) -> WaysVersion:
    """Write a new version, which is put to the members; raises Stale after somebody else's.

    words: Markdown; why: what changes, and what for; seen: fingerprint of what she began with.
    Who writes it has agreed to it. The members are told by a job of their own. Raises TooOften
    after twenty a day.
    """
    count_against(PROPOSING, what="ways", who=str(by.pk), at=at)
    with transaction.atomic():
        return _write_ways(slug, by=by, words=words, why=why, seen=seen, at=at)


def _write_ways(
    slug: str, *, by: Person, words: str, why: str, seen: str, at: datetime
) -> WaysVersion:
    network = _locked(slug, by=by)
    refuse_if(why_not_write_ways(standing_of(by, network), network))
    versions.begun_anew(ways_words(network), {"words": words}, seen=seen)
    version = _in_force(network, [by.pk], words=words, why=why, by=by, at=at)
    log(network, Verb.WAYS, by=by, words=why, at=at, number=version.number)
    return version


def _in_force(
    network: Network, agreed: Iterable[int], *, words: str, why: str, by: Person | None = None,
    decision: int | None = None, at: datetime,
) -> WaysVersion:  # fmt: skip
    """The next version, in force from now on; `agreed` have agreed to it, the others are asked."""
    network.ways_number += 1
    version: WaysVersion = versions.add(
        network.ways, by=by, words=words, why=why, at=at, number=network.ways_number,
        decision=decision,
    )  # fmt: skip
    network.save(update_fields=["ways_number"])
    members = Membership.objects.filter(network=network, person__in=list(agreed))
    members.filter(state=State.ACTIVE).update(accepted_ways=version)
    ask_for("networks.put_ways", key=str(version.pk), at=at, version=version.pk)
    return version


@transaction.atomic
def write_decided(
    network_id: int, *, words: str, why: str, after: int, agreed: Iterable[int], decision: int,
    at: datetime,
) -> WaysVersion:  # fmt: skip
    """Bring in force what a decision of the network wrote, after the version of number `after`.

    agreed: keys of the people who said yes to it there. The same decision met again brings
    nothing new. Raises Refused when there is another version by now.
    """
    network = Network.objects.locked().get(pk=network_id)
    if met := versions_of(network).filter(decision=decision).first():
        return met
    refuse_if(why_not_decide_ways(network, after))
    version = _in_force(network, agreed, words=words, why=why, decision=decision, at=at)
    log(network, Verb.WAYS, at=at, number=version.number, decision=decision)
    return version


def put_ways(job: ToDo) -> None:
    """Tell the members of a new version; once, however often it runs, and not of an old one."""
    version = WaysVersion.objects.select_related("network").get(pk=job.payload["version"])
    if version.number != version.network.ways_number:
        return
    notices.new_ways(version, readers_of_ways(version))


@transaction.atomic
def accept_ways(slug: str, *, by: Person, number: int, at: datetime) -> Membership:
    """Agree to the version of this number; raises Refused when there is a newer one by now."""
    network = _locked(slug, by=by)
    standing = standing_of(by, network)
    refuse_if(why_not_accept_ways(standing, network, number))
    membership = network.memberships.get(person=by)
    membership.accepted_ways = ways_in_force(network)
    membership.save(update_fields=["accepted_ways"])
    return membership


def object_to_ways(
    slug: str, *, by: Person, number: int, words: str, key: str, at: datetime
) -> Objection:
    """Decline the version of this number, with a reason: a conversation of the network hears it.

    Who objects stays under the version that she agreed to before.
    """
    count_against(SAVING, what="object", who=str(by.pk), at=at)
    with transaction.atomic():
        network = _locked(slug, by=by)
        version = versions_of(network).get(number=number)
        own = own_objection(by, version)
        refuse_if(why_not_object(standing_of(by, network), network, number, own))
        title = _("Objection to version %(number)s of the ways of working") % {"number": number}
        thread = threads.start(network, by=by, title=title, words=words, key=key, at=at)
        objection = Objection.objects.create(version=version, person=by, thread=thread, at=at)
        log(network, Verb.OBJECTED, by=by, at=at, number=number)
        notices.objected(objection, network, at=at)
        ask_to_tell_begun(thread, at=at)
    return objection


@transaction.atomic
def meet_objection(objection_id: int, *, by: Person, words: str, at: datetime) -> Objection:
    """Say how an objection was met; who objected is told, and can agree now."""
    network = Network.objects.visible_to(by).locked().get(ways__objections=objection_id)
    objections = Objection.objects.select_related("version", "person")
    objection = objections.get(pk=objection_id, version__network=network)
    refuse_if(why_not_meet(standing_of(by, network), objection))
    objection.answer, objection.answered_at, objection.answered_by = words, at, by
    objection.save(update_fields=["answer", "answered_at", "answered_by"])
    number = objection.version.number
    log(network, Verb.MET, by=by, whom=objection.person, words=words, at=at, number=number)
    notices.objection_met(objection, network, at=at)
    return objection
