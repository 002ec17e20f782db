"""A network's values in its own words: proposing, keeping, placing, letting go."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import Network, OurValue, PlaceIdea, ReadBy, Verb, Wording
from networks.rules import (
    standing_of,
    why_not_keep_words,
    why_not_name,
    why_not_one_more,
    why_not_place,
    why_not_take_words_back,
)
from networks.wording import stems_of
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.versions import begun_anew
from solidarity.people.models import Person
from values.models import placed

WORDS = ("name", "meaning", "story", "language")


def words_of_value(value: OurValue) -> dict[str, str]:
    """What a new wording can change, as it stands."""
    return {name: getattr(value, name) for name in WORDS}


def _locked(slug: str, *, by: Person) -> Network:
    """The network, held: two stewards do not keep at once."""
    return Network.objects.visible_to(by).locked().get(slug=slug)


def propose_words(
    slug: str, *, by: Person, words: dict[str, str], why: str, at: datetime,
    value_id: int | None = None, seen: str = "",
) -> Wording:  # fmt: skip
    """Propose a value, or other words for one; what a steward writes is kept at once.

    words: name, meaning, story, language; seen: fingerprint of what she began with, where a value
    is worded anew (else raises Stale). Raises TooOften after twenty a day.
    """
    count_against(PROPOSING, what="wording", who=str(by.pk), at=at)
    with transaction.atomic():
        network = _locked(slug, by=by)
        standing = standing_of(by, network)
        refuse_if(why_not_name(standing, network))
        value = OurValue.objects.get(network=network, pk=value_id) if value_id else None
        if value is not None:
            begun_anew(words_of_value(value), words, seen=seen)
        wording = Wording.objects.create(
            network=network, value=value, by=by, why=why, at=at, **words
        )
        if standing.is_steward:
            _keep(network, wording, by=by, read_by=ReadBy.ALL, at=at)
        else:
            notices.words_proposed(wording, at=at)
    return wording


def _keep(
    network: Network, wording: Wording, *, by: Person, read_by: str, at: datetime
) -> OurValue:
    """Let a wording hold: as a new value, or as the newest of one."""
    value = wording.value
    if value is None:
        refuse_if(why_not_one_more(OurValue.objects.filter(network=network).count()))
        value = OurValue(network=network, number=0, read_by=read_by, by=wording.by, at=at)
    value.number += 1
    for name in WORDS:
        setattr(value, name, getattr(wording, name))
    value.stems = stems_of(value.name, value.meaning, value.story)
    value.save()
    wording.value, wording.number = value, value.number
    wording.save(update_fields=["value", "number"])
    log(
        network, Verb.VALUE_KEPT, by=by, whom=None if wording.by == by else wording.by,
        words=wording.name, at=at, value=value.pk, number=value.number,
    )  # fmt: skip
    return value


@transaction.atomic
def keep_words(slug: str, pk: int, *, by: Person, read_by: str, at: datetime) -> OurValue:
    """Keep what a member proposed; she is told. Of a value that is known, `read_by` stays."""
    network = _locked(slug, by=by)
    refuse_if(why_not_keep_words(standing_of(by, network), network))
    wording = _waiting(network, pk)
    value = _keep(network, wording, by=by, read_by=read_by, at=at)
    notices.words_kept(wording, at=at)
    return value


def _waiting(network: Network, pk: int) -> Wording:
    """One that waits, held; raises Refused when another steward was quicker."""
    found = Wording.objects.select_for_update(of=("self",)).select_related("value", "by")
    wording = found.filter(network=network, pk=pk).first()
    if wording is None or wording.number is not None:
        raise Refused(_("It has been answered already, or taken back."))
    return wording


@transaction.atomic
def decline_words(slug: str, pk: int, *, by: Person, words: str, at: datetime) -> None:
    """Say no to what a member proposed, with a reason; she is told, and the proposal goes."""
    network = _locked(slug, by=by)
    refuse_if(why_not_keep_words(standing_of(by, network), network))
    wording = _waiting(network, pk)
    log(network, Verb.VALUE_NOT_KEPT, by=by, whom=wording.by, words=words, at=at)
    notices.words_declined(wording, words=words, at=at)
    wording.delete()


@transaction.atomic
def take_words_back(slug: str, pk: int, *, by: Person) -> None:
    """Take back what one proposed oneself, while it waits."""
    network = _locked(slug, by=by)
    wording = _waiting(network, pk)
    refuse_if(why_not_take_words_back(standing_of(by, network), wording))
    wording.delete()


@transaction.atomic
def place_value(
    slug: str, pk: int, *, by: Person, ticked: list[str], at: datetime
) -> OurValue | PlaceIdea | None:
    """Say where a value stands; from a member who may not, it is an idea. It can be changed again.

    ticked: codes, or OFF_MAP; none: nowhere yet, or no idea any more.
    """
    network = _locked(slug, by=by)
    standing = standing_of(by, network)
    refuse_if(why_not_name(standing, network))
    value = OurValue.objects.get(network=network, pk=pk)
    where = placed(ticked)
    if why_not_place(standing, network, value):
        return _suggest(value, by=by, where=where, at=at)
    if where != {"places": value.places, "is_off_map": value.is_off_map}:
        value.places, value.is_off_map = where["places"], where["is_off_map"]
        value.save(update_fields=["places", "is_off_map"])
        log(
            network, Verb.VALUE_PLACED, by=by, words=value.name, at=at, value=value.pk,
            places=value.ticked,
        )  # fmt: skip
    return value


def _suggest(
    value: OurValue, *, by: Person, where: dict[str, Any], at: datetime
) -> PlaceIdea | None:
    if not where["places"] and not where["is_off_map"]:
        PlaceIdea.objects.filter(value=value, person=by).delete()
        return None
    idea, _is_new = PlaceIdea.objects.update_or_create(
        value=value, person=by, defaults={**where, "at": at}
    )
    return idea


@transaction.atomic
def show_value(slug: str, pk: int, *, by: Person, read_by: str, at: datetime) -> OurValue:
    """Choose who reads a value; logged."""
    network = _locked(slug, by=by)
    refuse_if(why_not_keep_words(standing_of(by, network), network))
    value = OurValue.objects.get(network=network, pk=pk)
    if value.read_by != read_by:
        value.read_by = ReadBy(read_by)
        value.save(update_fields=["read_by"])
        log(
            network, Verb.VALUE_SHOWN, by=by, words=value.name, at=at, value=value.pk,
            read_by=value.read_by,
        )  # fmt: skip
    return value


@transaction.atomic
def let_go(slug: str, pk: int, *, by: Person, words: str, at: datetime) -> None:
    """Take a value away with all its wordings, with a reason that stays in the log."""
    network = _locked(slug, by=by)
    refuse_if(why_not_keep_words(standing_of(by, network), network))
    value = OurValue.objects.get(network=network, pk=pk)
    log(network, Verb.VALUE_GONE, by=by, words=words, at=at, value=value.pk)
    value.delete()
