"""Calls for solidarity: calling, answering, saying what followed, talking about it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from coalitions.models import Call, CallAnswer, CallTo
from coalitions.notices import calls as notices
from coalitions.queries.calls import answer_of, answer_words, following_words
from coalitions.queries.life import coalition_of
from coalitions.rules.calls import (
    why_not_alone,
    why_not_answer,
    why_not_call,
    why_not_follow,
    why_not_public,
)
from coalitions.rules.speaking import networks_spoken_for, why_not_speak_for
from networks.actions.log import log
from networks.models import Affiliation, AffiliationState, Kind, Network, Verb
from networks.queries import readers_of
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, SAVING, TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice


def _body(slug: str, *, by: Person) -> Network:
    """The coalition, held: numbers are given out one after the other."""
    return Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COALITION)


def call_out(
    slug: str, *, by: Person, network: str, fields: Mapping[str, Any], to: Collection[str],
    key: str, at: datetime,
) -> Call:  # fmt: skip
    """Let the network at `network` call those at `to`; all where it names none.

    fields: wanted, title, words, until, is_public. The same `key` finds the call that it made.
    Those who speak for the others are told. Raises Refused, and TooOften after twenty a day.
    """
    if sent := Call.objects.filter(body__slug=slug, key=key, by=by).first():
        return sent
    count_against(PROPOSING, what="call", who=str(by.pk), at=at)
    with transaction.atomic():
        body = _body(slug, by=by)
        if sent := body.calls.filter(key=key, by=by).first():
            return sent
        mine = networks_spoken_for(by, body, at=at)
        refuse_if(why_not_call(standing_of(by, body, at=at), coalition_of(body), mine))
        caller = next((each for each in mine if each.slug == network), None)
        if caller is None:
            raise Refused(_("You do not speak for this network here."))
        if fields["is_public"]:
            refuse_if(why_not_public(body, caller))
        last = body.calls.aggregate(last=Max("number"))["last"] or 0
        call = Call.objects.create(
            body=body, number=last + 1, network=caller, by=by, at=at, key=key,
            words_html=rendered(fields["words"]), **fields,
        )  # fmt: skip
        _name(call, to, by=by)
        log(body, Verb.CHANGED, by=by, at=at, call=call.number)
        ask_for("coalitions.tell_call", key=str(call.pk), at=at, call=call.pk)
    return call


def _name(call: Call, to: Collection[str], *, by: Person) -> None:
    inside = Affiliation.objects.filter(body=call.body, state=AffiliationState.ACTIVE)
    wanted = Network.objects.visible_to(by).filter(slug__in=to, pk__in=inside.values("member"))
    others = wanted.exclude(pk=call.network_id)
    CallTo.objects.bulk_create(CallTo(call=call, network=each) for each in others)


def tell_call(job: ToDo) -> None:
    """Tell the others of a call, unless it is over by now."""
    call = Call.objects.select_related("body", "network", "by").get(pk=job.payload["call"])
    if call.ended_at is None:
        notices.called(call)


def _held(call_id: int) -> Call:
    """The call, its row held."""
    held = Call.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("body", "network").get(pk=call_id)


def answer(
    call_id: int, *, by: Person, network: str, fields: Mapping[str, Any], seen: str, at: datetime
) -> CallAnswer:
    """Answer for the network at `network`, as its stewards or its spoke there.

    fields: reply, words, is_public; seen: fingerprint of what she saw. Raises Refused, where only
    a decision may answer, too; and Stale where somebody answered for it meanwhile.
    """
    count_against(SAVING, what="call-answer", who=str(by.pk), at=at)
    with transaction.atomic():
        member = Network.objects.visible_to(by).locked().get(slug=network)
        call = _held(call_id)
        refuse_if(why_not_speak_for(by, member, call.body, at=at))
        refuse_if(why_not_answer(call, member))
        held = answer_of(call, member)
        refuse_if(why_not_alone(call, member, fields["reply"], held))
        refuse_if_stale(answer_words(held), seen=seen)
        if answer_words(held) == dict(fields) and held:
            return held
        inner = held.inner if held else None
        said = _say(call, member, by=by, inner=inner, at=at, fields=fields)
        log(member, Verb.CHANGED, by=by, at=at, other=call.body, call=call.number,
            reply=said.reply)  # fmt: skip
        return said


def _say(
    call: Call, network: Network, *, by: Person | None, inner: int | None, at: datetime,
    fields: Mapping[str, Any],
) -> CallAnswer:  # fmt: skip
    wanted = {**fields, "by": by, "inner": inner, "at": at}
    said, _is_new = CallAnswer.objects.update_or_create(call=call, network=network, defaults=wanted)
    said.call, said.network = call, network
    notices.answered(said, at=at)
    return said


def answer_decided(
    call_id: int, *, network: Network, reply: str, is_public: bool, decision: int, at: datetime
) -> bool:
    """Answer as `network` decided; whether anything was new. Whoever calls it asked the rules."""
    call = _held(call_id)
    refuse_if(why_not_answer(call, network))
    held = answer_of(call, network)
    if held is not None and held.inner == decision:
        return False
    words = held.words if held is not None and held.reply == reply else ""
    fields = {"reply": reply, "words": words, "is_public": is_public}
    _say(call, network, by=None, inner=decision, at=at, fields=fields)
    log(network, Verb.CHANGED, at=at, other=call.body, call=call.number, reply=reply,
        decision=decision)  # fmt: skip
    return True


@transaction.atomic
def follow(
    call_id: int, *, by: Person, followed: str, is_over: bool, seen: str, at: datetime
) -> Call:
    """Write what followed, and whether the call is over. Raises Refused, and Stale."""
    body = Network.objects.visible_to(by).locked().get(calls=call_id)
    call = _held(call_id)
    refuse_if(
        why_not_follow(
            standing_of(by, body, at=at), call, networks_spoken_for(by, body, at=at),
            is_there=_is_inside(call),
        )
    )  # fmt: skip
    refuse_if_stale(following_words(call), seen=seen)
    is_news = followed and followed != call.followed
    call.followed, call.followed_html = followed, rendered(followed)
    call.ended_at = (call.ended_at or at) if is_over else None
    call.save(update_fields=["followed", "followed_html", "ended_at"])
    if is_news:
        notices.followed(call, at=at)
    return call


def _is_inside(call: Call) -> bool:
    held = Affiliation.objects.filter(member=call.network_id, body=call.body_id)
    return held.filter(state=AffiliationState.ACTIVE).exists()


def voice_of(call: Call, person: Person) -> Voice:
    """Those who belong to the coalition talk about a call; its stewards keep order."""
    standing = standing_of(person, call.body)
    return Voice(
        reads=standing.belongs,
        writes=standing.belongs and not standing.is_paused,
        keeps_order=standing.is_steward,
    )


def _readers(call: Call) -> QuerySet[Person]:
    return readers_of(call.body)


def _trace(call: Call, *, by: Person, whom: Person | None, reason: str, at: datetime) -> None:
    log(call.body, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


MANNERS = Manners(
    voice=voice_of,
    readers=_readers,
    address=lambda call, _thread_id: str(call.get_absolute_url()),
    trace=_trace,
)


def say(call_id: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something about a call; the first words begin its conversation."""
    count_against(TALKING, what="call", who=str(by.pk), at=at)
    with transaction.atomic():
        call = _held(call_id)
        return threads.say_on(call, by=by, title=call.title, words=words, key=key, at=at)
