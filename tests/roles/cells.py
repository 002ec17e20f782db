"""One cell of the table: a person of a role asks an address in a way, and what comes back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import resolve
from django.utils.html import escape
from django.utils.timezone import now

from solidarity.people.models import Person
from solidarity.people.sessions import SessionStore, begin

METHODS = ("GET", "HX", "POST", "PUT", "DELETE")
SAFE = ("GET", "HX", "PUT", "DELETE")  # PUT and DELETE are nowhere served, so they change nothing
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
HOST = "127.0.0.1"
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|WITH\b.*?\bDELETE FROM)\s+\"?(\w+)", re.S)
# The session and the counters of rate limits are no state of anybody's.
PASSING = {"people_session", "base_cache", "base_counter"}


def session_of(person: Person) -> str:
    """The key of a fresh session in which `person` is signed in and has shown who she is."""
    request = HttpRequest()
    request.session = SessionStore()
    begin(request.session, "", at=now())
    login(request, person, backend=BACKEND)
    request.session.save()
    return str(request.session.session_key)


def client_for(session: str, **options: Any) -> Client:
    """A browser with that session; with none where it is empty."""
    client = Client(SERVER_NAME=HOST, raise_request_exception=False, **options)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def ask(session: str, method: str, path: str, data: Any = None) -> Any:
    """The answer to one request."""
    client = client_for(session)
    if method == "POST":
        return client.post(path, data or {})
    if method == "HX":
        return client.get(path, headers={"HX-Request": "true", "HX-Target": "main"})
    return getattr(client, method.lower())(path)


def outcome(response: Any) -> str:
    """How the table writes an answer: its status, or ">" and the view it sends one to."""
    if response.status_code not in {301, 302}:
        return str(response.status_code)
    if response.headers["Location"] == settings.EXIT_URL:
        return ">away"
    target = urlsplit(response.headers["Location"])
    assert not target.netloc, f"sent to another host: {target.netloc}"
    name = resolve(target.path).view_name
    if name == "account_login" and "next=" in target.query:
        return ">sign-in"
    return ">" + name.rpartition(":")[2].removeprefix("account_")


def substance(response: Any, path: str) -> tuple[int, bytes, dict[str, str]]:
    """An answer without what differs from one asking to the next: its token, its own address."""
    body = response.content.replace(escape(path).encode(), b"PATH")
    unlike = {"content-length", "last-modified"}
    kept = {name: value for name, value in response.headers.items() if name.lower() not in unlike}
    return response.status_code, TOKEN.sub(rb"\1TOKEN", body), kept


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that were written to."""
    touched: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if match := WRITE.match(sql):
            touched.add(match[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield touched
    touched -= PASSING
