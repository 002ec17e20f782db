"""A lottery: quotas always met, the smallest chance the highest, the same for the same seed."""

import hashlib
import itertools
import random
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.lottery import (
    TICKETS,
    Applicant,
    BadPool,
    Bound,
    Effort,
    NoGroup,
    Pool,
    Quota,
    Unsolved,
    draw,
    how_met,
    leximin,
    why_infeasible,
)
from cohorts.lottery.groups import Groups
from cohorts.lottery.report import report
from cohorts.lottery.swaps import Swaps

NEAR = 1e-6


@st.composite
def pools(draw_: st.DrawFn) -> tuple[Pool, int]:
    """Small pools whose groups can all be looked at, with quotas that often pinch."""
    many = draw_(st.integers(3, 9))
    seats = draw_(st.integers(1, many - 1))
    people: list[dict[str, str]] = [{} for _ in range(many)]
    quotas = list[Quota]()
    for category in "ab"[: draw_(st.integers(1, 2))]:
        values = "xyz"[: draw_(st.integers(2, 3))]
        for each in people:
            each[category] = draw_(st.sampled_from(values))
        for value in values:
            least = draw_(st.integers(0, min(2, seats)))
            quotas.append(Quota(category, value, least, draw_(st.integers(least, seats))))
    for each in people:
        each["home"] = draw_(st.sampled_from(["", "", "h1", "h2"]))
    applicants = [Applicant(f"p{at}", each) for at, each in enumerate(people)]
    return Pool(applicants, quotas, draw_(st.sampled_from(["", "home"]))), seats


def is_group(pool: Pool, people: tuple[Applicant, ...]) -> bool:
    homes = Counter(each.traits["home"] for each in people if pool.apart and each.traits["home"])
    return (
        all(met.is_met for met in how_met(people, pool.quotas))
        and max(homes.values(), default=0) < 2
    )


def every_group(pool: Pool, seats: int) -> list[set[str]]:
    found = itertools.combinations(pool.applicants, seats)
    return [{each.id for each in people} for people in found if is_group(pool, people)]


@settings(max_examples=60, deadline=None)
@given(pools())
def test_the_smallest_chance_is_the_best_that_all_groups_together_allow(given_pool):
    pool, seats = given_pool
    groups = every_group(pool, seats)
    if not groups:
        with pytest.raises(NoGroup):
            leximin(pool, seats)
        return

    lottery = leximin(pool, seats)

    out = {each.id for each in pool.applicants} - set().union(*groups)
    assert out == {id for kind in lottery.never for id in pool.kinds[kind].ids}
    points = {id: int(lottery.proof.points[at])
              for at, kind in enumerate(pool.kinds) for id in kind.ids}  # fmt: skip
    # the proof is checked without the program that made it: points are added up by hand
    assert all(value >= 0 for value in points.values())
    assert max(sum(points[id] for id in group) for group in groups) <= lottery.proof.most
    assert sum(points[id] for id in points if id not in out) >= lottery.proof.total
    assert lottery.proof.total > 0 or lottery.proof.bound == 1  # 1 needs no proof
    assert 0 <= lottery.proof.bound - lottery.smallest < NEAR
    assert lottery.complete


@settings(max_examples=40, deadline=None)
@given(pools(), st.randoms(use_true_random=False))
def test_quotas_are_met_and_rows_in_another_order_change_nothing(given_pool, chance):
    pool, seats = given_pool
    try:
        lottery = leximin(pool, seats)
    except NoGroup:
        return
    people, quotas = list(pool.applicants), list(pool.quotas)
    chance.shuffle(people)
    chance.shuffle(quotas)

    other = leximin(Pool(people, quotas, pool.apart), seats)

    assert other.chance_of == lottery.chance_of
    for seed in ("snow", "rain", "3"):
        group = draw(lottery, seed)
        assert len(group) == seats
        assert is_group(pool, group)
        assert draw(other, seed) == group == draw(lottery, seed)


def test_chances_are_what_is_drawn():
    pool = women_and_men(women=4, men=12, least=2, most=2)
    lottery = leximin(pool, 4)
    assert lottery.chance_of["w1"] == Fraction(1, 2)
    assert sum(lottery.tickets) == TICKETS
    assert sum(lottery.chances[at] * int(pool.sizes[at]) for at in range(2)) == 4

    drawn = Counter(each.id for at in range(2_000) for each in draw(lottery, f"seed {at}"))

    assert 900 < drawn["w1"] < 1_100
    assert 270 < drawn["m1"] < 400  # one of six


def test_above_the_smallest_the_next_are_even_too():
    """Ana alone is from the hills: she sits for sure, the three from the coast share two seats."""
    people = [Applicant("ana", {"from": "hills"}), *coast(3), *plain(6)]
    quotas = [
        Quota("from", "hills", 1, 1),
        Quota("from", "coast", 2, 2),
        Quota("from", "plain", 0, 9),
    ]
    lottery = leximin(Pool(people, quotas), 5)
    assert float(lottery.chance_of["ana"]) == pytest.approx(1, abs=NEAR)
    assert float(lottery.chance_of["c1"]) == pytest.approx(2 / 3, abs=NEAR)
    assert float(lottery.chance_of["p1"]) == pytest.approx(1 / 3, abs=NEAR)


