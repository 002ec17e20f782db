"""Bringing buddies together: proposing, swapping, making it known, asking for others."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cohorts.actions.own import _body, take_back_from_buddies
from cohorts.matching import Group, Matched, Pair, join, match
from cohorts.models import Buddy, BuddyGroup, BuddyWish
from cohorts.notices import care as notices
from cohorts.queries.buddies import (
    apart_in,
    known_groups,
    matchable,
    place_of,
    proposed_groups,
    taking_part,
)
from cohorts.rules.own import why_not_match
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import SAVING, TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners, Voice

FEWEST, MOST = 2, 3


def say_for_buddies(slug: str, *, by: Person, fields: dict[str, Any], at: datetime) -> BuddyWish:
    """Keep what she says of herself: wants, causes, place, languages, says_zone."""
    count_against(SAVING, what="buddies", who=str(by.pk), at=at)
    body = _body(slug, by=by, at=at)
    wish, _is_new = BuddyWish.objects.update_or_create(
        body=body, person=by, defaults=fields | {"changed_at": at}
    )
    return wish


def _held(slug: str, *, by: Person, at: datetime) -> Network:
    """The cohort, locked, for one who facilitates it."""
    body = Network.objects.visible_to(by).locked().get(slug=slug)
    refuse_if(why_not_match(standing_of(by, body, at=at), body))
    return body


@transaction.atomic
def propose(slug: str, *, by: Person, size: int, at: datetime) -> Matched:
    """Propose groups for all who have none, or asked for others; those who have some stay.

    What was proposed before and not made known is forgotten. Raises Refused.
    """
    body = _held(slug, by=by, at=at)
    BuddyGroup.objects.filter(body=body, known_at=None).delete()
    found = _proposal(body, size, at)
    if not found.groups:
        raise Refused(_("Nobody waits for buddies, or there is nobody to put them with."))
    _write(body, found.groups, at=at)
    return found


def _proposal(body: Network, size: int, at: datetime) -> Matched:
    """Groups that are new, and for whom there is none."""
    everybody = matchable(body, at=at)
    staying = [_staying(group.now) for group in known_groups(body)]
    staying = [group for group in staying if len(group) >= FEWEST]
    placed = {pk for group in staying for pk in group}
    loose = {pk: each for pk, each in everybody.items() if pk not in placed}
    apart = apart_in(body, everybody)
    fresh = match(loose.values(), apart=apart, size=size)
    if not fresh.left:
        return fresh
    pairs = [
        group for group in staying if len(group) == FEWEST and all(pk in everybody for pk in group)
    ]
    joined = join(fresh.left, pairs, everybody, apart=apart)
    grown = tuple(group for group in joined.groups if group not in pairs)
    return Matched(tuple(sorted((*fresh.groups, *grown))), joined.left)


def _staying(buddies: Iterable[Buddy]) -> Group:
    """Those of a group who did not ask for others."""
    return tuple(sorted(each.person_id for each in buddies if each.asked_at is None))


def _write(body: Network, groups: Iterable[Group], *, at: datetime) -> None:
    for people in groups:
        group = BuddyGroup.objects.create(body=body, proposed_at=at)
        Buddy.objects.bulk_create(Buddy(body=body, group=group, person_id=pk) for pk in people)


@transaction.atomic
def swap(slug: str, one: int, other: int, *, by: Person, at: datetime) -> None:
    """Let two people change places in what is proposed. Raises Refused."""
    body = _held(slug, by=by, at=at)
    seats = {seat.person_id: seat for seat in _proposed(body).filter(person__in=[one, other])}
    if len(seats) < FEWEST or seats[one].group_id == seats[other].group_id:
        raise Refused(_("Choose two people of two groups."))
    seats[one].group_id, seats[other].group_id = seats[other].group_id, seats[one].group_id
    _refuse_apart(body, [seats[one], seats[other]])
    # Not both at once: each is in one group at any moment, and moves within what is proposed.
    for seat in seats.values():
        seat.save(update_fields=["group"])


def _proposed(body: Network) -> QuerySet[Buddy]:
    return Buddy.objects.filter(body=body, is_known=False, left_at=None)


def _refuse_apart(body: Network, moved: list[Buddy]) -> None:
    """Why they do not suit stays with them: it says nothing of who keeps whom away."""
    seats = dict(_proposed(body).values_list("person", "group"))
    seats |= {seat.person_id: seat.group_id for seat in moved}
    apart = apart_in(body, seats)
    touched = {seat.group_id for seat in moved}
    if _meets_apart(seats, apart, touched):
        raise Refused(_("These groups would not suit everybody. Choose another swap."))


def _meets_apart(seats: dict[int, int], apart: Collection[Pair], touched: set[int]) -> bool:
    for group in touched:
        people = [person for person, of in seats.items() if of == group]
        if any(frozenset(pair) in apart for pair in combinations(people, 2)):
            return True
    return False


@transaction.atomic
def make_known(slug: str, *, by: Person, at: datetime) -> int:
    """Tell all who are proposed of their buddies; returns how many groups. Raises Refused.

    Whom one of two keeps away meanwhile, or who left, is not put together: propose anew then.
    """
    body = _held(slug, by=by, at=at)
    groups = proposed_groups(body)
    if not groups:
        raise Refused(_("Nothing is proposed. Propose groups first."))
    seats = {seat.person_id: seat.group_id for group in groups for seat in group.now}
    gone = set(seats) - set(taking_part(body).values_list("pk", flat=True))
    if gone or _meets_apart(seats, apart_in(body, seats), set(seats.values())):
        raise Refused(_("Something has changed since. Propose groups once more."))
    _part(body, list(seats), at=at)
    for group in groups:
        group.body, group.known_at = body, at
        group.save(update_fields=["known_at"])
        Buddy.objects.filter(group=group).update(is_known=True)
        notices.met(group, body, [seat.person for seat in group.now], at=at)
    log(body, Verb.CHANGED, by=by, at=at, buddies="known")
    return len(groups)


def _part(body: Network, people: list[int], *, at: datetime) -> None:
    """These leave the groups in which they were; what was shared there is taken back."""
    seats = Buddy.objects.filter(body=body, is_known=True, left_at=None)
    before = list(seats.filter(person__in=people).values_list("group", flat=True))
    all_in = list(seats.filter(group__in=before).values_list("person", flat=True))
    seats.filter(person__in=people).update(left_at=at)
    take_back_from_buddies(sorted({*people, *all_in}), body.pk)
    _end_empty(body, at=at)


def _end_empty(body: Network, *, at: datetime) -> None:
    """Groups in which nobody is any more have ended."""
    open_ones = BuddyGroup.objects.filter(body=body, known_at__isnull=False, ended_at=None)
    kept = Buddy.objects.filter(body=body, is_known=True, left_at=None).values("group")
    open_ones.exclude(pk__in=kept).update(ended_at=at)


@transaction.atomic
def ask_for_others(slug: str, *, by: Person, wants: bool, at: datetime) -> None:
    """She would like other buddies, or stays after all; no reason is asked. Raises Refused."""
    body = _body(slug, by=by, at=at)
    seat = place_of(by, body)
    if seat is None:
        raise Refused(_("You have no buddies here yet."))
    held = Buddy.objects.select_for_update().get(pk=seat.pk)  # of two at once the second tells none
    Buddy.objects.filter(pk=held.pk).update(asked_at=at if wants else None)
    if wants and held.asked_at is None:
        notices.change_wanted(body, at=at)


def leave_buddies(person: Person, body: Network, *, at: datetime) -> None:
    """She has left the cohort; her buddies stay."""
    Buddy.objects.filter(body=body, person=person, is_known=False).delete()
    _part(body, [person.pk], at=at)


def _voice(group: BuddyGroup, person: Person) -> Voice:
    """Those who are in it talk, and nobody else reads it."""
    seat = group.buddies.filter(person=person, is_known=True, left_at=None).exists()
    standing = standing_of(person, group.body)
    reads = seat and standing.is_member
    return Voice(reads=reads, writes=reads and not standing.is_paused)


def _readers(group: BuddyGroup) -> QuerySet[Person]:
    seats = group.buddies.filter(is_known=True, left_at=None).values("person")
    return Person.objects.here().filter(pk__in=seats)


def _no_trace(group: BuddyGroup, **_what: object) -> None:
    """Nobody takes down what buddies say to each other."""


MANNERS = Manners(
    voice=_voice,
    readers=_readers,
    address=lambda group, _thread: group.get_absolute_url(),
    trace=_no_trace,
    tells_all=True,
)


def say(group: BuddyGroup, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Say something to one's buddies; the first words begin the conversation."""
    count_against(TALKING, what="buddies", who=str(by.pk), at=at)
    with transaction.atomic():
        BuddyGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
        return threads.say_on(group, by=by, title=_("Buddies"), words=words, key=key, at=at)
