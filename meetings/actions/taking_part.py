"""Finding a date, saying that one comes, that one was there, and what one needs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.actions.convening import held_meeting, log_of_another, tell_of, touch
from meetings.models import Comes, Coming, Meeting, Need, Says, Slot, SlotAnswer
from meetings.queries.coming import are_few, are_needs_open, is_guest, my_word
from meetings.rules.meetings import tends, why_not_change
from meetings.rules.taking_part import (
    why_not_drop_time,
    why_not_look_for_date,
    why_not_propose_time,
    why_not_say_coming,
    why_not_take_part,
    why_not_was_there,
)
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

KEY_BITS = 62
FURTHEST = timedelta(days=366)
MOST_NEEDS = 200
TOLD_TOGETHER = 3
KEPT_AFTER = timedelta(days=1)
COMES = {Says.YES: Comes.YES, Says.NEED_BE: Comes.MAYBE}
chance = SystemRandom()


@transaction.atomic
def propose_time(
    meeting_id: int, *, by: Person, starts_at: datetime, ends_at: datetime, at: datetime
) -> Slot:
    """Propose a time for a meeting whose date is looked for; the same one twice is one.

    It counts as her yes, until she says something else. Those who belong do, each three at most,
    and whoever looks after the meeting. Raises Refused.
    """
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    if not standing.belongs:
        raise Meeting.DoesNotExist
    if sent := meeting.slots.filter(starts_at=starts_at).first():
        return sent
    times = list(meeting.slots.values_list("by", flat=True))
    own = times.count(by.pk)
    refuse_if(why_not_propose_time(standing, meeting, by, times=len(times), own=own))
    if starts_at <= at:
        raise Refused(_("This time is over. Choose a later one."))
    if starts_at > at + FURTHEST:
        raise Refused(_("Choose a time within a year: nobody knows yet what is then."))
    slot: Slot = meeting.slots.create(starts_at=starts_at, ends_at=ends_at, by=by)
    slot.answers.create(person=by, says=Says.YES)
    return slot


@transaction.atomic
def drop_time(slot_id: int, *, by: Person, at: datetime) -> None:
    """Take a time off the list, with what was said to it; one's own while nobody else answered."""
    meeting, standing = held_meeting(Slot.objects.get(pk=slot_id).meeting_id, by=by, at=at)
    slot = Slot.objects.get(pk=slot_id)
    slot.meeting = meeting
    others_said = slot.answers.exclude(person=by).exists()
    refuse_if(why_not_drop_time(standing, slot, by, others_said=others_said))
    slot.delete()


