"""Choosing among options: published examples, what each method promises, and brute force."""

from fractions import Fraction
from itertools import pairwise as links
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.methods.approval import Approval
from decisions.methods.outcome import Result
from decisions.methods.runoff import Runoff
from decisions.methods.schulze import Schulze, pairwise, ranked, strength, strongest_paths
from decisions.methods.score import Score
from decisions.methods.tally import Cast
from tests.decisions.building import OPTIONS, RANKINGS, asked, ballots, cast, ranking, rankings

APPROVALS = st.frozensets(st.sampled_from(OPTIONS))
POINTS = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)).map(
    lambda given: tuple(sorted(given.items()))
)
METHODS = {
    "approval": (Approval(OPTIONS), APPROVALS),
    "score": (Score(OPTIONS), POINTS),
    "schulze": (Schulze(OPTIONS), RANKINGS),
    "runoff": (Runoff(OPTIONS), RANKINGS),
}
# Voters with their orders, and the order that Schulze's paper and its earlier drafts find.
PUBLISHED = [
    ("8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba", "d a c b"),
    ("5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC", "E A C B D"),
    ("5 ACBD, 2 ACDB, 3 ADCB, 4 BACD, 3 CBDA, 3 CDBA, 1 DACB, 5 DBAC, 4 DCBA", "D A C B"),
    ("3 ABDEC, 5 ADEBC, 1 ADECB, 2 BADEC, 2 BDECA, 4 CABDE, 6 CBADE, 2 DBECA, 5 DECAB",
     "B A D E C"),
]  # fmt: skip


def of_text(text):
    said = rankings(text)
    return tuple(sorted(frozenset().union(*said[0].choice))), said


def winners(outcome):
    return set(outcome.chosen) | set(outcome.tied)


@pytest.mark.parametrize(("text", "order"), PUBLISHED)
def test_schulze_finds_the_published_orders(text, order):
    options, said = of_text(text)

    outcome = asked(Schulze(options), said)

    assert outcome.chosen == (order.split()[0],)
    assert outcome.workings["ranking"] == [[option] for option in order.split()]


def test_schulze_finds_the_published_pairs_and_paths():
    options, said = of_text(PUBLISHED[0][0])
    wins = pairwise(said, options)
    paths = strongest_paths(wins, options)

    pairs = [*permutations(options, 2)]
    assert [wins[pair] for pair in pairs] == [8, 14, 10, 13, 6, 2, 7, 15, 12, 11, 19, 9]
    assert [paths[pair][1] for pair in pairs] == [14, 14, 12, 13, 13, 12, 13, 15, 12, 13, 19, 13]


def test_where_schulze_cannot_tell_it_says_so_and_a_lot_can():
    options, said = of_text("3 ABCD, 2 DABC, 2 DBCA, 2 CBDA")

    outcome = asked(Schulze(options), said)
    drawn = asked(Schulze(options, lot=("C", "D", "A", "B")), said)

    assert (outcome.result, outcome.tied) == (Result.TIED, ("B", "D"))
    assert (drawn.result, drawn.chosen) == (Result.CHOSEN, ("D",))
    assert drawn.reason.code == "schulze_by_lot"


def paths_by_force(wins, options):
    """The strongest path by trying each."""
    found = {}
    for one, other in permutations(options, 2):
        between = [each for each in options if each not in (one, other)]
        found[one, other] = max(
            min(strength(wins[link], wins[link[::-1]]) for link in links(path))
            for number in range(len(between) + 1)
            for middle in permutations(between, number)
            for path in [(one, *middle, other)]
        )
    return found


@given(ballots(RANKINGS))
def test_the_strongest_paths_are_those_that_trying_all_finds(said):
    wins = pairwise(said, OPTIONS)
    paths = strongest_paths(wins, OPTIONS)

    assert paths == paths_by_force(wins, OPTIONS)
    flat = [option for level in ranked(paths, OPTIONS) for option in level]
    assert sorted(flat) == [*OPTIONS]


@given(ballots(RANKINGS))
def test_who_wins_against_each_other_is_chosen(said):
    wins = pairwise(said, OPTIONS)
    outcome = asked(Schulze(OPTIONS), said)

    best = [
        one for one in OPTIONS
        if all(wins[one, other] > wins[other, one] for other in OPTIONS if other != one)
    ]  # fmt: skip
    if best:
        assert (outcome.chosen, outcome.reason.code) == ((best[0],), "condorcet")
    else:
        assert outcome.reason.code != "condorcet"


@given(ballots(RANKINGS))
def test_turned_round_the_only_winner_is_no_longer_the_only_one(said):
    complete = [
        Cast(behind, (*order, frozenset(OPTIONS) - frozenset().union(*order)))
        for behind, order in said
    ]
    turned = [Cast(behind, order[::-1]) for behind, order in complete]

    best = asked(Schulze(OPTIONS), complete).chosen
    assert not best or asked(Schulze(OPTIONS), turned).chosen != best


