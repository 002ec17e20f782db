"""Leaving a coalition, asking a network to leave, and what is tidied when two have come apart."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coalitions.actions.carrying_on import keep_doing
from coalitions.models import Account, Clause, Fate, LeaveRequest, Requested, Walk
from coalitions.notices import leaving as notices
from coalitions.queries.governing import leaving_path_for
from coalitions.queries.leaving import open_request, question_of
from coalitions.rules.leaving import (
    GOOD_FOR,
    OPEN,
    why_not_answer,
    why_not_ask_to_go,
    why_not_bring,
    why_not_drop,
    why_not_leave,
)
from coalitions.rules.speaking import networks_spoken_for, why_not_speak_for
from decisions.actions.moving import bring
from decisions.carrying.common import key_in
from decisions.models import Decision
from networks.actions.approaching import separate
from networks.actions.log import log
from networks.models import Affiliation, AffiliationState, Kind, Network, Verb
from networks.queries import readers_of
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person

PART = "networks.part"


def affiliation_of(network: Network, body: Network) -> Affiliation:
    """The affiliation between the two, as it is now."""
    return Affiliation.objects.select_related("member", "body").get(
        member=network, body=body, state=AffiliationState.ACTIVE
    )


@transaction.atomic
def leave(
    network: Network, body: Network, *, by: Person, reason: str, keeps: str = "", at: datetime
) -> None:
    """Take `network` out of `body` at once; keeps: what it goes on with by itself."""
    refuse_if(why_not_leave(by, network, body))
    if keeps:
        keep_doing(body, network, words=keeps, by=by, at=at)
    separate(affiliation_of(network, body).pk, by=by, reason=reason, at=at)


def decide_to_leave(
    network: Network, body: Network, *, by: Person, key: str, at: datetime
) -> Decision:
    """A draft in `network` itself: whether to leave `body`."""
    about = {"affiliation": affiliation_of(network, body).pk}
    return bring(network, kind=PART, about=about, by=by, key=key, at=at)


def ask_to_go(
    network_id: int, body_id: int, *, by: Person, reason: str, clause: Clause | None = None,
    at: datetime,
) -> LeaveRequest:  # fmt: skip
    """Tell a network why it should leave; from here run the days of the path it consented to.

    Raises Refused, and TooOften after twenty a day.
    """
    count_against(PROPOSING, what="ask-to-go", who=str(by.pk), at=at)
    with transaction.atomic():
        seen = Network.objects.visible_to(by).filter(pk__in=[network_id, body_id])
        pair = {each.pk: each for each in seen.order_by("pk").locked()}
        network, body = pair[network_id], pair[body_id]
        speaks = any(each != network for each in networks_spoken_for(by, body, at=at))
        LeaveRequest.objects.filter(
            network=network, body=body, state__in=OPEN, decide_from__lte=at - GOOD_FOR
        ).update(state=Requested.DROPPED)
        found = open_request(network, body, at=at)
        refuse_if(why_not_ask_to_go(standing_of(by, body), speaks, network, body, found))
        path = leaving_path_for(body, network)
        asked = LeaveRequest.objects.create(
            body=body, network=network, clause=clause, reason=reason, by=by, told_at=at,
            answer_until=at + timedelta(days=path.answer_days),
            decide_from=at + timedelta(days=max(path.notice_days, path.answer_days)),
        )  # fmt: skip
        log(body, Verb.ASKED_OUT, by=by, other=network, words=reason, at=at, ours=True)
        log(network, Verb.ASKED_OUT, other=body, words=reason, at=at)
        notices.asked_out(asked, at=at)
    return asked


def _held(asked_id: int, *, by: Person) -> LeaveRequest:
    """The request with both its networks, held; the smaller key first."""
    ids = LeaveRequest.objects.values_list("network", "body").get(pk=asked_id)
    pair = {each.pk: each for each in Network.objects.filter(pk__in=ids).order_by("pk").locked()}
    asked = LeaveRequest.objects.select_related("by").get(pk=asked_id)
    asked.network, asked.body = pair[ids[0]], pair[ids[1]]
    return asked


@transaction.atomic
def answer(asked_id: int, *, by: Person, words: str, at: datetime) -> LeaveRequest:
    """Say what the network says to the reason; until the time is over it can be said anew."""
    asked = _held(asked_id, by=by)
    speaks = why_not_speak_for(by, asked.network, asked.body, at=at)
    refuse_if(why_not_answer(asked, speaks, at=at))
    asked.answer, asked.answered_by, asked.answered_at = words, by, at
    asked.state = Requested.ANSWERED
    asked.save(update_fields=["answer", "answered_by", "answered_at", "state"])
    log(asked.network, Verb.OUT_ANSWERED, by=by, other=asked.body, words=words, at=at, ours=True)
    log(asked.body, Verb.OUT_ANSWERED, other=asked.network, words=words, at=at)
    notices.answered(asked, at=at)
    return asked


@transaction.atomic
def drop(asked_id: int, *, by: Person, at: datetime) -> LeaveRequest:
    """Take back that a network is asked to leave."""
    asked = _held(asked_id, by=by)
    refuse_if(why_not_drop(standing_of(by, asked.body), asked, by))
    asked.state = Requested.DROPPED
    asked.save(update_fields=["state"])
    log(asked.body, Verb.OUT_DROPPED, by=by, other=asked.network, at=at, ours=True)
    log(asked.network, Verb.OUT_DROPPED, other=asked.body, at=at)
    notices.dropped(asked, at=at)
    return asked


@transaction.atomic
def bring_to_decision(asked_id: int, *, by: Person, key: str, at: datetime) -> Decision:
    """A draft with the reason and the answer beside each other, once the notice is over."""
    asked = _held(asked_id, by=by)
    is_brought = question_of(asked) is not None
    refuse_if(why_not_bring(standing_of(by, asked.body), asked, is_brought=is_brought, at=at))
    about = {"affiliation": affiliation_of(asked.network, asked.body).pk}
    decision = bring(asked.body, kind=PART, about=about, by=by, key=key, at=at, words=_told(asked))
    asked.decision = decision.number
    asked.save(update_fields=["decision"])
    return decision


def _told(asked: LeaveRequest) -> str:
    """What both sides said, as the text of a question."""
    said = asked.answer or _("It has not answered.")
    return _("**Why it is asked to leave**\n\n%(reason)s\n\n**Its answer**\n\n%(answer)s") % {
        "reason": asked.reason, "answer": said,
    }  # fmt: skip


def let_stay(decision: Decision, at: datetime) -> None:
    """Close what was asked of a network when the decision says no: both logs say that it stays.

    Called in the transaction that counts the decision. Asked anew, the path begins anew.
    """
    key = key_in(decision.effect_about, "affiliation")
    if decision.effect != PART or not key:
        return
    place = Affiliation.objects.select_related("member", "body").filter(
        pk=key, body=decision.network_id, state=AffiliationState.ACTIVE
    )
    for each in place:
        asked = LeaveRequest.objects.filter(network=each.member, body=each.body, state__in=OPEN)
        if asked.update(
            state=Requested.DECIDED, fate=Fate.STAYS, decided_at=at, decision=decision.number
        ):
            log(
                each.body, Verb.CHANGED, other=each.member, at=at, stays="here",
                decision=decision.number,
            )  # fmt: skip
            log(each.member, Verb.CHANGED, other=each.body, at=at, stays="there")


def came_apart(member: Network, body: Network, at: datetime) -> None:
    """Close what was between the two; what its people held for the coalition is free again."""
    if body.kind != Kind.COALITION:
        return
    asked = LeaveRequest.objects.filter(network=member, body=body, state__in=OPEN)
    asked.update(state=Requested.DECIDED, fate=Fate.LEFT, decided_at=at)
    Walk.objects.filter(body=body, host=member, ended_at=None).update(host=None)
    inside = readers_of(body).values("pk")
    gone = ~Q(holder__in=inside) & Q(holder__isnull=False)
    held = Account.objects.filter(body=body, ended_at=None)
    held.filter(second__isnull=False).exclude(second__in=inside).update(second=None)
    held.filter(gone).update(holder=None)
