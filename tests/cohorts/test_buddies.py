"""Buddies: proposed, looked at, made known; together until one asks for others."""

import pytest

from cohorts.actions import buddies as acts
from cohorts.models import Buddy, BuddyGroup
from cohorts.queries import buddies as queries
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.people.models import Distance, Person
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised

GROUPS = "/networks/pilot/buddies/groups/"


@pytest.fixture
def people(make_person):
    return [make_person(name) for name in ("ana", "ben", "dora", "emil")]


@pytest.fixture
def fay(make_person):
    return make_person("fay")


@pytest.fixture
def pilot(make_cohort, people, fay):
    return make_cohort(name="Pilot", facilitators=[fay], participants=people).network


def propose(fay, size=2):
    return acts.propose("pilot", by=fay, size=size, at=NOON)


def brought_together(fay):
    propose(fay)
    acts.make_known("pilot", by=fay, at=NOON)


def names_together(pilot):
    return {
        tuple(seat.person.handle for seat in group.now) for group in queries.known_groups(pilot)
    }


def test_nobody_is_told_before_it_is_made_known(pilot, people, fay):
    propose(fay)
    assert [queries.buddies_of(each, pilot) for each in people] == [[], [], [], []]
    assert not Notice.objects.exists()

    acts.make_known("pilot", by=fay, at=NOON)

    assert all(len(queries.buddies_of(each, pilot)) == 1 for each in people)
    told = Notice.objects.filter(kind="cohorts.buddies_known")
    assert {each.person for each in told} == set(people)
    assert LogEntry.objects.filter(network=pilot, facts__buddies="known").count() == 1


def test_those_who_facilitate_are_nobodys_buddies(pilot, fay):
    brought_together(fay)

    assert queries.buddies_of(fay, pilot) == []
    assert "fay" not in {name for group in names_together(pilot) for name in group}


def test_those_who_facilitate_are_buddies_where_they_wish_it(pilot, people, fay):
    here = "/networks/pilot/buddies/"
    page = Page(visit(fay).get(here))
    assert "nobody expects it" in page.main
    assert 'name="wants"' in page.html
    assert not queries.matchable(pilot, at=NOON).keys() & {fay.pk}

    visit(fay).post(here, {"wants": "on", "languages": ["en"]})
    brought_together(fay)

    assert queries.buddies_of(fay, pilot)
    visit(fay).post(here, {"languages": ["en"]})
    assert fay.pk not in queries.matchable(pilot, at=NOON)


def test_only_facilitators_propose(pilot, people):
    with pytest.raises(Refused, match="facilitate"):
        propose(people[0])
    assert visit(people[0]).get(GROUPS).status_code == 404
    assert visit(people[0]).post(GROUPS, {"size": "2"}).status_code == 404


def test_who_keeps_another_away_is_not_put_together_with_her(pilot, people, fay):
    ana, ben, dora, _emil = people
    for other in (ben, dora):
        Distance.objects.create(person=ana, other=other, kind="mute", since=NOON)

    brought_together(fay)

    assert names_together(pilot) == {("ana", "emil"), ("ben", "dora")}


def test_who_wants_none_gets_none(pilot, people, fay):
    said = {"wants": False, "causes": [], "place": "", "languages": [], "says_zone": False}
    acts.say_for_buddies("pilot", by=people[0], fields=said, at=NOON)

    brought_together(fay)

    assert names_together(pilot) == {("ben", "dora", "emil")}


def test_two_change_places_before_it_is_known(pilot, people, fay):
    propose(fay)
    first, second = queries.proposed_groups(pilot)
    one, other = first.now[0].person_id, second.now[0].person_id

    acts.swap("pilot", one, other, by=fay, at=NOON)

    after = [{seat.person_id for seat in group.now} for group in queries.proposed_groups(pilot)]
    assert other in after[0]
    assert one in after[1]


def test_a_swap_never_says_who_keeps_whom_away(pilot, people, fay):
    propose(fay)
    first, second = queries.proposed_groups(pilot)
    one, other = first.now[0].person, second.now[0].person
    Distance.objects.create(person=one, other=second.now[1].person, kind="block", since=NOON)

    with pytest.raises(Refused, match="would not suit everybody"):
        acts.swap("pilot", one.pk, other.pk, by=fay, at=NOON)


def test_two_of_one_group_cannot_swap(pilot, people, fay):
    propose(fay)
    group = queries.proposed_groups(pilot)[0]

    answer = visit(fay).post(
        f"{GROUPS}swap/", {"one": group.now[0].person_id, "other": group.now[1].person_id}
    )

    assert answer.status_code == 422
    assert "two people of two groups" in Page(answer).html