def answer_times(meeting_id: int, *, by: Person, says: Mapping[int, str], at: datetime) -> Meeting:
    """Say to each time whether one can come then; says: by key of the time; "" takes one back."""
    count_against(SAVING, what="meeting-times", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        guest = is_guest(by, meeting)
        refuse_if(why_not_take_part(standing, meeting, by, is_guest=guest))
        refuse_if(why_not_look_for_date(meeting))
        for slot in meeting.slots.filter(pk__in=says):
            if word := says[slot.pk]:
                SlotAnswer.objects.update_or_create(slot=slot, person=by, defaults={"says": word})
            else:
                SlotAnswer.objects.filter(slot=slot, person=by).delete()
    return meeting


@transaction.atomic
def choose_time(slot_id: int, *, by: Person, at: datetime) -> Meeting:
    """Make a time the date of its meeting; who said yes to it comes, and all who answered are told.

    The times that were not chosen go, and so does what was said to them.
    """
    meeting, standing = held_meeting(Slot.objects.get(pk=slot_id).meeting_id, by=by, at=at)
    refuse_if(why_not_change(standing, meeting, by) or why_not_look_for_date(meeting))
    slot = Slot.objects.get(pk=slot_id)  # as it is, now that nobody else changes the meeting
    if slot.starts_at <= at:
        raise Refused(_("This time is over. Choose a later one."))
    meeting.starts_at, meeting.ends_at = slot.starts_at, slot.ends_at
    touch(meeting, at=at)
    said = SlotAnswer.objects.filter(slot=slot).values_list("person", "says")
    Coming.objects.bulk_create(
        (
            Coming(meeting=meeting, person_id=person, says=COMES[Says(says)], at=at)
            for person, says in said
            if says in COMES
        ),
        ignore_conflicts=True,
    )
    meeting.slots.all().delete()
    log_of_another(meeting, by=by, at=at)
    tell_of("found", meeting, at=at)
    return meeting


def say_coming(meeting_id: int, *, by: Person, says: str, at: datetime) -> Coming:
    """Say that one comes, may come, or cannot; the last word counts."""
    count_against(SAVING, what="meeting-coming", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting = _taken_part(meeting_id, by=by, at=at)
        refuse_if(why_not_say_coming(meeting, at=at))
        word: Coming = my_word(meeting, by, at=at)
        word.says, word.at = says, at
        word.save()
    return word


def _taken_part(meeting_id: int, *, by: Person, at: datetime) -> Meeting:
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    guest = is_guest(by, meeting)
    refuse_if(why_not_take_part(standing, meeting, by, is_guest=guest))
    return meeting


@transaction.atomic
def say_was_there(meeting_id: int, *, by: Person, was_there: bool, at: datetime) -> Coming:
    """Say of oneself that one was there, or take that back; nobody says it of somebody else."""
    meeting = _taken_part(meeting_id, by=by, at=at)
    refuse_if(why_not_was_there(meeting, at=at))
    word: Coming = my_word(meeting, by, at=at)
    word.was_there = was_there
    if word.says or word.was_there:
        word.save()
    elif word.pk:
        word.delete()
    return word


def say_need(meeting_id: int, *, by: Person, words: str, at: datetime) -> Meeting:
    """Say what one needs, to those who prepare the meeting, without a name.

    Nothing leads from it to her: all needs of a meeting are written anew in another order, under
    keys by chance, so that neither their places nor the transaction that wrote them tell which is
    the newest; and it is told later (`tell_needs`). No log, no draft, no moment; it is counted as
    what she says of coming.
    """
    count_against(SAVING, what="meeting-coming", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting = _taken_part(meeting_id, by=by, at=at)
        if meeting.is_over(at):
            raise Refused(_("This meeting is over."))
        said = list(meeting.needs.all())
        if len(said) >= MOST_NEEDS:
            raise Refused(_("There are very many needs here already. Write to a steward."))
        new = Need(id=chance.getrandbits(KEY_BITS), meeting=meeting, words=words)
        _write_anew(meeting, [*said, new])
    return meeting


def _write_anew(meeting: Meeting, said: list[Need]) -> None:
    chance.shuffle(said)
    meeting.needs.all().delete()
    Need.objects.bulk_create(said)


def tell_needs(*, at: datetime) -> None:
    """Let those who prepare meetings read what was said since, once a day.

    Three together at the least, so that whoever has just said that she comes is not known by what
    appears then; from two weeks before however few they are.
    """
    waiting = Need.objects.filter(is_told=False, meeting__called_off_at=None)
    for pk in sorted(set(waiting.values_list("meeting", flat=True))):
        with transaction.atomic():
            held = Meeting.objects.select_for_update(of=("self",), no_key=True)
            meeting = held.select_related("body").get(pk=pk)
            said = list(meeting.needs.all())
            are_enough = sum(not each.is_told for each in said) >= TOLD_TOGETHER
            if are_needs_open(meeting, at=at) or (are_enough and not are_few(meeting)):
                for each in said:
                    each.is_told = True
                _write_anew(meeting, said)


def forget_needs(*, at: datetime) -> int:
    """Delete what was needed for meetings that are over, or called off; returns how many."""
    gone = Q(meeting__ends_at__lte=at - KEPT_AFTER) | Q(meeting__called_off_at__isnull=False)
    return Need.objects.filter(gone).delete()[0]


@transaction.atomic
def see_to(need_id: int, *, by: Person, is_seen_to: bool, at: datetime) -> None:
    """Say that a need is seen to, or not after all: for those who prepare the meeting."""
    meeting, standing = held_meeting(Need.objects.get(pk=need_id).meeting_id, by=by, at=at)
    if not tends(standing, meeting, by):
        raise Need.DoesNotExist
    said = list(meeting.needs.all())
    for each in said:
        if each.pk == need_id:
            each.is_seen_to = is_seen_to
    _write_anew(meeting, said)
