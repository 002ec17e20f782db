"""The perception gap: what may be said of it, and what may not."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.science import sealing
from values.science.gap import (
    SPREAD_GAP,
    Finding,
    Gap,
    ShareBelow,
    Tilt,
    from_rows,
    from_sealed,
    share_from_sealed,
)
from values.science.sealing import batch_sizes, publish_gaps, seal_gaps

ROWS = st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=2, max_size=40)


@given(ROWS)
def test_the_mean_gap_is_belief_less_what_is_so(rows):
    own, believed = np.array(rows).T
    found = from_rows(own, believed)

    assert found.gap.mean == pytest.approx(believed.mean() - own.mean(), abs=1e-9)
    assert 0 <= found.below <= 1
    assert 0 <= found.caring <= 1


def test_each_belief_is_held_against_all_the_others():
    found = from_rows(np.array([3.0, 1.0, 2.0]), np.array([1.5, 2.5, 2.0]))

    assert found.below == pytest.approx(0.5)  # one below 1.5, one above, and one tie
    assert found.caring == 1


def test_without_bias_half_believe_less_and_that_is_said_to_be_chance():
    draw = np.random.default_rng(5)
    own = draw.normal(1.2, 1.1, 400)
    found = from_rows(own, own.mean() + draw.normal(0, 1, 400))

    assert not found.differs_from_chance
    assert found.below_se == pytest.approx(0.025)


def test_who_skipped_one_of_both_does_not_count():
    own = np.array([1.0, np.nan, 2.0, 3.0])
    assert from_rows(own, np.array([1.0, 1.0, np.nan, 2.0])).gap.n == 2
    with pytest.raises(ValueError, match="two people"):
        from_rows(own[:2], np.array([1.0, 1.0]))


@pytest.mark.parametrize(
    ("mean", "se", "finding"),
    [
        (-0.9, 0.2, Finding.BELOW),
        (0.9, 0.2, Finding.ABOVE),
        (-0.3, 0.2, Finding.UNKNOWN),
        (0.0, 0.3, Finding.UNKNOWN),
        (0.05, 0.05, Finding.NONE),
        (-0.4, 0.01, Finding.BELOW),
    ],
)
def test_what_may_be_said(mean, se, finding):
    assert Gap(60, mean, se).finding == finding


def test_of_few_only_the_direction_is_said():
    assert not Gap(19, -2, 0.3).gives_size
    assert Gap(20, -2, 0.3).gives_size


@given(st.floats(-3, 3), st.floats(0.01, 1))
def test_a_finding_that_is_mirrored_is_the_mirrored_finding(mean, se):
    mirror = {Finding.BELOW: Finding.ABOVE, Finding.ABOVE: Finding.BELOW}
    found = Gap(60, mean, se).finding

    assert Gap(60, -mean, se).finding == mirror.get(found, found)


def test_sealed_figures_say_nearly_what_the_rows_say():
    draw = np.random.default_rng(8)
    own = draw.normal(1.2, 1.1, 400)
    believed = draw.normal(0.2, 1.0, 400)
    gaps = np.column_stack([believed - own, believed - own - 0.5]) / 2
    sealed = sealing.seal_gaps(gaps, below=np.random.default_rng(1).integers)
    found = from_sealed(sealing.publish_gaps([sealed], spread=1.5))

    assert found.mean == pytest.approx(from_rows(own, believed).gap.mean / 2, abs=0.1)
    assert found.finding == Finding.BELOW


@pytest.mark.parametrize(
    ("below", "se", "finding"),
    [
        (0.77, 0.05, Tilt.MOST),
        (0.2, 0.1, Tilt.FEW),
        (0.52, 0.05, Tilt.HALF),
        (0.77, 0.2, Tilt.UNKNOWN),
        (0.5, 0.2, Tilt.UNKNOWN),
    ],
)
def test_how_many_believe_less_is_held_against_the_half_that_no_bias_gives(below, se, finding):
    assert ShareBelow(below, se).finding == finding


def test_how_many_of_ten_is_said_only_where_it_is_known_so_closely():
    assert ShareBelow(0.77, 0.06).tenths == 8
    assert ShareBelow(1.02, 0.06).tenths is None
    assert ShareBelow(0.77, 0.2).tenths is None


def test_a_sealed_share_is_nearly_that_of_the_rows():
    draw = np.random.default_rng(8)
    gaps = draw.normal(-0.7, 1.5, (1200, 2))
    sizes, at, sealed = batch_sizes(0, 1200), 0, []
    for size in sizes:
        sealed.append(seal_gaps(gaps[at : at + size], below=random.Random(size).randrange))
        at += size
    share = share_from_sealed(publish_gaps(sealed, spread=SPREAD_GAP))

    assert share.se < 0.03
    assert share.below == pytest.approx((gaps[:at, 0] < 0).mean(), abs=2.5 * share.se)
    assert share.finding == Tilt.MOST
