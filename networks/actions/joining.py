"""Coming in and going: joining, asking, answering, withdrawing, leaving."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from networks import leaving, notices
from networks.actions.holding import take_circle_out
from networks.actions.inviting import revoke_all_of
from networks.actions.log import log
from networks.actions.seeking import seek_if_none_is_left
from networks.actions.spokes import take_voices
from networks.models import (
    Admission,
    JoinAnswer,
    JoinPolicy,
    Membership,
    Network,
    Role,
    State,
    Verb,
)
from networks.queries import ways_in_force
from networks.rules import (
    Standing,
    standing_of,
    why_not_admit,
    why_not_agree,
    why_not_answer,
    why_not_join,
    why_not_leave,
    why_not_waitlist,
    why_not_withdraw,
)
from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person
from solidarity.threads.queries import threads_of


@transaction.atomic
def join(
    network_id: int, *, by: Person, answers: Mapping[int, str], at: datetime, ways: int = 0
) -> Membership:
    """Make `by` a member, or an applicant where stewards decide; raises Refused if a rule says no.

    answers: by the question's position; ways: number of the ways of working that she agrees to.
    The network's row is locked first, so that changing its door and going through it cannot cross.
    """
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    standing = standing_of(by, network, at=at)
    refuse_if(why_not_join(standing, network) or why_not_agree(network, ways))
    is_open = network.join_policy == JoinPolicy.OPEN
    membership = standing.membership or Membership(network=network, person=by)
    membership.state = State.ACTIVE if is_open else State.ASKED
    membership.role, membership.role_until, membership.asked_at = Role.MEMBER, None, at
    membership.banned_until = None
    membership.answered_at, membership.answered_by = at if is_open else None, None
    membership.answer, membership.accepted_ways = "", ways_in_force(network)
    membership.save()
    if standing.membership:
        membership.answers.all().delete()
    if answers:
        _keep_answers(membership, answers)
    log(network, Verb.JOINED if is_open else Verb.ASKED, by=by, at=at)
    if is_open:
        notices.welcome(membership, at=at)
    else:
        notices.someone_asked(membership)
        if network.admission == Admission.MEMBERS:
            moment = int(at.timestamp())
            key = f"{membership.pk}-{moment}"
            ask_for("networks.put_request", key=key, at=at, request=membership.pk, moment=moment)
    return membership


def put_request(job: ToDo) -> None:
    """Tell the members of a request that waits still; once, however often it runs."""
    found = Membership.objects.select_related("network", "person").filter(state=State.ASKED)
    request = found.filter(pk=job.payload["request"]).first()
    if request is not None and int(request.asked_at.timestamp()) == job.payload["moment"]:
        notices.put_request(request)


def _keep_answers(membership: Membership, answers: Mapping[int, str]) -> None:
    JoinAnswer.objects.bulk_create(
        JoinAnswer(
            membership=membership,
            position=question.position,
            question=question.words,
            words=answers[question.position],
        )
        for question in membership.network.questions.order_by("position")
        if answers.get(question.position)
    )


def locked_request(request_id: int, *, by: Person) -> tuple[Membership, Standing]:
    """The request, its network and its row locked, and how `by` stands to the network."""
    network = Network.objects.visible_to(by).locked().get(memberships=request_id)
    requests = network.memberships.select_for_update(of=("self",)).select_related("person")
    return requests.get(pk=request_id), standing_of(by, network)


def _answer(
    request: Membership, state: State, *, by: Person | None, words: str = "", at: datetime,
    **facts: Any,
) -> Membership:  # fmt: skip
    request.state, request.answer = state, words
    request.answered_at, request.answered_by = at, by
    request.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    verb = {State.ACTIVE: Verb.ADMITTED, State.DECLINED: Verb.DECLINED}.get(state, Verb.WAITLISTED)
    log(request.network, verb, by=by, whom=request.person, words=words, at=at, **facts)
    return request


@transaction.atomic
def admit(request_id: int, *, by: Person, at: datetime) -> Membership:
    """Let an applicant in; of two stewards at once the first counts, the second is Refused."""
    request, standing = locked_request(request_id, by=by)
    refuse_if(why_not_answer(standing, request))
    _answer(request, State.ACTIVE, by=by, at=at)
    notices.welcome(request, at=at)
    return request


@transaction.atomic
def admit_decided(request_id: int, *, decision: int, at: datetime) -> bool:
    """Let in whom a decision of the network let in; False when she is in already.

    decision: its number, which the log names.
    """
    network = Network.objects.locked().get(memberships=request_id)
    requests = network.memberships.select_for_update(of=("self",)).select_related("person")
    request = requests.get(pk=request_id)
    request.network = network
    if request.state == State.ACTIVE:
        return False
    refuse_if(why_not_admit(request))
    _answer(request, State.ACTIVE, by=None, at=at, decision=decision)
    notices.welcome(request, at=at)
    return True


@transaction.atomic
def decline(request_id: int, *, by: Person, reason: str, at: datetime) -> Membership:
    """Say no to an applicant, with a reason that she and the log are given."""
    request, standing = locked_request(request_id, by=by)
    refuse_if(why_not_answer(standing, request))
    _answer(request, State.DECLINED, by=by, words=reason, at=at)
    notices.declined(request, reason, at=at)
    return request


@transaction.atomic
def waitlist(request_id: int, *, by: Person, reason: str = "", at: datetime) -> Membership:
    """Put an applicant on the waiting list: she is told, and can be let in later."""
    request, standing = locked_request(request_id, by=by)
    refuse_if(why_not_waitlist(standing, request))
    _answer(request, State.WAITLISTED, by=by, words=reason, at=at)
    notices.waitlisted(request, reason, at=at)
    return request


@transaction.atomic
def withdraw(network_id: int, *, by: Person, at: datetime) -> None:
    """Take back one's request to join; what was answered and said with it is forgotten."""
    network = Network.objects.known_to(by).locked().get(pk=network_id)
    refuse_if(why_not_withdraw(standing_of(by, network)))
    membership = network.memberships.get(person=by)
    membership.state = State.WITHDRAWN
    membership.save(update_fields=["state"])
    membership.answers.all().delete()
    threads_of(membership).delete()
    log(network, Verb.WITHDREW, by=by, at=at)


@transaction.atomic
def leave(network_id: int, *, by: Person, at: datetime) -> None:
    """Leave a network; when the last steward goes, it is seeking stewards from then on."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_leave(standing_of(by, network)))
    membership = network.memberships.get(person=by)
    membership.state, membership.role, membership.role_until = State.LEFT, Role.MEMBER, None
    membership.save(update_fields=["state", "role", "role_until"])
    log(network, Verb.LEFT, by=by, at=at)
    leaving.goes(by, network, at=at)
    take_circle_out(network, [by], at=at)
    revoke_all_of(by, network, at=at)
    take_voices(network, by, at=at)
    seek_if_none_is_left(network, at=at)
