"""The same form many times, and two tabs (R8): one position, and the last one counts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.utils.timezone import now

from decisions.actions.balloting import cast
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.codes import new_code
from decisions.models import Position
from tests.decisions.conftest import MINUTE, new_decision
from tests.decisions.test_races import MAJORITY, RACES
from tests.fixtures.people import NOON
from tests.pages.reading import Page
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TOGETHER = 50


def test_the_same_form_sent_fifty_times_at_once_is_one_position(garden, electors, cleo):
    """A finger that trembles, a line that stalls: each answer says that it counts."""
    round = open_round(new_decision(garden, by=cleo, method=MAJORITY).pk, by=cleo, at=now())
    page = round.decision.get_absolute_url()
    browsers = [Client() for _each in range(TOGETHER)]
    for browser in browsers:
        browser.force_login(electors[0])
    form = Page(browsers[0].get(page)).form("stance").filled(stance="yes", reason="It is time.")
    to = f"{page}position/"

    def send(browser):
        answer = browser.post(to, form)
        connections.close_all()
        return answer

    with ThreadPoolExecutor(TOGETHER) as threads:
        answers = list(threads.map(send, browsers))

    assert {answer.status_code for answer in answers} == {302}
    assert Position.objects.get().written.reason == "It is time."


def test_the_same_ballot_sent_fifty_times_at_once_is_one_ballot_with_one_code(
    garden, electors, cleo
):
    decision = new_decision(garden, by=cleo, method=MAJORITY, is_secret=True)
    round = open_round(decision.pk, by=cleo, at=now())
    code = new_code()

    codes = at_once(
        *[lambda: cast(round.pk, by=electors[0], choice="yes", code=code, at=now())] * TOGETHER
    )

    assert set(codes) == {code}
    assert round.ballots.count() == 1


def test_two_tabs_are_two_positions_of_which_one_counts(garden, electors, cleo):
    """The last one, and the other is in the history."""
    round = open_round(new_decision(garden, by=cleo, method=MAJORITY).pk, by=cleo, at=NOON)
    ana = electors[0]

    for each in range(RACES):
        at_once(
            *[
                lambda key=f"{each}-{tab}", choice=choice: take_position(
                    round.pk, by=ana, choice=choice, key=key, at=NOON + MINUTE
                )
                for tab, choice in enumerate(["yes", "no"])
            ]
        )

    assert Position.objects.count() == 2 * RACES
    assert Position.objects.get(is_current=True).pk == Position.objects.latest("pk").pk
