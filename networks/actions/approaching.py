"""Asking a network to belong, or to be let in; answering, taking back, parting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from networks import leaving, notices
from networks.actions.affiliating import Decided, affiliate, part
from networks.actions.log import log
from networks.entering import asks_anew, why_not_let_in
from networks.models import (
    Affiliation,
    AffiliationQuestion,
    AffiliationState,
    Approach,
    ApproachAnswer,
    ApproachState,
    Network,
    Prerequisite,
    Side,
    Verb,
)
from networks.rules import (
    standing_of,
    why_not_accept_together,
    why_not_answer_approach,
    why_not_approach,
    why_not_ask_again,
    why_not_change,
    why_not_enter,
    why_not_part,
    why_not_part_together,
    why_not_recall,
    why_not_speak,
)
from networks.rules.bound import why_not_change as why_not_by_hand
from solidarity.base.limits import ASKING, count_against
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person
from solidarity.threads.actions import start
from solidarity.threads.models import Post

GOOD_FOR = timedelta(days=14)
BEYOND = 1000  # the places of questions, while they are put into another order
NOBODY: Mapping[int, str] = {}
NOTHING: Mapping[str, Any] = {}
TERMS = ("networks_join", "spoke_months")


def approach(
    near_id: int, far_id: int, *, side: Side, by: Person, message: str, key: str, at: datetime,
    answers: Mapping[int, str] = NOBODY,
) -> Approach:  # fmt: skip
    """Let the network `near`, whose steward `by` is, ask `far` to be let in, or invite it.

    side: MEMBER asks to belong to `far`, BODY invites `far`. answers: to the body's questions, by
    position, of one that asks. key: of the form; the same again finds what it made. Raises
    Refused, and TooOften after 40 a day.
    """
    sent = Post.objects.filter(author=by, key=key).select_related("thread").first()
    if sent and isinstance(sent.thread.owner, Approach):
        return sent.thread.owner
    count_against(ASKING, what="approach", who=str(by.pk), at=at)
    with transaction.atomic():
        near, far = _locked_pair(near_id, far_id, by=by)
        refuse_if(why_not_speak(standing_of(by, near), near))
        member, body = (near, far) if side == Side.MEMBER else (far, near)
        refuse_if(why_not_approach(member, body, side=side, at=at))
        if side == Side.MEMBER:
            refuse_if(why_not_enter(member, body))
        made = _open(member, body, side=side, by=by, at=at)
        _keep_answers(made, answers)
        start(made, by=by, title="", words=message, key=key, at=at)
        for network in (near, far):
            _trace(made, network, Verb.APPROACHED, by=by, ours=network == near, at=at)
        notices.approached(made, at=at)
    return made


def _locked_pair(near_id: int, far_id: int, *, by: Person) -> tuple[Network, Network]:
    """Both networks, held; the smaller key first, so that two who hold the same two do not cross.

    Network.DoesNotExist where `by` may not know of one of them.
    """
    seen = Network.objects.visible_to(by).filter(pk__in=[near_id, far_id])
    pair = {network.pk: network for network in seen.order_by("pk").locked()}
    if not {near_id, far_id} <= set(pair):
        raise Network.DoesNotExist
    return pair[near_id], pair[far_id]


def _open(member: Network, body: Network, *, side: Side, by: Person, at: datetime) -> Approach:
    """A new approach, in place of an invitation that has run out."""
    old = Approach.objects.filter(member=member, body=body, state=ApproachState.OPEN)
    old.update(state=ApproachState.EXPIRED)
    return Approach.objects.create(
        member=member, body=body, side=side, begun_by=by, begun_at=at,
        expires_at=at + GOOD_FOR if side == Side.BODY else None,
    )  # fmt: skip


def _keep_answers(made: Approach, answers: Mapping[int, str]) -> None:
    questions = made.body.affiliation_questions.order_by("position")
    ApproachAnswer.objects.bulk_create(
        ApproachAnswer(
            approach=made,
            position=question.position,
            question=question.words,
            words=answers[question.position],
        )
        for question in questions
        if answers.get(question.position)
    )


def _trace(
    made: Approach, network: Network, verb: Verb, *, by: Person, ours: bool, at: datetime,
    words: str = "",
) -> None:  # fmt: skip
    """A line in the log of `network`; of the other side's stewards no name stands there."""
    far = made.body if network.pk == made.member_id else made.member
    log(
        network, verb, by=by if ours else None, other=far, at=at, words=words,
        ours=ours, way="asked" if made.side == Side.MEMBER else "invited",
    )  # fmt: skip


