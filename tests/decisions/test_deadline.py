"""Many at the deadline (R5): what is counted is what was stored, and what was acknowledged.

`VOTERS=10000 pytest -s tests/decisions/test_deadline.py` lets so many straddle it, five times, and
says how long closing waited. How fast they come is measured first, so that about half are in time.
"""

import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.db import connection, connections
from django.utils.timezone import now

from decisions.actions import holding
from decisions.actions.balloting import cast
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.methods.deciding import decide
from decisions.models import Ballot, Elector, Position, Round
from decisions.queries.counting import canonical, record_of
from decisions.records import read
from networks.models import Membership, Role, State
from solidarity.base.refused import Refused
from solidarity.people.models import Person
from tests.decisions.conftest import new_decision
from tests.fixtures.people import NOON

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.timeout(1800),
]
MAJORITY = {"name": "majority"}
VOTERS = int(os.environ.get("VOTERS", "300"))
RUNS = int(os.environ.get("RUNS", "5"))
THREADS = int(os.environ.get("THREADS", "40"))
AGAIN = VOTERS // 10
MOST_WAITED = timedelta(milliseconds=250)  # for those who are in, until it is closed: R5
TIMED = (
    "SELECT pg_advisory_xact_lock(%s, %s);"
    " SELECT clock_timestamp(), clock_timestamp() - statement_timestamp()"
)


def many(network, number):
    """So many members, made at once."""
    people = Person.objects.bulk_create(
        Person(email=f"v{each}@example.org", handle=f"v{each}", display_name=f"V {each}",
               joined_at=NOON)
        for each in range(number)
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(network=network, person=person, role=Role.MEMBER, state=State.ACTIVE,
                   asked_at=NOON, answered_at=NOON)
        for person in people
    )  # fmt: skip
    return people


def opened_now(network, by, seconds, **fields):
    """A round that closes in so many seconds by the clock of the database."""
    decision = new_decision(network, by=by, method=MAJORITY, **fields)
    round = open_round(decision.pk, by=by, at=now())
    Round.objects.filter(pk=round.pk).update(closes_at=now() + timedelta(seconds=seconds))
    round.refresh_from_db()
    return round


@pytest.fixture
def waited(monkeypatch):
    """How long those who close had to wait for those who are in, by the database's clock."""
    waits = []
    first = threading.Lock()

    def hold(round_id, *, at):
        with connection.cursor() as cursor:
            cursor.execute(TIMED, [holding.CLOSING, round_id % 2**31])
            clock, waited = cursor.fetchone()
        with first:
            waits.append((round_id, waited))
        assert abs(clock - at) <= holding.ALIKE
        return clock

    monkeypatch.setattr(holding, "hold_round", hold)
    return waits


class Rush:
    """People who take positions as fast as they are let, from several threads."""

    def __init__(self, round, acts, say):
        self.round, self.acts, self.say = round, acts, say
        self.receipts = []
        self.refused = Counter()

    def run(self, mine, begun, seconds):
        for at, (person, choice) in enumerate(mine):
            sleep(max(0.0, begun + seconds * at / len(mine) - monotonic()))
            try:
                said = self.say(self.round, person, choice)
                self.receipts.append((person.pk, choice, said))
            except Refused as refusal:
                self.refused[str(refusal)] += 1
        connections.close_all()

    def close(self):
        while now() < self.round.closes_at:
            sleep(0.005)
        began = monotonic()
        found = close_if_due(self.round.pk, at=now())
        connections.close_all()
        return found, monotonic() - began

    def straddle(self, seconds):
        """All of them within so many seconds, and two who close it; what these found."""
        begun = monotonic()
        with ThreadPoolExecutor(THREADS + 2) as threads:
            closing = [threads.submit(self.close), threads.submit(self.close)]
            parts = [self.acts[one::THREADS] for one in range(THREADS)]
            list(threads.map(lambda mine: self.run(mine, begun, seconds), parts))
            return [each.result() for each in closing]


