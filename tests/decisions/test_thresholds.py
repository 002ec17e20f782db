"""Consensus, consent, majorities, quorum: exactly at the edge, and a step on either side."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.methods.consensus import Consensus, ConsensusMinus, OneIn
from decisions.methods.consent import Consent
from decisions.methods.deciding import Fallback, Question, applied, decide
from decisions.methods.majority import Base, Majority, SuperMajority
from decisions.methods.outcome import Result
from decisions.methods.quorum import quorum
from decisions.methods.sense import SenseCheck
from decisions.methods.tally import NOBODY, Cast, Tally, merged
from decisions.methods.weights import Band, by_band, why_not_bands
from tests.decisions.building import asked, cast, casts, people

COUNTS = st.integers(0, 30)
YES_OR_NO = [Consensus(), ConsensusMinus(), OneIn(), Consent(), Majority(), SuperMajority()]


def is_adopted(method, electors=None, **numbers):
    return asked(method, casts(**numbers), electors=electors).result == Result.ADOPTED


@pytest.mark.parametrize(
    ("share", "of", "needed"),
    [
        (Fraction(2, 3), 3, 2),
        (Fraction(9, 10), 10, 9),
        (Fraction(7, 100), 100, 7),
        (Fraction(2, 3), 4, 3),
        (1, 5, 5),
        (Fraction(1, 1000), 3, 1),
    ],
)
def test_a_share_is_exact_for_the_quorum_and_for_a_majority(share, of, needed):
    assert quorum(electors=of, share=share) == needed
    if share > Fraction(1, 2):
        method = SuperMajority(share=share)
        assert is_adopted(method, yes=needed, no=of - needed)
        assert not is_adopted(method, yes=needed - 1, no=of - needed + 1)


@pytest.mark.parametrize("share", [Fraction(-1, 3), Fraction(4, 3)])
def test_a_share_of_nobody_or_of_more_than_all_is_a_bug(share):
    with pytest.raises(ValueError, match="quorum of"):
        quorum(electors=3, share=share)


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(1, 3), Fraction(5, 4)])
def test_a_super_majority_is_more_than_a_half(share):
    with pytest.raises(ValueError, match="no super-majority"):
        SuperMajority(share=share)


@pytest.mark.parametrize(
    ("electors", "allowed"), [(11, 0), (12, 1), (13, 1), (23, 1), (24, 2), (25, 2)]
)
def test_one_block_in_twelve_electors_is_passed_over(electors, allowed):
    assert is_adopted(OneIn(of=12), block=allowed, agree=electors - allowed)
    assert not is_adopted(OneIn(of=12), block=allowed + 1, agree=electors - allowed - 1)


def test_who_is_silent_counts_among_the_electors_that_pass_over_a_block():
    assert is_adopted(OneIn(of=12), electors=12, agree=2, block=1)
    assert not is_adopted(OneIn(of=12), electors=11, agree=2, block=1)


def test_consensus_stands_with_reservations_and_falls_with_one_block():
    assert is_adopted(Consensus(), agree=1, reservations=5, stand_aside=9)
    assert not is_adopted(Consensus(), agree=99, block=1)
    assert is_adopted(Consensus(), agree=99, block_withdrawn=1)


def test_consensus_minus_n_passes_over_n_blocks_and_no_more():
    assert is_adopted(ConsensusMinus(blocks=2), agree=1, block=2)
    outcome = asked(ConsensusMinus(blocks=2), casts(agree=9, block=3))
    assert outcome.reason.code == "too_many_blocks"
    assert outcome.reason.numbers == {"blocks": 3, "allowed": 2}


def test_so_many_stand_aside_and_no_more():
    assert is_adopted(Consensus(stand_asides=2), agree=3, stand_aside=2)
    assert not is_adopted(Consensus(stand_asides=2), agree=30, stand_aside=3)
    third = Consensus(stand_aside_share=Fraction(1, 3))
    assert is_adopted(third, agree=2, stand_aside=1)
    assert not is_adopted(third, electors=5, agree=3, stand_aside=2)


def test_what_nobody_carries_is_not_adopted():
    assert not is_adopted(Consensus(), stand_aside=4)
    assert not is_adopted(Consensus(), block_withdrawn=1)
    assert asked(Consent(), casts(objection_withdrawn=1)).reason.code == "nobody_consents"


def test_one_objection_stops_consent_and_brings_another_round():
    assert is_adopted(Consent(), consent=1, concern=3, objection_withdrawn=1)
    outcome = asked(Consent(), casts(consent=50, objection=1))
    assert outcome.result == Result.FURTHER_ROUND
    assert outcome.reason.numbers == {"objections": 1}


@pytest.mark.parametrize(
    ("base", "adopted"), [(Base.DECIDED, True), (Base.TAKEN, False), (Base.ELECTORS, False)]
)
def test_the_base_says_of_what_half_is_taken(base, adopted):
    assert is_adopted(Majority(base), electors=20, yes=3, no=2, abstain=1) == adopted


def test_half_is_no_majority_and_says_so():
    half = asked(Majority(Base.TAKEN), casts(yes=3, no=1, abstain=2))
    assert (half.result, half.reason.code) == (Result.NOT_ADOPTED, "exactly_half")
    for base in Base:
        assert asked(Majority(base), casts(yes=2, no=2)).reason.code == "tie"
    assert asked(SuperMajority(), casts(yes=2, no=2)).reason.code == "tie"
    assert asked(Majority(), casts(abstain=2)).reason.code == "nobody_decided"


def test_voices_weigh_in_a_majority_and_people_block():
    heavy = [cast("yes", 1, voices=Fraction(5, 2)), cast("no", 2)]
    assert asked(Majority(), heavy).result == Result.ADOPTED
    assert asked(Consensus(), [cast("agree", 1, voices=9), cast("block", 1, 0)]).result == (
        Result.FURTHER_ROUND
    )


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from([*Base]))
def test_a_majority_is_what_one_would_count_by_hand(yes, no, abstain, silent, base):
    of = {"decided": yes + no, "taken": yes + no + abstain}.get(
        base.value, yes + no + abstain + silent
    )
    electors = yes + no + abstain + silent

    found = asked(Majority(base), casts(yes=yes, no=no, abstain=abstain), electors=electors)
    found_more = asked(
        SuperMajority(base), casts(yes=yes, no=no, abstain=abstain), electors=electors
    )

    assert (found.result == Result.ADOPTED) == (yes * 2 > of)
    assert (found_more.result == Result.ADOPTED) == (yes > 0 and yes * 3 >= of * 2)


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_block_turned_to_agreement_never_hurts(agree, aside, block, silent, limit):
    for method in (Consensus(limit), ConsensusMinus(limit), OneIn(limit)):
        electors = agree + aside + block + 1 + silent
        before = is_adopted(method, electors, agree=agree, stand_aside=aside, block=block + 1)
        after = is_adopted(method, electors, agree=agree + 1, stand_aside=aside, block=block)
        assert after >= before


@given(COUNTS, COUNTS, COUNTS)
def test_one_more_yes_never_hurts_and_one_less_no_neither(yes, no, abstain):
    for method in (Majority(), Majority(Base.TAKEN), SuperMajority(), SuperMajority(Base.ELECTORS)):
        before = is_adopted(method, 99, yes=yes, no=no + 1, abstain=abstain)
        assert is_adopted(method, 99, yes=yes + 1, no=no, abstain=abstain) >= before
        assert is_adopted(method, 99, yes=yes + 1, no=no + 1, abstain=abstain) >= before


@given(st.data(), st.sampled_from(YES_OR_NO))
def test_it_does_not_matter_who_said_it_nor_in_which_order(data, method):
    said = data.draw(st.lists(st.sampled_from(method.names), min_size=1, max_size=12))
    mixed = data.draw(st.permutations(said))

    one, other = asked(method, [cast(s) for s in said]), asked(method, [cast(s) for s in mixed])

    assert one == other


@pytest.mark.parametrize("method", [*YES_OR_NO, SenseCheck()])
def test_without_electors_or_positions_nothing_is_adopted(method):
    for electors, code in ((0, "no_electors"), (5, "no_positions")):
        outcome = asked(method, [], electors=electors)
        assert (outcome.result, outcome.reason.code) == (method.fails, code)
        assert set(outcome.counts) == set(method.names)
        assert set(outcome.counts.values()) == {NOBODY}


def test_below_the_quorum_nothing_counts_and_the_numbers_are_said():
    short = asked(Majority(), casts(yes=4), electors=9, quorum=Fraction(1, 2))
    enough = asked(Majority(), casts(yes=4, abstain=1), electors=9, quorum=Fraction(1, 2))

    assert short.result == Result.NO_QUORUM
    assert short.reason.numbers == {
        "taken": 4, "needed": 5, "electors": 9, "share": Fraction(1, 2)
    }  # fmt: skip
    assert short.counts["yes"].electors == 4
    assert enough.result == Result.ADOPTED


def test_silence_is_no_abstention():
    outcome = asked(Majority(Base.TAKEN), casts(yes=2, no=1), electors=50)

    assert outcome.result == Result.ADOPTED
    assert outcome.taken.electors == 3
    assert outcome.counts["abstain"] == NOBODY


def test_more_positions_than_electors_or_a_strange_stance_are_bugs():
    with pytest.raises(ValueError, match="3 positions of 2 electors"):
        asked(Majority(), casts(yes=3), electors=2)
    with pytest.raises(ValueError, match="maybe"):
        asked(Majority(), casts(maybe=3))


def test_a_sense_check_shows_and_decides_nothing():
    outcome = asked(SenseCheck(), casts(support=3, doubts=1), electors=100, quorum=1)

    assert outcome.result == Result.SENSED
    assert [tally.electors for tally in outcome.counts.values()] == [0, 3, 0, 1, 0]


def test_after_its_rounds_the_next_method_applies():
    chain = Fallback(Consensus(), 2, Fallback(OneIn(of=3), 1, Majority()))

    names = [(method.name, left) for method, left in (applied(chain, at) for at in range(1, 6))]

    assert names == [
        ("consensus", 1), ("consensus", 0), ("one_in", 0), ("majority", None), ("majority", None)
    ]  # fmt: skip
    said = casts(agree=2, block=1)
    assert decide(Question(chain, people(3), said, round=2)).result == Result.FURTHER_ROUND
    assert decide(Question(chain, people(3), said, round=3)).result == Result.ADOPTED


def test_bands_give_voices_by_size():
    bands = [Band(1, 1), Band(50, 2), Band(100, Fraction(5, 2))]

    assert [by_band(people, bands) for people in (0, 1, 49, 50, 99, 100, 999)] == [
        0, 1, 1, 2, 2, Fraction(5, 2), Fraction(5, 2)
    ]  # fmt: skip
    assert why_not_bands(bands) == ""
    assert why_not_bands([]) == "empty"
    assert why_not_bands(bands[::-1]) == "order"
    assert why_not_bands([Band(1, -1)]) == "negative"


@given(st.lists(st.tuples(st.sampled_from("ab"), COUNTS, st.fractions(0, 5)), max_size=20))
def test_who_chose_alike_may_be_counted_together(said):
    apart = [Cast(Tally(n, voices, n % 2, n * 3), choice) for choice, n, voices in said]

    for choice in "ab":
        mine = [behind for behind, chosen in apart if chosen == choice]
        found = [behind for behind, chosen in merged(apart) if chosen == choice]
        assert [tuple(map(sum, zip(*mine, strict=True)))] * bool(mine) == [*map(tuple, found)]
