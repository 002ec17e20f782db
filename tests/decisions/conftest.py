"""Decisions for tests, as the actions leave them.

make_decision(garden, **fields)    a question that is talked about, with a text; cleo proposed it
open_decision(garden, **fields)    the same, opened at NOON; returns the round
electors                           five members of the garden beside cleo: six voices
take(round, ana, "agree", …)       her position, a minute after it opened; each time another form
closed(round)                      its outcome, counted when its time is over
"""

from datetime import timedelta

import pytest

from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.models import Decision, Stage, Version
from solidarity.base.words import rendered
from tests.fixtures.people import NOON

MINUTE = timedelta(minutes=1)
DAYS = 14
CLOSES = NOON + timedelta(days=DAYS)
WORDS = "We open the garden on **Sundays**."


def new_decision(network, *, by, words=WORDS, **fields):
    """A question of this network that is talked about."""
    number = Decision.objects.filter(network=network).count() + 1
    wanted = {
        "number": number, "title": f"Question {number}", "by": by, "made_at": NOON,
        "stage": Stage.DISCUSSION, "staged_at": NOON, "method": {"name": "consensus"},
        "voices": "one_each", "days_open": DAYS,
    }  # fmt: skip
    decision = Decision.objects.create(network=network, **wanted | fields)
    Version.objects.create(
        decision=decision, number=1, words=words, words_html=rendered(words), by=by, at=NOON
    )
    return decision


@pytest.fixture
def make_decision(cleo):
    """`make_decision(garden, method={"name": "majority"})`; who proposes it is cleo, or `by=`."""

    def make(network, *, by=cleo, **fields):
        return new_decision(network, by=by, **fields)

    return make


@pytest.fixture
def open_decision(make_decision):
    """`open_decision(garden, …)`: the round, opened at NOON for fourteen days."""

    def opened(network, *, at=NOON, **fields):
        decision = make_decision(network, **fields)
        return open_round(decision.pk, by=decision.by, at=at)

    return opened


@pytest.fixture
def electors(garden, make_person, make_member):
    """Five members of the garden; with cleo, its steward, six have a voice in its questions."""
    people = [make_person(f"elector-{number}") for number in range(1, 6)]
    for person in people:
        make_member(garden, person)
    return people


@pytest.fixture
def take():
    """`take(round, ana, "yes", reason="…")`: her position, each by a form of its own."""
    made = iter(range(1, 1_000_000))

    def taken(round, person, choice, *, at=NOON + MINUTE, key="", **words):
        key = key or f"form-{next(made)}"
        return take_position(round.pk, by=person, choice=choice, key=key, at=at, **words)

    return taken


@pytest.fixture
def closed():
    """`closed(round)`: its outcome, looked at when its time is over."""
    return lambda round, at=CLOSES: close_if_due(round.pk, at=at)