def seconds_for(acts, garden, cleo, say):
    """How long so many acts take here, from how long a tenth of them took."""
    some = acts[: max(THREADS, len(acts) // 10)]
    rush = Rush(opened_now(garden, cleo, 3600, **FIELDS[say.__name__]), some, say)
    began = monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda one: rush.run(some[one::THREADS], began, 0), range(THREADS)))
    assert not rush.refused
    return (monotonic() - began) * len(acts) / len(some)


def by_name(round, person, choice):
    return take_position(round.pk, by=person, choice=choice, key=choice, at=now())


def secretly(round, person, choice):
    """The code of her first ballot changes it."""
    code = CODES.get((round.pk, person.pk), "")
    CODES[round.pk, person.pk] = cast(round.pk, by=person, choice=choice, code=code, at=now())
    return CODES[round.pk, person.pk]


CODES: dict[tuple[int, int], str] = {}
FIELDS: dict[str, dict[str, bool]] = {"by_name": {}, "secretly": {"is_secret": True}}


def acts_of(people):
    """What each says; a tenth of them say something else later."""
    acts = [(person, "yes" if at % 3 else "no") for at, person in enumerate(people)]
    return acts + [(person, "abstain") for person in people[:AGAIN]]


def runs_of(garden, cleo, say, waited):
    """A round each time, with what came of it."""
    people = many(garden, VOTERS)
    acts = acts_of(people)
    seconds = seconds_for(acts, garden, cleo, say)
    for number in range(1, RUNS + 1):
        rush = Rush(opened_now(garden, cleo, seconds / 2, **FIELDS[say.__name__]), acts, say)
        waited.clear()
        found = rush.straddle(seconds)
        wait = waited[0][1]
        print(
            f"run {number}: {len(rush.receipts)} taken, {sum(rush.refused.values())} refused,"
            f" closing waited {wait / timedelta(milliseconds=1):.0f} ms, took {found[0][1]:.2f} s;"
            f" {len(acts) / seconds:.0f} acts a second"
        )
        assert wait <= MOST_WAITED
        assert rush.receipts
        assert rush.refused
        assert sum(rush.refused.values()) + len(rush.receipts) == len(acts)
        assert found[0][0] == found[1][0]
        rush.round.refresh_from_db()
        yield rush, found[0][0]


def counted(outcome):
    return {name: each["electors"] for name, each in outcome.told["counts"].items()}


def test_each_receipt_is_counted_and_nothing_else(garden, cleo, waited):
    """At most one for each, the latest; nothing from the deadline on, by the database's clock."""
    for rush, outcome in runs_of(garden, cleo, by_name, waited):
        in_order = sorted(rush.receipts, key=lambda each: each[2].pk)
        latest = {person: choice for person, choice, _taken in in_order}
        said = Counter(latest.values())
        stored = Position.objects.filter(round=rush.round)

        assert stored.count() == len(rush.receipts)
        assert stored.filter(is_current=True).count() == len(latest)
        assert not stored.filter(at__gte=rush.round.closes_at).exists()
        assert counted(outcome) == {name: said[name] for name in ("yes", "no", "abstain")}
        again = decide(read(canonical(record_of(rush.round)).decode()).question)
        assert again.result == outcome.result


def test_each_secret_ballot_is_counted_once_and_none_after(garden, cleo, waited):
    """As many ballots as people who were given a code, each with one mark, written anew."""
    for rush, outcome in runs_of(garden, cleo, secretly, waited):
        codes = {person: code for person, _choice, code in rush.receipts}
        ballots = Ballot.objects.filter(round=rush.round)
        said = Counter(ballots.values_list("choice", flat=True))

        assert ballots.count() == len(codes) == len(set(codes.values()))
        marked = Elector.objects.filter(round=rush.round, has_balloted=True)
        assert set(marked.values_list("person", flat=True)) == set(codes)
        latest = {person: choice for person, choice, _code in rush.receipts}
        assert said == Counter(latest.values())
        assert counted(outcome) == {name: said[name] for name in ("yes", "no", "abstain")}
