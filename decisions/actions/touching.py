"""Naming those whom a question touches, asking to be among them, and answering that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.actions.holding import held_decision
from decisions.models import Touched, TouchedState
from decisions.notices import touching as notices
from decisions.queries.touching import own_touch
from decisions.rules.touching import why_not_answer_in, why_not_ask_in, why_not_name
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import ASKING, SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def name_touched(decision_id: int, *, by: Person, handle: str, at: datetime) -> Touched:
    """Say that a question touches somebody, who then decides with the others; raises Refused."""
    count_against(SAVING, what="touched", who=str(by.pk), at=at)
    with transaction.atomic():
        decision = held_decision(decision_id)
        refuse_if(why_not_name(decision, by, standing_of(by, decision.network, at=at)))
        person = Person.objects.here().filter(handle=handle).first()
        if person is None or not _may_know(person, decision.network):
            raise Refused(_("Nobody has that word. Look at it again."))
        found, is_new = Touched.objects.get_or_create(
            decision=decision, person=person, defaults={"at": at, "state": TouchedState.NAMED}
        )
        if not is_new and found.state in (TouchedState.NAMED, TouchedState.TAKEN_IN):
            raise Refused(_("This person is among those who decide already."))
        if not is_new:
            found.state = TouchedState.TAKEN_IN
            found.save(update_fields=["state"])
        notices.named(found, at=at)
    return found


def _may_know(person: Person, network: Network) -> bool:
    """Whether she may know of the network: a hidden one is told to nobody by this."""
    return Network.objects.visible_to(person).filter(pk=network.pk).exists()


@transaction.atomic
def let_go(decision_id: int, *, by: Person, handle: str, at: datetime) -> None:
    """Say that it touches somebody less than one thought: she was named, and is so no more."""
    decision = held_decision(decision_id)
    refuse_if(why_not_name(decision, by, standing_of(by, decision.network, at=at)))
    found = decision.touched.filter(person__handle=handle, state=TouchedState.NAMED).first()
    if found is not None:
        log(decision.network, Verb.DECLINED, by=by, whom=found.person, at=at,
            number=decision.number, touched=True)  # fmt: skip
        notices.answered(found, at=at)
        found.delete()


def ask_in(decision_id: int, *, by: Person, why: str, at: datetime) -> Touched:
    """Ask to be among those who decide; who brought it in and the stewards are told."""
    count_against(ASKING, what="touched", who=str(by.pk), at=at)
    with transaction.atomic():
        decision = held_decision(decision_id)
        standing = standing_of(by, decision.network, at=at)
        refuse_if(why_not_ask_in(decision, standing, own_touch(decision, by)))
        asked = Touched.objects.create(
            decision=decision, person=by, state=TouchedState.ASKED, why=why, at=at
        )
        notices.asked(asked, at=at)
    return asked


@transaction.atomic
def answer_in(touched_id: int, *, by: Person, takes_in: bool, answer: str, at: datetime) -> Touched:
    """Take somebody in who asked, or leave her out with a reason; raises Refused."""
    decision = held_decision(Touched.objects.only("decision_id").get(pk=touched_id).decision_id)
    touched = Touched.objects.select_related("person").get(pk=touched_id)
    touched.decision = decision
    standing = standing_of(by, decision.network, at=at)
    refuse_if(why_not_answer_in(decision, touched, by, standing))
    if not takes_in and not answer.strip():
        raise Refused(_("Write why: nobody is left out without a reason."))
    touched.state = TouchedState.TAKEN_IN if takes_in else TouchedState.LEFT_OUT
    touched.answer = answer.strip()
    touched.save(update_fields=["state", "answer"])
    log(
        decision.network, Verb.ADMITTED if takes_in else Verb.DECLINED, by=by, whom=touched.person,
        at=at, words=touched.answer, number=decision.number, touched=True,
    )  # fmt: skip
    notices.answered(touched, at=at)
    return touched
