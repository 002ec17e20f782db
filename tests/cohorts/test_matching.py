"""Buddies: everybody finds some, nobody those from whom she keeps apart."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.matching import Matched, Somebody, join, match, weight

LANGUAGES, CAUSES = ["en", "es", "ar"], ["food", "climate", "housing"]
PLACES = ["", "street", "inside", "paid"]


@st.composite
def some_people(draw: st.DrawFn, least: int = 2) -> list[Somebody]:
    keys = draw(st.lists(st.integers(1, 999), min_size=least, max_size=11, unique=True))
    return [
        Somebody(
            pk,
            frozenset(draw(st.sets(st.sampled_from(CAUSES)))),
            draw(st.sampled_from(PLACES)),
            frozenset(draw(st.sets(st.sampled_from(LANGUAGES)))),
            draw(st.none() | st.integers(-11, 13)),
        )
        for pk in keys
    ]


def everyone_in(found: Matched) -> list[int]:
    return sorted([pk for group in found.groups for pk in group] + list(found.left))


@settings(deadline=None, max_examples=60)
@given(some_people(), st.sampled_from([2, 3]))
def test_everybody_is_in_exactly_one_pair_or_three(people, size):
    found = match(people, size=size)

    assert found.left == ()
    assert everyone_in(found) == sorted(each.pk for each in people)
    assert {len(group) for group in found.groups} <= {2, 3}


@settings(deadline=None, max_examples=60)
@given(some_people(), st.sampled_from([2, 3]), st.data())
def test_nobody_is_with_somebody_from_whom_she_keeps_apart(people, size, data):
    pairs = list(combinations([each.pk for each in people], 2))
    apart = {frozenset(pair) for pair in data.draw(st.sets(st.sampled_from(pairs)))}

    found = match(people, apart=apart, size=size)

    assert everyone_in(found) == sorted(each.pk for each in people)
    together = {frozenset(pair) for group in found.groups for pair in combinations(group, 2)}
    assert not together & apart


@settings(deadline=None, max_examples=40)
@given(some_people(), st.sampled_from([2, 3]), st.randoms(use_true_random=False))
def test_the_same_people_give_the_same_groups_in_whatever_order(people, size, chance):
    shuffled = list(people)
    chance.shuffle(shuffled)

    assert match(people, size=size) == match(shuffled, size=size)


@settings(deadline=None, max_examples=40)
@given(some_people())
def test_as_many_pairs_as_can_share_a_language(people):
    people = people[: len(people) // 2 * 2]

    found = match(people)

    by_key = {each.pk: each for each in people}
    assert _sharing(found.groups, by_key) == _most_sharing(people)


def _tongue(one: Somebody, other: Somebody) -> int:
    if not one.languages or not other.languages:
        return 1
    return 2 if one.languages & other.languages else 0


def _sharing(groups, by_key) -> int:
    return sum(_tongue(by_key[a], by_key[b]) for a, b in groups)


def _most_sharing(people) -> int:
    """Tried one by one; a pair about which nothing is known counts half."""
    if not people:
        return 0
    first, *rest = people
    return (
        max(
            _tongue(first, other) + _most_sharing([each for each in rest if each is not other])
            for other in rest
        )
        if rest
        else 0
    )


def test_those_who_differ_come_together():
    people = [
        Somebody(1, frozenset({"food"}), "street", frozenset({"en"}), 0),
        Somebody(2, frozenset({"food"}), "street", frozenset({"en"}), 0),
        Somebody(3, frozenset({"housing"}), "inside", frozenset({"en"}), 0),
        Somebody(4, frozenset({"housing"}), "inside", frozenset({"en"}), 0),
    ]

    found = match(people)

    assert not {(1, 2), (3, 4)} & set(found.groups)


def test_a_common_language_counts_more_than_any_difference():
    ana = Somebody(1, frozenset({"food"}), "street", frozenset({"en"}), 0)
    alike = Somebody(2, frozenset({"food"}), "street", frozenset({"en"}), 11)
    unlike = Somebody(3, frozenset({"housing"}), "inside", frozenset({"es"}), 0)

    assert weight(ana, alike) > weight(ana, unlike)


def test_who_comes_later_joins_a_pair_that_stays_together():
    people = {pk: Somebody(pk) for pk in (1, 2, 3, 4, 5)}

    found = join([5], [(1, 2), (3, 4)], people, apart={frozenset({5, 1})})

    assert found.groups == ((1, 2), (3, 4, 5))


def test_who_suits_nobody_is_left_and_named():
    people = [Somebody(1), Somebody(2), Somebody(3)]
    apart = {frozenset({3, 1}), frozenset({3, 2})}

    assert match(people, apart=apart) == Matched(((1, 2),), (3,))


def test_one_alone_has_no_buddy():
    assert match([Somebody(1)]) == Matched((), (1,))


def test_groups_of_four_are_no_buddies():
    with pytest.raises(ValueError, match="groups of 4"):
        match([Somebody(1)], size=4)
