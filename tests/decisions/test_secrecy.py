"""Who holds the whole database, the logs and the mails of a counted secret ballot learns nothing.

Nine people, each with a choice that nobody else makes: one link anywhere would give them away.
"""

import os
import re
import subprocess
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from decisions.actions.closing import cancel, close_if_due
from decisions.actions.opening import open_round
from decisions.models import Ballot, Elector
from solidarity.dev.servers import BINARIES
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from tests.servers import with_database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

NAMES = "abcdefghi"
OPTIONS = [{"id": name, "title": f"Option {name}"} for name in NAMES]
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
PASSING = {"people_session", "base_counter", "base_cache"}


@pytest.fixture
def nine(garden, make_person, make_member):
    people = [make_person(f"voter-{name}") for name in NAMES]
    for person in people:
        make_member(garden, person)
    return people


@pytest.fixture
def round(garden, nine, make_decision):
    decision = make_decision(
        garden,
        is_secret=True,
        method={"name": "approval"},
        options=OPTIONS,
        title="Whom do we send?",
    )
    return open_round(decision.pk, by=decision.by, at=now())


def rows():
    """What a dump holds: for each table its rows, in the order in which they lie there."""
    name = connections["owner"].settings_dict["NAME"]
    url = with_database(os.environ["DATABASE_OWNER_URL"], name)
    command = [str(BINARIES / "pg_dump"), "--data-only", f"--dbname={url}"]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^COPY public\.(\w+) \((.*?)\) FROM stdin;\n(.*?)^\\\.$", dump, re.M | re.S)
    return {
        table: [dict(zip(columns.split(", "), line.split("\t"), strict=True)) for line in
                lines.splitlines()]
        for table, columns, lines in found
    }  # fmt: skip


def choice_of(person):
    """Hers alone: her own option and the one after it."""
    at = NAMES.index(person.handle[-1])
    return [NAMES[at], NAMES[(at + 1) % len(NAMES)]]


def written(choice):
    return "[{}]".format(", ".join(f'"{name}"' for name in sorted(choice)))


@pytest.fixture
def browsers(nine):
    """Each of them has signed in before."""
    found = {person: Client() for person in nine}
    for person, browser in found.items():
        browser.force_login(person)
    return found


def ballot(round, person, browser):
    """She casts it in her browser; the code that she is shown."""
    page = reverse("decisions:ballot", args=[round.decision.network.slug, round.decision.number])
    answer = browser.post(page, {"approve": choice_of(person)})
    return CODE.search(answer.content.decode())[0]


def do_all(at):
    """Let the worker do whatever is due."""
    waiting = Job.objects.filter(state="waiting", due_at__lte=at)
    while any([carry_out(job.pk, at=at) for job in waiting]):  # noqa: C419 all of them
        pass


def close(round):
    later = round.closes_at + timedelta(hours=1)
    close_if_due(round.pk, at=later)
    return later


def guessed(dump, electors):
    """Who chose what, if rows of both tables that lie alike belong together."""
    ids = [int(row["id"]) for row in dump["decisions_elector"]]
    voted = [electors[pk] for pk in ids if electors[pk][1]]
    choices = [row["choice"] for row in dump["decisions_ballot"]]
    return [(who, what) for (who, _), what in zip(voted, choices, strict=True)]


def test_casting_writes_two_tables_and_nothing_in_them_is_a_moment(round, browsers):
    before = rows()
    for person, browser in browsers.items():
        ballot(round, person, browser)
    after = rows()

    changed = {table for table in after if after[table] != before[table]}
    assert changed - PASSING == {"decisions_ballot", "decisions_elector"}
    for table in ("decisions_ballot", "decisions_elector"):
        assert not MOMENT.search(str(after[table]))
    assert {*after["decisions_ballot"][0]} == {"id", "tag", "digest", "choice", "round_id"}


def test_after_closing_no_row_no_order_no_mail_and_no_log_links_them(round, nine, browsers, capfd):
    codes = {person: ballot(round, person, browsers[person]) for person in nine}
    electors = {
        each.pk: (each.person.handle, each.has_balloted)
        for each in Elector.objects.filter(round=round).select_related("person")
    }
    truth = [(person.handle, written(choice_of(person))) for person in nine]
    assert sorted(guessed(rows(), electors)) == sorted(truth), "until then the order tells"

    do_all(close(round))

    dump = rows()
    tells = [pair for pair in guessed(dump, electors) if pair in truth]
    assert len(tells) < len(nine) - 3, "by chance, one or two of nine"
    for table, lines in dump.items():
        for line in lines:
            is_of_ballot = any(code[:9] in str(line) for code in codes.values())
            assert not is_of_ballot or table == "decisions_ballot", line
    told = "".join(each.subject + each.body for each in mail.outbox) + "".join(capfd.readouterr())
    assert not any(code[:9] in told for code in codes.values())
    assert not any(written(choice_of(person)) in told for person in nine)


def test_what_is_called_off_leaves_no_ballot(round, browsers):
    for person, browser in browsers.items():
        ballot(round, person, browser)

    cancel(round.decision_id, by=round.decision.by, reason="The date has passed.", at=now())

    assert not Ballot.objects.exists()
    assert not rows()["decisions_ballot"]
