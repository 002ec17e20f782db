"""One process that measures: a web process in all but the socket, with the settings of production.

It is started by `python -m tests.bench` for each size, and does a round of all pages for each line
that it reads: so the sizes take turns, and what disturbs the machine disturbs all of them alike.

A request goes through Django's own WSGI handler and the whole middleware. CPU of the web process
is its own clock; CPU of PostgreSQL that of the backend which serves this process.
"""

import gc
import gzip
import io
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection  # noqa: E402

from solidarity.people.models import Person  # noqa: E402
from solidarity.wsgi import application  # noqa: E402
from tests.bench import pages as bench  # noqa: E402

HOST = urlsplit(settings.SITE_URL).hostname or ""
SECRET = "b" * 32  # of CSRF: the same in the cookie and in the form
TICKS = os.sysconf("SC_CLK_TCK")
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')

Sample = dict[str, float]


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


class Browser:
    """Asks the application, without a network between."""

    def __init__(self) -> None:
        self.application = application
        self.cookies: dict[str, str] = {"": ""}

    def cookie_of(self, person: Person) -> str:
        """A session of hers, begun without the pages of signing in."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def get(self, page: bench.Page) -> Answer:
        """The page, for whom it is opened by."""
        if page.by not in self.cookies:
            self.cookies[page.by] = self.cookie_of(Person.objects.get(handle=page.by))
        return self.ask("GET", page.address, self.cookies[page.by])

    def post(self, address: str, fields: dict[str, str], cookie: str) -> Answer:
        """Send a form."""
        body = urlencode({**fields, "csrfmiddlewaretoken": SECRET}).encode()
        cookies = f"{cookie}; {settings.CSRF_COOKIE_NAME}={SECRET}"
        return self.ask("POST", address, cookies, body)

    def ask(
        self, method: str, address: str, cookie: str = "", body: bytes = b"", **more: str
    ) -> Answer:
        """One request, to its last byte and its end."""
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": HOST, "SERVER_PORT": "443", "HTTP_HOST": HOST,
            "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT_LANGUAGE": "en", "HTTP_REFERER": f"https://{HOST}/",
            "HTTP_X_FORWARDED_PROTO": "https", "wsgi.url_scheme": "https",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False, **more,
        }  # fmt: skip
        answer = Answer()

        def start(status: str, headers: list[tuple[str, str]], problem: Any = None, /) -> Any:
            answer.status, answer.headers = int(status[:3]), headers

        response = self.application(environ, start)
        try:
            answer.body = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        return answer


def backend_cpu() -> float:
    """Seconds of CPU that this process's backend has used; 0 where the system does not tell."""
    raw = connection.connection
    if raw is None:
        return 0.0
    process = Path("/proc", str(raw.info.backend_pid))
    try:
        return int((process / "schedstat").read_text().split()[0]) / 1e9
    except (OSError, IndexError, ValueError):
        pass
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def measured(samples: list[Sample]) -> Iterator[None]:
    """Add wall and CPU of what happens inside, in ms."""
    backend, cpu, wall = backend_cpu(), time.process_time(), time.perf_counter()
    yield
    ended, used = time.perf_counter(), time.process_time() - cpu
    samples.append({
        "wall": (ended - wall) * 1000,
        "web": used * 1000,
        "database": (backend_cpu() - backend) * 1000,
    })  # fmt: skip


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database inside."""
    sent: list[str] = []

    def note(execute: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        sent.append(statement)
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(note):
        yield sent


class Measuring:
    """The rounds of one size."""

    def __init__(self) -> None:
        self.browser = Browser()
        only = sys.argv[1:]
        pages = [
            page for page in bench.pages() if not only or any(name in page.name for name in only)
        ]
        self.pages = [*bench.floors(), *pages]
        self.applicants = {
            name: (address, iter([self.browser.cookie_of(person) for person in people()]))
            for name, (address, people) in bench.joins().items()
            if not only or any(each in name for each in only)
        }

    def look(self) -> dict[str, Any]:
        """Open every page twice to warm it; count its queries and its bytes."""
        facts: dict[str, Any] = {}
        for page in self.pages:
            self._opened(page)
            with counted() as sent:
                body = self._opened(page)
            facts[page.name] = {"queries": len(sent), "bytes": len(body), "gzipped": zipped(body)}
            facts[page.name]["floor"] = page.floor
        for name in self.applicants:
            with counted() as sent:
                self._join(name)
            facts[name] = {"queries": len(sent), "bytes": 0, "gzipped": 0, "floor": ""}
        return {"pages": facts, "visit": self._first_visit()}

    def go_round(self, times: int) -> dict[str, list[Sample]]:
        """Open every page so many times, in an order of chance."""
        found: dict[str, list[Sample]] = {}
        gc.collect()
        for page in random.sample(self.pages, len(self.pages)):
            samples = found.setdefault(page.name, [])
            self._opened(page)
            for _each in range(times):
                with measured(samples):
                    self._opened(page)
        for name in self.applicants:
            samples = found.setdefault(name, [])
            for _each in range(times):
                with measured(samples):
                    self._join(name)
        return found

    def _opened(self, page: bench.Page) -> bytes:
        answer = self.browser.get(page)
        if answer.status != 200:
            raise RuntimeError(f"{page.name}: {page.address} answered {answer.status}")
        return answer.body

    def _join(self, name: str) -> None:
        address, cookies = self.applicants[name]
        answer = self.browser.post(address, {"answer_1": "Soup, and time."}, next(cookies))
        if answer.status != 302:
            raise RuntimeError(f"{name}: {address} answered {answer.status}")

    def _first_visit(self) -> dict[str, int]:
        """Bytes on the wire of the front page and of all that it brings, as a browser asks."""
        html = self.browser.get(bench.Page("front", "/")).body
        weights = {"the page": zipped(html)}
        for address in sorted(set(ASSET.findall(html.decode()))):
            asset = self.browser.ask("GET", address, HTTP_ACCEPT_ENCODING="gzip")
            weights[address.rpartition("/")[2]] = len(asset.body)
        return weights


def zipped(body: bytes) -> int:
    """Bytes of `body` as a proxy would send it."""
    return len(gzip.compress(body, 6))


def main() -> None:
    """Answer every line of the input with a line of JSON."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    measuring = Measuring()
    print(json.dumps(measuring.look()), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(measuring.go_round(int(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
