"""Somebody at a browser who has just shown who she is; and what her app shows."""

from datetime import datetime

from django.test import Client
from django.utils.timezone import now

from solidarity.people.codes import code_at, step_at
from solidarity.people.models import Person
from solidarity.people.sessions import begin
from tests.fixtures.people import SECRET

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def at_home(person: Person, *, client: Client | None = None) -> Client:
    """A browser in which she signed in a moment ago."""
    client = client or Client()
    client.force_login(person)
    prove(client)
    return client


def prove(client: Client) -> None:
    """Let the session know that its owner has just shown who she is."""
    session = client.session
    begin(session, FIREFOX, at=now())
    session.save()


def code_now(at: datetime | None = None, *, later: int = 0) -> str:
    """What the app with `SECRET` shows, or will so many half minutes later."""
    return code_at(SECRET, step_at(at or now()) + later)
