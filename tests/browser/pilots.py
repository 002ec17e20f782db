"""A cohort in the journeys: who is in it, how time passes, and what many of them do alike.

What is done on a page by two of them with different answers is done by the others with the same
form, sent as a browser sends it and without drawing the page.
"""

import http.client
import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Locator, Page

from tests.browsing import Visit
from tests.stack import Stack

SENT = 302
PATIENCE = 60  # tries of half a second, until a worker has done its part
CAUSES = ("climate", "housing", "food", "health", "peace")
NAMES = (
    "Asha", "Ben", "Cora", "Dao", "Eli", "Fatma", "Gus", "Hiro", "Ivo", "Jude",
    "Kira", "Leo", "Mona", "Nuru", "Olga", "Paz", "Quim", "Rita", "Sol", "Tomi",
)  # fmt: skip
PEOPLE = """
import json
from django.utils.timezone import now
from allauth.account.models import EmailAddress
from solidarity.base.models import Counter
from solidarity.people.models import Person, UsedHandle
from tests.roles.cells import session_of
Counter.objects.all().delete()  # limits are for others
made = {{}}
for handle, name, causes in {people!r}:
    person = Person.objects.create_user(
        f"{{handle}}@example.org", handle=handle, display_name=name, causes=causes, joined_at=now())
    UsedHandle.objects.get_or_create(handle=handle)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    made[handle] = session_of(person)
print(json.dumps(made))
"""
TASK = """
from {app}.tasks import {task}
{task}.delay()
"""
# What of a cohort has a time: each column of a day or a moment in these rows goes back.
OF_NETWORK = "id = (SELECT id FROM networks_network WHERE slug = %(slug)s)"
OF_BODY = "body_" + OF_NETWORK
OF_COHORT = """cohort_id = (SELECT c.id FROM cohorts_cohort c JOIN networks_network n
    ON n.id = c.network_id WHERE n.slug = %(slug)s)"""
OF_ROUND = f"round_id IN (SELECT id FROM cohorts_round WHERE {OF_BODY})"
TIMED = {
    "networks_network": OF_NETWORK,
    "networks_membership": f"network_{OF_NETWORK}",
    "cohorts_cohort": f"network_{OF_NETWORK}",
    "cohorts_gathering": OF_COHORT,
    "cohorts_application": OF_COHORT,
    "cohorts_draw": OF_COHORT,
    "cohorts_departure": f"draw_id IN (SELECT id FROM cohorts_draw WHERE {OF_COHORT})",
    "meetings_meeting": OF_BODY,
    "cohorts_buddygroup": OF_BODY,
    "cohorts_entry": OF_BODY,
    "cohorts_commitment": OF_BODY,
    "cohorts_round": OF_BODY,
    "cohorts_reflection": OF_ROUND,
    "cohorts_connections": OF_ROUND,
    "cohorts_edition": OF_BODY,
}
TIMES = """SELECT column_name FROM information_schema.columns
    WHERE table_name = %s AND data_type IN ('date', 'timestamp with time zone')"""


@dataclass
class Someone:
    """One of those in the story: her account, and the session in which she is signed in."""

    handle: str
    name: str
    causes: list[str]
    session: str

    @property
    def address(self) -> str:
        return f"{self.handle}@example.org"


