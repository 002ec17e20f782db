"""Choosing whom challenges reach: proposed by participants, her own yes, more than half confirm."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Trusted, TrustVoice
from cohorts.notices import challenges as notices
from cohorts.queries.people import participants_of
from cohorts.rules.challenges import (
    MOST_TRUSTED,
    is_enough,
    why_not_answer,
    why_not_confirm,
    why_not_propose,
    why_not_trust,
)
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def propose(network_id: int, *, handle: str, by: Person, at: datetime) -> Trusted:
    """Propose somebody whom challenges shall reach; she is asked. Who proposes confirms as well."""
    count_against(PROPOSING, what="trusted", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(pk=network_id)
        held = Trusted.objects.filter(body=network, ended_at=None)
        refuse_if(why_not_propose(standing_of(by, network, at=at), held.count()))
        person = Person.objects.here().filter(handle=handle).first()
        if person is None:
            raise Refused(_("Nobody here has the word @%(handle)s.") % {"handle": handle})
        standing = standing_of(person, network, at=at)
        is_proposed = held.filter(person=person).exists()
        refuse_if(why_not_trust(person, standing, network, is_proposed=is_proposed))
        trusted = Trusted.objects.create(
            body=network, person=person, by=by, at=at, agreed_at=at if person == by else None
        )
        TrustVoice.objects.create(trusted=trusted, person=by, at=at)
        if person != by:
            notices.asked_to_be_trusted(trusted, at=at)
        settle(trusted, at=at)
    return trusted


def _held(trusted_id: int, **filters: object) -> Trusted:
    """A proposal, its cohort held first."""
    network = Network.objects.locked().get(trusted=trusted_id)
    trusted = Trusted.objects.select_related("person").get(pk=trusted_id)
    trusted.body = network
    return trusted


@transaction.atomic
def answer(trusted_id: int, *, yes: bool, by: Person, at: datetime) -> Trusted:
    """Say whether challenges may come to her; a no, also later, ends it."""
    trusted = _held(trusted_id)
    refuse_if(why_not_answer(trusted, by))
    if yes and trusted.agreed_at is None:
        trusted.agreed_at = at
        trusted.save(update_fields=["agreed_at"])
        settle(trusted, at=at)
    elif not yes:
        was_trusted = trusted.since is not None
        trusted.ended_at = at
        trusted.save(update_fields=["ended_at"])
        if was_trusted:
            _log(trusted, at=at)
    return trusted


@transaction.atomic
def confirm(trusted_id: int, *, by: Person, at: datetime) -> Trusted:
    """Say that one trusts her with challenges; the voice that makes more than half makes it so."""
    trusted = _held(trusted_id)
    refuse_if(why_not_confirm(standing_of(by, trusted.body, at=at), trusted))
    TrustVoice.objects.get_or_create(trusted=trusted, person=by, defaults={"at": at})
    settle(trusted, at=at)
    return trusted


@transaction.atomic
def take_back(trusted_id: int, *, by: Person, at: datetime) -> Trusted:
    """Take one's voice back; where half or fewer are left, challenges reach her no more."""
    trusted = _held(trusted_id)
    refuse_if(why_not_confirm(standing_of(by, trusted.body, at=at), trusted))
    TrustVoice.objects.filter(trusted=trusted, person=by).delete()
    settle(trusted, at=at)
    return trusted


def settle(trusted: Trusted, *, at: datetime) -> None:
    """Whether challenges reach her: her yes, more than half of the participants, two at most."""
    participants = participants_of(trusted.body)
    voices = trusted.voices.filter(person__in=participants.order_by().values("pk")).count()
    is_wanted = trusted.agreed_at is not None and is_enough(voices, participants.count())
    if is_wanted == (trusted.since is not None):
        return
    others = Trusted.objects.filter(body=trusted.body, ended_at=None, since__isnull=False)
    if is_wanted and others.exclude(pk=trusted.pk).count() >= MOST_TRUSTED:
        return
    trusted.since = at if is_wanted else None
    trusted.save(update_fields=["since"])
    _log(trusted, at=at)
    if is_wanted:
        notices.is_trusted(trusted, at=at)


def settle_all(network: Network, *, at: datetime) -> None:
    """The same for everybody who is proposed there: somebody came, or went."""
    for trusted in Trusted.objects.filter(body=network, ended_at=None).select_related("person"):
        trusted.body = network
        settle(trusted, at=at)


def _log(trusted: Trusted, *, at: datetime) -> None:
    """Everyone in the cohort may know whom challenges reach; never who confirmed it."""
    log(trusted.body, Verb.CHANGED, at=at, fields=["trusted"])
