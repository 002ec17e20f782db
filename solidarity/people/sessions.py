"""Django's sessions in the database, with whose they are beside them: so that she can end them.

And what a session knows of how its owner showed that it is she.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.utils.dateparse import parse_datetime

from solidarity.base.vault import seal, unseal
from solidarity.people.devices import kind_of

BEGAN, SEEN, DEVICE, PROVEN = "began", "seen", "device", "proven"
THAW, CODES, MADE, LINK = "thaw", "codes", "made-link", "friends-link"
STEPS = "account_authentication_methods"  # where allauth notes them
HOUR = timedelta(hours=1)
FRESH = timedelta(minutes=10)
TO_FINISH = timedelta(minutes=30)
AT_THE_DESK = timedelta(hours=12)


class SessionStore(Stored):
    """Keeps in columns whose session it is, since when, and at what kind of browser."""

    @classmethod
    def get_model_class(cls) -> Any:
        from solidarity.people.models import Session  # the model names this module

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = data.get("_auth_user_id") or None
        row.began_at, row.seen_at = moment_in(data, BEGAN), moment_in(data, SEEN)
        row.device = data.get(DEVICE, "")
        if row.person_id:  # others' end after minutes
            row.expire_date = to_the_hour(row.expire_date) + HOUR
        return row


def to_the_hour(moment: datetime) -> datetime:
    """When the hour of `moment` began: nothing finer is kept of when somebody was here."""
    return moment.replace(minute=0, second=0, microsecond=0)


def moment_in(data: Any, key: str) -> datetime | None:
    """The moment that a session keeps under `key`."""
    return parse_datetime(data.get(key) or "")


def begin(session: SessionBase, user_agent: str, *, at: datetime) -> None:
    """Note that somebody signs in, at what kind of browser, and has just shown who she is."""
    session[BEGAN] = session[SEEN] = to_the_hour(at).isoformat()
    session[DEVICE] = kind_of(user_agent)
    prove(session, at=at)


def forget_details(session: SessionBase) -> None:
    """Of the steps by which somebody signed in keep only what they were: no address, no second."""
    if steps := session.get(STEPS):
        session[STEPS] = [{"method": each["method"]} for each in steps]


def note_use(session: SessionBase, *, at: datetime) -> None:
    """Note in which hour the session was last in use."""
    seen, hour = moment_in(session, SEEN), to_the_hour(at)
    if seen is not None and seen < hour:
        session[SEEN] = hour.isoformat()


def prove(session: SessionBase, *, at: datetime) -> None:
    """Note, to the minute, that its owner has just shown that it is she."""
    session[PROVEN] = at.replace(second=0, microsecond=0).isoformat()


def is_proven(session: SessionBase, within: timedelta, *, at: datetime) -> bool:
    """Whether she did so not longer ago than that."""
    proven = moment_in(session, PROVEN)
    return proven is not None and at - proven <= within


def wait_to_thaw(session: SessionBase, person_id: int, *, by_code: bool, at: datetime) -> None:
    """Note whose frozen account somebody may open: she has shown all that signing in asks for.

    by_code: whether a code from her mail was among it.
    """
    session[THAW] = {"person": person_id, "by_code": by_code, "at": at.isoformat()}


def waits_to_thaw(session: SessionBase, *, at: datetime) -> tuple[int, bool] | None:
    """Who does, and whether by a mailed code; None when nobody, or too long ago."""
    noted = session.get(THAW) or {}
    since = moment_in(noted, "at")
    if since is None or at - since > FRESH:
        return None
    return noted["person"], noted["by_code"]


def show_codes(session: SessionBase, codes: list[str], *, at: datetime) -> None:
    """Let the page show fresh recovery codes for some minutes, in this session alone."""
    _show(session, CODES, codes, at=at)


def shown_codes(session: SessionBase, *, at: datetime) -> list[str]:
    """The fresh codes that may still be shown; none when it is too late."""
    return _shown(session, CODES, at=at)


def show_link(session: SessionBase, token: str, *, at: datetime) -> None:
    """Let the page show a fresh link for a friend for some minutes, in this session alone."""
    _show(session, MADE, [token], at=at)


def shown_link(session: SessionBase, *, at: datetime) -> str:
    """The token of the fresh link, if it may still be shown."""
    return "".join(_shown(session, MADE, at=at))


def _show(session: SessionBase, key: str, words: list[str], *, at: datetime) -> None:
    session[key] = seal(json.dumps([at.isoformat(), words]), purpose=key)


def _shown(session: SessionBase, key: str, *, at: datetime) -> list[str]:
    if key not in session:
        return []
    since, words = json.loads(unseal(session[key], purpose=key))
    if at - datetime.fromisoformat(since) > FRESH:
        del session[key]
        return []
    return list(words)
