"""Every page there is, and who looks at it: for audits and pictures.

A test compares this list with the resolver: a new page without a stop fails it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.urls import URLResolver, get_resolver, resolve

from tests.browser.steps import code_for
from tests.browsing import Visit
from tests.stack import Stack


@dataclass(frozen=True)
class Stop:
    """A page as one reader meets it; `walk` says what is done there before one looks."""

    name: str
    path: str
    who: str = ""  # a handle of the demo; "" is somebody who is not signed in
    walk: Callable[[Visit], None] | None = None
    status: int = 200
    end: str = ""  # where the walk leads, when it leads away

    def open(self, visit: Visit) -> None:
        """Let the visitor open the page and do what is done there."""
        answer = visit.page.goto(self.path)
        assert answer is not None
        assert answer.status == self.status, f"{self}: {answer.status}"
        if self.walk:
            self.walk(visit)
        assert urlsplit(visit.page.url).path == urlsplit(self.end or self.path).path, str(self)

    def __str__(self) -> str:
        return f"{self.name}.{self.who or 'anonymous'}"


def press(visit: Visit) -> None:
    """Send the page's form as it is."""
    page = visit.page
    page.locator("main form :is(button.button, button.button-danger)").first.click()
    page.locator(".error-summary").wait_for()


def clear_and_press(visit: Visit) -> None:
    """Send the page's form with nothing in its first field."""
    visit.page.locator("main form input[type=text]").first.fill("")
    press(visit)


def ask_for_a_code(visit: Visit) -> None:
    """Get to where the code is typed; the limits on asking are for others."""
    forget_limits(visit.stack)
    page = visit.page
    for name in page.locator("main form input[type=text]").all():
        name.fill("Lena")
    page.locator("main form input[type=email]").fill("felipe@example.org")
    page.locator("main form button.button").first.click()
    page.locator("#id_code").wait_for()


def type_a_wrong_code(visit: Visit) -> None:
    ask_for_a_code(visit)
    visit.page.locator("#id_code").fill("123-456-789")
    press(visit)


def type_the_code(visit: Visit) -> None:
    forget_mails(visit.stack)
    ask_for_a_code(visit)
    code = code_for(visit, "felipe@example.org", "")
    visit.page.locator("#id_code").fill(code)
    visit.page.locator("main form button.button").first.click()
    visit.page.wait_for_url("**/complete/")


def forget_limits(stack: Stack) -> None:
    with closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM base_counter")


def forget_mails(stack: Stack) -> None:
    for mail in stack.mailbox.glob("*.json"):
        mail.unlink()


