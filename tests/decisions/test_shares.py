"""Shared budgets: never over budget, and everybody's part of the money is hers."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.methods.outcome import Result
from decisions.methods.shares import EqualShares
from tests.decisions.building import OPTIONS, asked, ballots, cast

COSTS = st.fixed_dictionaries({o: st.integers(1, 20) for o in OPTIONS})
POINTS = st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 4)).map(
    lambda given: tuple(sorted(given.items()))
)
METHODS = st.builds(
    EqualShares,
    COSTS,
    st.integers(1, 40),
    st.sampled_from(["cost", "count"]),
    st.sampled_from(["none", "greedy", "raise"]),
    st.sampled_from([1, Fraction(1, 3)]),
)


def wants(options, number=1, voices=1):
    return cast(tuple((option, 1) for option in options), number, voices)


def test_a_minority_gets_its_part_where_the_most_votes_would_take_all():
    said = [wants("ab", 6), wants("c", 3)]
    method = EqualShares({"a": 30, "b": 30, "c": 30}, 90, completion="none")

    assert set(asked(method, said).chosen) == {"a", "b", "c"}
    short = EqualShares({"a": 30, "b": 30, "d": 30, "c": 30}, 90)
    assert set(asked(short, [wants("abd", 6), wants("c", 3)]).chosen) == {"a", "b", "c"}


def test_a_project_is_paid_in_equal_parts_by_those_who_want_it():
    """Ten people with 10 each. a: 6 pay 10 each. b: 4 pay 7 1/2 each, and 10 are left."""
    said = [wants("a", 6), wants("b", 4)]
    method = EqualShares({"a": 60, "b": 30}, 100, worth="count")

    outcome = asked(method, said)

    assert outcome.workings["share"] == 10
    assert outcome.workings["bought"] == [
        {"option": "b", "cost": 30, "rho": Fraction(15, 2)},
        {"option": "a", "cost": 60, "rho": 10},
    ]
    assert outcome.reason.numbers == {"spent": 90, "budget": 100, "chosen": 2, "added": 0}


def test_who_has_little_left_pays_what_she_has_and_the_others_the_rest():
    """Two with 6 each. One pays 3 for b, then both want c for 8: she gives her 3, the other 5."""
    said = [wants("bc"), wants("c")]
    method = EqualShares({"b": 3, "c": 8}, 12, worth="count", completion="none")

    assert [each["rho"] for each in asked(method, said).workings["bought"]] == [3, 5]


def test_what_is_left_is_given_out_as_was_said_before():
    """Shares alone buy nothing here: three with 4 each, and each wants a thing for 6."""
    said = [wants("a"), wants("b"), wants("c")]
    costs = {"a": 6, "b": 5, "c": 4}

    found = {
        how: asked(EqualShares(costs, 12, completion=how), said)
        for how in ("none", "greedy", "raise")
    }

    assert found["none"].chosen == ("c",)
    assert found["greedy"].chosen == ("c", "b")
    assert found["greedy"].reason.code == "shares_completed"
    assert found["raise"].chosen == ("c", "b")
    assert found["raise"].reason.numbers["added"] == 0


def test_ties_go_to_more_voices_then_the_lower_cost_then_the_lot():
    said = [wants("ab", 2)]

    assert asked(EqualShares({"b": 5, "a": 5}, 5), said).chosen == ("b",)
    assert asked(EqualShares({"b": 5, "a": 5}, 5, lot=("a", "b")), said).chosen == ("a",)
    assert asked(EqualShares({"b": 5, "a": 4}, 5), said).chosen == ("a",)


def test_what_nobody_wants_or_nobody_can_pay_is_not_bought():
    assert asked(EqualShares({"a": 5, "b": 1}, 4), [wants("a", 3)]).result == Result.NOTHING_CHOSEN
    assert asked(EqualShares({"a": 5}, 50), [wants("", 3)]).chosen == ()
    assert asked(EqualShares({"a": 5}, 0), [wants("a", 3)]).reason.code == "nothing_affordable"
    assert asked(EqualShares({"a": 5}, 50), [], electors=3).reason.code == "no_positions"
    assert asked(EqualShares({"a": 5}, 50), [wants("a", 1, 0)]).chosen == ()


@given(METHODS, ballots(POINTS))
def test_the_budget_is_never_passed_and_only_what_is_wanted_is_bought(method, said):
    outcome = asked(method, said)

    assert sum(method.costs[option] for option in outcome.chosen) <= method.budget
    assert len(set(outcome.chosen)) == len(outcome.chosen)
    assert all(outcome.counts[option].electors for option in outcome.chosen)


@given(COSTS, st.integers(1, 40), ballots(POINTS))
def test_a_group_that_wants_the_same_can_spend_its_part(costs, budget, said):
    """If those who want one thing alone have the money for it, one thing they want is bought."""
    method = EqualShares(costs, budget, "count", "none")
    outcome = asked(method, said)
    voices = sum(each.behind.voices for each in said)

    for option in OPTIONS:
        mine = [each for each in said if [o for o, _ in each.choice] == [option]]
        have = Fraction(budget) * sum(each.behind.voices for each in mine) / voices
        assert have < costs[option] or option in outcome.chosen


def by_force(method, said):
    """Equal shares as the paper writes it, person by person, ρ from break to break."""
    people = [dict(each.choice) for each in said for _ in range(each.behind.electors)]
    purse = [Fraction(method.budget, len(people))] * len(people)
    bought = []
    while True:
        offers = []
        for at, (option, cost) in enumerate(method.costs.items()):
            if option in bought or cost > method.budget:
                continue
            worth = [p.get(option, 0) * (cost if method.worth == "cost" else 1) for p in people]
            if not (rho := least_rho(worth, purse, cost)):
                continue
            voices = sum(each > 0 for each in worth)
            offers.append((rho, -voices, cost, at, option, worth))
        if not offers:
            return bought
        rho, *_, option, worth = min(offers)
        bought.append(option)
        purse = [has - min(has, rho * each) for has, each in zip(purse, worth, strict=True)]


def least_rho(worth, purse, cost):
    """The ρ where payments reach the cost; between two breaking points they grow in a line."""
    if sum(has for has, each in zip(purse, worth, strict=True) if each) < cost:
        return None

    def paid(rho):
        return sum(min(has, rho * each) for has, each in zip(purse, worth, strict=True))

    breaks = sorted({Fraction(0), *(has / e for has, e in zip(purse, worth, strict=True) if e)})
    for low, high in pairwise(breaks):
        if paid(high) >= cost:
            return low + (cost - paid(low)) * (high - low) / (paid(high) - paid(low))
    return None


@given(
    COSTS,
    st.integers(1, 40),
    st.sampled_from(["cost", "count"]),
    st.lists(st.builds(cast, POINTS, st.integers(1, 3)), min_size=1, max_size=6),
)
def test_it_buys_what_the_paper_s_own_words_buy(costs, budget, worth, said):
    method = EqualShares(costs, budget, worth, "none")

    assert list(asked(method, said).chosen) == by_force(method, said)


@pytest.mark.parametrize("how", ["none", "greedy", "raise"])
def test_two_with_half_a_voice_are_one(how):
    costs = {"a": 7, "b": 5, "c": 3}
    whole = asked(EqualShares(costs, 12, completion=how), [wants("ab"), wants("c")])
    halves = asked(
        EqualShares(costs, 12, completion=how), [wants("ab", 2, Fraction(1, 2)), wants("c")]
    )

    assert halves.chosen == whole.chosen
