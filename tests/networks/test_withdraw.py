from datetime import timedelta

import pytest

from networks.actions.joining import admit, withdraw
from networks.models import WAITING, Network, State
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def test_who_asked_may_take_it_back(garden, ana, asked, logged):
    withdraw(garden.pk, by=ana, at=LATER)

    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    assert logged(garden) == [("withdrew", ana, None)]


def test_what_was_answered_is_forgotten(garden, ana, asked):
    asked.answers.create(position=1, question="Why?", words="Bread")

    withdraw(garden.pk, by=ana, at=LATER)

    assert not asked.answers.exists()


@pytest.mark.parametrize("state", [s for s in State if s not in WAITING])
def test_without_an_open_request_there_is_nothing_to_take_back(
    garden, ana, make_member, logged, state
):
    make_member(garden, ana, state=state)

    with pytest.raises(Refused, match="no open request"):
        withdraw(garden.pk, by=ana, at=LATER)

    assert garden.memberships.get(person=ana).state == state
    assert logged(garden) == []


def test_who_never_asked_is_refused(garden, ana):
    with pytest.raises(Refused, match="no open request"):
        withdraw(garden.pk, by=ana, at=LATER)


def test_nobody_takes_back_the_request_of_somebody_else(garden, asked, ben):
    with pytest.raises(Refused):
        withdraw(garden.pk, by=ben, at=LATER)

    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_a_hidden_network_is_not_there_for_strangers(hidden, ana):
    with pytest.raises(Network.DoesNotExist):
        withdraw(hidden.pk, by=ana, at=LATER)


def test_a_request_to_a_network_hidden_since_can_be_taken_back(garden, ana, asked):
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")

    withdraw(garden.pk, by=ana, at=LATER)

    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN


@races
def test_withdrawing_and_letting_in_at_once_have_one_outcome(garden, ana, asked, cleo, logged):
    results = at_once(
        lambda: withdraw(garden.pk, by=ana, at=LATER), lambda: admit(asked.pk, by=cleo, at=LATER)
    )

    assert len(raised(results, Refused)) == 1
    asked.refresh_from_db()
    outcome = {State.WITHDRAWN: "withdrew", State.ACTIVE: "admitted"}[State(asked.state)]
    assert [verb for verb, _by, _whom in logged(garden)] == [outcome]


@races
def test_clicked_many_times_at_once_it_is_done_once(garden, ana, asked, logged):
    results = at_once(*[lambda: withdraw(garden.pk, by=ana, at=LATER)] * 6)

    assert len(raised(results, Refused)) == 5
    assert len(logged(garden)) == 1