STOPS = (
    Stop("front", "/"),
    Stop("help", "/help/"),
    Stop("home", "/", "amina"),
    Stop("home", "/", "felipe"),
    Stop("home", "/", "stella"),
    Stop("desk", "/desk/", "admin"),
    Stop("inbox", "/inbox/", "amina"),
    Stop("inbox", "/inbox/", "stella"),
    Stop("inbox-empty", "/inbox/", "admin"),
    Stop("networks", "/networks/"),
    Stop("networks", "/networks/", "amina"),
    Stop("networks-found", "/networks/?q=water"),
    Stop("networks-nothing", "/networks/?q=zzzz&cause=water"),
    Stop("networks-facets", "/networks/?country=GB&door=open&sort=active", "amina"),
    Stop("networks-loosen", "/networks/?q=kitchen&country=IN"),
    Stop("networks-typo", "/networks/?q=kichen"),
    Stop("searches", "/account/searches/", "amina"),
    Stop("searches-empty", "/account/searches/", "felipe"),
    Stop("network-open", "/networks/harbour-kitchen/"),
    Stop("network-open", "/networks/harbour-kitchen/", "amina"),
    Stop("network-open", "/networks/repair-sundays/", "admin"),
    Stop("network-to-ask", "/networks/seed-keepers-of-the-dry-valley/", "amina"),
    Stop("network-asked", "/networks/riverside-tenants-circle/", "amina"),
    Stop("network-steward", "/networks/riverside-tenants-circle/", "stella"),
    Stop("network-in-arabic", "/networks/bridge-letters/"),
    Stop("network-invitation", "/networks/quiet-ports/", "amina"),
    Stop("network-unclaimed", "/networks/{unclaimed}/"),
    Stop("network-coalition", "/networks/common-table/"),
    Stop("network-cohort", "/networks/the-long-table-a-first-cohort/", "felipe"),
    Stop("members", "/networks/harbour-kitchen/members/"),
    Stop("members", "/networks/riverside-tenants-circle/members/", "stella"),
    Stop("affiliations", "/networks/common-table/affiliations/"),
    Stop("affiliations", "/networks/harbour-kitchen/affiliations/", "amina"),
    Stop("affiliations-empty", "/networks/{unclaimed}/affiliations/"),
    Stop("log", "/networks/riverside-tenants-circle/log/", "stella"),
    Stop("log", "/networks/harbour-kitchen/log/", "amina"),
    Stop("join", "/networks/harbour-kitchen/join/", "felipe"),
    Stop("join-questions", "/networks/seed-keepers-of-the-dry-valley/join/", "amina"),
    Stop("join-error", "/networks/seed-keepers-of-the-dry-valley/join/", "amina", press),
    Stop("join-refused", "/networks/quiet-ports/join/", "amina"),
    Stop("withdraw", "/networks/riverside-tenants-circle/withdraw/", "amina"),
    Stop("leave", "/networks/harbour-kitchen/leave/", "amina"),
    Stop("leave-steward", "/networks/{lonely}/leave/", "amina"),
    Stop("requests", "/networks/riverside-tenants-circle/requests/", "stella"),
    Stop("requests-empty", "/networks/{lonely}/requests/", "amina"),
    Stop("decline", "/networks/riverside-tenants-circle/requests/{asked}/decline/", "stella"),
    Stop("decline-error", "/networks/riverside-tenants-circle/requests/{asked}/decline/",
         "stella", press),
    Stop("settings-network", "/networks/riverside-tenants-circle/settings/", "stella"),
    Stop("found", "/networks/new/", "felipe"),
    Stop("found-error", "/networks/new/", "felipe", press),
    Stop("found-reach", "/networks/new/reach/", "amina"),
    Stop("found-reach-error", "/networks/new/reach/", "felipe", press),
    Stop("found-door", "/networks/new/door/", "amina"),
    Stop("found-check", "/networks/new/check/", "amina"),
    Stop("person", "/people/amina/"),
    Stop("person", "/people/felipe/", "amina"),
    Stop("person-me", "/people/amina/", "amina"),
    Stop("account", "/account/", "amina"),
    Stop("profile", "/account/profile/", "amina"),
    Stop("profile-error", "/account/profile/", "amina", clear_and_press),
    Stop("settings", "/account/settings/", "amina"),
    Stop("sign-in", "/account/login/"),
    Stop("sign-in-error", "/account/login/", "", press),
    Stop("sign-up", "/account/signup/"),
    Stop("sign-up-error", "/account/signup/", "", press),
    Stop("sign-up-code", "/account/signup/", "", ask_for_a_code, end="/account/confirm-email/"),
    Stop("sign-in-by-password", "/account/login/?by=password"),
    Stop("sign-in-by-code", "/account/login/code/"),
    Stop("sign-in-code", "/account/login/", "", ask_for_a_code,
         end="/account/login/code/confirm/"),
    Stop("sign-in-code-error", "/account/login/", "", type_a_wrong_code,
         end="/account/login/code/confirm/"),
    Stop("sign-out", "/account/logout/", "amina"),
    Stop("password-set", "/account/password/set/", "amina"),
    Stop("password-set-error", "/account/password/set/", "amina", press),
    Stop("password-change", "/account/password/change/", "felipe"),
    Stop("password-reset", "/account/password/reset/"),
    Stop("password-reset-code", "/account/password/reset/", "", ask_for_a_code,
         end="/account/password/reset/confirm/"),
    Stop("password-reset-new", "/account/password/reset/", "", type_the_code,
         end="/account/password/reset/complete/"),
    Stop("password-reset-done", "/account/password/reset/done/"),
    Stop("address", "/account/email/", "amina"),
    Stop("confirm-it-is-you", "/account/reauthenticate/", "felipe"),
    Stop("account-inactive", "/account/inactive/"),
    Stop("not-there", "/networks/not-there/", status=404),
    Stop("not-there", "/networks/not-there/", "amina", status=404),
    Stop("mailbox", "/dev/mailbox/"),
    Stop("dev-sign-in", "/dev/sign-in/"),
    Stop("components", "/dev/ui/"),
)  # fmt: skip

