"""Times, CPU, queries and bytes of every page at 10³ and 10⁵ networks, beside two floors.

    python -m tests.bench            both sizes, some minutes
    python -m tests.bench --quick    10³ alone, within a minute
    python -m tests.bench --only "a word" board    the pages whose names have one of these, alone

PostgreSQL runs with the settings of production (what is committed is on the disk) on servers of
its own, which are gone afterwards. Nothing fails here: it says what is, and what breaks a promise.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from solidarity.base.provision import OWNER, WEB, provision
from solidarity.dev.servers import Servers
from tests.servers import ROOT, manage

SIZES = {1_000: 10_000, 100_000: 1_000_000}  # people, by networks
MOST_TIMES_PLAIN = 3.0
MOST_GROWTH = 1.3
MOST_QUERIES_TO_JOIN = 25
MOST_BYTES = 60_000
LINE = "{:<36} {:>8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8} {:>8} {:>6} {:>6} {:>7}"
HEAD = LINE.format(
    "page", "networks", "p50 ms", "p95 ms", "web", "db", "cpu", "x empty", "x plain",
    "grows", "query", "kB/gz",
)  # fmt: skip

Rounds = dict[str, list[dict[str, float]]]


class Size:
    """One size: its database, its measuring process, what it found."""

    def __init__(
        self, networks: int, servers: Servers, folder: Path, only: Sequence[str] = ()
    ) -> None:
        self.networks, self.only = networks, only
        self.samples: Rounds = {}
        name = f"bench_{networks}"
        self.environment = {
            "DATABASE_URL": servers.postgres.url(WEB, name),
            "DATABASE_OWNER_URL": servers.postgres.url(OWNER, name),
            "REDIS_URL": servers.valkey.url(),
            "DEVELOPMENT": "",
            "SECRET_KEY": "a key for measuring, and for nothing else, " * 2,
            "SITE_URL": "https://bench.example.org",
            "STATIC_ROOT": str(folder / "static"),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        provision(servers.postgres.url("postgres", "postgres"), database=name)
        self._manage("migrate", "--database", "owner")
        self._manage("collectstatic", "--noinput")
        people = SIZES[networks]
        size = ("--networks", str(networks), "--people", str(people), "--anyway")
        print(self._manage("generate", *size).strip())
        self.log = folder / f"{name}.log"
        self.process = self._measuring()
        found = self._answer()
        self.facts: dict[str, Any] = found["pages"]
        self.visit: dict[str, int] = found["visit"]

    def go_round(self, times: int) -> None:
        """Let it open every page so many times."""
        assert self.process.stdin
        self.process.stdin.write(f"{times}\n")
        self.process.stdin.flush()
        for name, samples in self._answer().items():
            self.samples.setdefault(name, []).extend(samples)

    def cpu(self, page: str) -> float:
        """CPU of the web process and of PostgreSQL for one request, in ms."""
        return self.middle(page, "web") + self.middle(page, "database")

    def middle(self, page: str, what: str) -> float:
        """The median over all requests."""
        return statistics.median(sample[what] for sample in self.samples[page])

    def wall(self, page: str, percent: int) -> float:
        """A percentile of the time that a request takes, in ms."""
        walls = [sample["wall"] for sample in self.samples[page]]
        return statistics.quantiles(walls, n=100, method="inclusive")[percent - 1]

    def stop(self) -> None:
        """End the process that measures."""
        self.process.communicate()

    def _manage(self, *arguments: str) -> str:
        return manage(*arguments, environment=self.environment)

    def _measuring(self) -> "subprocess.Popen[str]":
        with self.log.open("w") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.bench.measuring", *self.only],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            last = self.log.read_text(encoding="utf-8").splitlines()[-12:]
            raise SystemExit("\n".join(["The measuring stopped:", *last]))
        return dict(json.loads(line))


@contextlib.contextmanager
def durable_servers() -> Iterator[Servers]:
    """Servers as in production, in a folder that goes with them."""
    folder = Path(tempfile.mkdtemp(prefix="solidarity-bench-", dir="/tmp"))
    servers = Servers(folder)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(sizes: Sequence[Size]) -> None:
    """Print what was found."""
    from tests.bench.floors import EMPTY

    print(HEAD, "-" * len(HEAD), sep="\n")
    small, broken = sizes[0], []
    for name, facts in small.facts.items():
        for size in sizes:
            floor, growth = size.facts[name]["floor"], size.cpu(name) / small.cpu(name)
            times = size.cpu(name) / size.cpu(floor) if floor else 0.0
            weight = (
                f"{size.facts[name]['bytes'] / 1000:.0f}/{size.facts[name]['gzipped'] / 1000:.1f}"
            )
            print(LINE.format(
                name, size.networks, f"{size.wall(name, 50):.1f}", f"{size.wall(name, 95):.1f}",
                f"{size.middle(name, 'web'):.2f}", f"{size.middle(name, 'database'):.2f}",
                f"{size.cpu(name):.2f}", f"{size.cpu(name) / size.cpu(EMPTY):.2f}",
                f"{times:.2f}" if floor else "", "" if size is small else f"{growth:.2f}",
                size.facts[name]["queries"], weight if facts["bytes"] else "",
            ))  # fmt: skip
            if times > MOST_TIMES_PLAIN:
                broken.append(f"{name}, {size.networks}: {times:.2f} times the plain page")
            if floor and growth > MOST_GROWTH:
                broken.append(f"{name}: grows {growth:.2f} times")
            if not facts["bytes"] and size.facts[name]["queries"] > MOST_QUERIES_TO_JOIN:
                broken.append(f"{name}: {size.facts[name]['queries']} queries")
    wire = sum(small.visit.values())
    parts = ", ".join(f"{name} {weight / 1000:.1f}" for name, weight in small.visit.items())
    print(f"\nA first visit: {wire / 1000:.1f} kB on the wire ({parts}).")
    if wire > MOST_BYTES:
        broken.append(f"a first visit: {wire} bytes")
    print("CPU in ms: web process, PostgreSQL, both. `x plain`: of the same standing.")
    print("\n".join(["Breaks a promise:", *broken]) if broken else "Every promise holds.")


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="10³ networks alone")
    options.add_argument("--rounds", type=int, default=0, help="of all pages, at each size")
    options.add_argument("--times", type=int, default=4, help="a page is opened in a round")
    options.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="pages whose names have one of these"
    )
    wanted = options.parse_args()
    rounds = wanted.rounds or (8 if wanted.quick else 30)
    began = time.monotonic()
    with durable_servers() as servers, contextlib.ExitStack() as stack:
        sizes = []
        for networks in list(SIZES)[: 1 if wanted.quick else None]:
            sizes.append(Size(networks, servers, servers.folder, wanted.only))
            stack.callback(sizes[-1].stop)
        for _each in range(rounds):
            for size in sizes:
                size.go_round(wanted.times)
        report(sizes)
    print(f"{rounds * wanted.times} requests of each page, {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