def _held(approach_id: int) -> Approach:
    """The approach and both its networks, held; the networks first, as everywhere."""
    ids = Approach.objects.values_list("member", "body").get(pk=approach_id)
    networks = Network.objects.filter(pk__in=ids).order_by("pk").locked()
    pair = {network.pk: network for network in networks}
    made = Approach.objects.select_for_update(of=("self",)).get(pk=approach_id)
    made.member, made.body = pair[made.member_id], pair[made.body_id]
    return made


@transaction.atomic
def accept(
    approach_id: int, *, by: Person, at: datetime, answers: Mapping[int, str] = NOBODY
) -> Approach:
    """Say yes: `member` belongs to `body` from now on.

    answers: of an invited network to the body's questions. Of two stewards at once the first
    counts; raises Refused, also where a circle has come about meanwhile.
    """
    made = _held(approach_id)
    refuse_if(why_not_answer_approach(by, made, at=at))
    refuse_if(why_not_enter(made.member, made.body) or why_not_let_in(made))
    if made.side == Side.BODY:
        _keep_answers(made, answers)
    _close(made, ApproachState.ACCEPTED, by=by, at=at)
    affiliate(made.member, made.body, by=by, at=at)
    notices.accepted_in(made, at=at)
    return made


@transaction.atomic
def accept_decided(approach_id: int, *, network: Network, decision: int, at: datetime) -> bool:
    """Say yes as a decision of `network` says, which was asked; False when it was said already.

    Both networks are held by whoever closes the decision, in the order of their keys, before
    anything else is.
    """
    made = _held(approach_id)
    if made.state == ApproachState.ACCEPTED:
        return False
    refuse_if(why_not_accept_together(network, made, at=at))
    _close(made, ApproachState.ACCEPTED, by=None, at=at)
    affiliate(made.member, made.body, by=None, at=at, decided=Decided(network.pk, decision))
    notices.accepted_in(made, at=at)
    return True


@transaction.atomic
def decline(approach_id: int, *, by: Person, reason: str, at: datetime) -> Approach:
    """Say no, with a reason that the other side and both logs are given."""
    made = _held(approach_id)
    refuse_if(why_not_answer_approach(by, made, at=at))
    _close(made, ApproachState.DECLINED, by=by, reason=reason, at=at)
    ours = made.network_of(made.answering_side)
    for network in (made.member, made.body):
        _trace(made, network, Verb.TURNED_DOWN, by=by, ours=network == ours, at=at, words=reason)
    notices.turned_down(made, reason, at=at)
    return made


@transaction.atomic
def recall(approach_id: int, *, by: Person, reason: str, at: datetime) -> Approach:
    """Take back what one's own network asked; a reason may go with it."""
    made = _held(approach_id)
    refuse_if(why_not_recall(by, made, at=at))
    _close(made, ApproachState.WITHDRAWN, by=by, reason=reason, at=at)
    ours = made.network_of(made.side)
    for network in (made.member, made.body):
        _trace(made, network, Verb.TAKEN_BACK, by=by, ours=network == ours, at=at, words=reason)
    notices.taken_back(made, reason, at=at)
    return made


def _close(
    made: Approach, state: ApproachState, *, by: Person | None, at: datetime, reason: str = ""
) -> None:
    made.state, made.reason = state, reason
    made.answered_by, made.answered_at = by, at
    made.save(update_fields=["state", "reason", "answered_by", "answered_at"])


def ask_again(approach_id: int, *, by: Person, at: datetime) -> Approach:
    """Send an invitation once more: it is good for 14 days from now, and they are told again."""
    count_against(ASKING, what="approach", who=str(by.pk), at=at)
    with transaction.atomic():
        made = _held(approach_id)
        refuse_if(why_not_ask_again(by, made))
        made.state, made.begun_at, made.expires_at = ApproachState.OPEN, at, at + GOOD_FOR
        made.save(update_fields=["state", "begun_at", "expires_at"])
        notices.approached(made, at=at)
    return made


