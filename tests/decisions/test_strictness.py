"""Which method asks for as much as another: properties, and the cases that people argue about."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.methods.approval import Approval
from decisions.methods.consensus import Consensus, ConsensusMinus, OneIn
from decisions.methods.consent import Consent
from decisions.methods.deciding import Fallback
from decisions.methods.majority import Base, Majority, SuperMajority
from decisions.methods.outcome import Result
from decisions.methods.sense import SenseCheck
from decisions.methods.strictness import is_as_strict
from decisions.methods.tally import ONE_PERSON, Cast
from decisions.methods.yes_or_no import counted

SHARES = st.sampled_from([Fraction(2, 3), Fraction(3, 4), Fraction(9, 10)])
BASES = st.sampled_from([Base.DECIDED, Base.TAKEN, Base.ELECTORS])
LIMITS = st.none() | st.integers(0, 3)
OF_CONSENSUS = (
    st.builds(Consensus, LIMITS)
    | st.builds(ConsensusMinus, LIMITS, blocks=st.integers(1, 3))
    | st.builds(OneIn, LIMITS, of=st.integers(2, 12))
)
METHODS = (
    OF_CONSENSUS
    | st.just(Consent())
    | st.builds(Majority, BASES)
    | st.builds(SuperMajority, BASES, share=SHARES)
)


@given(METHODS, SHARES)
def test_every_method_is_as_strict_as_itself(method, quorum):
    assert is_as_strict(method, method, quorum=quorum, wanted=quorum)


@given(METHODS, METHODS, METHODS)
def test_what_is_stricter_than_the_stricter_is_stricter(one, two, three):
    if is_as_strict(one, two) and is_as_strict(two, three):
        assert is_as_strict(one, three)


@given(OF_CONSENSUS, OF_CONSENSUS, st.lists(st.sampled_from(
    ["agree", "reservations", "stand_aside", "block"]), min_size=1, max_size=30))  # fmt: skip
def test_what_the_stricter_adopts_the_usual_one_adopts(method, usual, said):
    if not is_as_strict(method, usual):
        return
    casts = [Cast(ONE_PERSON, stance) for stance in said]
    electorate = ONE_PERSON.times(len(said))
    if method.decide(electorate, casts).result == Result.ADOPTED:
        assert usual.decide(electorate, casts).result == Result.ADOPTED, counted(casts, ())


@given(SHARES, SHARES, BASES, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_so_it_is_for_majorities(share, wanted, base, yes, no, abstain):
    method, usual = SuperMajority(base, share=share), SuperMajority(base, share=wanted)
    if not is_as_strict(method, usual):
        return
    said = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    casts = [Cast(ONE_PERSON, stance) for stance in said]
    electorate = ONE_PERSON.times(len(said) + 2)
    if method.decide(electorate, casts).result == Result.ADOPTED:
        assert usual.decide(electorate, casts).result == Result.ADOPTED


@pytest.mark.parametrize(
    ("method", "usual", "is_so"),
    [
        (Consensus(), Majority(), True),
        (Majority(), Consensus(), False),
        (Consent(), ConsensusMinus(blocks=1), True),
        (Consent(), Consensus(stand_asides=2), False),
        (Consensus(), Consensus(stand_asides=2), False),
        (Consensus(stand_asides=1), Consensus(stand_asides=2), True),
        (Consensus(stand_aside_share=Fraction(1, 4)), Consensus(stand_asides=2), False),
        (OneIn(of=12), ConsensusMinus(blocks=1), False),
        (Fallback(Consensus(), 3, Majority()), Consensus(), False),
        (Consensus(), Fallback(Consensus(), 3, Majority()), True),
        (Fallback(Consensus(), 3, Majority()), Fallback(Consensus(), 3, Majority()), True),
        (SenseCheck(), Consensus(), True),
        (Approval(("a", "b")), Consensus(), False),
        (Approval(("a", "b"), at_least=Fraction(1, 2)), Approval(("c",)), True),
        (Approval(("a", "b")), Approval(("c",), at_least=Fraction(1, 2)), False),
        (Consent(), Approval(("c",)), True),
        (Majority(), Approval(("c",)), False),
        (Consensus(), Majority(Base.ELECTORS), False),
    ],
)
def test_cases(method, usual, is_so):
    assert is_as_strict(method, usual) is is_so


def test_a_lower_quorum_is_easier_and_consensus_needs_the_people_of_a_majority_of_all():
    assert not is_as_strict(Consensus(), Consent(), quorum=0, wanted=Fraction(1, 2))
    half = Fraction(1, 2)
    assert is_as_strict(Consensus(), Majority(Base.ELECTORS), quorum=half, wanted=0)
