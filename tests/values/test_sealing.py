"""Sealed batches: exact noise, batches that grow, and nothing that tells of one person."""

import random
from collections import Counter
from fractions import Fraction
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from values.science import sealing
from values.science.sealing import Live, Sealed

POINTS = st.floats(-5, 5, allow_nan=False, width=32)
PROFILES = st.integers(1, 12).flatmap(lambda n: arrays(np.float64, (n, 10), elements=POINTS))
NO_NOISE = 1e12  # so much may be told that there is hardly any noise


def chance(seed):
    """A source of chance that is the same in every run."""
    return random.Random(seed).randrange


# The noise


def test_the_noise_has_exactly_the_chances_that_it_should_have():
    sigma, many = 2, 20_000
    drawn = sealing.discrete_gaussian(sigma, many, below=chance(7))
    weights = {k: exp(-k * k / (2 * sigma**2)) for k in range(-30, 31)}
    total = sum(weights.values())
    counted = Counter(drawn.tolist())
    cells = range(-6, 7)
    expected = [many * weights[k] / total for k in cells]
    seen = [counted[k] for k in cells]
    expected.append(many - sum(expected))
    seen.append(many - sum(seen))

    chi_square = sum((s - e) ** 2 / e for s, e in zip(seen, expected, strict=True))

    assert chi_square < 34.5  # of 13 degrees of freedom: once in a thousand


@pytest.mark.parametrize("sigma", [1, 2.5, Fraction(40, 3), 4000])
def test_the_noise_is_around_zero_and_as_wide_as_asked(sigma):
    many = 4000
    drawn = sealing.discrete_gaussian(sigma, many, below=chance(11)).astype(float)

    assert abs(drawn.mean()) < 4 * float(sigma) / many**0.5
    assert drawn.var() == pytest.approx(float(sigma) ** 2, rel=0.1)


def test_the_chance_of_an_exponential_is_exact():
    many, below = 20_000, chance(3)
    for gamma in (Fraction(0), Fraction(1, 3), Fraction(1), Fraction(5, 2)):
        came = sum(sealing._is_exp(gamma, below) for _ in range(many)) / many
        assert came == pytest.approx(exp(-gamma), abs=0.012)


def test_two_draws_from_the_system_are_not_the_same():
    first, second = (sealing.discrete_gaussian(4000, 10) for _ in range(2))

    assert first.tolist() != second.tolist()


# The seal


@given(PROFILES)
def test_what_counts_has_a_sum_of_zero_and_is_no_longer_than_four(profiles):
    clipped = sealing.clip(profiles)

    assert np.allclose(clipped.sum(axis=1), 0, atol=1e-9)
    assert (np.linalg.norm(clipped, axis=1) <= sealing.CLIP + 1e-9).all()
    assert np.allclose(sealing.clip(clipped), clipped)


@given(PROFILES)
def test_in_whole_thousandths_nobody_counts_for_more_than_four_points(profiles):
    whole = sealing._in_thousandths(sealing.clip(profiles))

    assert ((whole.astype(object) ** 2).sum(axis=1) <= (sealing.CLIP * 1000) ** 2).all()


@given(PROFILES)
def test_without_noise_a_seal_is_the_plain_sum(profiles):
    sealed = sealing.seal(profiles, rho=NO_NOISE, below=chance(1))

    assert sealed.n == len(profiles)
    off = np.array(sealed.sums)[:10] / 1000 - sealing.clip(profiles).sum(axis=0)
    assert (np.abs(off) <= 0.002 * len(profiles) + 0.01).all()


def test_the_noise_of_a_seal_is_as_wide_as_it_says():
    nobody = np.zeros((10, 10))
    below = chance(5)
    sums = np.array([sealing.seal(nobody, below=below).sums[:10] for _ in range(300)]) / 1000

    assert sums.std() == pytest.approx(4, rel=0.05)
    assert sealing.seal(nobody).variance == pytest.approx(16)


