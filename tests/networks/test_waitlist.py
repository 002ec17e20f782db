from datetime import timedelta

import pytest
from django.db import IntegrityError

from networks.actions.joining import admit, decline, join, waitlist, withdraw
from networks.models import LogWords, Membership, Network, State
from networks.queries import networks_of
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


@pytest.fixture
def listed(asked, cleo):
    """Ana is on the garden's waiting list."""
    return waitlist(asked.pk, by=cleo, reason="The beds are full until May.", at=LATER)


def test_a_steward_puts_an_applicant_on_the_list_and_she_is_told_why(
    garden, ana, cleo, listed, logged, told
):
    listed.refresh_from_db()
    assert (listed.state, listed.answered_at, listed.answered_by) == (
        State.WAITLISTED, LATER, cleo,
    )  # fmt: skip
    assert listed.answer == "The beds are full until May."
    assert logged(garden) == [("waitlisted", cleo, ana)]
    assert LogWords.objects.get().words == "The beds are full until May."
    assert told(ana) == ["networks.waitlisted"]
    assert ana.notices.get().words == "The beds are full until May."


def test_a_reason_is_kind_and_not_required(asked, cleo, ana):
    waitlist(asked.pk, by=cleo, at=LATER)

    assert ana.notices.get().words == ""


def test_whoever_is_on_the_list_can_be_let_in_later(garden, listed, cleo, ana, logged, told):
    admit(listed.pk, by=cleo, at=LATER + timedelta(days=30))

    listed.refresh_from_db()
    assert listed.state == State.ACTIVE
    assert [verb for verb, _by, _whom in logged(garden)] == ["waitlisted", "admitted"]
    assert told(ana) == ["networks.waitlisted", "networks.welcome"]


def test_or_be_declined_after_all(listed, cleo):
    decline(listed.pk, by=cleo, reason="We give up the garden.", at=LATER)

    listed.refresh_from_db()
    assert (listed.state, listed.answer) == (State.DECLINED, "We give up the garden.")


def test_or_take_her_request_back(garden, listed, ana):
    withdraw(garden.pk, by=ana, at=LATER)

    listed.refresh_from_db()
    assert listed.state == State.WITHDRAWN


def test_nobody_is_put_on_it_twice(listed, cleo):
    with pytest.raises(Refused, match="waiting list already"):
        waitlist(listed.pk, by=cleo, at=LATER)


def test_whoever_waits_does_not_ask_again(garden, listed, ana):
    with pytest.raises(Refused, match="waiting list"):
        join(garden.pk, by=ana, answers={}, at=LATER)


def test_a_member_does_not_put_anybody_on_it(garden, asked, ben, make_member):
    make_member(garden, ben)

    with pytest.raises(Refused, match="Only the stewards"):
        waitlist(asked.pk, by=ben, at=LATER)


def test_it_is_among_her_networks_and_she_still_knows_of_it_when_it_is_hidden(garden, listed, ana):
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")

    assert [membership.network for membership in networks_of(ana)] == [garden]
    assert Network.objects.known_to(ana).get() == garden
    assert not Network.objects.visible_to(ana).exists()


def test_the_database_refuses_a_list_on_which_nobody_put_her(asked):
    with pytest.raises(IntegrityError, match="somebody_put_her_on_the_list"):
        Membership.objects.filter(pk=asked.pk).update(state=State.WAITLISTED)


@races
def test_of_two_stewards_at_once_the_first_counts_whatever_they_do(
    garden, asked, cleo, second_steward, logged
):
    results = at_once(
        lambda: waitlist(asked.pk, by=cleo, at=LATER),
        lambda: waitlist(asked.pk, by=second_steward, at=LATER),
    )

    assert raised(results, Refused) == ["This person is on the waiting list already."]
    assert len(logged(garden)) == 1


@races
def test_taking_back_and_the_list_do_not_cross(garden, ana, asked, cleo, logged):
    results = at_once(
        lambda: withdraw(garden.pk, by=ana, at=LATER),
        lambda: waitlist(asked.pk, by=cleo, at=LATER),
    )

    raised(results, Refused)
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    assert logged(garden)[-1] == ("withdrew", ana, None)
