"""The circle: its order, opposites, and when one arrow may stand for a profile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from values.science.circle import (
    CHANCE_FIT,
    HIGHER_ORDER,
    VALUES,
    angle,
    neighbours,
    opposite,
    structure,
)
from values.science.norms import norm

PROFILES = arrays(np.float64, 10, elements=st.floats(-5, 5).map(lambda x: round(x, 3)))


def test_the_ten_stand_in_the_order_that_all_samples_gave():
    assert VALUES == ("SD", "ST", "HE", "AC", "PO", "SE", "CO", "TR", "BE", "UN")


def test_each_value_has_one_opposite_and_is_its_opposites_opposite():
    assert opposite("SD") == "SE"
    assert opposite("UN") == "PO"
    assert all(opposite(opposite(value)) == value for value in VALUES)


def test_neighbours_stand_on_either_side_also_across_the_seam():
    assert neighbours("SD") == ("UN", "ST")
    assert neighbours("UN") == ("BE", "SD")


def test_the_four_families_are_arcs_that_cover_the_circle_once():
    assert tuple(value for family in HIGHER_ORDER.values() for value in family) == VALUES


@pytest.mark.parametrize(
    ("name", "amplitude", "displacement", "fit", "is_above"),
    [
        ("gss2012", 0.6948, 300.59, 0.7036, True),
        ("usa2017", 0.4794, 335.72, 0.380, False),
        ("uk_svs", 0.5877, 359.99, 0.248, False),
    ],
)
def test_three_groups_have_the_published_structure(name, amplitude, displacement, fit, is_above):
    found = structure(norm(name).mean)

    assert found.amplitude == pytest.approx(amplitude, abs=1e-4)
    assert found.displacement == pytest.approx(displacement, abs=0.02)
    assert found.fit == pytest.approx(fit, abs=5e-4)
    assert found.is_above_chance is is_above


def test_chance_is_where_nineteen_in_twenty_random_profiles_stay_below():
    random = np.random.default_rng(5).normal(size=(4000, 10))

    reached = np.mean([structure(profile).is_above_chance for profile in random])

    assert pytest.approx(0.575, abs=5e-4) == CHANCE_FIT
    assert reached == pytest.approx(0.05, abs=0.012)


@pytest.mark.parametrize("value", VALUES)
def test_a_perfect_wave_points_where_it_peaks(value):
    wave = 1.5 * np.cos(np.radians(36 * np.arange(10) - angle(value))) + 0.3

    found = structure(wave)

    assert found.fit == pytest.approx(1)
    assert found.amplitude == pytest.approx(1.5)
    assert found.elevation == pytest.approx(0.3)
    turned = (found.displacement - angle(value) + 180) % 360
    assert turned == pytest.approx(180)


@given(PROFILES)
def test_structure_stays_within_its_bounds(profile):
    found = structure(profile)

    assert 0 <= found.fit <= 1
    assert found.amplitude >= 0
    assert 0 <= found.displacement < 360


@given(PROFILES, st.floats(-3, 3))
def test_how_much_one_ticks_in_all_changes_no_arrow(profile, shift):
    one, other = structure(profile), structure(profile + shift)

    assert other.amplitude == pytest.approx(one.amplitude, abs=1e-9)
    assert other.fit == pytest.approx(one.fit, abs=1e-6)


@given(PROFILES, st.integers(1, 9))
def test_a_profile_turned_by_steps_is_the_same_arrow_turned(profile, steps):
    one, other = structure(profile), structure(np.roll(profile, steps))

    assert other.amplitude == pytest.approx(one.amplitude, abs=1e-9)
    if one.amplitude > 1e-3:
        turned = (other.displacement - one.displacement - 36 * steps + 180) % 360
        assert turned == pytest.approx(180, abs=1e-3)


def test_a_flat_profile_has_no_arrow():
    assert structure(np.full(10, 0.7)).fit == 0
    assert not structure(np.zeros(10)).is_above_chance


def test_a_profile_of_another_length_is_a_mistake():
    with pytest.raises(ValueError, match="ten"):
        structure(np.zeros(9))
