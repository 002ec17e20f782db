"""How long it takes to seal a network whose members all put their circles in.

python -m tests.bench.sealing [PEOPLE]

Each circle is opened, scored and added up, and what it cost is written down for each person, in
one transaction of a worker. PostgreSQL is that of the tests.
"""

import resource
import sys
import time

import django

from tests.servers import lend, migrated_template

TOGETHER = 5_000


def main(count: int) -> None:
    lend()
    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    settings.DATABASES["owner"]["TEST"] |= {"TEMPLATE": migrated_template(), "DEPENDENCIES": []}
    both = {"default": None, "owner": None}
    made = setup_databases(verbosity=0, interactive=False, aliases=both, serialized_aliases=[])
    try:
        measure(count)
    finally:
        connections.close_all()  # a database in use is not dropped
        teardown_databases(made, verbosity=0)


def measure(count: int) -> None:
    from tests.fixtures.people import NOON
    from values.actions.pooling import refresh
    from values.models import Batch, Pool

    began = time.perf_counter()
    pool = Pool.objects.create(began_at=NOON)
    people = [pk for first in range(0, count, TOGETHER) for pk in _fill(pool, first, count)]
    print(f"{count:,} people in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    refresh(pool.pk, belonging=people, at=NOON)
    took = time.perf_counter() - began
    batches = list(Batch.objects.values_list("n", flat=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{sum(batches):,} of {count:,} circles sealed in {len(batches)} batches in {took:.1f} s"
        f" ({sum(batches) / took:,.0f} a second), {memory} MB at most"
    )


def _fill(pool, first, count):
    """Some people with a circle, who share it; their keys."""
    from tests.fixtures.people import NOON
    from tests.values.pooling import new_people
    from values.answers import sealed_answers
    from values.models import Consent, Share, Sheet

    answers = [{number: 1 + (number * 7 + n) % 6 for number in range(1, 31)} for n in range(6)]
    people = new_people(min(TOGETHER, count - first), first=first + 1)
    Consent.objects.bulk_create(Consent(person=each, wording=1, given_at=NOON) for each in people)
    Share.objects.bulk_create(
        Share(person=each, pool=pool, slot=1, sealings=1, shared_at=NOON) for each in people
    )
    Sheet.objects.bulk_create(
        Sheet(
            person=each, instrument="circle30", order=1, began_at=NOON, finished_at=NOON,
            sealed=sealed_answers(each.pk, answers[each.pk % 6]),
        )
        for each in people
    )  # fmt: skip
    return [each.pk for each in people]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