def test_where_halves_would_do_better_than_people_the_bound_is_that_of_people():
    """Each two of three share something of which one is allowed: by halves all could sit."""
    pairs = [("x", "x", ""), ("x", "", "x"), ("", "x", "x")]
    people = [
        Applicant(f"t{at}", dict(zip("abc", pair, strict=True))) for at, pair in enumerate(pairs)
    ]
    people += [Applicant(f"o{at}", dict.fromkeys("abc", "")) for at in range(3)]
    quotas = [q for name in "abc" for q in (Quota(name, "x", 0, 1), Quota(name, "", 0, 9))]
    lottery = leximin(Pool(people, quotas), 3)
    assert lottery.proof.bound == Fraction(1, 3)
    assert not lottery.proof.by_quota
    assert float(lottery.smallest) == pytest.approx(1 / 3, abs=NEAR)
    assert float(lottery.chance_of["o1"]) == pytest.approx(2 / 3, abs=NEAR)


def tight_pool() -> tuple[Pool, int]:
    """Few are spared by the quotas, so that people by halves are not soon made whole."""
    chance = random.Random(5)
    people = [
        Applicant(f"p{at}", {name: chance.choice("vvwxyz") for name in "abcd"}) for at in range(90)
    ]
    quotas = [Quota(name, value, 4 + (value == "v"), 5 + 2 * (value == "v"))
              for name in "abcd" for value in "vwxyz"]  # fmt: skip
    return Pool(people, quotas), 24


def test_a_search_that_is_cut_short_ends_with_a_sound_lottery_that_says_so():
    pool, seats = tight_pool()
    short = leximin(pool, seats, effort=Effort(looks=3, steps=100))
    assert not short.complete
    assert short.smallest <= short.proof.bound
    assert all(met.is_met for met in how_met(draw(short, "snow"), pool.quotas))
    assert leximin(pool, seats, effort=Effort(looks=3, steps=100)).chance_of == short.chance_of


def test_a_search_for_a_group_that_is_cut_short_names_nobody_as_never():
    """Whoever was not found in a group in so many nodes may be in one: nothing is drawn then."""
    pool, seats = tight_pool()
    all_in_some = leximin(pool, seats).never
    try:
        short = leximin(pool, seats, effort=Effort(looks=3, steps=100, nodes=1, proof=1))
    except Unsolved:
        return
    assert short.never == all_in_some
    assert short.smallest <= short.proof.bound


def test_why_is_said_also_where_searches_are_cut_short():
    pool = women_and_men(women=2, men=8, least=3, most=5)
    why = why_infeasible(pool, 5, nodes=1)
    assert why is not None
    assert why.together


def test_tight_quotas_are_searched_to_the_end():
    pool, seats = tight_pool()
    lottery = leximin(pool, seats)
    assert lottery.complete
    assert 0 <= lottery.proof.bound - lottery.smallest < NEAR


def test_exchanges_keep_all_quotas_and_never_lose_worth():
    pool, seats = tight_pool()
    groups, chance = Groups(pool, seats), np.random.default_rng(1)
    group = groups.best(np.ones(len(pool.kinds)))
    for _round in range(20):
        worth = chance.random(len(pool.kinds))
        found = Swaps(pool).better(group, worth)
        assert pool.meets(found, seats)
        assert (found * worth).sum() >= (group * worth).sum()
        assert (found * worth).sum() <= (groups.best(worth) * worth).sum() + NEAR
        group = found


def test_two_of_one_home_are_never_drawn_together():
    people = [
        Applicant(f"p{at}", {"age": "any", "home": "mill" if at < 3 else ""}) for at in range(6)
    ]
    lottery = leximin(Pool(people, [Quota("age", "any", 0, 9)], "home"), 4)
    for seed in map(str, range(40)):
        assert sum(each.traits["home"] == "mill" for each in draw(lottery, seed)) <= 1


def test_the_ticket_follows_from_the_words_as_docs_say():
    lottery = leximin(women_and_men(women=4, men=4, least=1, most=2), 3)
    found = report(lottery, draw(lottery, "snow"), "snow")
    assert found["drawn"]["ticket"] == ticket_by_hand("snow")
    with pytest.raises(ValueError, match="seed"):
        draw(lottery, "  ")


def ticket_by_hand(seed: str) -> int:
    return int(hashlib.sha256(f"ticket\n{seed}".encode()).hexdigest(), 16) % 10**12


def test_whoever_asks_it_to_stop_is_obeyed():
    def time_is_up() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        leximin(women_and_men(women=4, men=4, least=1, most=2), 3, beat=time_is_up)


