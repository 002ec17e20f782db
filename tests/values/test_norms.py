"""Norms: facts about named groups of people, each with the instrument it was gathered with."""

import numpy as np
import pytest

from values.science.circle import VALUES, index
from values.science.instruments import instrument
from values.science.norms import norm, norm_for
from values.science.scoring import care_above_status, higher_order


def ranked(of):
    """The ten codes, highest mean first."""
    return " ".join(VALUES[at] for at in np.argsort(-of.mean))


@pytest.mark.parametrize(
    ("id", "n", "order"),
    [
        ("gss2012", 1255, "BE UN SD SE TR CO AC ST HE PO"),
        ("usa2017", 151, "SD UN BE SE HE CO AC ST TR PO"),
        ("uk_svs", 327, "BE HE SD AC UN SE CO ST TR PO"),
    ],
)
def test_three_groups_rank_the_ten_as_published(id, n, order):
    assert (norm(id).n, ranked(norm(id))) == (n, order)


def test_american_adults_of_2012_in_four_families():
    found = dict(zip(("open", "self", "keep", "care"), higher_order(norm("gss2012").mean)))  # noqa: B905

    assert found == pytest.approx(
        {"open": -0.1383, "self": -0.7745, "keep": 0.0540, "care": 0.7381}, abs=1e-4
    )


@pytest.mark.parametrize(("id", "mean"), [("gss2012", 1.51), ("usa2017", 1.10), ("uk_svs", 1.33)])
def test_care_stands_above_status_by_as_much_as_published(id, mean):
    assert care_above_status(norm(id).mean) == pytest.approx(mean, abs=0.005)


def test_the_thirty_are_compared_with_other_wording_and_that_is_said():
    found = norm_for("circle30")

    assert found.is_provisional
    assert (found.borrowed_from, found.instrument) == ("pvq21", "circle30")
    assert (found.data, found.country, found.year) == ("General Social Survey", "US", 2012)
    assert not norm_for("pvq21").is_provisional


def test_a_norm_has_the_scale_of_its_instrument():
    borrowed = norm_for("circle30")
    of, its = instrument("circle30"), instrument(borrowed.borrowed_from)

    assert (of.low, of.high) == (its.low, its.high)


def test_a_spread_that_is_not_known_is_not_made_up():
    assert np.isnan(norm("uk_svs").sd).all()
    assert norm("gss2012").sd[index("CO")] == 1.0607


def test_what_has_no_norm_is_said_so():
    with pytest.raises(LookupError):
        norm_for("twivi")
    with pytest.raises(LookupError):
        norm("nobody")


def test_nobody_changes_a_norm_by_chance():
    with pytest.raises(ValueError, match="read-only"):
        norm("gss2012").mean[0] = 1