def test_a_gap_counts_for_no_more_than_four_points_whatever_was_answered():
    far = np.array([[9.0], [-9.0], [9.0]])
    sealed = sealing.seal_gaps(far, rho=NO_NOISE, below=chance(2))

    assert sealed.sums == pytest.approx([3873, 1000], abs=20)  # with its side, four points


@given(arrays(np.float64, st.tuples(st.integers(1, 8), st.integers(1, 2)),
              elements=st.floats(-12, 12)))  # fmt: skip
def test_gaps_with_their_sides_count_for_no_more_than_four_points(gaps):
    whole = sealing._in_thousandths(sealing.with_sides(gaps))

    assert ((whole.astype(object) ** 2).sum(axis=1) <= (sealing.CLIP * 1000) ** 2).all()
    assert (whole[:, gaps.shape[1] :] == 1000 * np.sign(gaps)).all()


@given(PROFILES)
def test_a_circle_with_its_nearness_is_no_longer_than_a_circle_alone_may_be(profiles):
    """So that it costs nothing: the same noise hides both."""
    whole = sealing._in_thousandths(sealing.with_nearness(sealing.clip(profiles)))

    assert whole.shape[1] == 11
    assert ((whole.astype(object) ** 2).sum(axis=1) <= (sealing.CLIP * 1000) ** 2).all()


def drawn_apart(many, spread, draw):
    """So many clipped circles, and how far they lie apart."""
    profiles = sealing.clip(draw.normal(0, spread, (many, 10)))
    return profiles, ((profiles - profiles.mean(axis=0)) ** 2).sum() / (many - 1)


def in_batches(profiles, **how):
    at, sealed = 0, []
    for size in sealing.batch_sizes(0, len(profiles)):
        sealed.append(sealing.seal(profiles[at : at + size], **how))
        at += size
    return sealed


@given(st.floats(0.1, 1.5), st.integers(0, 99))
def test_without_noise_it_is_known_exactly_how_far_apart_they_lie(spread, seed):
    profiles, apart = drawn_apart(99, spread, np.random.default_rng(seed))
    said = sealing.publish(in_batches(profiles, rho=NO_NOISE, below=chance(3))).apart

    assert said.square == pytest.approx(apart, abs=0.1)


def test_with_noise_it_is_about_right_and_as_far_off_as_it_says():
    draw, below, off = np.random.default_rng(2), chance(21), []
    for _ in range(60):
        profiles, apart = drawn_apart(99, 0.85, draw)
        said = sealing.publish(in_batches(profiles, below=below)).apart
        off.append((said.square - apart) / said.se)

    assert abs(np.mean(off)) < 0.4
    assert 0.5 < np.std(off) < 1.1  # what is due to so few people is in what is said, not in this


def test_sums_that_were_sealed_before_that_number_say_nothing_of_it():
    old, new = Sealed(10, (0,) * 10), Sealed(5, (0,) * 11)

    assert sealing.publish([old, new]).apart is None
    assert sealing.publish([old, new]).n == 15
    assert sealing.publish([new]).apart is not None


# Batches


def test_batches_grow_as_the_table_says():
    assert sealing.batch_sizes(0, 99) == [10, 5, 5, 5, 7, 8, 10, 13, 16, 20]
    assert sealing.batch_sizes(0, 9) == []
    assert sealing.batch_sizes(10, 4) == []


@given(st.integers(0, 500), st.integers(0, 500))
def test_no_batch_is_sealed_before_enough_wait(published, waiting):
    size = sealing.batch_size(published, waiting)

    assert size == 0 or size <= waiting
    assert size == 0 or size >= (10 if published == 0 else 5)
    assert size == 0 or 4 * size >= published


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=120), st.randoms())
def test_whatever_comes_and_goes_each_is_in_one_live_batch_and_leavers_are_in_none(steps, order):
    here, live, keys = set(), {}, iter(range(10_000))
    for person, comes in steps:
        (here.add if comes else here.discard)(person)
        waiting = sorted(here)
        order.shuffle(waiting)
        done = sealing.plan(live, here=here, waiting=waiting)
        live = {key: batch for key, batch in live.items() if key not in done.dropped}
        for people in done.batches:
            live[next(keys)] = Live(len(people), frozenset(people))
        counted = Counter(each for batch in live.values() for each in batch.people)

        assert set(counted) <= here
        assert all(times == 1 for times in counted.values())
        assert all(batch.n == len(batch.people) >= 5 for batch in live.values())
        assert not live or max(batch.n for batch in live.values()) >= 5


