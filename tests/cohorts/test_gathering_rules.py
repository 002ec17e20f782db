"""Days of a rhythm, the mix, and what can become of an application: whatever goes in."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import combinations, islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.lottery import NoGroup, draw, leximin, why_infeasible
from cohorts.models import Answered, Application, Cohort, Quota, Stage
from cohorts.queries.choosing import counts_in, how_met, tally
from cohorts.queries.together import pool_of
from cohorts.rhythm import monthly
from cohorts.rules.applying import WAITS, why_not_answer
from networks.models import Membership, Network, Role, State
from networks.rules import Standing
from solidarity.people.models import Person
from tests.fixtures.people import NOON

SEATS = 3
CAUSES, REGIONS = ["food", "peace", "housing"], ["", "europe", "africa"]
calm = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.dates(date(2020, 1, 1), date(2080, 1, 1)), st.integers(1, 40))
def test_a_rhythm_has_one_day_a_month_of_the_same_weekday(first: date, count: int) -> None:
    days = list(monthly(first, count))

    assert (len(days), days[0]) == (count, first)
    assert {day.weekday() for day in days} == {first.weekday()}
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + count))
    nth = (first.day - 1) // 7
    for day in days:
        is_last = (day + timedelta(days=7)).month != day.month
        assert (day.day - 1) // 7 == nth or (nth == 4 and is_last)


def somebody(pk: int, causes: Collection[str], region: str, *, is_proposed: bool) -> Application:
    return Application(
        pk=pk, causes=sorted(causes), region=region, is_proposed=is_proposed, state=Answered.SENT
    )


people = st.lists(
    st.tuples(st.sets(st.sampled_from(CAUSES)), st.sampled_from(REGIONS), st.booleans()),
    min_size=1, max_size=9,
).map(
    lambda said: [
        somebody(pk, causes, region, is_proposed=is_in)
        for pk, (causes, region, is_in) in enumerate(said, start=1)
    ]
)  # fmt: skip
bounds = st.tuples(st.integers(0, SEATS), st.integers(0, SEATS)).map(sorted)
mixes = st.dictionaries(
    st.sampled_from(
        [("cause", each) for each in CAUSES] + [("region", "europe"), ("region", "africa")]
    ),
    bounds, max_size=4,
).map(
    lambda wanted: [
        Quota(feature=feature, value=value, at_least=least, at_most=most)
        for (feature, value), (least, most) in wanted.items()
    ]
)  # fmt: skip


@calm
@given(people, mixes)
def test_a_mix_is_met_when_as_many_count_as_are_wanted(
    applied: list[Application], mix: list[Quota]
) -> None:
    group = [each for each in applied if each.is_proposed]

    for met, quota in zip(how_met(mix, applied), mix, strict=True):
        inside = sum(counts_in(each, quota) for each in group)
        assert met.inside == inside <= met.applied
        assert met.is_met is (quota.at_least <= inside <= quota.at_most)
        assert bool(met.help) is not met.is_met
        said = "causes" if quota.feature == "cause" else "region"
        unsaid = [each for each in applied if not getattr(each, said)]
        assert met.unsaid == len(unsaid)


@calm
@given(people)
def test_everybody_counts_or_did_not_say(applied: list[Application]) -> None:
    counted = tally(applied)

    for feature in ("region", "position", "experience"):
        assert sum(many for (named, _value), many in counted.items() if named == feature) == len(
            applied
        )


def meets(group: Collection[Application], mix: list[Quota]) -> bool:
    return all(q.at_least <= sum(counts_in(each, q) for each in group) <= q.at_most for q in mix)


@calm
@given(people.filter(lambda applied: len(applied) >= SEATS), mixes)
def test_a_lottery_draws_what_meets_the_mix_or_says_which_loosening_helps(
    applied: list[Application], mix: list[Quota]
) -> None:
    pool = pool_of(applied, mix, SEATS)
    can_be = any(meets(group, mix) for group in combinations(applied, SEATS))

    try:
        lottery = leximin(pool, SEATS)
    except NoGroup:
        assert not can_be
        why = why_infeasible(pool, SEATS)
        assert why is not None
        loosened = {(each.quota.category, each.end): each.to for each in why.loosen}
        for quota in mix:
            name = f"{quota.feature}:{quota.value}"
            if (name, "least") in loosened:
                quota.at_least = loosened[name, "least"] or 0
            if (name, "most") in loosened:
                quota.at_most = loosened[name, "most"] or 0
        assert any(meets(group, mix) for group in combinations(applied, SEATS))
        return
    assert can_be
    inside = {each.id for each in draw(lottery, "seed")}
    assert len(inside) == SEATS
    assert meets([each for each in applied if str(each.pk) in inside], mix)


def standing_as(state: str, role: str = Role.MEMBER) -> Standing:
    network = Network(slug="bridges")
    return Standing(
        Membership(network=network, person=Person(pk=7), role=role, state=state), at=NOON
    )


@calm
@given(
    st.sampled_from(list(Stage)), st.sampled_from(list(Answered)), st.sampled_from(list(Answered)),
    st.booleans(), st.booleans(), st.integers(0, SEATS + 1),
    st.sampled_from(["", State.BANNED, State.ACTIVE]), st.booleans(),
)  # fmt: skip
def test_no_answer_skips_a_step(
    stage: Stage, now: Answered, then: Answered, has_talked: bool, is_in: bool, taken: int,
    own: str, waits: bool,
) -> None:  # fmt: skip
    application = Application(
        cohort=Cohort(stage=stage, seats=SEATS), state=now, is_proposed=is_in,
        talked_on=NOON.date() if has_talked else None,
    )  # fmt: skip

    why_not = why_not_answer(
        standing_as(State.ACTIVE, Role.FACILITATOR), application, then, taken=taken,
        own=standing_as(own), waits_for_lottery=waits,
    )  # fmt: skip

    if why_not:
        return
    assert stage in {Stage.CHOOSING, Stage.RUNNING}
    assert now in WAITS
    assert now != then
    assert not waits
    if then == Answered.ACCEPTED:
        assert has_talked
        assert is_in
        assert taken < SEATS
        assert not own, "nobody who was shut out, or has a role here already"
    if then == Answered.DECLINED:
        assert not is_in


@calm
@given(st.sampled_from(list(Answered)))
def test_a_stranger_answers_nothing(then: Answered) -> None:
    application = Application(
        cohort=Cohort(stage=Stage.CHOOSING, seats=SEATS), talked_on=NOON.date(), is_proposed=True
    )

    assert why_not_answer(
        Standing(at=NOON), application, then, taken=0, own=Standing(at=NOON),
        waits_for_lottery=False,
    )  # fmt: skip


@pytest.mark.parametrize("days", [1, 8, 15, 22, 29])
def test_a_rhythm_goes_on_as_long_as_one_asks(days: int) -> None:
    assert len(list(islice(monthly(date(2027, 1, days), 240), 240))) == 240
