"""Agenda, minutes, what leaves the body, and the word at the end."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from decisions.actions.writing import draft
from decisions.models import Decision
from meetings.actions.convening import held_meeting
from meetings.models import (
    CheckOut,
    Item,
    Meeting,
    MinutesVersion,
    NamedDecision,
    Redaction,
)
from meetings.notices import agenda
from meetings.queries.coming import is_guest
from meetings.queries.holding import item_words, minutes_of, minutes_words, redaction_of
from meetings.rules.keeping import why_not_add_item, why_not_change_item, why_not_let_out
from meetings.rules.meetings import tends
from meetings.rules.taking_part import why_not_take_part, why_not_was_there, why_not_write
from networks.actions.log import log
from networks.models import Verb
from networks.queries import readers_of
from networks.rules import Standing
from solidarity.base import versions
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.models import Person


def add_item(
    meeting_id: int, *, by: Person, title: str, minutes: int | None, handle: str, key: str,
    at: datetime,
) -> Item:  # fmt: skip
    """Put something on the agenda, as its last item; the same `key` finds what it made."""
    count_against(SAVING, what="agenda", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        if sent := meeting.agenda.filter(key=key).first():
            return sent
        refuse_if(why_not_add_item(standing, meeting, meeting.agenda.count()))
        last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
        item = Item.objects.create(
            meeting=meeting, position=last + 1, title=title, minutes=minutes,
            holder=_leads(meeting, handle), by=by, key=key,
        )  # fmt: skip
        agenda.asked(item, by=by, at=at)
    return item


def _leads(meeting: Meeting, handle: str) -> Person | None:
    """The member of this handle; None for "", Refused where there is none."""
    found = readers_of(meeting.body).filter(handle=handle).first() if handle else None
    if handle and found is None:
        raise Refused(_("There is no member with this address of page."))
    return found


def change_item(
    item_id: int, *, by: Person, title: str, minutes: int | None, handle: str, seen: str,
    at: datetime,
) -> Item:  # fmt: skip
    """Write an item anew; raises Refused, and Stale when somebody else did meanwhile."""
    count_against(SAVING, what="agenda", who=str(by.pk), at=at)
    with transaction.atomic():
        item, standing = _held_item(item_id, by=by, at=at)
        refuse_if(why_not_change_item(standing, item, by))
        refuse_if_stale(item_words(item), seen=seen)
        before, item.holder = item.holder, _leads(item.meeting, handle)
        item.title, item.minutes = title, minutes
        item.save(update_fields=["title", "minutes", "holder"])
        if item.holder != before:
            agenda.asked(item, by=by, at=at)
    return item


@transaction.atomic
def lay_item_down(item_id: int, *, by: Person, at: datetime) -> Item:
    """Lead it no more; nobody asks why. Where somebody else leads it, nothing changes."""
    item, _standing = _held_item(item_id, by=by, at=at)
    if item.holder == by:
        item.holder = None
        item.save(update_fields=["holder"])
    return item


def _held_item(item_id: int, *, by: Person, at: datetime) -> tuple[Item, Standing]:
    item = Item.objects.get(pk=item_id)
    meeting, standing = held_meeting(item.meeting_id, by=by, at=at)
    item = Item.objects.get(pk=item_id)
    item.meeting = meeting
    return item, standing


@transaction.atomic
def move_up(item_id: int, *, by: Person, at: datetime) -> Item:
    """Let an item change places with the one before; the first stays where it is."""
    item, standing = _held_item(item_id, by=by, at=at)
    if not tends(standing, item.meeting, by):
        raise Refused(_("Whoever called a meeting orders its agenda, or a steward."))
    before = item.meeting.agenda.filter(position__lt=item.position).order_by("-position").first()
    if before is not None:
        item.position, before.position = before.position, item.position
        for each in (item, before):
            each.save(update_fields=["position"])
    return item


@transaction.atomic
def drop_item(item_id: int, *, by: Person, at: datetime) -> None:
    """Take an item off the agenda."""
    item, standing = _held_item(item_id, by=by, at=at)
    refuse_if(why_not_change_item(standing, item, by))
    item.delete()


def bring_to_decision(item_id: int, *, by: Person, at: datetime) -> Decision:
    """Begin a question of the body about an item: a draft of hers. Asked again, it is the same."""
    with transaction.atomic():
        item, standing = _held_item(item_id, by=by, at=at)
        refuse_if(why_not_write(standing, item.meeting))
        if item.decision is not None:
            return item.decision
        fields = {"title": item.title[:120], "words": item.title}
        key = f"agenda-{item.pk}-{by.pk}"
        item.decision = draft(item.meeting.body.slug, by=by, fields=fields, at=at, key=key)
        item.save(update_fields=["decision"])
        return item.decision


def write_minutes(
    meeting_id: int, *, by: Person, words: str, why: str, seen: str, at: datetime
) -> MinutesVersion:
    """Write the next version of the minutes; raises Refused, and Stale after somebody else's."""
    count_against(SAVING, what="minutes", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        refuse_if(why_not_write(standing, meeting))
        saved = minutes_words(minutes_of(meeting).first())
        versions.begun_anew(saved, {"words": words}, seen=seen)
        made: MinutesVersion = versions.add(meeting.minutes, by=by, words=words, why=why, at=at)
    return made


def write_redaction(
    meeting_id: int, *, by: Person, words: str, seen: str, at: datetime
) -> Redaction:
    """Write what of the minutes may leave the body. What is out already, stewards change alone."""
    count_against(SAVING, what="minutes", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        refuse_if(why_not_write(standing, meeting))
        newest = minutes_of(meeting).first()
        if newest is None:
            raise Refused(_("There are no minutes yet."))
        held = redaction_of(meeting) or Redaction(meeting=meeting)
        if held.out_at is not None:
            refuse_if(why_not_let_out(standing, meeting))
        refuse_if_stale(redaction_words(held, newest), seen=seen)
        held.words, held.words_html, held.of_number = words, rendered(words), newest.number
        held.by, held.at = by, at
        held.save()
        if held.out_at is not None:
            log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act="out")
    return held


def redaction_words(held: Redaction | None, newest: MinutesVersion) -> dict[str, str]:
    """What the form of the shortened minutes begins with: at first the minutes themselves."""
    return {"words": held.words if held and held.words else newest.words}


def words_let_out(held: Redaction | None) -> dict[str, str]:
    """What a steward reads before she lets it out."""
    return {"words": held.words if held else ""}


@transaction.atomic
def let_out(meeting_id: int, *, by: Person, is_out: bool, seen: str, at: datetime) -> Redaction:
    """Let everybody read the shortened minutes, or nobody outside any more; it is logged.

    seen: the fingerprint of the words that were read; raises Stale where others are out else.
    """
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    refuse_if(why_not_let_out(standing, meeting))
    held = redaction_of(meeting)
    if held is None:
        raise Refused(_("Write first what may leave this network."))
    if is_out:
        refuse_if_stale(words_let_out(held), seen=seen)
    if (held.out_at is not None) != is_out:
        held.out_at = at if is_out else None
        held.save(update_fields=["out_at"])
        act = "out" if is_out else "in"
        log(meeting.body, Verb.CHANGED, by=by, at=at, meeting=meeting.number, act=act)
    return held


@transaction.atomic
def name_decision(meeting_id: int, *, by: Person, number: int, at: datetime) -> NamedDecision:
    """Let the minutes name a decision of the body."""
    meeting, standing = held_meeting(meeting_id, by=by, at=at)
    refuse_if(why_not_write(standing, meeting))
    found = Decision.objects.filter(network=meeting.body, number=number).exclude(stage="draft")
    decision = found.first()
    if decision is None:
        raise Refused(_("There is no decision of this number."))
    named, _is_new = NamedDecision.objects.get_or_create(meeting=meeting, decision=decision)
    return named


def say_check_out(meeting_id: int, *, by: Person, words: str, at: datetime) -> CheckOut | None:
    """Answer the question at the end; the last words count, and "" takes them back."""
    count_against(SAVING, what="check-out", who=str(by.pk), at=at)
    with transaction.atomic():
        meeting, standing = held_meeting(meeting_id, by=by, at=at)
        guest = is_guest(by, meeting)
        refuse_if(why_not_take_part(standing, meeting, by, is_guest=guest))
        refuse_if(why_not_was_there(meeting, at=at))
        if not words:
            CheckOut.objects.filter(meeting=meeting, person=by).delete()
            return None
        fields = {"words": words, "at": at}
        said, _is_new = CheckOut.objects.update_or_create(
            meeting=meeting, person=by, defaults=fields
        )
    return said


def check_out_question(meeting: Meeting) -> str:
    """What is asked at the end."""
    return meeting.check_out or _("What do you take with you?")
