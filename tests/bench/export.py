"""How long the file about a large account takes to make (P1: five minutes), and how much room.

    python -m tests.bench.export               100,000 notices and 20,000 posts
    python -m tests.bench.export --quick       a tenth of that

In a process of its own, as a worker makes it. PostgreSQL runs as in production; its servers are
gone afterwards.
"""

import argparse
import os
import subprocess
import sys
from contextlib import closing

import psycopg2

from solidarity.base.provision import OWNER, WEB, provision
from tests.bench.__main__ import durable_servers
from tests.servers import ROOT, manage

MOST_SECONDS = 45  # CELERY_TASK_SOFT_TIME_LIMIT, which is shorter than the promise
TELL = """
    INSERT INTO inbox_notice (person_id, kind, key, words, asks, told_at, about_type_id, about_id,
        about_url, about_words)
    SELECT person.id, 'networks.tie_made', 'bench-' || n, 'Somebody ' || n, false,
        now() - n * interval '1 hour', type.id, n, '/networks/n' || n %% 400 || '/', 'Network ' || n
    FROM (SELECT min(id) AS id FROM people_person) person, generate_series(1, %(notices)s) n,
        django_content_type type WHERE type.app_label = 'networks' AND type.model = 'network'
"""
SAY = """
    INSERT INTO threads_post (thread_id, author_id, is_opening, words, words_html, written_at,
        removal, key)
    SELECT thread.id, person.id, false, repeat('What we said on a board. ', 20), '', now(), '',
        'bench-' || n
    FROM (SELECT min(id) AS id FROM people_person) person,
        (SELECT min(id) AS id FROM threads_thread) thread, generate_series(1, %(posts)s) n
"""
MEASURE = """
import django; django.setup()
import resource, time
from django.db import transaction
from django.utils.timezone import now
from solidarity.people.data_rights.file import file_about
from solidarity.people.models import Person
person = Person.objects.order_by("pk").first()
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
with transaction.atomic():
    size = len(file_about(person, at=now()))
taken, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"{taken:.1f} s, a file of {size / 1e6:.1f} MB, {(after - before) / 1000:.0f} MB of memory")
raise SystemExit(taken > %d)
"""


def main() -> int:
    """Measure, and print; 1 when it took longer than a task may."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="a tenth")
    tenth = 10 if options.parse_args().quick else 1
    with durable_servers() as servers:
        environment = {
            "DATABASE_URL": servers.postgres.url(WEB, "bench_export"),
            "DATABASE_OWNER_URL": servers.postgres.url(OWNER, "bench_export"),
            "REDIS_URL": servers.valkey.url(), "DEVELOPMENT": "",
            "SECRET_KEY": "a key for measuring, and for nothing else, " * 2,
            "SITE_URL": "https://bench.example.org",
            "DJANGO_SETTINGS_MODULE": "solidarity.settings",
        }  # fmt: skip
        provision(servers.postgres.url("postgres", "postgres"), database="bench_export")
        manage("migrate", "--database", "owner", environment=environment)
        size = ("--networks", "100", "--people", "500", "--anyway")
        print(manage("generate", *size, environment=environment).strip())
        with closing(psycopg2.connect(environment["DATABASE_OWNER_URL"])) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(TELL, {"notices": 100_000 // tenth})
                cursor.execute(SAY, {"posts": 20_000 // tenth})
                print(f"{cursor.rowcount} posts are written.")
                cursor.execute("VACUUM ANALYZE")
        return subprocess.run(
            [sys.executable, "-c", MEASURE % MOST_SECONDS],
            cwd=ROOT, env={**os.environ, **environment}, check=False,
        ).returncode  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
