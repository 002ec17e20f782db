"""Opening a round, taking positions, and what comes out."""

from datetime import timedelta

import pytest

from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_back_block
from decisions.methods.deciding import decide
from decisions.models import Elector, Position, Stage
from decisions.queries.counting import canonical, digest_of, record_of
from decisions.records import read
from decisions.reports import differences
from solidarity.base.refused import Refused
from tests.decisions.conftest import CLOSES, MINUTE
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


def test_who_decides_is_settled_at_opening(garden, electors, open_decision, make_member, ana):
    round = open_decision(garden)
    make_member(garden, ana)

    assert round.electors.count() == 6
    assert not round.electors.filter(person=ana).exists()
    assert sorted(round.electors.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_position_counts_until_one_changes_it(garden, electors, open_decision, take, closed):
    round = open_decision(garden)
    ana, ben, *_rest = electors
    take(round, ana, "stand_aside")
    take(round, ana, "agree")
    take(round, ben, "reservations", reason="If somebody waters on Mondays.")

    outcome = closed(round)

    assert outcome.result == "adopted"
    assert outcome.told["counts"]["agree"]["electors"] == 1
    assert outcome.told["counts"]["stand_aside"]["electors"] == 0
    assert Position.objects.filter(round=round).count() == 3


def test_a_block_stops_it_and_can_be_taken_back(garden, electors, open_decision, take, closed):
    round = open_decision(garden)
    ana, ben, *_rest = electors
    take(round, ana, "agree")
    take(round, ben, "block", reason="Nobody asked the neighbours.", rests_on="We ask first")
    take_back_block(round.pk, by=ben, key="back", at=NOON + MINUTE)

    outcome = closed(round)

    assert outcome.result == "adopted"
    assert outcome.told["counts"]["block_withdrawn"]["electors"] == 1


def test_a_block_without_reason_is_refused(garden, electors, open_decision, take):
    round = open_decision(garden)

    with pytest.raises(Refused, match="says why"):
        take(round, electors[0], "block", reason="No.")

    assert not Position.objects.exists()


def test_who_has_no_voice_takes_no_position(garden, electors, open_decision, take, ana):
    with pytest.raises(Refused, match="no voice"):
        take(open_decision(garden), ana, "agree")


def test_after_its_time_nothing_is_taken_whatever_no_job_did(garden, electors, open_decision, take):
    round = open_decision(garden)

    with pytest.raises(Refused, match="closed"):
        take(round, electors[0], "agree", at=CLOSES)


def test_the_first_look_after_its_time_counts_it_once(garden, electors, open_decision, take):
    round = open_decision(garden)
    take(round, electors[0], "agree")

    assert close_if_due(round.pk, at=CLOSES - MINUTE) is None
    first = close_if_due(round.pk, at=CLOSES)
    again = close_if_due(round.pk, at=CLOSES + MINUTE)

    assert first == again
    round.decision.refresh_from_db()
    assert round.decision.stage == Stage.CLOSED


def test_no_agreement_yet_goes_back_to_talking(garden, electors, open_decision, take, closed):
    round = open_decision(garden)
    take(round, electors[0], "block", reason="Too early.", rests_on="We take our time")

    assert closed(round).result == "further_round"
    round.decision.refresh_from_db()
    assert round.decision.stage == Stage.DISCUSSION
    (concern,) = round.decision.concerns.all()
    concern.became, concern.answer, concern.answered_at = "heard", "We wait.", CLOSES
    concern.save()
    again = open_round(round.decision_id, by=round.decision.by, at=CLOSES + timedelta(days=1))
    assert again.number == 2


def test_the_export_is_counted_to_the_same_outcome(garden, electors, open_decision, take, closed):
    round = open_decision(garden, method={"name": "majority"}, quorum="1/2")
    for person, choice in zip(electors, ["yes", "yes", "no", "abstain", "yes"], strict=True):
        take(round, person, choice)
    outcome = closed(round)
    round.refresh_from_db()

    record = record_of(round)
    read_again = read(canonical(record).decode())

    assert not differences(read_again.published, decide(read_again.question))
    assert digest_of(record) == outcome.digest
    assert not any(person.handle in canonical(record).decode() for person in electors)


def test_numbers_of_electors_are_drawn_by_lot(garden, make_person, make_member, open_decision):
    """They would tell the order in which people joined."""
    people = [make_person() for _each in range(30)]
    for person in people:
        make_member(garden, person)

    numbers = list(
        Elector.objects.filter(round=open_decision(garden))
        .order_by("person")
        .values_list("number", flat=True)
    )

    assert numbers != sorted(numbers)
