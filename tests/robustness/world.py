"""People, networks and jobs for a stack, made in a process of its own:

    python -m tests.robustness.world people 30     prints a session key for each
    python -m tests.robustness.world letters 500   mails to that many people
    python -m tests.robustness.world digests 500   news for that many people, due now
    python -m tests.robustness.world beat          one tick of the clock, as beat gives it

Also an app for beat whose clock runs quicker: `celery -A tests.robustness.world beat`.
"""

import dataclasses
import os
import subprocess
import sys
from typing import Any

from solidarity.celery import app
from solidarity.dev.processes import Process, wait_until
from tests import servers
from tests.stack import Stack

app.conf.beat_schedule = {
    "sweep": {"task": "outbox.sweep", "schedule": 2.0},
    "digests": {"task": "inbox.digests", "schedule": 2.0},
}


def people(count: int) -> None:
    """People who are signed in, an open network and one that asks; prints their session keys."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from networks.models import JoinPolicy
    from solidarity.people.sessions import SessionStore
    from tests.fixtures.networks import new_network
    from tests.fixtures.people import new_person

    steward = new_person("amina")
    new_network("Harbour", steward=steward, join_policy=JoinPolicy.OPEN)
    new_network("Garden", steward=steward, questions=["Why?"])
    for n in range(count):
        person = new_person(f"p{n}")
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "solidarity.people.backend.Backend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        print(session.session_key)


def letters(count: int) -> None:
    """So many mails, as the act of a moment."""
    from django.db import transaction
    from django.utils.timezone import now

    from solidarity.outbox.actions import write_letter

    with transaction.atomic():
        for n in range(count):
            write_letter(f"p{n}@example.org", f"Letter {n}", f"Hello {n}.\n", at=now())


def digests(count: int) -> None:
    """Three pieces of news for each of so many people, whose digests are due now."""
    from django.utils.timezone import now

    from solidarity.inbox.models import Notice
    from solidarity.inbox.notices import tell_each
    from tests.fixtures.networks import new_network
    from tests.fixtures.people import new_person

    garden = new_network("Garden", steward=new_person("amina"))
    people = [new_person(f"p{n}") for n in range(count)]
    for key in ("1", "2", "3"):
        tell_each(people, kind="networks.tie_made", about=garden, key=key, at=now(), words=key)
    Notice.objects.filter(kind="networks.tie_made").update(mail_due_at=now())


def beat(_count: int) -> None:
    """Hand the sweep and the digests to the broker."""
    from solidarity.inbox.tasks import digests
    from solidarity.outbox.tasks import sweep

    sweep.delay()
    digests.delay()


def make(stack: Stack, what: str, count: int = 0) -> list[str]:
    """Do one of the above on `stack`; returns the lines it printed."""
    command = [sys.executable, "-m", "tests.robustness.world", what, str(count)]
    environment = {**os.environ, **stack.environment}
    done = subprocess.run(
        command, cwd=servers.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.split()


def rows(stack: Stack, statement: str) -> list[tuple[Any, ...]]:
    """What the owner of the stack's database reads."""
    with stack.connect() as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def all_done(stack: Stack, *, seconds: float) -> bool:
    """Whether nothing waits in the outbox any more, nor for a digest that is due, or soon."""
    waiting = (
        "SELECT 1 FROM outbox_job WHERE state <> 'done'"
        " UNION ALL SELECT 1 FROM inbox_mail WHERE state = 'waiting'"
        " UNION ALL SELECT 1 FROM inbox_notice WHERE mail_due_at <= now() LIMIT 1"
    )
    return wait_until(lambda: not rows(stack, waiting), seconds=seconds, step=0.2)


def let_time_pass(stack: Stack) -> None:
    """As if the pauses after first attempts were over."""
    rows(stack, "UPDATE outbox_job SET due_at = now() WHERE state = 'waiting'")
    rows(stack, "UPDATE inbox_mail SET due_at = now() WHERE state = 'waiting'")


def quick_beat(stack: Stack, name: str = "quick") -> Process:
    """A beat for the stack whose clock ticks every two seconds."""
    command = [*stack.beat.command]
    command[command.index("solidarity")] = "tests.robustness.world"
    command[command.index("--schedule") + 1] = str(stack.folder / name)
    return dataclasses.replace(stack.beat, name=name, command=command)


if __name__ == "__main__":
    import django

    django.setup()
    made = {"people": people, "letters": letters, "digests": digests, "beat": beat}
    made[sys.argv[1]](int(sys.argv[2]))