def test_one_leaves_after_the_other_and_voices_move_on():
    outcome = asked(Runoff(("a", "b", "c")), rankings("4 abc, 3 bca, 2 cba"))

    assert outcome.chosen == ("b",)
    assert outcome.workings["rounds"] == [{"a": 4, "b": 3, "c": 2}, {"a": 4, "b": 5}]
    assert outcome.reason.numbers == {"most": 5, "of": 9, "rounds": 2}


def test_instant_run_off_can_punish_who_is_ranked_higher():
    """Known: of 17, two who move a to the top make a lose. Schulze's method never does that."""
    before = rankings("6 abc, 5 cab, 4 bca, 2 bac")
    after = rankings("6 abc, 5 cab, 4 bca, 2 abc")

    options = ("a", "b", "c")
    assert asked(Runoff(options), before).chosen == ("a",)
    assert asked(Runoff(options), after).chosen == ("c",)
    assert asked(Schulze(options), before).chosen == ("a",)
    assert asked(Schulze(options), after).chosen == ("a",)


def test_of_two_with_the_fewest_the_one_leaves_that_had_fewer_before():
    said = rankings("5 a, 4 b, 3 cb, 1 dc, 1 dc")
    outcome = asked(Runoff(OPTIONS), said)

    assert outcome.workings["rounds"] == [
        {"a": 5, "b": 4, "c": 3, "d": 2}, {"a": 5, "b": 4, "c": 5}, {"a": 5, "c": 5}, {"a": 5},
    ]  # fmt: skip
    assert outcome.chosen == ("a",)
    assert asked(Runoff(OPTIONS), rankings("5 a, 4 bc, 3 cb, 1 db")).chosen == ("b",)


def test_equal_preferences_share_a_voice_exactly():
    said = [cast(ranking("a=b=c d")), cast(ranking("a d"))]

    assert asked(Runoff(OPTIONS), said).workings["rounds"][0] == {
        "a": Fraction(4, 3), "b": Fraction(1, 3), "c": Fraction(1, 3), "d": 0
    }  # fmt: skip


def test_a_tie_in_the_run_off_is_said_or_settled_by_lot():
    said = rankings("2 ab, 2 ba")

    assert asked(Runoff(("a", "b")), said).tied == ("a", "b")
    drawn = asked(Runoff(("a", "b"), lot=("b", "a")), said)
    assert (drawn.chosen, drawn.reason.code) == (("b",), "runoff_by_lot")


def test_whoever_leaves_first_of_two_alike_decides_so_it_is_a_tie():
    """Were both to leave at once, a would win with 4 of 10, though 6 want b or c."""
    said = rankings("4 a, 3 bc, 3 cb")

    outcome = asked(Runoff(("a", "b", "c")), said)

    assert (outcome.result, outcome.tied) == (Result.TIED, ("b", "c"))
    assert asked(Runoff(("a", "b", "c"), lot=("a", "b", "c")), said).chosen == ("b",)


def test_where_it_makes_no_difference_who_leaves_first_one_is_chosen():
    assert asked(Runoff(("a", "b", "c")), rankings("4 a, 3 ba, 3 ca")).chosen == ("a",)


def test_those_who_could_pass_nobody_leave_together():
    outcome = asked(Runoff(OPTIONS), rankings("5 a, 4 b, 1 cb, 1 db"))

    assert outcome.workings["rounds"] == [{"a": 5, "b": 4, "c": 1, "d": 1}, {"a": 5, "b": 6}]
    assert outcome.chosen == ("b",)


def test_many_who_are_alike_are_a_tie_and_never_take_for_ever():
    names = tuple(f"o{number}" for number in range(600))
    said = [cast((frozenset({name}),)) for name in names] + [cast((frozenset({"best"}),), 2)]

    assert asked(Runoff((*names, "best")), said).result == Result.TIED
    shared = [cast((frozenset(names),)), cast((frozenset({"best"}),))]
    assert asked(Runoff((*names, "best")), shared).result == Result.TIED


def test_approval_counts_each_yes_and_seats_are_filled_in_order():
    said = [cast(frozenset("ab"), 3), cast(frozenset("b"), 2), cast(frozenset("c"), 4)]

    assert asked(Approval(OPTIONS), said).chosen == ("b",)
    assert asked(Approval(OPTIONS, seats=2), said).chosen == ("b", "c")
    assert asked(Approval(OPTIONS, seats=4), said).chosen == ("b", "c", "a")
    assert asked(Approval(OPTIONS, seats=4, at_least=Fraction(4, 9)), said).chosen == ("b", "c")
    assert asked(Approval(OPTIONS, at_least=Fraction(2, 3)), said).result == Result.NOTHING_CHOSEN


