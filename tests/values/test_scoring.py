"""Scoring: what a sheet of answers says, and when it says nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from values.science.circle import HIGHER_ORDER, VALUES, index
from values.science.instruments import instrument
from values.science.scoring import (
    CHUNK,
    care_above_status,
    extrinsic,
    higher_order,
    intrinsic,
    score,
)

RATED = ("circle30", "pvq21", "pvq40", "pvqrr", "svs57", "twivi")


def sheets(id, *, may_miss=True, room=0):
    """Sheets of one to six people; answers keep `room` from the upper end of the scale."""
    of = instrument(id)
    answers = st.sampled_from([float(code) for code in range(of.low, of.high + 1 - room)])
    if may_miss:
        answers = st.one_of(answers, answers, answers, st.just(float("nan")))
    return st.integers(1, 6).flatmap(
        lambda people: arrays(np.float64, (people, len(of.items)), elements=answers)
    )


def varied(id):
    """One sheet without gaps that no rule excludes."""
    of = instrument(id)
    return np.array([[float(of.low + at % 5) for at in range(len(of.items))]])


def same(one, other):
    np.testing.assert_allclose(one, other, atol=1e-9, equal_nan=True)


def unexcluded(of):
    """The same instrument without its rules, where a test is about sums alone."""
    return replace(of, exclusion=type(of.exclusion)())


def test_a_value_is_the_mean_of_its_items_minus_the_mean_of_all_answers():
    of = instrument("twivi")
    answers = varied("twivi")
    answers[0, [item.value == "BE" for item in of.items]] = [6, 5]

    found = score(of, answers)

    assert found.raw[0, index("BE")] == 5.5
    assert found.mean_rating[0] == answers.mean()
    assert found.centred[0, index("BE")] == pytest.approx(5.5 - answers.mean())


def test_items_without_a_value_count_in_the_mean_of_all():
    of = instrument("svs57")
    answers = varied("svs57")
    answers[0, [not item.value for item in of.items]] = 7

    found = score(of, answers)

    assert found.mean_rating[0] == pytest.approx(answers.mean())
    keyed = answers[0, [bool(item.value) for item in of.items]].mean()
    assert found.mean_rating[0] > keyed


@given(sheets("circle30", may_miss=False, room=2), st.sampled_from([1, 2]))
def test_ticking_higher_all_over_changes_no_priority(answers, shift):
    of = unexcluded(instrument("circle30"))

    same(score(of, answers + shift).centred, score(of, answers).centred)


@pytest.mark.parametrize("id", RATED)
@given(data=st.data())
@settings(max_examples=25)
def test_on_a_scale_that_runs_down_the_lowest_number_says_most(id, data):
    of = unexcluded(instrument(id))
    answers = data.draw(sheets(id))
    turned = of.low + of.high - answers

    up, down = score(of, answers), score(replace(of, direction="down"), turned)

    same(up.centred, down.centred)
    same(up.mean_rating, down.mean_rating)
    same(score(of, turned).centred, -up.centred)


@given(sheets("pvq40", may_miss=False))
def test_priorities_weighed_by_their_items_come_to_nought(answers):
    of = unexcluded(instrument("pvq40"))
    sizes = np.array([sum(item.value == value for item in of.items) for value in VALUES])

    same(score(of, answers).centred @ sizes, np.zeros(len(answers)))


@pytest.mark.parametrize("id", RATED)
@given(data=st.data())
@settings(max_examples=25)
def test_scores_stay_on_the_scale_and_priorities_within_its_width(id, data):
    of = instrument(id)
    found = score(of, data.draw(sheets(id)))

    raw, centred = found.raw[~np.isnan(found.raw)], found.centred[~np.isnan(found.centred)]
    assert ((of.low <= raw) & (raw <= of.high)).all()
    assert (np.abs(centred) <= of.high - of.low).all()


@given(sheets("pvq21"))
def test_nobodys_scores_depend_on_who_else_is_scored(answers):
    of = instrument("pvq21")
    together = score(of, answers)

    for at, sheet in enumerate(answers):
        alone = score(of, sheet[np.newaxis])
        same(alone.centred[0], together.centred[at])
        assert alone.excluded[0] == together.excluded[at]


def test_more_people_than_are_scored_at_a_time_all_get_their_own():
    of = instrument("pvq21")
    answers = np.resize(np.arange(CHUNK + 3) % 6 + 1.0, (21, CHUNK + 3)).T.copy()
    answers[:, ::2] = (np.arange(CHUNK + 3) % 4 + 2.0)[:, np.newaxis]

    found = score(of, answers)

    same(found.centred[-3:], score(of, answers[-3:]).centred)
    assert len(found.excluded) == CHUNK + 3


def test_a_value_with_fewer_than_half_its_items_answered_has_no_score():
    of = instrument("pvq40")
    answers = varied("pvq40")
    of_safety = [at for at, item in enumerate(of.items) if item.value == "SE"]
    of_care = [at for at, item in enumerate(of.items) if item.value == "BE"]
    answers[0, of_safety[:3]] = np.nan  # two of five are left
    answers[0, of_care[:2]] = np.nan  # two of four are

    found = score(of, answers)

    assert found.excluded == [""]
    assert np.isnan(found.centred[0, index("SE")])
    assert not np.isnan(found.centred[0, index("BE")])
    assert np.isnan(found.centred[0]).sum() == 1


@pytest.mark.parametrize(
    ("id", "gaps"),
    [("pvq21", 5), ("pvq40", 6), ("pvqrr", 5), ("svs57", 14), ("twivi", 5), ("circle30", 7)],
)
def test_a_sheet_with_one_gap_too_many_is_left_out(id, gaps):
    answers = varied(id)
    answers[0, :gaps] = np.nan
    assert score(instrument(id), answers).excluded == [""]

    answers[0, gaps] = np.nan
    found = score(instrument(id), answers)

    assert found.excluded == ["missing"]
    assert np.isnan(found.centred).all()


@pytest.mark.parametrize(
    ("id", "alike"),
    [("pvq21", 16), ("pvq40", 32), ("svs57", 34), ("twivi", 16), ("circle30", 24)],
)
def test_a_sheet_with_one_equal_answer_too_many_is_left_out(id, alike):
    of = instrument(id)
    answers = np.array([[float(of.low + 1 + at % 2) for at in range(len(of.items))]])
    answers[0, :alike] = of.low
    answers[0, alike:] = [of.low + 1 + at % 3 for at in range(len(of.items) - alike)]
    assert score(of, answers).excluded == [""]

    answers[0, alike] = of.low
    found = score(of, answers)

    assert found.excluded == ["identical"]
    assert np.isnan(found.centred).all()


def test_supreme_importance_is_meant_for_few_and_has_a_limit_of_its_own():
    of = instrument("svs57")
    answers = varied("svs57")
    answers[0, :20] = 7
    assert score(of, answers).excluded == [""]

    answers[0, 20] = 7

    assert score(of, answers).excluded == ["highest"]


def test_where_only_a_sheet_without_any_spread_is_left_out_one_other_answer_is_enough():
    of = instrument("pvqrr")
    answers = np.full((1, 57), 4.0)
    answers[0, :3] = np.nan
    assert score(of, answers).excluded == ["identical"]

    answers[0, 5] = 5

    assert score(of, answers).excluded == [""]


def test_an_empty_sheet_says_nothing_whatever_the_rules():
    of = unexcluded(instrument("pvq21"))

    found = score(of, np.full((1, 21), np.nan))

    assert found.excluded == ["missing"]
    assert np.isnan(found.centred).all()


def test_what_was_not_asked_is_no_gap():
    of = instrument("pvq21")
    answers = varied("pvq21")
    answers[0, 10:17] = np.nan
    asked = np.ones(21, dtype=np.bool_)
    asked[10:17] = False

    assert score(of, answers).excluded == ["missing"]
    assert score(of, answers, asked=asked).excluded == [""]


@pytest.mark.parametrize("answer", [0.0, 7.0, 3.5, -1.0, np.inf])
def test_an_answer_that_is_not_on_the_scale_is_a_mistake(answer):
    answers = varied("pvq21")
    answers[0, 3] = answer

    with pytest.raises(ValueError, match="whole numbers from 1 to 6"):
        score(instrument("pvq21"), answers)


def test_another_number_of_items_is_a_mistake():
    with pytest.raises(ValueError, match="21 items"):
        score(instrument("pvq21"), np.ones((1, 20)))


def test_piles_of_cards_are_not_scored():
    with pytest.raises(ValueError, match="not answered by ratings"):
        score(instrument("map58"), np.ones((1, 58)))


def test_nobody_at_all_is_no_mistake():
    assert score(instrument("pvq21"), np.empty((0, 21))).centred.shape == (0, 10)


def test_families_are_means_of_their_values_and_care_is_set_against_status():
    profile = np.arange(10.0)  # SD 0, ST 1, HE 2, AC 3, PO 4, SE 5, CO 6, TR 7, BE 8, UN 9

    assert [*HIGHER_ORDER] == [
        "openness",
        "self_enhancement",
        "conservation",
        "self_transcendence",
    ]
    assert higher_order(profile).tolist() == [1, 3.5, 6, 8.5]
    assert care_above_status(profile) == 5
    assert intrinsic(profile) == pytest.approx(17 / 3)
    assert extrinsic(profile) == 3.5
    assert higher_order(np.stack([profile, profile])).shape == (2, 4)


def drawn_from_the_theory(people, *, seed):
    """Answers to the thirty of people whose priorities lie on the circle, with much noise."""
    random = np.random.default_rng(seed)
    of = instrument("circle30")
    angles = np.radians([36 * index(item.value) for item in of.items])
    where = random.normal(size=(people, 2))
    wave = where[:, :1] * np.cos(angles) + where[:, 1:] * np.sin(angles)
    style = random.normal(scale=0.7, size=(people, 1))
    noise = random.normal(scale=1.2, size=wave.shape)
    return np.clip(np.rint(4 + style + 0.8 * wave + noise), 1, 6)


def order_in(profiles):
    """Values in the order in which the two main axes of their correlations have them, from SD on
    and by ST first."""
    correlations = np.corrcoef(profiles, rowvar=False)
    axes = np.linalg.eigh(correlations)[1][:, -2:]
    angles = np.arctan2(axes[:, 1], axes[:, 0])
    order = [VALUES[at] for at in np.argsort(angles)]
    turned = order[order.index("SD") :] + order[: order.index("SD")]
    return turned if turned[1] == "ST" else [turned[0], *reversed(turned[1:])]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_circle_comes_back_from_samples_drawn_from_the_theory(seed):
    answers = drawn_from_the_theory(2000, seed=seed)

    found = score(instrument("circle30"), answers)

    assert order_in(found.centred[found.is_scored]) == [*VALUES]


def test_the_further_apart_on_the_circle_the_less_two_values_go_together():
    found = score(instrument("circle30"), drawn_from_the_theory(2000, seed=7))
    correlations = np.corrcoef(found.centred[found.is_scored], rowvar=False)

    by_steps = [np.mean(np.diag(np.roll(correlations, -steps, axis=1))) for steps in range(1, 6)]

    assert by_steps == sorted(by_steps, reverse=True)
    assert by_steps[0] > 0 > by_steps[4]
