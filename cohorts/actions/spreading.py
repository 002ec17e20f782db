"""Sharing a programme, beginning with it elsewhere, taking over what changed, going on after it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.materials import add_piece, add_version, held_body
from cohorts.models import Cohort, Material, MaterialVersion, SharedProgramme, Taken
from cohorts.notices import spreading as notices
from cohorts.queries.materials import WORDING
from cohorts.queries.spreading import earlier_of, shared_programme
from cohorts.rules.spreading import why_not_become, why_not_share, why_not_take_over
from networks.actions.founding import found
from networks.actions.log import log
from networks.models import (
    Descent,
    JoinPolicy,
    Kind,
    Lineage,
    Membership,
    Network,
    Role,
    State,
    Verb,
    Visibility,
)
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


@transaction.atomic
def share(network_id: int, *, summary: str, by: Person, at: datetime) -> SharedProgramme:
    """Let everybody read the programme's materials, and begin with them; logged."""
    network, standing = held_body(network_id, by=by, at=at)
    refuse_if(why_not_share(standing, network))
    shared, is_new = SharedProgramme.objects.update_or_create(
        body=network, defaults={"summary": summary}, create_defaults={
            "summary": summary, "by": by, "at": at,
        },
    )  # fmt: skip
    if is_new:
        log(network, Verb.CHANGED, by=by, at=at, fields=["programme_shared"])
    return shared


@transaction.atomic
def unshare(network_id: int, *, by: Person, at: datetime) -> None:
    """Share it no more; whoever began with it keeps what they took. Logged, safe to meet twice."""
    network, standing = held_body(network_id, by=by, at=at)
    refuse_if(why_not_share(standing, network))
    gone, _rows = SharedProgramme.objects.filter(body=network).delete()
    if gone:
        log(network, Verb.CHANGED, by=by, at=at, fields=["programme_shared"])


@transaction.atomic
def begin_elsewhere(
    network_id: int, *, fields: Mapping[str, Any], by: Person, at: datetime, key: str = ""
) -> Network:
    """Found a cohort with the programme of another: its materials, and nothing about people.

    fields: name, summary, visibility. key: of the form, so that sent twice it is founded once.
    Only what everybody may read is taken.
    """
    earlier = Network.objects.get(pk=network_id)
    if earlier.visibility != Visibility.PUBLIC or shared_programme(earlier) is None:
        raise Refused(_("This programme is not shared any more."))
    begun = {"kind": Kind.COHORT, "join_policy": JoinPolicy.INVITATION, "shows_members": False}
    later = found(by=by, fields=begun | dict(fields), questions=[], at=at, key=key)
    Lineage.objects.create(earlier=earlier, later=later, how=Descent.FORKED, at=at)
    for piece in Material.objects.filter(body=earlier, gone_at=None).order_by("number"):
        _copy(later, piece, at=at)
    return later


def _newest(piece: Material) -> MaterialVersion:
    return MaterialVersion.objects.get(material=piece, number=piece.newest)


def _copy(later: Network, piece: Material, *, at: datetime) -> Material:
    """A piece of the later cohort's own, with the words and the authors of the earlier one."""
    fields = {name: getattr(piece, name) for name in WORDING} | {"words": _newest(piece).words}
    copy = add_piece(later, fields, by=None, at=at)
    Taken.objects.update_or_create(
        body=later, origin=piece, defaults={"number": piece.newest, "material": copy, "at": at}
    )
    return copy


@transaction.atomic
def answer_offer(
    network_id: int, *, number: int, version: int, takes: bool, by: Person, at: datetime
) -> Material | None:
    """Take over a piece of the earlier programme as it is in `version`, or leave it as it is here.

    number: of the piece, there. What stood here before stays as an earlier version.
    """
    network, standing = held_body(network_id, by=by, at=at)
    refuse_if(why_not_take_over(standing))
    earlier = earlier_of(network)
    offered = earlier is not None and shared_programme(earlier) is not None
    piece = Material.objects.filter(body=earlier, number=number, gone_at=None).first()
    if not offered or piece is None:
        raise Refused(_("This is not offered any more."))
    if piece.newest != version:
        raise Refused(_("It was written anew meanwhile. Look at it once more."))
    taken = Taken.objects.filter(body=network, origin=piece).select_related("material").first()
    if taken is not None and taken.number >= version:
        return taken.material
    if takes:
        return _take_over(network, piece, taken, at=at)
    material = taken.material if taken else None
    Taken.objects.update_or_create(
        body=network, origin=piece, defaults={"number": version, "material": material, "at": at}
    )
    return None


def _take_over(network: Network, piece: Material, taken: Taken | None, *, at: datetime) -> Material:
    if taken is None or taken.material is None:
        return _copy(network, piece, at=at)
    material = taken.material
    why = _("Taken over from the programme that this one began with.")
    add_version(material, _newest(piece).words, by=None, why=why, at=at)
    material.authors = _both(material.authors, piece.authors)
    material.save(update_fields=["newest", "at", "authors"])
    taken.number, taken.at = piece.newest, at
    taken.save(update_fields=["number", "at"])
    return material


def _both(here: str, there: str) -> str:
    """Both lines of authors: whoever is named stays named."""
    if there in here:
        return here
    return (f"{here}; {there}" if here else there)[:300]


@transaction.atomic
def become(network_id: int, *, into: str, steward: int, decision: int, at: datetime) -> Network:
    """Let an ended cohort go on as a group, or found the coalition that grows out of it.

    steward: who looks after the coalition first, a person's key. Met twice, it is done once.
    """
    network = Network.objects.locked().get(pk=network_id)
    cohort = Cohort.objects.filter(network=network).first()
    if grown := _grown(network, decision):
        return grown
    refuse_if(why_not_become(network, cohort, into))
    if into == "group":
        return _stay(network, decision=decision, at=at)
    held = Membership.objects.filter(network=network, person=steward, state=State.ACTIVE)
    person = Person.objects.here().filter(pk__in=held.values("person")).first()
    if person is None:
        raise Refused(_("Whoever would look after it is not in this cohort any more."))
    fields = {
        "name": network.name, "summary": network.summary, "kind": Kind.COALITION,
        "visibility": Visibility.PUBLIC, "causes": network.causes,
        "languages": network.languages, "join_policy": JoinPolicy.INVITATION,
    }  # fmt: skip
    later = found(by=person, fields=fields, questions=[], at=at)
    Lineage.objects.create(earlier=network, later=later, how=Descent.FOLLOWED, at=at)
    log(network, Verb.CHANGED, at=at, decision=decision, became=later.pk, life="followed")
    notices.became(network, later, at=at)
    return later


def _grown(network: Network, decision: int) -> Network | None:
    """What this decision has made already."""
    done = network.log.filter(facts__decision=decision, facts__has_key="became").first()
    return Network.objects.get(pk=done.facts["became"]) if done else None


def _stay(network: Network, *, decision: int, at: datetime) -> Network:
    network.kind = Kind.GROUP
    network.save(update_fields=["kind"])
    leading = Membership.objects.filter(network=network, role=Role.FACILITATOR)
    leading.update(role=Role.MEMBER, role_until=None)
    log(network, Verb.CHANGED, at=at, decision=decision, became=network.pk, life="stays")
    return network
