"""What a decision of many takes: its page, its count, its file, and positions over HTTP.

    python -m tests.bench.deciding             a page of 100,000 positions, 10,000 over HTTP
    python -m tests.bench.deciding --quick     a tenth of that

On a stack of its own (gunicorn with two processes, PostgreSQL that does not wait for the disk),
which is gone afterwards.
"""

import argparse
import json
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from tests.servers import ROOT, lend
from tests.stack import Stack, running_stack

MOST_SQL = 30.0  # ms, for the page of a result
AT_ONCE = 40
CSRF = "c" * 32
SLUG = "bench-kitchen"
FILL = """
import json, sys
import django; django.setup()
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.utils.timezone import now
from decisions.actions.opening import open_round
from decisions.models import Decision, Elector, Position, Version
from networks.models import Membership, Network
from solidarity.people.backend import Backend
from solidarity.people.models import Person
from solidarity.people.sessions import SessionStore, begin

voters, sending, at = int(sys.argv[1]), int(sys.argv[2]), now() - timedelta(days=1)
people = Person.objects.bulk_create([
    Person(email=f"b{n}@example.org", handle=f"b{n}", display_name=f"Person {n}",
           joined_at=at, password="!")
    for n in range(voters)
], batch_size=5000)
with transaction.atomic():
    network = Network.objects.create(name="Bench kitchen", slug="bench-kitchen", summary="-",
                                     state="active", founded_at=at)
    Membership.objects.bulk_create([
        Membership(network=network, person=person, role="steward" if n == 0 else "member",
                   state="active", asked_at=at - timedelta(days=400),
                   answered_at=at - timedelta(days=400))
        for n, person in enumerate(people)
    ], batch_size=5000)

def opened(number):
    decision = Decision.objects.create(
        network=network, number=number, title=f"Question {number}", by=people[0], made_at=at,
        stage="discussion", staged_at=at, method={"name": "majority"}, voices="one_each",
        days_open=14)
    Version.objects.create(decision=decision, number=1, words="-", words_html="-",
                           by=people[0], at=at)
    return open_round(decision.pk, by=people[0], at=at)

result, live = opened(1), opened(2)
choices = ["yes", "yes", "no", "abstain"]
Position.objects.bulk_create([
    Position(elector_id=elector, round=result, choice=choices[n % 4], at=at, key="bench")
    for n, elector in enumerate(
        Elector.objects.filter(round=result).order_by("pk").values_list("pk", flat=True))
], batch_size=5000)
cookies = []
for person in people[:sending]:
    session = SessionStore()
    begin(session, "bench", at=now())
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = f"{Backend.__module__}.{Backend.__name__}"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    cookies.append(session.session_key)
print(json.dumps({"result": result.pk, "live": live.pk, "cookies": cookies}))
"""
COUNT = """
import sys, time
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from decisions.actions.closing import close_if_due
from decisions.models import Round
from decisions.queries.counting import canonical, record_of
from solidarity.people.models import Person
pk = int(sys.argv[1])
Round.objects.filter(pk=pk).update(closes_at=now())
began = time.perf_counter()
outcome = close_if_due(pk, at=now())
print(f"count, digest and outcome: {time.perf_counter() - began:.1f} s ({outcome.result})")
round = Round.objects.select_related("decision", "version").get(pk=pk)
began = time.perf_counter()
size = len(canonical(record_of(round)))
print(f"its file: {size / 1e6:.1f} MB in {time.perf_counter() - began:.1f} s")
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
client = Client()
client.force_login(Person.objects.get(handle="b1"))
for _each in range(3):
    with CaptureQueriesContext(connection) as seen:
        began = time.perf_counter()
        answer = client.get("/networks/bench-kitchen/decisions/1/")
        took = time.perf_counter() - began
    sql = 1000 * sum(float(each["time"]) for each in seen.captured_queries)
assert answer.status_code == 200, answer
print(f"the page of its result: {sql:.1f} ms of SQL in {len(seen)} queries, {1000 * took:.0f} ms")
for each in sorted(seen.captured_queries, key=lambda q: -float(q["time"]))[:3]:
    print("  ", each["time"], each["sql"][:150])
raise SystemExit(sql > %s)
"""
COUNTED = """
import sys
import django; django.setup()
from django.utils.timezone import now
from decisions.actions.closing import close_if_due
from decisions.models import Position, Round
pk = int(sys.argv[1])
Round.objects.filter(pk=pk).update(closes_at=now())
told = close_if_due(pk, at=now()).told
print(told["counts"]["yes"]["electors"], Position.objects.filter(round=pk).count())
"""


def run(stack: Stack, script: str, *arguments: str) -> str:
    """What a program of ours prints, on the stack's database."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(stack.environment), capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
        raise RuntimeError(done.stderr)
    return done.stdout


class Sender:
    """Sends positions, and keeps how long each took and what was answered."""

    def __init__(self, url: str) -> None:
        self.url, self.lock = url, threading.Lock()
        self.times: list[float] = []
        self.answers: dict[int, int] = {}

    def send(self, voter: tuple[int, str]) -> None:
        """One position, by the session of one voter."""
        number, cookie = voter
        form = {"stance": "yes", "key": f"bench-{number}", "csrfmiddlewaretoken": CSRF, "for": ""}
        request = urllib.request.Request(
            f"{self.url}/networks/{SLUG}/decisions/2/position/",
            urllib.parse.urlencode(form).encode(),
            {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}"},
        )
        began = time.perf_counter()
        status = _status(request)
        with self.lock:
            self.times.append(1000 * (time.perf_counter() - began))
            self.answers[status] = self.answers.get(status, 0) + 1


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


def _status(request: urllib.request.Request) -> int:
    try:
        with _OPENER.open(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def over_http(stack: Stack, cookies: Sequence[str], live: str) -> bool:
    """Positions from forty at once; True when all that were accepted are counted."""
    sender = Sender(stack.url)
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(sender.send, enumerate(cookies)))
    took = time.perf_counter() - began
    p95 = statistics.quantiles(sender.times, n=20)[-1]
    rate = len(cookies) / took
    print(
        f"over HTTP: {len(cookies):,} positions in {took:.1f} s, {rate:.0f} a second,"
        f" p50 {statistics.median(sender.times):.0f} ms, p95 {p95:.0f} ms; {sender.answers}"
    )
    counted, stored = run(stack, COUNTED, live).split()
    print(f"answered with yes {sender.answers.get(302, 0)}, stored {stored}, counted {counted}")
    return sender.answers.get(302, 0) == int(stored) == int(counted)


def main() -> int:
    """Measure, and print; 1 when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="a tenth")
    tenth = 10 if options.parse_args().quick else 1
    lend()
    with running_stack(worker=False, web_processes=2) as stack:
        began = time.perf_counter()
        made = json.loads(run(stack, FILL, str(100_000 // tenth), str(10_000 // tenth)))
        print(f"two rounds of {100_000 // tenth:,}: made in {time.perf_counter() - began:.0f} s")
        with closing(stack.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself within a minute
        page = run(stack, COUNT % MOST_SQL, str(made["result"]))
        print(page.strip())
        return not over_http(stack, made["cookies"], str(made["live"]))


if __name__ == "__main__":
    sys.exit(main())