def test_a_tie_for_the_last_seat_leaves_the_others_in():
    said = [cast(frozenset("a"), 3), cast(frozenset("bc"), 2)]

    outcome = asked(Approval(OPTIONS, seats=2), said)
    drawn = asked(Approval(OPTIONS, seats=2, lot=("d", "c", "b", "a")), said)

    assert (outcome.result, outcome.chosen, outcome.tied) == (Result.TIED, ("a",), ("b", "c"))
    assert (drawn.chosen, drawn.reason.code) == (("a", "c"), "most_approved_by_lot")


def test_points_add_up_and_what_is_left_out_adds_nothing():
    said = [cast((("a", 5), ("b", 1))), cast((("b", 3),), 2), cast((("a", 1),), 1, Fraction(1, 2))]

    outcome = asked(Score(OPTIONS), said)

    assert outcome.workings["sums"] == {"a": Fraction(11, 2), "b": 7, "c": 0, "d": 0}
    assert outcome.workings["means"] == {"a": Fraction(11, 3), "b": Fraction(7, 3)}
    assert outcome.chosen == ("b",)
    assert outcome.reason.numbers["most"] == 7


@given(ballots(APPROVALS), st.integers(1, 4))
def test_nobody_outside_has_more_approval_than_one_who_is_in(said, seats):
    outcome = asked(Approval(OPTIONS, seats=seats), said)

    voices = {option: tally.voices for option, tally in outcome.counts.items()}
    outside = [voices[option] for option in OPTIONS if option not in winners(outcome)]
    assert all(voices[option] >= max(outside, default=0) for option in winners(outcome))
    assert len(outcome.chosen) <= seats


@pytest.mark.parametrize("name", METHODS)
@given(data=st.data())
def test_neither_people_nor_options_are_treated_unlike(name, data):
    """The same people in another order, and the options under other names: the same outcome."""
    method, choices = METHODS[name]
    said = data.draw(ballots(choices))
    names = dict(zip(OPTIONS, data.draw(st.permutations(OPTIONS)), strict=True))

    outcome = asked(method, said)
    mixed = asked(method, data.draw(st.permutations(said)))
    other = asked(method, [Cast(behind, renamed(choice, names)) for behind, choice in said])

    assert mixed == outcome
    assert other.result == outcome.result
    assert set(other.chosen) == {names[option] for option in outcome.chosen}
    assert set(other.tied) == {names[option] for option in outcome.tied}


def renamed(choice, names):
    if isinstance(choice, frozenset):
        return frozenset(names[option] for option in choice)
    if choice and isinstance(choice[0], frozenset):
        return tuple(renamed(group, names) for group in choice)
    return tuple(sorted((names[option], points) for option, points in choice))


def raised(choice, option):
    """The same choice, kinder to this option and to none other."""
    if isinstance(choice, frozenset):
        return choice | {option}
    if choice and isinstance(choice[0], tuple):
        return tuple(sorted({**dict(choice), option: 5}.items()))
    rest = tuple(group - {option} for group in choice if group - {option})
    return (frozenset([option]), *rest)


@pytest.mark.parametrize("name", ["approval", "score", "schulze"])
@given(data=st.data())
def test_more_support_never_makes_a_winner_lose(name, data):
    method, choices = METHODS[name]
    said = data.draw(ballots(choices.filter(bool)))
    best = winners(asked(method, said))
    option = data.draw(st.sampled_from(sorted(best or {"a"})))
    at = data.draw(st.integers(0, len(said) - 1))

    kinder = [*said]
    kinder[at] = Cast(said[at].behind, raised(said[at].choice, option))

    assert option in winners(asked(method, kinder)) or not best


@pytest.mark.parametrize("name", METHODS)
def test_without_positions_or_with_empty_ones_nothing_is_chosen(name):
    method, _ = METHODS[name]
    empty = frozenset() if name == "approval" else ()

    assert asked(method, [], electors=3).result == Result.NOTHING_CHOSEN
    assert asked(method, [], electors=0).reason.code == "no_electors"
    assert asked(method, [cast(empty, 3)]).reason.code == "nothing_chosen"


@pytest.mark.parametrize("name", ["schulze", "runoff"])
@given(said=ballots(RANKINGS))
def test_whom_more_than_half_put_first_is_chosen(name, said):
    method, _ = METHODS[name]
    voices = sum(each.behind.voices for each in said)

    chosen = asked(method, said).chosen

    for option in OPTIONS:
        first = [each for each in said if each.choice and option in each.choice[0]]
        if sum(each.behind.voices for each in first) * 2 > voices:
            assert chosen == (option,)


@pytest.mark.parametrize("name", ["schulze", "runoff"])
@given(data=st.data())
def test_with_a_lot_there_is_always_one_winner(name, data):
    said = data.draw(ballots(RANKINGS.filter(bool)))
    lot = tuple(data.draw(st.permutations(OPTIONS)))
    method, _ = METHODS[name]

    drawn = asked(type(method)(OPTIONS, lot), said)
    plain = asked(method, said)

    assert len(drawn.chosen) == 1
    if plain.chosen:
        assert drawn.chosen == plain.chosen
