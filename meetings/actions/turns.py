"""Whose turn a duty is: taken on, given back, or passed on to somebody, who is asked first."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.convening import held_meeting
from meetings.models import Duty, Meeting, Turn, TurnOffer
from meetings.notices import turns as notices
from meetings.rules.meetings import tends
from meetings.rules.taking_part import why_not_take_part, why_not_write
from meetings.rules.turns import why_not_offer_turn
from networks.queries import readers_of
from networks.rules import Standing
from solidarity.base.limits import ASKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


def _held(meeting_id: int, *, by: Person, at: datetime) -> tuple[Meeting, Standing]:
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    refuse_if(why_not_take_part(standing, meeting, by, is_guest=False))
    refuse_if(why_not_write(standing, meeting))
    return meeting, standing


@transaction.atomic
def take_turn(meeting_id: int, *, by: Person, duty: str, at: datetime) -> Turn:
    """Take a duty on; of two at once the second is Refused. Nobody is asked about it any more."""
    meeting, _standing = _held(meeting_id, by=by, at=at)
    turn, _is_new = Turn.objects.get_or_create(
        meeting=meeting, duty=Duty(duty), defaults={"person": by}
    )
    if turn.person_id != by.pk:
        if readers_of(meeting.body).filter(pk=turn.person_id).exists():
            raise Refused(_("Somebody else has taken this on."))
        turn.person = by  # of somebody who has left
        turn.save(update_fields=["person"])
    meeting.turn_offers.filter(duty=duty).delete()
    return turn


@transaction.atomic
def give_back_turn(meeting_id: int, *, by: Person, duty: str, at: datetime) -> None:
    """Give a duty back: one's own, or anybody's for who looks after the meeting."""
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    held = Turn.objects.filter(meeting=meeting, duty=duty)
    if not tends(standing, meeting, by):
        held = held.filter(person=by)
    held.delete()


def offer_turn(meeting_id: int, *, by: Person, duty: str, handle: str, at: datetime) -> TurnOffer:
    """Ask a member to take a duty on: from who has it, or for who looks after the meeting.

    Until she says yes it stays with whoever has it. Raises Refused, and TooOften after forty a day.
    """
    count_against(ASKING, what="turn", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = _held(meeting_id, by=by, at=at)
        turn = Turn.objects.filter(meeting=meeting, duty=Duty(duty)).first()
        to = readers_of(meeting.body).filter(handle=handle).first()
        if to is None:
            raise Refused(_("There is no member with this address of page."))
        sent = meeting.turn_offers.filter(duty=duty).first()
        if sent is not None and sent.to_id == to.pk:
            return sent
        refuse_if(why_not_offer_turn(standing, meeting, turn, by, is_asked=sent is not None, at=at))
        if to.pk in {by.pk, turn.person_id if turn else 0}:
            raise Refused(_("Choose somebody else: this is who has it, or you."))
        offer = TurnOffer.objects.create(meeting=meeting, duty=duty, to=to, by=by, at=at)
        notices.asked(offer, at=at)
    return offer


@transaction.atomic
def answer_turn(meeting_id: int, *, by: Person, duty: str, takes: bool, at: datetime) -> None:
    """Say yes to a duty that one is asked to take on, or no: without a reason, and it leaves none.

    Whoever asked is told which. What was taken back meanwhile raises Refused.
    """
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    offer = meeting.turn_offers.select_related("by").filter(duty=duty, to=by).first()
    if offer is None:
        raise Refused(_("You are not asked any more."))
    offer.meeting = meeting
    if takes:
        refuse_if(why_not_take_part(standing, meeting, by, is_guest=False))
        refuse_if(why_not_write(standing, meeting))
        Turn.objects.update_or_create(meeting=meeting, duty=duty, defaults={"person": by})
    notices.answered(offer, takes=takes, at=at)
    offer.delete()


@transaction.atomic
def take_offer_back(meeting_id: int, *, by: Person, duty: str, at: datetime) -> None:
    """Ask nobody any more: by whoever asked, and by who looks after the meeting."""
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    offers = meeting.turn_offers.filter(duty=duty)
    (offers if tends(standing, meeting, by) else offers.filter(by=by)).delete()
