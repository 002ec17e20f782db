"""The demo's networks whose members put their circles together: what they hold, and the gap."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from networks.actions import holding
from networks.actions.founding import found
from networks.models import CircleSeen, Membership, Network, Role, State
from solidarity.base.words import rendered
from solidarity.desk.management.circling import SEED, drawn_answers
from solidarity.desk.management.events import People, carry_out
from solidarity.people.models import Person, UsedHandle
from values.actions import OWN
from values.answers import sealed_answers
from values.models import About, Consent, Pool, Share, Sheet
from values.science.instruments import instrument
from values.wordings import NEWEST

INVENTED = "*An invented person.*"
FOUNDED, SHARED, FIRST, OPENED, SECOND = (timedelta(days=days) for days in (260, 40, 30, 22, 9))
AT_FIRST = 45  # of the sixty share when the first sum is made
# Where on the circle answers lie, in degrees, and how strongly: of oneself, of those here, of
# people in the country. Care for others lies at 306, standing and success at 126.
Leaning = Mapping[About, tuple[float, float]]
LEANING: Leaning = {
    About.SELF: (318.0, 1.3),
    About.MEMBER: (330.0, 0.1),
    About.COUNTRY: (110.0, 0.35),
}


def hold_together(wanted: dict[str, Any], people: People, *, at: datetime) -> None:
    """Sixty people of one network share their circles; the members decided that everyone sees."""
    network = _founded(wanted, people, at=at)
    by = people[wanted["founder"]]
    invented = _invented("table", wanted["names"], at=at - FOUNDED)
    members = [by, *(people[who] for who in wanted["members"]), *invented]
    _let_in(network, members[1:], by=by, at=at)
    pool = holding.pool_for(network.pk, by=by, at=at - SHARED)
    quiet = {people[who].pk for who in wanted["quiet"]}
    sharing = [person for person in members if person.pk not in quiet]
    _answer(sharing, pool, at=at)
    _share(sharing[:AT_FIRST], pool, at=at - SHARED)
    holding.seal(network.pk, at=at - FIRST)
    _decide(network, members, at=at - OPENED)
    _share(sharing[AT_FIRST:], pool, at=at - FIRST)
    holding.seal(network.pk, at=at - SECOND)


def show_circles(wanted: list[dict[str, Any]], people: People, *, at: datetime) -> None:
    """Ten members of each of these networks share their circles, which everyone sees."""
    there = Network.objects.in_bulk([each["network"] for each in wanted], field_name="slug")
    for each in wanted:
        network, by = there[each["network"]], people[each["by"]]
        if network.pool_id:
            continue
        invented = _invented(f"in-{network.slug[:8]}", each["names"], at=at - SHARED)
        _let_in(network, invented, by=by, at=at)
        pool = holding.pool_for(network.pk, by=by, at=at - SHARED)
        Network.objects.filter(pk=network.pk).update(circle_seen=CircleSeen.EVERYONE)
        _answer(invented, pool, at=at, leaning={About.SELF: (each["towards"], 1.3)})
        _share(invented, pool, at=at - SHARED, gives_gap=False)
        holding.seal(network.pk, at=at - FIRST)


def _founded(wanted: dict[str, Any], people: People, *, at: datetime) -> Network:
    fields = {
        "name": wanted["name"], "summary": wanted["summary"], "story": wanted["story"].strip(),
        "place": wanted["place"], "country": wanted["country"], "causes": wanted["causes"],
        "languages": wanted["languages"], "join_policy": "ask",
    }  # fmt: skip
    return found(by=people[wanted["founder"]], fields=fields, questions=[], at=at - FOUNDED)


def _invented(stem: str, names: list[str], *, at: datetime) -> list[Person]:
    """Plain people with a name and nothing else; they cannot sign in."""
    made = Person.objects.bulk_create(
        Person(
            email=f"{stem}-{number}@example.org", handle=f"{stem}-{number}", display_name=name,
            joined_at=at, moves_me=INVENTED, moves_me_html=rendered(INVENTED),
        )
        for number, name in enumerate(names, start=1)
    )  # fmt: skip
    UsedHandle.objects.bulk_create(UsedHandle(handle=each.handle) for each in made)
    return made


def _let_in(network: Network, people: list[Person], *, by: Person, at: datetime) -> None:
    first = at - FOUNDED
    Membership.objects.bulk_create(
        Membership(
            network=network, person=person, role=Role.MEMBER, state=State.ACTIVE,
            asked_at=first + timedelta(days=number), answered_by=by,
            answered_at=first + timedelta(days=number, hours=9),
        )
        for number, person in enumerate(people, start=1)
    )  # fmt: skip


def _answer(people: list[Person], pool: Pool, *, at: datetime, leaning: Leaning = LEANING) -> None:
    """Consent and a sheet for each of `leaning`, but for what she has already."""
    agreed = set(Consent.objects.filter(withdrawn_at=None).values_list("person", flat=True))
    own = Sheet.objects.filter(about=About.SELF, instrument=OWN, finished_at__isnull=False)
    answered = set(own.values_list("person", flat=True))
    Consent.objects.bulk_create(
        Consent(person=person, wording=NEWEST, given_at=at - SHARED)
        for person in people
        if person.pk not in agreed
    )
    Sheet.objects.bulk_create(
        _sheet(person, about, lies, pool, at=at - SHARED)
        for person in people
        for about, lies in leaning.items()
        if about != About.SELF or person.pk not in answered
    )


def _sheet(
    person: Person, about: About, lies: tuple[float, float], pool: Pool, *, at: datetime
) -> Sheet:
    chance = Random(f"{SEED}:table:{person.handle}:{about}")  # noqa: S311
    towards, strength = lies
    answers = drawn_answers(instrument(OWN), chance.gauss(towards, 25), chance, strength=strength)
    return Sheet(
        person=person, instrument=OWN, about=about, pool=pool if about == About.MEMBER else None,
        order=chance.randrange(2**31), began_at=at, finished_at=at + timedelta(minutes=4),
        screen=6, sealed=sealed_answers(person.pk, answers),
    )  # fmt: skip


def _share(people: list[Person], pool: Pool, *, at: datetime, gives_gap: bool = True) -> None:
    Share.objects.bulk_create(
        Share(person=person, pool=pool, slot=1, sealings=3, gives_gap=gives_gap, shared_at=at)
        for person in people
    )


def _decide(network: Network, members: list[Person], *, at: datetime) -> None:
    """One proposes that everyone sees it, three more say yes; after a week it holds."""
    wants = CircleSeen.EVERYONE
    opening = holding.propose_opening(network.pk, wants=wants, by=members[0], at=at)
    carry_out("networks.tell_opening", holding.tell_opening, at=at)
    for number, person in enumerate(members[3:6], start=1):
        holding.say(opening.pk, by=person, at=at + timedelta(days=number))
    holding.settle_openings(at=at + timedelta(days=7, hours=1))
    carry_out("networks.tell_shown", holding.tell_shown, at=at + timedelta(days=7, hours=1))