@pytest.mark.parametrize(("people", "quotas", "words"), [
    ([], [], "nobody"),
    ([("a", "x"), ("a", "x")], [("x", 0, 1)], "two applicants"),
    ([("a", "x")], [("x", 0, 1), ("x", 0, 1)], "two quotas"),
    ([("a", "x")], [("x", 2, 1)], "at least 2"),
    ([("a", "y")], [("x", 0, 1)], "no quota names “y”"),
])  # fmt: skip
def test_what_is_no_pool_is_said(people, quotas, words):
    with pytest.raises(BadPool, match=words):
        Pool([Applicant(id, {"c": value}) for id, value in people],
             [Quota("c", *each) for each in quotas])  # fmt: skip


def test_more_seats_than_applicants_is_said():
    with pytest.raises(BadPool, match="9 seats for 8 applicants"):
        leximin(women_and_men(women=4, men=4, least=1, most=2), 9)


# Where no group is


def test_the_smallest_loosening_is_said_and_helps():
    pool = women_and_men(women=2, men=12, least=4, most=5)
    with pytest.raises(NoGroup):
        leximin(pool, 8)

    why = why_infeasible(pool, 8)

    assert [(each.quota.value, each.end, each.now, each.to) for each in why.loosen] == [
        ("women", "least", 4, 2),
        ("men", "most", 5, 6),
    ]
    assert {each.quota.value for each in why.together} <= {"women", "men"}
    assert why.within


def test_what_quotas_said_of_loosening_goes_first():
    quotas = [Quota("sex", "women", 4, 5, low=0), Quota("sex", "men", 0, 9, high=9),
              Quota("sex", "other", 0, 9)]  # fmt: skip
    people = [Applicant(f"w{at}", {"sex": "women"}) for at in range(2)] + [
        Applicant(f"m{at}", {"sex": "men"}) for at in range(9)]  # fmt: skip
    assert why_infeasible(Pool(people, quotas), 6).within
    tight = [Quota("sex", "women", 4, 5, low=4), *quotas[1:]]
    why = why_infeasible(Pool(people, tight), 6)
    assert not why.within
    assert [(each.now, each.to) for each in why.loosen] == [(4, 2)]


def test_where_a_group_is_nothing_is_explained():
    assert why_infeasible(women_and_men(women=4, men=4, least=1, most=2), 3) is None


def test_homes_alone_can_make_it_impossible():
    people = [Applicant(f"p{at}", {"age": "any", "home": "mill"}) for at in range(4)]
    why = why_infeasible(Pool(people, [Quota("age", "any", 0, 9)], "home"), 2)
    assert (why.together, why.loosen) == ((), ())


@settings(max_examples=60, deadline=None)
@given(pools())
def test_a_loosening_that_is_named_lets_a_group_be(given_pool):
    pool, seats = given_pool
    why = why_infeasible(pool, seats)
    assert (why is None) == bool(every_group(pool, seats))
    if why is None or not why.loosen:
        return
    ends = {(b.quota.category, b.quota.value, b.end): b.to for b in why.loosen}
    looser = [
        Quota(*name, ends.get((*name, "least"), quota.least), ends.get((*name, "most"), quota.most))
        for quota in pool.quotas
        for name in [(quota.category, quota.value)]
    ]
    assert every_group(Pool(pool.applicants, looser, pool.apart), seats)
    assert not every_group(Pool(pool.applicants, [only_if(q, why.together) for q in pool.quotas],
                                pool.apart), seats)  # fmt: skip


def only_if(quota: Quota, kept: tuple[Bound, ...]) -> Quota:
    ends = {each.end for each in kept if each.quota == quota}
    return Quota(quota.category, quota.value, quota.least if "least" in ends else 0,
                 quota.most if "most" in ends else 99)  # fmt: skip


def test_a_pool_of_some_size_reaches_its_bound_in_every_chance():
    chance = random.Random(7)
    people = [
        Applicant(f"p{at}", {name: chance.choice("xxyyz") for name in "abcd"}) for at in range(150)
    ]
    quotas = [Quota(name, value, 3, 6) for name in "abcd" for value in "xyz"]
    lottery = leximin(Pool(people, quotas), 15)
    assert lottery.proof.bound - lottery.smallest < NEAR
    assert all(np.asarray(group).sum() == 15 for group in lottery.groups)
    assert sum(lottery.chance_of.values()) == 15


def women_and_men(*, women: int, men: int, least: int, most: int) -> Pool:
    people = [Applicant(f"w{at}", {"sex": "women"}) for at in range(women)]
    people += [Applicant(f"m{at}", {"sex": "men"}) for at in range(men)]
    return Pool(people, [Quota("sex", "women", least, most), Quota("sex", "men", 0, max(most, 3))])


def coast(many: int) -> list[Applicant]:
    return [Applicant(f"c{at}", {"from": "coast"}) for at in range(many)]


def plain(many: int) -> list[Applicant]:
    return [Applicant(f"p{at}", {"from": "plain"}) for at in range(many)]