def test_what_has_changed_since_is_not_made_known(pilot, people, fay):
    propose(fay)
    group = queries.proposed_groups(pilot)[0]
    one, other = (seat.person for seat in group.now)
    Distance.objects.create(person=one, other=other, kind="block", since=NOON)

    with pytest.raises(Refused, match="changed since"):
        acts.make_known("pilot", by=fay, at=NOON)


def test_asking_for_others_tells_that_it_is_wanted_and_not_by_whom(pilot, people, fay):
    brought_together(fay)
    acts.ask_for_others("pilot", by=people[0], wants=True, at=NOON)

    html = Page(visit(fay).get(GROUPS)).html
    assert "New buddies are wanted" in html
    notice = Notice.objects.get(kind="cohorts.buddies_wanted", person=fay)
    assert "Ana" not in notice.words + notice.about_words + notice.key
    assert f"-{people[0].pk}" not in notice.key


def test_who_asked_is_never_again_with_those_and_the_others_stay(make_person, make_cohort, fay):
    people = [make_person(name) for name in ("ana", "ben", "dora", "emil", "finn", "gul")]
    pilot = make_cohort(name="Pilot", facilitators=[fay], participants=people).network
    brought_together(fay)
    before = names_together(pilot)
    mine = next(group for group in before if "ana" in group)
    acts.ask_for_others("pilot", by=people[0], wants=True, at=NOON)

    brought_together(fay)

    after = names_together(pilot)
    assert not any(set(mine) <= set(group) for group in after)
    for pair in before - {mine}:
        assert any(set(pair) <= set(group) for group in after)
    assert sorted(name for group in after for name in group) == sorted(p.handle for p in people)
    assert BuddyGroup.objects.filter(ended_at__isnull=False).exists()


def test_staying_after_all_takes_it_back(pilot, people, fay):
    brought_together(fay)
    visit(people[0]).post("/networks/pilot/buddies/change/")
    assert queries.wants_change(pilot)

    visit(people[0]).post("/networks/pilot/buddies/change/", {"stay": "1"})

    assert not queries.wants_change(pilot)


def test_with_all_placed_there_is_nothing_to_propose(pilot, people, fay):
    brought_together(fay)

    with pytest.raises(Refused, match="Nobody waits"):
        propose(fay)


def test_buddies_talk_and_nobody_else_reads_it(pilot, people, fay):
    brought_together(fay)
    ana = people[0]
    seat = queries.place_of(ana, pilot)
    url = f"/networks/pilot/buddies/{seat.group_id}/"

    answer = visit(ana).post(url, {"words": "Hello you", "key": "k"})

    assert answer.status_code == 302
    buddy = queries.buddies_of(ana, pilot)[0]
    assert "Hello you" in Page(visit(buddy).get(url)).html
    other = Person.objects.exclude(pk__in=[ana.pk, buddy.pk]).get(handle__in=others(ana, buddy)[:1])
    assert visit(other).get(url).status_code == 404
    assert visit(fay).get(url).status_code == 404


def others(*known):
    names = {each.handle for each in known}
    return sorted({"ana", "ben", "dora", "emil"} - names)


def test_she_says_of_herself_as_much_as_she_likes(pilot, people):
    fields = {"wants": "on", "causes": ["food"], "place": "inside", "languages": ["es"]}

    assert visit(people[0]).post("/networks/pilot/buddies/", fields).status_code == 302

    wish = queries.wish_of(people[0], pilot)
    assert (wish.causes, wish.place, wish.says_zone) == (["food"], "inside", False)


def test_nothing_has_to_be_said_to_want_none(pilot, people):
    """Whoever leaves all of it out, her languages too, is heard."""
    assert visit(people[0]).post("/networks/pilot/buddies/", {}).status_code == 302

    assert not queries.wish_of(people[0], pilot).wants


def test_who_is_removed_is_nobodys_buddy_any_more(pilot, people, fay):
    brought_together(fay)
    ana = people[0]
    buddy = queries.buddies_of(ana, pilot)[0]
    pilot.memberships.filter(person=ana).update(state="removed")

    assert queries.buddies_of(buddy, pilot) == []


def test_the_database_lets_nobody_be_in_two_groups(pilot, people, fay):
    from django.db import IntegrityError

    brought_together(fay)
    group = BuddyGroup.objects.exclude(buddies__person=people[0]).first()

    with pytest.raises(IntegrityError):
        Buddy.objects.create(body=pilot, group=group, person=people[0], is_known=True)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_asking_twice_at_once_is_asking_once(pilot, people, fay):
    brought_together(fay)
    results = at_once(
        *[lambda: acts.ask_for_others("pilot", by=people[0], wants=True, at=NOON)] * 2
    )

    assert raised(results, Refused) == []
    assert Buddy.objects.filter(asked_at__isnull=False).count() == 1
    assert Notice.objects.filter(kind="cohorts.buddies_wanted", person=fay).count() == 1
