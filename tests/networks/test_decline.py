from datetime import timedelta

import pytest

from networks.actions.joining import decline
from networks.models import WAITING, LogEntry, LogWords, Network, State
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def say_no(request, by, reason="We are full until spring."):
    return decline(request.pk, by=by, reason=reason, at=LATER)


def test_a_steward_says_no_and_why(garden, ana, asked, cleo, logged, told):
    say_no(asked, cleo)

    asked.refresh_from_db()
    assert (asked.state, asked.answered_at, asked.answered_by) == (State.DECLINED, LATER, cleo)
    assert logged(garden) == [("declined", cleo, ana)]
    assert told(ana) == ["networks.declined"]
    assert ana.notices.get().words == "We are full until spring."


def test_the_reason_stands_apart_from_the_facts_so_that_it_can_be_erased(asked, cleo):
    say_no(asked, cleo)

    entry = LogEntry.objects.get()
    assert entry.facts == {}
    assert LogWords.objects.get(entry=entry).words == "We are full until spring."


def test_only_stewards_answer(garden, asked, ben, make_member):
    make_member(garden, ben)

    with pytest.raises(Refused, match="Only the stewards"):
        say_no(asked, ben)


@pytest.mark.parametrize("state", [s for s in State if s not in WAITING])
def test_what_is_no_open_request_any_more_is_not_answered(
    garden, ana, cleo, make_member, logged, state
):
    request = make_member(garden, ana, state=state)

    with pytest.raises(Refused):
        say_no(request, cleo)

    assert logged(garden) == []


def test_a_request_to_a_hidden_network_is_not_there_for_strangers(hidden, ana, ben, make_member):
    request = make_member(hidden, ana, state=State.ASKED)

    with pytest.raises(Network.DoesNotExist):
        say_no(request, ben)
