"""Challenging those who facilitate, without going through them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cohorts.models import Challenge, ChallengeWord
from cohorts.notices import challenges as notices
from cohorts.queries.challenges import challenge_for, reached_in
from cohorts.rules.challenges import why_not_challenge, why_not_say, why_not_tell
from networks.models import Network
from networks.rules import standing_of
from solidarity.base.limits import REPORTING, TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import new_token
from solidarity.base.words import rendered
from solidarity.people.models import Person


def challenge(
    network_id: int, *, about: str, words: str, is_named: bool, key: UUID, by: Person, at: datetime
) -> Challenge:
    """Say something about how the cohort is facilitated, to those alone whom participants trust.

    is_named: whether they see who says it. key: of the form; sent twice, it is one. No log row is
    written: those who facilitate read the log.
    """
    count_against(REPORTING, what="challenge", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(pk=network_id)
        if sent := Challenge.objects.filter(words__key=key, person=by).first():
            return sent
        reached = [each for each in reached_in(network) if each != by]
        refuse_if(why_not_challenge(standing_of(by, network, at=at), len(reached)))
        made = Challenge.objects.create(
            body=network, key=new_token()[:22], person=by, is_named=is_named, about=about, at=at
        )
        _write(made, words, is_challenger=True, by=by, key=key, at=at)
        notices.challenged(made, at=at)
    return made


def _write(
    made: Challenge, words: str, *, is_challenger: bool, by: Person, key: UUID, at: datetime
) -> ChallengeWord:
    return ChallengeWord.objects.create(
        challenge=made, by=None if is_challenger else by, is_challenger=is_challenger,
        words=words, words_html=rendered(words), key=key, at=at,
    )  # fmt: skip


def _held(key: str, *, by: Person) -> tuple[Challenge, bool]:
    """A challenge, its row held, and whether it is hers; DoesNotExist where she may not read it."""
    seen = challenge_for(by, key)
    if seen is None:
        raise Challenge.DoesNotExist
    found = Challenge.objects.select_for_update(of=("self",)).select_related("body", "person")
    return found.get(pk=seen.challenge.pk), seen.is_hers


def say(challenge_key: str, *, words: str, key: UUID, by: Person, at: datetime) -> ChallengeWord:
    """Say something in it: whoever challenged, and those who are trusted."""
    count_against(TALKING, what="challenge", who=str(by.pk), at=at)
    with transaction.atomic():
        held, is_hers = _held(challenge_key, by=by)
        if sent := ChallengeWord.objects.filter(challenge=held, key=key).first():
            return sent
        refuse_if(why_not_say(held))
        word = _write(held, words, is_challenger=is_hers, by=by, key=key, at=at)
        notices.said(held, word.pk, by=by, at=at)
    return word


@transaction.atomic
def close(challenge_key: str, *, changed: str, by: Person, at: datetime) -> Challenge:
    """Say what was changed, and close it: for those who are trusted."""
    held, is_hers = _held(challenge_key, by=by)
    if is_hers:
        raise Challenge.DoesNotExist
    if held.closed_at:
        raise Refused(why_not_say(held))
    held.closed_at, held.changed, held.changed_html = at, changed, rendered(changed)
    held.save(update_fields=["closed_at", "changed", "changed_html"])
    notices.closed(held, by=by, at=at)
    return held


@transaction.atomic
def tell(challenge_key: str, *, shown: bool, by: Person, at: datetime) -> Challenge:
    """Let all in the cohort read what was changed, or no more: whoever challenged says so."""
    held, _is_hers = _held(challenge_key, by=by)
    refuse_if(why_not_tell(held, by))
    held.told_at = (held.told_at or at) if shown else None
    held.save(update_fields=["told_at"])
    return held


def was_silenced(person: Person, network: Network, at: datetime) -> None:
    """Somebody was removed or paused: where she has an open challenge, those who are trusted know.

    Whoever removed her learns nothing of it.
    """
    found = Challenge.objects.filter(body=network, person=person, closed_at=None)
    notices.silenced(network, person, found.select_related("body"), at=at)