@dataclass
class Pilot:
    """A stack, the people of a cohort, and where the cohort is."""

    stack: Stack
    open_visit: Callable[..., Visit]
    scripts: bool
    name: str
    people: dict[str, Someone]
    home: str = ""
    visits: dict[str, Visit] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.home.strip("/").split("/")[-1]

    def visit(self, who: str) -> Visit:
        """The browser of `who`, opened when it is first wanted."""
        if who not in self.visits:
            visit = self.open_visit(scripts=self.scripts)
            session = self.people[who].session
            visit.context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.stack.url}]
            )
            self.visits[who] = visit
        return self.visits[who]

    def page(self, who: str, rest: str | None = None) -> Page:
        """The page of `who`; at `rest` of the cohort's address, if that is said."""
        page = self.visit(who).page
        if rest is not None:
            page.goto(f"{self.home}{rest}")
        return page

    def send(self, who: str, rest: str, **typed: Any) -> None:
        """Send the form at `rest` as `who`, filled in so; it must be taken."""
        token = secrets.token_hex(16)
        kept = f"sessionid={self.people[who].session}; csrftoken={token}"
        words = urlencode(typed | {"csrfmiddlewaretoken": token}, doseq=True)
        head = {"Cookie": kept, "Content-Type": "application/x-www-form-urlencoded"}
        status, answer = self._asked("POST", f"{self.home}{rest}", words, head)
        assert status == SENT, (rest, typed, status, answer[:3000])

    def read(self, who: str, rest: str) -> tuple[int, str]:
        """What `who` finds at `rest`; "" is somebody who is not signed in."""
        head = {"Cookie": f"sessionid={self.people[who].session}"} if who else {}
        return self._asked("GET", f"{self.home}{rest}", None, head)

    def _asked(
        self, method: str, path: str, words: str | None, head: Mapping[str, str]
    ) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(urlsplit(self.stack.url).netloc)) as line:
            line.request(method, path, words, dict(head))
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    def days_pass(self, days: int) -> None:
        """All that happened in the cohort so far happened so many days earlier."""
        with closing(self.stack.connect()) as connection, connection.cursor() as cursor:
            said = {"slug": self.slug, "days": timedelta(days=days)}
            for table, which in TIMED.items():
                cursor.execute(TIMES, [table])
                columns = [name for (name,) in cursor.fetchall()]
                assert columns, table
                sets = ", ".join(f"{name} = {name} - %(days)s" for name in columns)
                cursor.execute(f"UPDATE {table} SET {sets} WHERE {which}", said)

    def beat(self, task: str, *, app: str = "cohorts") -> None:
        """Celery is asked for what the clock asks it for."""
        self.stack.manage("shell", "-v", "0", "-c", TASK.format(app=app, task=task))

    def mailed(self, who: str, words: str) -> str:
        """The mail to `who` that says this, as soon as the worker has sent it."""
        visit = self.visit(who)
        page = visit.context.new_page()
        visit.heed(page)
        mail = page.get_by_role("article").filter(has_text=words)
        text = self.until(page, f"/dev/mailbox/?to={self.people[who].address}", mail)
        page.close()
        return text

    def until(self, page: Page, address: str, shown: Locator) -> str:
        """The words of what `address` shows, as soon as it does: a worker is at it."""
        for _try in range(PATIENCE):
            page.goto(address)
            if shown.count():
                return shown.first.inner_text()
            page.wait_for_timeout(500)
        raise AssertionError(f"not there: {shown}\n{self.stack.log('worker')}")


def gathered(stack: Stack, open_visit: Callable[..., Visit], *, scripts: bool, name: str) -> Pilot:
    """Vera, who facilitates, and twenty who will apply: new here, known to nobody."""
    mark = secrets.token_hex(3)
    rows = [(f"vera-{mark}", f"Vera {mark}", ["community"])]
    rows += [
        (f"{each.lower()}-{mark}", f"{each} {mark}", [CAUSES[at % len(CAUSES)]])
        for at, each in enumerate(NAMES)
    ]
    out = stack.manage("shell", "-v", "0", "-c", PEOPLE.format(people=rows))
    sessions = json.loads(out.splitlines()[-1])
    people = {
        handle.split("-")[0]: Someone(handle, shown, causes, sessions[handle])
        for handle, shown, causes in rows
    }
    return Pilot(stack, open_visit, scripts, name, people)


def today() -> date:
    return datetime.now(UTC).date()


def in_days(days: int) -> str:
    """The day so many days from now, as a form takes it."""
    return (today() + timedelta(days=days)).isoformat()