@transaction.atomic
def separate(affiliation_id: int, *, by: Person, reason: str, at: datetime) -> Affiliation:
    """End an affiliation, from either side, with a reason that both logs keep."""
    affiliation = _held_affiliation(affiliation_id)
    refuse_if(why_not_part(by, affiliation))
    part(affiliation.member, affiliation.body, by=by, at=at, reason=reason)
    if standing_of(by, affiliation.member, at=at).is_steward:
        leaving.parts(affiliation.member, affiliation.body, at=at)
    leaving.parted(affiliation.member, affiliation.body, at=at)
    notices.parted(affiliation, reason, by=by, at=at)
    return affiliation


@transaction.atomic
def part_decided(
    affiliation_id: int, *, network: Network, decision: int, reason: str, at: datetime
) -> bool:
    """End an affiliation as a decision of `network` says; False when it has ended already.

    reason: what the stewards of both are told, in the words of the decision.
    """
    affiliation = _held_affiliation(affiliation_id)
    if affiliation.state == AffiliationState.ENDED:
        return False
    refuse_if(why_not_part_together(network, affiliation))
    member, body = affiliation.member, affiliation.body
    part(member, body, by=None, at=at, decided=Decided(network.pk, decision))
    if network == member:
        leaving.parts(member, body, at=at)
    leaving.parted(member, body, at=at)
    notices.parted(affiliation, reason, by=None, at=at)
    return True


def _held_affiliation(affiliation_id: int) -> Affiliation:
    """An affiliation, both its networks held, the smaller key first."""
    ids = Affiliation.objects.values_list("member", "body").get(pk=affiliation_id)
    networks = {n.pk: n for n in Network.objects.filter(pk__in=ids).order_by("pk").locked()}
    affiliation = Affiliation.objects.get(pk=affiliation_id)
    affiliation.member, affiliation.body = (networks[pk] for pk in ids)
    return affiliation


@transaction.atomic
def set_terms(
    body_id: int, *, by: Person, questions: Iterable[tuple[str, bool]],
    prerequisites: Iterable[Network], at: datetime, fields: Mapping[str, Any] = NOTHING,
) -> None:  # fmt: skip
    """Write what a body asks of networks that want to belong to it, and where they must belong.

    questions: the words of each, and whether it must be answered. fields: how they come in, and
    how long their spokes speak (of `TERMS`). Raises Refused where a clause holds one of these.
    """
    body = Network.objects.visible_to(by).locked().get(pk=body_id)
    refuse_if(why_not_change(standing_of(by, body)))
    asked = list(body.affiliation_questions.order_by("position").values_list("words", "required"))
    wanted = list(questions)
    needed = set(body.prerequisites.values_list("needed", flat=True))
    wanted_needed = {network.pk for network in prerequisites}
    changed = [
        *(["affiliation_questions"] if asked != wanted else []),
        *(["prerequisites"] if needed != wanted_needed else []),
        *_set_terms_of(body, fields),
    ]
    new = _ask(body, wanted) if asked != wanted else []
    body.prerequisites.all().delete()
    Prerequisite.objects.bulk_create(
        Prerequisite(body=body, needed_id=pk) for pk in sorted(wanted_needed)
    )
    if changed:
        log(body, Verb.CHANGED, by=by, at=at, fields=changed)
    if new:
        asks_anew(body, new, at=at)


def _ask(body: Network, wanted: Sequence[tuple[str, bool]]) -> list[str]:
    """Ask these, in this order; what is asked as before keeps its row, and what hangs on it.

    Returns what was not asked before.
    """
    before = {each.words: each for each in body.affiliation_questions.all()}
    by_words = dict(wanted)
    body.affiliation_questions.exclude(words__in=by_words).delete()
    body.affiliation_questions.update(position=F("position") + BEYOND)
    for position, (words, required) in enumerate(by_words.items(), start=1):
        AffiliationQuestion.objects.update_or_create(
            body=body, words=words, defaults={"position": position, "required": required}
        )
    return [words for words in by_words if words not in before]


def _set_terms_of(body: Network, fields: Mapping[str, Any]) -> list[str]:
    """Set what stands in the body's own row; the names of what is another now."""
    changed = [name for name in TERMS if name in fields and fields[name] != getattr(body, name)]
    refuse_if(why_not_by_hand(body, *changed))
    for name in changed:
        setattr(body, name, fields[name])
    if changed:
        body.save(update_fields=changed)
    return changed


def tidy_approaches(*, at: datetime) -> int:
    """Write down which invitations of networks have run out; returns how many."""
    over = Approach.objects.filter(state=ApproachState.OPEN, expires_at__lte=at)
    return over.update(state=ApproachState.EXPIRED)
