"""Pools: who shares, what is sealed and when, and what it costs whom."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from solidarity.base.refused import Refused
from solidarity.people.models import Person
from tests.fixtures.people import NOON
from tests.racing import at_once, raised
from tests.values.pooling import (
    MILD,
    give_circle,
    give_share,
    new_people,
    new_pool,
    sharing_people,
)
from values.actions import withdraw
from values.actions.pooling import change_share, leave_pool, refresh, share
from values.models import About, Batch, Part, Publication, Share, Sort, Spending
from values.queries.pooling import published

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WEEK = timedelta(days=7)


@pytest.fixture
def pool(db):
    return new_pool()


def seal(pool, people, *, at=NOON):
    return refresh(pool.pk, belonging=[person.pk for person in people], at=at)


# Sharing


def test_she_shares_and_it_takes_one_of_her_three_places(pool, ana):
    give_circle(ana)
    own = share(ana, pool, sealings=2, at=NOON)

    assert (own.slot, own.sealings, own.left_at) == (1, 2, None)
    with pytest.raises(Refused, match="already"):
        share(ana, pool, sealings=2, at=NOON)


def test_without_consent_or_a_circle_nobody_shares(pool, ana):
    with pytest.raises(Refused, match="agreed"):
        share(ana, pool, sealings=1, at=NOON)
    give_circle(ana).delete()
    with pytest.raises(Refused, match="First answer"):
        share(ana, pool, sealings=1, at=NOON)


def test_in_three_places_and_no_more(ana):
    give_circle(ana)
    for _ in range(3):
        share(ana, new_pool(), sealings=1, at=NOON)

    with pytest.raises(Refused, match="three places"):
        share(ana, new_pool(), sealings=1, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        give_share(ana, new_pool(), slot=4)


def test_a_place_is_free_again_where_she_was_never_sealed(pool, ana):
    give_circle(ana)
    share(ana, pool, sealings=1, at=NOON)
    assert leave_pool(ana, pool, at=NOON)

    assert not Share.objects.exists()
    assert not leave_pool(ana, pool, at=NOON)


def test_where_she_was_sealed_the_place_and_the_spending_stay_when_she_leaves(pool):
    people = sharing_people(10, pool)
    seal(pool, people)
    leave_pool(people[0], pool, at=NOON)
    give_circle(people[0])

    assert Share.objects.get(person=people[0]).left_at == NOON
    assert Spending.objects.filter(person=people[0]).count() == 1
    again = share(people[0], pool, sealings=3, at=NOON + WEEK)
    assert again.slot == 1
    assert Spending.objects.filter(person=people[0]).count() == 1


def test_she_changes_how_often_she_may_be_counted(pool, ana):
    give_circle(ana)
    with pytest.raises(Refused, match="do not share"):
        change_share(ana, pool, sealings=1, gives_gap=False)
    share(ana, pool, sealings=3, at=NOON)

    assert change_share(ana, pool, sealings=1, gives_gap=True).sealings == 1


# Sealing


def test_nothing_is_sealed_before_there_are_ten(pool):
    people = sharing_people(9, pool)

    assert not seal(pool, people)
    assert not Batch.objects.exists()
    people += sharing_people(1, pool, first=10)
    assert seal(pool, people)
    assert Batch.objects.get().n == 10


def test_what_is_sealed_says_nearly_what_they_hold_and_cost_each_one_sealing(pool):
    people = sharing_people(99, pool)
    seal(pool, people)
    made = published(pool).now

    assert [each.n for each in Batch.objects.order_by("pk")] == [10, 5, 5, 5, 7, 8, 10, 13, 16, 20]
    assert made.n == 99
    assert made.at_least == 50
    assert made.profile[9] > made.profile[4] + 1  # care above power, whatever the noise
    assert set(Spending.objects.values_list("number", flat=True)) == {1}
    assert Spending.objects.count() == Part.objects.count() == 99


def test_how_far_they_lie_apart_comes_from_the_same_seal_and_costs_nothing_more(pool):
    people = sharing_people(50, pool)
    seal(pool, people)
    said = published(pool).now.how_apart

    assert 0 <= said.square <= 16
    assert 0.5 < said.se < 3
    assert Spending.objects.count() == 50
    assert {len(batch.sums) for batch in Batch.objects.all()} == {11}


def test_those_who_are_too_few_for_a_batch_wait(pool):
    people = sharing_people(13, pool)
    seal(pool, people)

    assert published(pool).now.n == 10
    people += sharing_people(2, pool, first=14)
    assert not seal(pool, people, at=NOON + timedelta(days=6))
    assert seal(pool, people, at=NOON + WEEK)
    assert published(pool).now.n == 15


def test_noise_is_drawn_once_and_the_database_lets_nobody_draw_it_again(pool):
    people = sharing_people(10, pool)
    seal(pool, people)
    sums = Batch.objects.get().sums
    for weeks in range(1, 4):
        assert not seal(pool, people, at=NOON + weeks * WEEK)

    assert Batch.objects.get().sums == sums
    assert Publication.objects.count() == 1
    for rows, change in (
        (Batch, {"sums": [0] * 10}), (Batch, {"sums": []}), (Publication, {"n": 5}),
        (Spending, {"number": 2}), (Batch, {"n": 20}),
    ):  # fmt: skip
        with pytest.raises((IntegrityError, ProgrammingError, InternalError)), transaction.atomic():
            rows.objects.update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Publication.objects.all().delete()


def test_the_difference_of_two_publications_is_one_batch(pool):
    people = sharing_people(10, pool)
    seal(pool, people)
    people += sharing_people(5, pool, first=11)
    seal(pool, people, at=NOON + WEEK)
    shown, last = published(pool), Batch.objects.order_by("pk").last()

    difference = shown.now.profile * 15 - shown.before.profile * 10
    batch = np.array(last.sums[:10]) / 1000
    assert np.abs(difference - (batch - batch.mean())).max() <= 0.025 * 25 + 0.01


@pytest.mark.parametrize("how", ["leaves", "withdraws", "no member any more", "is gone"])
def test_a_leavers_batch_is_dropped_at_the_next_sealing_and_the_others_wait_again(pool, how):
    people = sharing_people(15, pool)
    seal(pool, people)
    gone = Part.objects.filter(batch=Batch.objects.order_by("pk").last()).first().person
    belonging = [person for person in people if person != gone or how != "no member any more"]
    if how == "leaves":
        leave_pool(gone, pool, at=NOON)
    elif how == "withdraws":
        withdraw(gone, at=NOON)
    elif how == "is gone":
        Person.objects.filter(pk=gone.pk).delete()
        belonging.remove(gone)
    assert published(pool).now.n == 15
    assert seal(pool, belonging, at=NOON + WEEK)

    assert published(pool).now.n == 10
    assert Batch.objects.get(dropped_at=NOON + WEEK).sums == []
    belonging += sharing_people(1, pool, first=16)
    assert seal(pool, belonging, at=NOON + 2 * WEEK)
    assert published(pool).now.n == 15
    assert not Part.objects.filter(person_id=gone.pk).exists()
    assert Spending.objects.filter(number=2).count() == 4


def test_when_all_batches_are_gone_nothing_is_published(pool):
    people = sharing_people(10, pool)
    seal(pool, people)
    leave_pool(people[3], pool, at=NOON)
    seal(pool, people, at=NOON + WEEK)

    assert published(pool).now is None
    assert Publication.objects.order_by("pk").last().n == 0


def test_nobody_is_sealed_more_often_than_she_allowed_nor_than_three_times(pool):
    once = sharing_people(5, pool, sealings=1)
    always = sharing_people(20, pool, first=6)
    people = once + always
    for week in range(12):
        at = NOON + week * WEEK
        seal(pool, people, at=at)
        for part in Part.objects.order_by("batch", "pk").distinct("batch"):
            leave_pool(part.person, pool, at=at)
            people.remove(part.person)
    spent = [Spending.objects.filter(person=person).count() for person in once + always]

    assert max(spent[:5]) <= 1
    assert max(spent) <= 3
    assert not Part.objects.filter(person__in=once).exists()


def test_the_ledger_is_kept_over_all_her_pools(ana):
    pools = [new_pool() for _ in range(3)]
    give_circle(ana)
    others = []
    for number, pool in enumerate(pools):
        share(ana, pool, sealings=3, gives_gap=False, at=NOON)
        others += sharing_people(9, pool, first=1 + 10 * number)
        assert seal(pool, [ana, *others])
    leave_pool(others[0], pools[0], at=NOON)
    more = sharing_people(5, pools[0], first=40)
    seal(pools[0], [ana, *others, *more], at=NOON + WEEK)

    assert Spending.objects.filter(person=ana).count() == 3
    assert not Part.objects.filter(person=ana, pool=pools[0]).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Spending.objects.create(
            person=ana, pool=pools[0], batch=Batch.objects.first(), number=4, rho=0.5, at=NOON
        )


def test_a_circle_with_holes_or_a_resting_consent_is_not_sealed(pool):
    people = sharing_people(10, pool)
    withdraw(people[0], at=NOON)
    assert not Share.objects.filter(person=people[0]).exists()

    assert not seal(pool, people)


# The gap


def answered_for_others(many, pool, *, first=1):
    people = sharing_people(many, pool, first=first, gives_gap=True)
    for person in people:
        give_circle(person, about=About.MEMBER, pool=pool, leaning=MILD)
        give_circle(person, about=About.COUNTRY, leaning={})
    return people


def test_a_gap_is_sealed_as_one_number_for_each_kind_of_others_and_costs_another_sealing(pool):
    people = answered_for_others(50, pool)
    seal(pool, people)
    gap = published(pool, Sort.GAP).now

    assert len(gap.means) == 2
    assert -4 <= gap.means[1] < gap.means[0] < 0.5
    assert len(Batch.objects.filter(sort=Sort.GAP).first().sums) == 4, "two gaps, and their sides"
    assert len(gap.below) == 2
    assert gap.apart is None
    assert Spending.objects.filter(number=2).count() == 50


def test_who_did_not_answer_for_others_or_did_not_say_so_gives_no_gap(pool):
    people = answered_for_others(9, pool)
    shy = sharing_people(1, pool, first=10)
    give_circle(shy[0], about=About.MEMBER, pool=pool)
    give_circle(shy[0], about=About.COUNTRY)
    keen = sharing_people(1, pool, first=11, gives_gap=True)
    seal(pool, people + shy + keen)

    assert published(pool).now.n == 10
    assert published(pool, Sort.GAP).now is None


# At the same moment


@races
def test_of_two_sealings_at_once_one_seals():
    pool = new_pool()
    people = sharing_people(10, pool)

    results = at_once(*[lambda: seal(pool, people)] * 2)

    assert sorted(results) == [False, True]
    assert Batch.objects.count() == 1
    assert Spending.objects.count() == 10


@races
def test_two_pools_that_seal_the_same_people_at_once_overspend_nobody():
    one, two = new_pool(), new_pool()
    people = sharing_people(10, one)
    for person in people:
        give_share(person, two, slot=2)
    used = new_pool()
    for number in (1, 2):
        batch = Batch.objects.create(
            pool=used, sort="gap", n=10, rho=0.5, sums=[0, 0], sealed_at=NOON
        )
        Spending.objects.bulk_create(
            Spending(person=each, pool=used, batch=batch, number=number, rho=0.5, at=NOON)
            for each in people
        )

    results = at_once(lambda: seal(one, people), lambda: seal(two, people))

    assert raised(results, Refused) == []
    assert sorted(results) == [False, True]
    assert Spending.objects.count() == 30


@races
@pytest.mark.parametrize("leave", ["leaves", "withdraws"])
def test_who_leaves_while_it_is_sealed_is_in_the_next_publication_no_more(leave):
    pool = new_pool()
    people = sharing_people(10, pool)
    act = {
        "leaves": lambda: leave_pool(people[0], pool, at=NOON),
        "withdraws": lambda: withdraw(people[0], at=NOON),
    }[leave]

    results = at_once(lambda: seal(pool, people), act)

    assert raised(results, Refused) == []
    seal(pool, people, at=NOON + WEEK)
    assert published(pool).now is None
    spent = Spending.objects.filter(person=people[0]).exists()
    assert Share.objects.filter(person=people[0]).exists() == spent


@races
def test_two_places_taken_at_once_are_two():
    person = new_people(1)[0]
    give_circle(person)
    pools = [new_pool() for _ in range(4)]

    results = at_once(
        *[lambda pool=pool: share(person, pool, sealings=1, at=NOON) for pool in pools]
    )

    assert len(raised(results, Refused)) == 1
    assert sorted(Share.objects.values_list("slot", flat=True)) == [1, 2, 3]
