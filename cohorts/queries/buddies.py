"""Buddies: who is with whom, what each says of herself, who could be together."""

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from django.db.models import F, Prefetch, Q, QuerySet

from cohorts.matching import Pair, Somebody
from cohorts.models import Buddy, BuddyGroup, BuddyWish
from networks.models import Membership, Network, Role, State
from solidarity.people.models import Distance, Person


def taking_part(body: Network) -> QuerySet[Person]:
    """Those who may have buddies, and are here: participants, and who facilitates and wishes so."""
    wishing = BuddyWish.objects.filter(body=body, wants=True).values("person")
    inside = Membership.objects.filter(network=body, state=State.ACTIVE)
    them = inside.filter(Q(role=Role.MEMBER) | Q(person__in=wishing)).values("person")
    return Person.objects.here().filter(pk__in=them).order_by("pk")


def _seats() -> QuerySet[Buddy]:
    """Those who are in a group, and take part still."""
    return Buddy.objects.filter(
        left_at=None, person__is_active=True, person__memberships__network=F("body"),
        person__memberships__state=State.ACTIVE,
    )  # fmt: skip


def _with_people(found: QuerySet[BuddyGroup]) -> QuerySet[BuddyGroup]:
    """Groups, each with `now`: those in it, in the order in which they came here."""
    staying = _seats().select_related("person").order_by("person")
    here = Prefetch("buddies", staying, to_attr="now")
    return found.prefetch_related(here).order_by("pk")  # type: ignore[no-redef]  # as it says


def known_groups(body: Network) -> list[BuddyGroup]:
    """Buddies who were told of each other. Two queries."""
    found = BuddyGroup.objects.filter(body=body, known_at__isnull=False, ended_at=None)
    return list(_with_people(found))


def proposed_groups(body: Network) -> list[BuddyGroup]:
    """What facilitators look at before they make it known. Two queries."""
    return list(_with_people(BuddyGroup.objects.filter(body=body, known_at=None)))


def place_of(person: Person, body: Network) -> Buddy | None:
    """Where she is a buddy now. One query."""
    found = Buddy.objects.filter(body=body, person=person, is_known=True, left_at=None)
    return found.select_related("group").first()


def buddies_of(person: Person, body: Network) -> list[Person]:
    """Those who are her buddies now. One query."""
    mine = Buddy.objects.filter(body=body, person=person, is_known=True, left_at=None)
    seats = _seats().filter(group__in=mine.values("group")).values("person")
    return list(Person.objects.here().filter(pk__in=seats).exclude(pk=person.pk).order_by("pk"))


def group_for(viewer: Person, body: Network, pk: int) -> BuddyGroup | None:
    """The group that she is in; None for any other. Two queries."""
    hers = Buddy.objects.filter(person=viewer, is_known=True, left_at=None).values("group")
    found = _with_people(BuddyGroup.objects.filter(pk=pk, body=body, pk__in=hers)).first()
    if found:
        found.body = body
    return found


def wish_of(person: Person, body: Network) -> BuddyWish:
    """What she says of herself; before she said anything, what her profile says. One query."""
    found = BuddyWish.objects.filter(body=body, person=person).first()
    return found or BuddyWish(
        body=body, person=person, causes=person.causes, languages=person.languages
    )


def matchable(body: Network, *, at: datetime) -> dict[int, Somebody]:
    """Those who would like buddies, as they say it of themselves. Two queries."""
    people = list(taking_part(body))
    said = {wish.person_id: wish for wish in BuddyWish.objects.filter(body=body)}
    found = {}
    for person in people:
        wish = said.get(person.pk) or BuddyWish(causes=person.causes, languages=person.languages)
        if wish.wants:
            found[person.pk] = _somebody(person, wish, at)
    return found


def _somebody(person: Person, wish: BuddyWish, at: datetime) -> Somebody:
    offset = at.astimezone(person.zone).utcoffset() if wish.says_zone else None
    return Somebody(
        person.pk,
        frozenset(wish.causes),
        wish.place,
        frozenset(code.partition("-")[0] for code in wish.languages),
        offset.total_seconds() / 3600 if offset is not None else None,
    )


def apart_in(body: Network, people: Iterable[int]) -> set[Pair]:
    """Pairs not put together: one keeps the other away, or asked for others. Three queries."""
    wanted = list(people)
    far = Distance.objects.filter(person__in=wanted, other__in=wanted)
    pairs = {frozenset(each) for each in far.values_list("person", "other")}
    asked = Buddy.objects.filter(body=body, is_known=True, asked_at__isnull=False)
    them = Q(group__in=asked.values("group"), is_known=True)
    together: dict[int, list[Buddy]] = {}
    for each in Buddy.objects.filter(them).order_by("pk"):
        together.setdefault(each.group_id, []).append(each)
    for group in together.values():
        for one, other in combinations(group, 2):
            if one.asked_at or other.asked_at:
                pairs.add(frozenset({one.person_id, other.person_id}))
    return {pair for pair in pairs if len(pair) == 2}


def wants_change(body: Network) -> bool:
    """Whether somebody asked for other buddies; never who. One query."""
    asked = Buddy.objects.filter(body=body, is_known=True, left_at=None, asked_at__isnull=False)
    return asked.exists()