# No page of their own: they answer to a form, to a machine, or lead on at once.
ACTS = {
    "healthz", "readyz", "set_language", "desk:revive", "desk:bury", "inbox:read_all",
    "inbox:read", "searches:look", "searches:forget", "networks:admit", "people:keep_draft",
    "networks:found_step",
}  # fmt: skip

PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from networks.actions.founding import found
from networks.actions.searching import save_search
from networks.finding import Asked
from networks.models import Membership, Network
from solidarity.outbox.models import Job, State
from solidarity.people.actions import keep_draft
from solidarity.people.models import Person
amina = Person.objects.get(handle="amina")
lonely = found(by=amina, at=now(), questions=[], fields={
    "name": "Lane of Lanterns", "summary": "One street, one evening a week, every lamp lit.",
    "causes": ["community"]})
felipe = Person.objects.get(handle="felipe")
felipe.set_password("four plain words here")
felipe.save(update_fields=["password"])
keep_draft(amina, "found", at=now(), fields={
    "name": ["Bread for the Night Shift"],
    "summary": ["Bakers who leave a warm loaf where people work at night."],
    "causes": ["food", "work"], "languages": ["en", "sw"], "place": ["Mombasa, Old Town"],
    "visibility": ["public"], "join_policy": ["ask"],
    "questions": ["Which night do you work?\\nWhat do you bake?"]})
save_search(Asked("", {"cause": "food"}), name="Food", by=amina, at=now())
Job.objects.create(kind="inbox.mail", key="inbox.mail:0", state=State.DEAD, attempts=12,
    asked_at=now() - timedelta(days=3), due_at=now() - timedelta(days=1), ended_at=now(),
    last_error="SMTPServerDisconnected")
print(json.dumps({
    "lonely": lonely.slug,
    "unclaimed": Network.objects.filter(state="unclaimed").order_by("pk").first().slug,
    "asked": Membership.objects.get(network__slug="riverside-tenants-circle",
                                    person=amina, state="asked").pk}))
"""

# Rates are not what is looked at here, and a tour asks for many codes.
ENVIRONMENT = {"ACCOUNT_RATE_LIMITS": "false"}


def prepare(stack: Stack) -> list[Stop]:
    """Load the demo and what it lacks; returns the stops with their addresses filled in."""
    stack.manage("demo")
    places = json.loads(stack.manage("shell", "-v", "0", "-c", PREPARE).splitlines()[-1])
    return [replace(stop, path=stop.path.format_map(places)) for stop in STOPS]


def pages() -> Iterator[str]:
    """The names of all addresses that the resolver knows."""
    return _names(get_resolver(), "")


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}"


def visited() -> set[str]:
    """The names of the addresses that the stops lead to."""
    some = {"unclaimed": "some", "lonely": "some", "asked": 1}
    paths = [path for stop in STOPS for path in (stop.path, stop.end) if path]
    return {resolve(urlsplit(path.format_map(some)).path).view_name for path in paths}
