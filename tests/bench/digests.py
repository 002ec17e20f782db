"""Digests against Celery's own pace: composed, worded and handed to a mail server that takes all.

    python -m tests.bench.digests              10⁵ people with 10⁶ items
    python -m tests.bench.digests --quick      2,000 people with 20,000 items, within a minute

Both are measured on the same machine, broker and worker: first tasks that do nothing, then the
digests. The promise is half of Celery's pace. PostgreSQL runs as in production; its servers are
gone afterwards.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import IO

import psycopg2
import redis
from celery import shared_task

from solidarity.base.provision import OWNER, WEB, provision
from solidarity.celery import app as celery  # what `celery -A tests.bench.digests` looks for
from solidarity.dev.servers import Servers
from tests.bench.__main__ import durable_servers
from tests.servers import ROOT, manage

__all__ = ["celery"]
NETWORKS, WORKERS, NOTHINGS, PROMISE = 1_000, 2, 8_000, 0.5
# News of ten kinds of moments, from networks that many share, as an announcement is.
TELL = """
    INSERT INTO inbox_notice (person_id, kind, key, words, asks, source, told_at, mail_due_at,
        about_type_id, about_id, about_url, about_words)
    SELECT person.id, (ARRAY['networks.tie_made', 'threads.announced', 'networks.accepted',
            'networks.found_stewards', 'networks.seeking'])[1 + item %% 5],
        'bench-' || item, 'Somebody ' || (network.id * 7 + item * 31) %% 900, false, network.id,
        now() - item * interval '1 hour', now() - interval '1 minute',
        type.id, network.id,
        '/networks/' || network.slug || '/talk/' || (network.id + item) %% 400 || '/', network.name
    FROM people_person person
    CROSS JOIN generate_series(1, %(items)s) item
    JOIN (SELECT id, slug, name, row_number() OVER (ORDER BY id) AS n FROM networks_network
          WHERE visibility = 'public') network
        ON network.n = 1 + (person.id * 3 + item / 3) %% %(networks)s
    JOIN django_content_type type ON type.app_label = 'networks' AND type.model = 'network'
"""


@shared_task(name="bench.nothing")
def nothing() -> None:
    """What Celery's own pace is measured by."""


@dataclass
class Bench:
    """A database with people to write to, a broker, and a mail server that counts."""

    servers: Servers
    environment: dict[str, str]
    sink: "subprocess.Popen[str]"

    def counted(self) -> tuple[int, int, int]:
        """How many mails came, how many bytes, and how large the largest was."""
        mails, size, largest = _answer(self.sink, "?").split()
        return int(mails), int(size), int(largest)

    def worker(self) -> "subprocess.Popen[bytes]":
        """A worker as in production, on both cores."""
        command = [sys.executable, "-m", "celery", "-q", "-A", "tests.bench.digests", "worker"]
        command += ["--concurrency", str(WORKERS), "--without-gossip", "--without-mingle"]
        environment = {**os.environ, **self.environment, "LOG_LEVEL": "ERROR"}
        return subprocess.Popen(command, cwd=ROOT, env=environment)

    def waiting(self) -> int:
        """How many tasks the broker holds, or a worker has in hand."""
        with closing(redis.Redis(unix_socket_path=str(self.servers.valkey.socket))) as broker:
            return int(broker.llen("celery")) + int(broker.hlen("unacked"))

    def send(self, task: str, times: int) -> None:
        """Put so many messages before the worker."""
        code = (
            "from solidarity.celery import app; import tests.bench.digests\n"
            f"[app.send_task('{task}') for _ in range({times})]"
        )
        environment = {**os.environ, **self.environment}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def _answer(process: "subprocess.Popen[str]", line: str) -> str:
    if line:
        _open(process.stdin).write(f"{line}\n")
        _open(process.stdin).flush()
    return _open(process.stdout).readline().strip()


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream
    return stream


def pace(count: Callable[[], int], most: int, *, seconds: float) -> float:
    """How many a second, between the first tenth and the last: starting and ending are no pace."""
    first = last = 0.0
    reached, at_first, at_last = time.monotonic(), 0, 0
    while (done := count()) < most:
        moment = time.monotonic()
        if done >= most // 10 and not first:
            first, at_first = moment, done
        if done <= most * 9 // 10:
            last, at_last = moment, done
        if moment - reached > seconds:
            raise SystemExit(f"{done} of {most} after {seconds:.0f} s.")
        time.sleep(0.05)
    if last <= first:
        last, at_last = time.monotonic(), most
    return (at_last - at_first) / (last - first)


def prepared(undo: ExitStack, people: int, items: int) -> Bench:
    """Servers, people, and what they are told."""
    servers = undo.enter_context(durable_servers())
    sink = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.sink"], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    undo.callback(sink.communicate)
    port = _answer(sink, "")
    environment = {
        "DATABASE_URL": servers.postgres.url(WEB, "bench_digests"),
        "DATABASE_OWNER_URL": servers.postgres.url(OWNER, "bench_digests"),
        "REDIS_URL": servers.valkey.url(),
        "DEVELOPMENT": "", "MAILBOX_DIR": "", "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "SECRET_KEY": "a key for measuring, and for nothing else, " * 2,
        "SITE_URL": "https://bench.example.org",
        "DJANGO_SETTINGS_MODULE": "solidarity.settings",
    }  # fmt: skip
    provision(servers.postgres.url("postgres", "postgres"), database="bench_digests")
    manage("migrate", "--database", "owner", environment=environment)
    size = ("--networks", str(NETWORKS), "--people", str(people), "--anyway")
    print(manage("generate", *size, environment=environment).strip())
    with closing(psycopg2.connect(environment["DATABASE_OWNER_URL"])) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM inbox_notice")
            cursor.execute(TELL, {"items": items, "networks": NETWORKS // 2})
            print(f"{cursor.rowcount} items are told.")
            cursor.execute("VACUUM ANALYZE")
    return Bench(servers, environment, sink)


def main() -> None:
    """Measure both, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="2,000 people")
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--items", type=int, default=10, help="for each of them")
    wanted = options.parse_args()
    people = 2_000 if wanted.quick else wanted.people
    with ExitStack() as undo:
        bench = prepared(undo, people, wanted.items)
        bench.send("bench.nothing", NOTHINGS)
        worker = bench.worker()
        undo.callback(worker.wait)
        undo.callback(worker.terminate)
        nothings = pace(lambda: NOTHINGS - bench.waiting(), NOTHINGS, seconds=300)
        began = time.monotonic()
        bench.send("inbox.digests", 1)
        digests = pace(lambda: bench.counted()[0], people, seconds=3600)
        taken = time.monotonic() - began
        mails, size, largest = bench.counted()
    print(f"Tasks that do nothing: {nothings:.0f} a second, by {WORKERS} processes.")
    print(f"Digests: {digests:.0f} a second; {mails} in {taken:.0f} s with the start of it.")
    print(f"A mail has {size / mails / 1000:.1f} kB, the largest {largest / 1000:.1f} kB.")
    kept = digests >= PROMISE * nothings and largest < 30_000
    print(f"{digests / nothings:.2f} of Celery's pace.", "Kept." if kept else "Breaks a promise.")


if __name__ == "__main__":
    main()
