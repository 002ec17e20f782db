"""What the pages of large coalitions take: time, CPU and queries of each, on a stack of its own.

    python -m tests.bench.coalitions           1,000 networks, 50 sides, 200 clauses × 100 versions
    python -m tests.bench.coalitions --quick   a tenth of that

Each page is asked five times by a member of one of the networks; what is printed is the middle:
ms as on a clock, then CPU of the web process, and (sql) of PostgreSQL.
"""

import argparse
import subprocess
import sys

from tests.servers import ROOT, lend
from tests.stack import Stack, running_stack

FILL = """
import sys
import django; django.setup()
from datetime import timedelta
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.timezone import now
from coalitions.models import (
    AgreementVersion, Call, CallAnswer, Clause, ClauseText, Coalition, Group, Hard,
    Hardship, Mark, Point, Relation, Topic, VersionClause,
)
from decisions.models import Task
from networks.actions.affiliating import affiliate
from networks.models import Affiliation, AffiliationPath, Membership, Network
from solidarity.people.models import Person

many, sides, clauses, versions = (int(word) for word in sys.argv[1:])
at = now() - timedelta(days=200)
people = Person.objects.bulk_create([
    Person(email=f"c{n}@example.org", handle=f"c{n}", display_name=f"Person {n}", joined_at=at,
           password="!")
    for n in range(many)
], batch_size=5000)

def coalition(slug, members):
    with transaction.atomic():
        body = Network.objects.create(name=slug, slug=slug, summary="-", kind="coalition",
                                      state="active", founded_at=at, shows_affiliations=True)
        Membership.objects.create(network=body, person=people[0], role="steward", state="active",
                                  asked_at=at, answered_at=at)
    Affiliation.objects.bulk_create(
        Affiliation(member=each, body=body, state="active", since=at) for each in members)
    AffiliationPath.objects.bulk_create(
        AffiliationPath(ancestor=body, descendant=each, steps=1) for each in members)
    return body

with transaction.atomic():
    networks = Network.objects.bulk_create([
        Network(name=f"Network {n}", slug=f"network-{n}", summary="-", state="active",
                founded_at=at)
        for n in range(many)
    ], batch_size=5000)
    Membership.objects.bulk_create([
        Membership(network=network, person=people[n], role="steward", state="active", asked_at=at,
                   answered_at=at)
        for n, network in enumerate(networks)
    ], batch_size=5000)
large, common, living = (
    coalition("bench-large", networks), coalition("bench-common", networks[:sides]),
    coalition("bench-living", networks[:sides]),
)
call = Call.objects.create(body=large, number=1, network=networks[0], wanted="letter",
                           title="A letter", words="-", words_html="<p>-</p>", at=at)
CallAnswer.objects.bulk_create([
    CallAnswer(call=call, network=each, reply=("yes", "yes", "partly", "no")[n % 4], words="We do.",
               at=at)
    for n, each in enumerate(networks[1:])
], batch_size=5000)
hard = Hardship.objects.bulk_create([
    Hardship(body=large, network=each, kind=list(Hard)[n % 3], words="Trains cost too much. " * 5,
             wants_support=n % 2 == 0, at=at)
    for n, each in enumerate(networks)
], batch_size=5000)
kind = ContentType.objects.get_for_model(Hardship)
Task.objects.bulk_create([
    Task(network=large, owner_type=kind, owner_id=each.pk, words="Pay", holder=people[0],
         due_on=at.date(), at=at)
    for each in hard[::3]
], batch_size=5000)
points = Point.objects.bulk_create([
    Point(body=common, network=each, topic=topic, words=f"Bread {n}", meaning="For all.", at=at)
    for n, each in enumerate(networks[:sides]) for topic in Topic for _ in range(2)
], batch_size=5000)
of_topic = {}
for point in points:
    of_topic.setdefault(point.topic, []).append(point)
Mark.objects.bulk_create([
    Mark(body=common, one=one, other=other, relation=list(Relation)[n % len(Relation)], at=at)
    for held in of_topic.values()
    for n, (one, other) in enumerate(zip(held, held[2:]))
], batch_size=5000)
groups = list(Group)
made = Clause.objects.bulk_create([
    Clause(body=living, number=n, group=groups[n * len(groups) // (clauses + 1)],
           title=f"Clause {n}", position=n, made_at=at)
    for n in range(1, clauses + 1)
])
texts = {}
for number in range(1, versions + 1):
    changed = made if number == 1 else made[number % 10 :: 10]
    for text in ClauseText.objects.bulk_create([
        ClauseText(clause=each, number=number, words=f"We meet and eat. {number} " * 30,
                   words_html=f"<p>{'We meet and eat. ' * 30}</p>", at=at)
        for each in changed
    ]):
        texts[text.clause_id] = text
    with transaction.atomic():  # a version comes whole
        version = AgreementVersion.objects.create(body=living, number=number, title="How we live",
                                                  decision=number, in_force_at=at)
        VersionClause.objects.bulk_create([
            VersionClause(version=version, clause=each, text=texts[each.pk], position=n,
                          title=each.title, group=each.group)
            for n, each in enumerate(made)
        ], batch_size=5000)
Coalition.objects.create(network=living, phase="active", phase_since=at, version_number=versions)
"""
ASK = """
import gzip, statistics, sys, time
import django; django.setup()
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from solidarity.people.models import Person
from tests.bench.measuring import backend_cpu
settings.ALLOWED_HOSTS.append("testserver")
with connections["owner"].cursor() as cursor:  # the web may not, and is only warned
    cursor.execute("ANALYZE")
versions = int(sys.argv[1])
PAGES = [
    ("a plain page", "help", []),
    ("home", "home", []),
    ("members of a coalition of many", "networks:affiliations", ["bench-large"]),
    ("its calls", "coalitions:calls", ["bench-large"]),
    ("a letter that all answered", "coalitions:call", ["bench-large", 1]),
    ("calling", "coalitions:call_new", ["bench-large"]),
    ("answering", "coalitions:call_answer", ["bench-large", 1, "network-7"]),
    ("what makes it hard", "coalitions:hard", ["bench-large"]),
    ("those who never come", "coalitions:absent", ["bench-large"]),
    ("common ground", "coalitions:ground", ["bench-common"]),
    ("a topic of it", "coalitions:topic", ["bench-common", "values"]),
    ("a side of it", "coalitions:side", ["bench-common", "network-7"]),
    ("the agreement", "coalitions:agreement", ["bench-living"]),
    ("its newest version", "coalitions:version", ["bench-living", versions]),
    ("on paper", "coalitions:version_print", ["bench-living", versions]),
    ("the first held against the newest", "coalitions:diff", ["bench-living", 1, versions]),
    ("drafts", "coalitions:drafts", ["bench-living"]),
    ("a group of drafts", "coalitions:group", ["bench-living", "what"]),
    ("history of a clause", "coalitions:clause_history", ["bench-living", 1]),
]
client = Client(raise_request_exception=False)
client.force_login(Person.objects.get(handle="c7"))
print(f"{'page':<36} {'ms':>6} {'cpu':>6} {'sql':>6} {'query':>6} {'kB/gz':>7}")
for words, name, args in PAGES:
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        continue
    took, cpu, sql = [], [], []
    for _each in range(6):
        with CaptureQueriesContext(connection) as seen:
            began, used, theirs = time.perf_counter(), time.process_time(), backend_cpu()
            answer = client.get(address)
            took.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - used))
        sql.append(1000 * (backend_cpu() - theirs))
    if answer.status_code != 200:
        print(f"{words:<36} answers {answer.status_code}", flush=True)
        continue
    middle = [statistics.median(each[1:]) for each in (took, cpu, sql)]
    size = len(gzip.compress(answer.content)) / 1000
    print(f"{words:<36} {middle[0]:>6.0f} {middle[1]:>6.0f} {middle[2]:>6.1f} {len(seen):>6}"
          f" {size:>7.1f}", flush=True)
"""


def run(stack: Stack, script: str, *arguments: str) -> str:
    """What a program of ours prints, on the stack's database."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(stack.environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Fill a stack and ask its pages."""
    parser = argparse.ArgumentParser(description="What the pages of large coalitions take.")
    parser.add_argument("--quick", action="store_true", help="a tenth")
    by = 10 if parser.parse_args().quick else 1
    sizes = (1000 // by, 50 // by, 200 // by, 100 // by)
    lend()
    with running_stack(worker=False, web_processes=1) as stack:
        run(stack, FILL, *map(str, sizes))
        sys.stdout.write(run(stack, ASK, str(sizes[3])))


if __name__ == "__main__":
    main()
