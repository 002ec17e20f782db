"""Visitors who go on asking while things break, and what became of each request."""

import http.client
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.stack import Stack

COOKIE = "sessionid"
TOKEN = "t" * 32  # any: the form must repeat what the cookie says


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay)


@dataclass(frozen=True)
class Answer:
    """What came back: a status, 0 when nothing did; how long it took, in seconds."""

    what: str
    status: int
    seconds: float
    retry_after: str
    body: str


def ask(stack: Stack, path: str, *, session: str = "", fields: dict[str, str] | None = None,
        patience: float = 30) -> Answer:  # fmt: skip
    """One request as a browser makes it; a POST when there are `fields`."""
    data = None
    cookies = [f"csrftoken={TOKEN}"] + ([f"{COOKIE}={session}"] if session else [])
    if fields is not None:
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
    request = urllib.request.Request(stack.url + path, data)
    request.add_header("Cookie", "; ".join(cookies))
    began, status, retry, body = time.monotonic(), 0, "", ""
    try:
        with _opener.open(request, timeout=patience) as answer:
            status, body = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, retry = error.code, error.headers.get("Retry-After", "")
        body = error.read().decode()
    except (OSError, http.client.HTTPException) as error:
        body = repr(error)
    what = f"{'POST' if data else 'GET'} {path}"
    return Answer(what, status, time.monotonic() - began, retry, body)


@dataclass
class Load:
    """All answers so far."""

    answers: list[Answer] = field(default_factory=list)

    def bad(self) -> list[Answer]:
        """Those that are errors of ours, and those that never came."""
        return [each for each in self.answers if each.status == 0 or each.status >= 500]

    def p95(self) -> float:
        """Of 100 answers 95 took no longer, in seconds."""
        times = sorted(each.seconds for each in self.answers)
        return times[int(len(times) * 0.95)]


@contextmanager
def under_load(
    acts: list[Callable[[int], Answer]], *, pause: float, visitors: int = 2
) -> Iterator[Load]:
    """Goes through `acts` again and again, each with its number, in so many threads."""
    load, over, numbers = Load(), threading.Event(), count()

    def visitor() -> None:
        while not over.is_set():
            number = next(numbers)
            load.answers.append(acts[number % len(acts)](number))
            over.wait(pause)

    threads = [threading.Thread(target=visitor) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
