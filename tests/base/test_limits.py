from datetime import timedelta

import pytest

from solidarity.base.limits import Limit, TooOften, count_against, forget
from solidarity.base.models import Counter
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

TWICE_AN_HOUR = Limit(2, timedelta(hours=1))
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def knock(*, what="knock", who="1", at=NOON, limit=TWICE_AN_HOUR):
    count_against(limit, what=what, who=who, at=at)


@pytest.mark.django_db
def test_what_is_within_the_limit_passes_and_the_next_is_refused():
    knock()
    knock()

    with pytest.raises(TooOften):
        knock()


@pytest.mark.django_db
def test_who_comes_too_often_is_told_how_long_to_wait():
    knock()
    knock()

    with pytest.raises(TooOften) as refusal:
        knock(at=NOON + timedelta(minutes=50))

    assert refusal.value.seconds == 600


@pytest.mark.django_db
def test_the_wait_is_never_less_than_a_second():
    knock()
    knock()

    with pytest.raises(TooOften) as refusal:
        knock(at=NOON + timedelta(minutes=59, seconds=59, milliseconds=900))

    assert refusal.value.seconds == 1


@pytest.mark.django_db
def test_the_next_stretch_begins_anew():
    knock()
    knock()

    knock(at=NOON + timedelta(hours=1))


@pytest.mark.django_db
def test_people_and_acts_are_counted_apart():
    knock()
    knock()

    knock(who="2")
    knock(what="ring")


@pytest.mark.django_db
def test_a_count_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        knock()


@pytest.mark.django_db
def test_the_row_does_not_tell_who_did_what():
    knock(what="sign-in", who="ana@example.org 203.0.113.7")

    key = Counter.objects.get().key
    assert len(key) == 64
    assert not {"sign-in", "ana", "203"} & set(key.split())
    assert int(key, 16)


@races
def test_of_many_at_the_same_moment_exactly_so_many_pass_as_are_allowed():
    few = Limit(5, timedelta(hours=1))

    results = at_once(*[lambda: knock(limit=few)] * 16)

    assert len(raised(results, TooOften)) == 11
    assert Counter.objects.get().count == 16


@races
def test_what_another_process_counted_counts():
    at_once(knock, knock)

    with pytest.raises(TooOften):
        knock()


@pytest.mark.django_db
def test_counters_are_forgotten_when_their_stretch_is_over():
    knock()
    knock(at=NOON + timedelta(hours=1))

    assert forget(at=NOON + timedelta(hours=1)) == 1
    assert Counter.objects.get().starts_at == NOON + timedelta(hours=1)
