"""What a calendar of many meetings takes: time, SQL and queries, on a stack of its own.

    python -m tests.bench.meetings           10,000 meetings of 20 networks, 2,000 people
    python -m tests.bench.meetings --quick   a tenth of that

Each page is asked five times by somebody who belongs to all of the networks; what is printed is
the middle, and how many times the CPU of a plain page it takes.
"""

import argparse

from tests.bench.coalitions import run
from tests.servers import lend
from tests.stack import running_stack

FILL = """
import sys
import django; django.setup()
from datetime import timedelta
from django.db import transaction
from django.utils.timezone import now
from meetings.actions.feeding import make_calendar
from meetings.models import Coming, Item, Meeting, Slot, SlotAnswer
from networks.models import Membership, Network
from solidarity.people.models import Person

many, people = (int(word) for word in sys.argv[1:])
at, bodies = now(), 20
zones = ["Europe/Berlin", "Asia/Kathmandu", "America/Lima", "Africa/Cairo", "Pacific/Apia"]
everybody = Person.objects.bulk_create([
    Person(email=f"m{n}@example.org", handle=f"m{n}", display_name=f"Person {n}", joined_at=at,
           password="!", time_zone=zones[n % 5])
    for n in range(people)
], batch_size=5000)
with transaction.atomic():
    networks = Network.objects.bulk_create([
        Network(name=f"Body {n}", slug=f"body-{n}", summary="-", state="active", founded_at=at)
        for n in range(bodies)
    ])
    Membership.objects.bulk_create([
        Membership(network=network, person=person, role="steward" if n == 0 else "member",
                   state="active", asked_at=at, answered_at=at)
        for network in networks for n, person in enumerate(everybody) if n == 7 or n % bodies == 0
    ], batch_size=5000)
meetings = Meeting.objects.bulk_create([
    Meeting(body=networks[n % bodies], number=n // bodies + 1, title=f"Meeting {n}",
            audience="public" if n % 10 == 0 else "members", zone="Europe/Berlin",
            starts_at=at + timedelta(hours=n - many // 2),
            ends_at=at + timedelta(hours=n - many // 2 + 1), at=at, changed_at=at)
    for n in range(many)
], batch_size=5000)
Coming.objects.bulk_create([
    Coming(meeting=meeting, person=person, says="yes", at=at)
    for meeting in meetings[:: many // 100] for person in everybody[::people // 50]
], batch_size=5000)
busy = Meeting.objects.create(body=networks[0], number=many, title="Wanted", zone="UTC", at=at,
                              changed_at=at)
for n in range(12):
    slot = Slot.objects.create(meeting=busy, starts_at=at + timedelta(days=n + 1),
                               ends_at=at + timedelta(days=n + 1, hours=1))
    SlotAnswer.objects.bulk_create([
        SlotAnswer(slot=slot, person=person, says="yes") for person in everybody[::20]
    ])
soon = Meeting.objects.filter(body=networks[0], starts_at__gt=at).order_by("starts_at")[0]
Coming.objects.bulk_create([
    Coming(meeting=soon, person=person, says="yes", at=at) for person in everybody[::20]
], ignore_conflicts=True)
Item.objects.bulk_create([
    Item(meeting=soon, position=n, title=f"Item {n}", minutes=5, key=str(n)) for n in range(40)
])
print(make_calendar(everybody[7], None, at=at), make_calendar(everybody[7], networks[0].pk, at=at),
      soon.number, busy.number)
"""
ASK = """
import gzip, statistics, sys, time
import django; django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from solidarity.people.models import Person
settings.ALLOWED_HOSTS.append("testserver")
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
mine, one, soon, busy = sys.argv[1:]
PAGES = [
    ("a plain page", "help", []),
    ("home", "home", []),
    ("my calendar", "meetings:mine", []),
    ("a body's meetings", "meetings:meetings", ["body-0"]),
    ("a meeting to which a hundred come", "meetings:meeting", ["body-0", soon]),
    ("twelve times, in many zones", "meetings:date", ["body-0", busy]),
    ("public meetings", "meetings:public", []),
    ("my calendar as a feed", "meetings:feed", [mine]),
    ("the same, asked for again", "meetings:feed", [mine]),
    ("that of one body", "meetings:feed", [one]),
]
client = Client(raise_request_exception=False)
client.force_login(Person.objects.get(handle="m7"))
print(f"{'page':<36} {'ms':>6} {'cpu':>6} {'plain':>6} {'sql':>6} {'query':>6} {'kB/gz':>7}")
plain, mark = 0, ""
for words, name, args in PAGES:
    address, is_again = reverse(name, args=args), words.endswith("again")
    took, cpu, sql = [], [], []
    for _each in range(6):
        with CaptureQueriesContext(connection) as seen:
            began, used = time.perf_counter(), time.process_time()
            answer = client.get(address, HTTP_IF_NONE_MATCH=mark if is_again else "")
            took.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - used))
        sql.append(1000 * sum(float(each["time"]) for each in seen.captured_queries))
    mark = answer.headers.get("ETag", "")
    if answer.status_code != (304 if is_again else 200):
        print(f"{words:<36} answers {answer.status_code}", flush=True)
        continue
    middle = [statistics.median(each[1:]) for each in (took, cpu, sql)]
    plain = plain or middle[1]
    size = len(gzip.compress(answer.content)) / 1000
    print(f"{words:<36} {middle[0]:>6.0f} {middle[1]:>6.0f}"
          f" {middle[1] / plain:>5.1f}x {middle[2]:>6.1f} {len(seen):>6}"
          f" {size:>7.1f}", flush=True)
"""


def main() -> None:
    """Fill a stack and ask its pages."""
    parser = argparse.ArgumentParser(description="What a calendar of many meetings takes.")
    parser.add_argument("--quick", action="store_true", help="a tenth")
    by = 10 if parser.parse_args().quick else 1
    lend()
    with running_stack(worker=False, web_processes=1) as stack:
        keys = run(stack, FILL, str(10_000 // by), str(2000 // by)).split()[-4:]
        print(run(stack, ASK, *keys))


if __name__ == "__main__":
    main()
