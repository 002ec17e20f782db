"""What a call with many applicants takes: time, SQL, queries and bytes, on a stack of its own.

    python -m tests.bench.cohorts           2,000 applicants, a mix of 20 wishes, 40 seats
    python -m tests.bench.cohorts --quick   a tenth of that

Each page is asked five times by somebody who facilitates; what is printed is the middle. Having the
lottery drawn is a press of a button: what it takes is asked as well, and a worker does the rest.
"""

import argparse

from tests.bench.coalitions import run
from tests.servers import lend
from tests.stack import running_stack

FILL = """
import random, sys
import django; django.setup()
from datetime import timedelta
from decimal import Decimal
from django.db import transaction
from django.utils.timezone import now
from cohorts.actions.founding import promise_seed
from cohorts.models import (Application, ApplicationAnswer, Cohort, Experience, Gathering, Quota,
                            Region)
from networks.models import Membership, Network
from solidarity.people.causes import Cause
from solidarity.people.models import Person

many, at, chance = int(sys.argv[1]), now(), random.Random(3)
people = Person.objects.bulk_create([
    Person(email=f"a{n}@example.org", handle=f"a{n}", display_name=f"Applicant {n}", joined_at=at,
           password="!")
    for n in range(many + 1)
], batch_size=5000)
with transaction.atomic():
    network = Network.objects.create(name="Call", slug="call", summary="-", state="active",
                                     kind="cohort", founded_at=at)
    Membership.objects.create(network=network, person=people[0], role="steward", state="active",
                              asked_at=at, answered_at=at)
cohort = Cohort.objects.create(
    network=network, stage="choosing", stage_since=at, purpose_text="-", purpose_html="<p>-</p>",
    starts_on=at.date() + timedelta(days=30), ends_on=at.date() + timedelta(days=200),
    rhythm="Monthly", days_a_month=Decimal("1"), seats=40, languages=["en", "es", "ar"],
    zone="UTC", apply_by=at - timedelta(days=1),
)
places = ["Outside", "Inside", "Between", "Funding"]
how = Gathering(cohort=cohort, by_lottery=True, positions=places)
promise_seed(how)
how.save()
def some(values, most):
    return chance.sample(list(values), chance.randint(0, most))
applications = Application.objects.bulk_create([
    Application(cohort=cohort, person=person, at=at, causes=some(Cause.values, 3),
                region=chance.choice(["", *Region.values]), position=chance.choice(["", *places]),
                experience=chance.choice(["", *Experience.values]),
                languages=some(["en", "es", "ar", "fr"], 3), talked_on=at.date() if n % 3 else None)
    for n, person in enumerate(people[1:])
], batch_size=5000)
ApplicationAnswer.objects.bulk_create([
    ApplicationAnswer(application=each, position=1, question="Why?", words="Because. " * 40)
    for each in applications
], batch_size=5000)
wishes = [("cause", each, 0) for each in Cause.values[:5]]
wishes += [("region", each, 2) for each in Region.values]
wishes += [("position", each, 3) for each in places]
wishes += [("experience", each, 5) for each in Experience.values]
Quota.objects.bulk_create([
    Quota(cohort=cohort, feature=feature, value=value, at_least=least, at_most=30)
    for feature, value, least in wishes
])
print(applications[-1].pk)
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
PAGES = [
    ("a plain page", "help", [], ""),
    ("the programme", "cohorts:programme", ["call"], ""),
    ("applications", "cohorts:applications", ["call"], ""),
    ("who waits for a conversation", "cohorts:applications", ["call"], "?state=talk"),
    ("one application", "cohorts:application", ["call", sys.argv[1]], ""),
    ("choosing", "cohorts:choosing", ["call"], ""),
    ("choosing among some", "cohorts:choosing", ["call"], "?like=region:europe"),
    ("the mix", "cohorts:mix", ["call"], ""),
    ("letters to many", "cohorts:letters", ["call", "declined"], ""),
]
client = Client(raise_request_exception=False)
client.force_login(Person.objects.get(handle="a0"))
print(f"{'page':<36} {'ms':>6} {'cpu':>6} {'sql':>6} {'query':>6} {'kB/gz':>7}")

def ask(words, method, address, times, good):
    took, cpu, sql = [], [], []
    for _each in range(times):
        with CaptureQueriesContext(connection) as seen:
            began, used = time.perf_counter(), time.process_time()
            answer = getattr(client, method)(address)
            took.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - used))
        sql.append(1000 * sum(float(each["time"]) for each in seen.captured_queries))
    if answer.status_code != good:
        print(f"{words:<36} answers {answer.status_code}", flush=True)
        return
    middle = [statistics.median(each[times > 1:]) for each in (took, cpu, sql)]
    size = len(gzip.compress(answer.content)) / 1000
    print(f"{words:<36} {middle[0]:>6.0f} {middle[1]:>6.0f} {middle[2]:>6.1f} {len(seen):>6}"
          f" {size:>7.1f}", flush=True)

for words, name, args, more in PAGES:
    ask(words, "get", reverse(name, args=args) + more, 6, 200)
ask("having the lottery drawn", "post", reverse("cohorts:draw", args=["call"]), 1, 302)
"""


def main() -> None:
    """Fill a stack and ask its pages."""
    parser = argparse.ArgumentParser(description="What a call with many applicants takes.")
    parser.add_argument("--quick", action="store_true", help="a tenth")
    many = 200 if parser.parse_args().quick else 2000
    lend()
    with running_stack(worker=False, web_processes=1) as stack:
        key = run(stack, FILL, str(many)).split()[-1]
        print(run(stack, ASK, key))


if __name__ == "__main__":
    main()
