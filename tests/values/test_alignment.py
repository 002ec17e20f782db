"""How alike two profiles are, beyond what everybody shares."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from values.science.alignment import (
    Closeness,
    agreement,
    beyond,
    closeness,
    common_ground,
    distance,
    distinctive,
    distinctive_to_all,
    profile_r,
    rms,
)
from values.science.circle import index
from values.science.norms import norm
from values.science.sealing import Apart

PROFILES = arrays(np.float64, 10, elements=st.floats(-4, 4).map(lambda x: round(x, 3)))
GSS = norm("gss2012")
# Mean centred scores of two groups of American adults (n 64 and 87), PVQ-40.
ONE = np.array([
    0.791086, -0.400321, 0.078846, -0.053966, -0.546154,
    0.262961, -0.335216, -0.831310, 0.166086, 0.393950,
])  # fmt: skip
OTHER = np.array([
    0.964497, -0.373625, -0.183970, -0.552744, -1.249104,
    0.290934, -0.312323, -0.610215, 0.505685, 0.658559,
])  # fmt: skip


def like_norm(**extra):
    """The norm's profile, with some values moved."""
    profile = GSS.mean.copy()
    for value, more in extra.items():
        profile[index(value)] += more
    return profile


def test_two_real_groups_are_as_alike_as_published():
    assert profile_r(ONE, OTHER) == pytest.approx(0.876773, abs=2e-6)
    assert distance(ONE, OTHER) == pytest.approx(1.038417, abs=2e-6)
    assert rms(ONE, OTHER) == pytest.approx(0.328376, abs=2e-6)


@given(PROFILES, PROFILES)
def test_likeness_is_mutual_and_within_its_bounds(one, other):
    found = distinctive(one, other, GSS)

    assert -1 <= found <= 1
    assert found == pytest.approx(distinctive(other, one, GSS))
    assert -1 <= profile_r(one, other) <= 1
    assert distance(one, other) == pytest.approx(distance(other, one))


@given(PROFILES)
def test_nobody_is_more_like_her_than_she_is(profile):
    assume(np.linalg.norm(beyond(profile, GSS)) > 1e-6)

    assert distinctive(profile, profile, GSS) == pytest.approx(1)


@given(PROFILES, PROFILES, st.floats(-2, 2))
def test_ticking_higher_all_over_makes_nobody_more_alike(one, other, shift):
    found = distinctive(one + shift, other, GSS)

    assert found == pytest.approx(distinctive(one, other, GSS), abs=1e-6)


@given(PROFILES, arrays(np.float64, (4, 10), elements=st.floats(-4, 4)))
def test_likeness_to_many_is_that_to_each(one, many):
    found = distinctive_to_all(one, many, GSS)

    assert found == pytest.approx([distinctive(one, each, GSS) for each in many])


def test_strangers_are_alike_until_one_takes_away_what_all_share():
    random = np.random.default_rng(3)
    people = GSS.mean + random.normal(scale=GSS.sd, size=(400, 10))
    pairs = list(zip(people[::2], people[1::2], strict=True))

    plain = np.mean([profile_r(one, other) for one, other in pairs])
    beyond_norm = np.mean([distinctive(one, other, GSS) for one, other in pairs])

    assert plain > 0.2
    assert abs(beyond_norm) < 0.06


def test_of_somebody_who_is_the_norm_nothing_can_be_said():
    assert distinctive(GSS.mean, ONE, GSS) == 0


def test_common_ground_is_what_both_stress_more_than_most():
    one = like_norm(UN=0.8, BE=0.3)
    other = like_norm(UN=0.5, SD=0.6)

    assert common_ground(one, other, GSS) == ("UN",)
    assert common_ground(one, like_norm(PO=1.5), GSS) == ()


def test_common_ground_begins_with_what_is_shared_most():
    one, other = like_norm(UN=0.4, BE=0.9), like_norm(UN=0.5, BE=0.8)

    assert common_ground(one, other, GSS) == ("BE", "UN")
    assert common_ground(one, other, GSS, margin=0.5) == ("BE",)


@given(PROFILES, PROFILES)
def test_common_ground_is_mutual(one, other):
    assert common_ground(one, other, GSS) == common_ground(other, one, GSS)


def test_power_is_no_common_ground_however_both_stress_it():
    assert common_ground(like_norm(PO=4.0), like_norm(PO=4.0), GSS) == ()


def test_agreement_is_one_where_all_are_alike_and_nought_where_they_vary_as_others_do():
    assert agreement(Apart(0, 0.7), GSS) == (1, pytest.approx(0.1))
    assert agreement(Apart(GSS.apart, 0), GSS)[0] == 0
    assert agreement(Apart(9, 0), GSS)[0] < 0
    assert np.isnan(agreement(Apart(7, 1), norm("uk_svs"))[0])


OWN = replace(GSS, borrowed_from="")
BORROWED = replace(GSS, borrowed_from="pvq21")


@pytest.mark.parametrize(
    ("square", "se", "of", "found"),
    [
        (5.0, 0.5, OWN, Closeness.CLOSER),
        (6.2, 0.1, OWN, Closeness.CLOSER),
        (6.2, 0.1, BORROWED, Closeness.ALIKE),
        (6.2, 2.0, OWN, Closeness.UNKNOWN),
        (7.0, 0.5, OWN, Closeness.ALIKE),
        (9.0, 0.5, OWN, Closeness.FURTHER),
        (9.0, 0.8, BORROWED, Closeness.UNKNOWN),
    ],
)
def test_how_far_apart_people_lie_is_said_only_as_far_as_one_can_tell(square, se, of, found):
    """Where the norm was asked with other wording, what differs little from it is not told."""
    assert closeness(Apart(square, se), of) == found