def test_a_batch_that_somebody_has_left_goes_whole_and_the_others_wait_again():
    live = {1: Live(10, frozenset(range(10))), 2: Live(5, frozenset(range(10, 15)))}
    here = set(range(15)) - {12}

    done = sealing.plan(live, here=here, waiting=[10, 11, 13, 14])

    assert done.dropped == (2,)
    assert done.batches == ()
    more = sealing.plan(live, here=here | {20}, waiting=[10, 11, 13, 14, 20])
    assert more.batches == ((10, 11, 13, 14, 20),)


def test_who_may_not_be_sealed_again_stays_out():
    live = {1: Live(10, frozenset(range(10)))}

    done = sealing.plan(live, here=set(range(1, 10)), waiting=[1, 2, 3])

    assert done == sealing.Plan((1,), ())


def test_a_batch_one_of_whose_people_is_gone_from_the_rows_goes_too():
    live = {1: Live(10, frozenset(range(9)))}

    assert sealing.plan(live, here=set(range(9)), waiting=[]).dropped == (1,)


# Publishing


@given(PROFILES, PROFILES)
def test_the_difference_of_two_publications_is_one_batch(first, second):
    one, two = (sealing.seal(each, below=chance(9)) for each in (first, second))
    before, after = sealing.publish([one]), sealing.publish([one, two])
    difference = after.mean * after.n - before.mean * before.n
    alone = sealing.publish([two])

    most = sealing.STEP / 2 * (after.n + before.n + alone.n) + 1e-6
    assert (np.abs(difference - alone.mean * alone.n) <= most).all()


@given(PROFILES)
def test_what_is_published_has_about_the_sum_of_zero_in_steps_of_a_twentieth(profiles):
    published = sealing.publish([sealing.seal(profiles, below=chance(4))])

    assert abs(published.mean.sum()) <= 10 * sealing.STEP / 2 + 1e-9
    assert np.allclose(np.round(published.mean / 0.05), published.mean / 0.05)


@pytest.mark.parametrize(
    ("people", "noise"), [(10, 0.38), (25, 0.30), (50, 0.20), (99, 0.12), (243, 0.06)]
)
def test_the_noise_that_is_said_is_that_of_the_table(people, noise):
    batches = [Sealed(n, (0,) * 10) for n in sealing.batch_sizes(0, people)]

    assert sealing.publish(batches).noise_sd == pytest.approx(noise, abs=0.005)


def test_the_noise_that_is_said_is_the_noise_that_is_there():
    below, people = chance(13), np.zeros((25, 10))
    off = []
    for _ in range(60):
        batches = [sealing.seal(people[:n], below=below) for n in (10, 5, 5, 5)]
        off.append(sealing.publish(batches).mean)

    assert np.std(off) == pytest.approx(sealing.publish(batches).noise_sd, rel=0.08)


def test_a_coalition_adds_what_is_sealed_and_nothing_else():
    pools = [[Sealed(10, tuple(range(10)))], [Sealed(5, (1000,) * 10), Sealed(5, (0,) * 10)]]
    together = sealing.publish(sealing.combine(pools))

    assert together.n == 20
    assert together.noise_sd == pytest.approx((3 * 16) ** 0.5 / 20 * 0.9**0.5)


def test_of_nothing_nothing_is_published():
    with pytest.raises(ValueError, match="nothing"):
        sealing.publish([])
