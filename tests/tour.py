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


def check_addresses(visit: Visit) -> None:
    """Let the list of addresses be looked at."""
    page = visit.page
    pasted = "Nia <nia@example.org>\nstella@example.org\nnia@example.org\nnia at example"
    page.locator("#id_addresses").fill(pasted)
    page.locator("main form [value=check]").click()
    page.locator("#checked-title").wait_for()


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
    Stop("imports", "/desk/imports/", "admin"),
    Stop("imports-error", "/desk/imports/", "admin", press),
    Stop("import", "/desk/imports/{file}/", "admin"),
    Stop("import-error", "/desk/imports/{file}/", "admin", clear_and_press),
    Stop("import-checked", "/desk/imports/{checked}/", "admin"),
    Stop("import-at-work", "/desk/imports/{running}/", "admin"),
    Stop("import-done", "/desk/imports/{done}/", "admin"),
    Stop("alike", "/desk/alike/", "admin"),
    Stop("claims", "/desk/claims/", "admin"),
    Stop("claim-decide", "/desk/claims/{petition}/", "admin"),
    Stop("claim-decide-error", "/desk/claims/{petition}/", "admin", press),
    Stop("claim", "/networks/la-olla-del-puerto/claim/", "amina"),
    Stop("claim-error", "/networks/la-olla-del-puerto/claim/", "amina", press),
    Stop("claim-in-words", "/networks/harbour-kitchens/claim/", "felipe"),
    Stop("removal", "/networks/la-olla-del-puerto/removal/"),
    Stop("removal-error", "/networks/la-olla-del-puerto/removal/", "", press),
    Stop("proof", "/proof/{proof}/", "amina", end="/proof/"),
    Stop("proof", "/proof/{proof}/", "", end="/proof/"),
    Stop("proof-removal", "/proof/{proof_removal}/", "", end="/proof/"),
    Stop("proof-over", "/proof/no-such-thing/", status=410),
    Stop("brought", "/networks/la-olla-del-puerto/"),
    Stop("brought-gone", "/networks/pot-on-wheels/", "amina"),
    Stop("directories", "/networks/{lonely}/directories/", "amina"),
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
    Stop("talk", "/networks/harbour-kitchen/talk/", "amina"),
    Stop("talk-empty", "/networks/{lonely}/talk/", "amina"),
    Stop("talk-in-arabic", "/networks/bridge-letters/talk/", "felipe"),
    Stop("talk-start", "/networks/harbour-kitchen/talk/new/", "amina"),
    Stop("talk-start", "/networks/riverside-tenants-circle/talk/new/", "stella"),
    Stop("talk-start-error", "/networks/harbour-kitchen/talk/new/", "amina", press),
    Stop("thread", "/networks/harbour-kitchen/talk/{thread}/", "amina"),
    Stop("thread", "/networks/harbour-kitchen/talk/{thread}/", "stella"),
    Stop("thread-error", "/networks/harbour-kitchen/talk/{thread}/", "amina", press),
    Stop("thread-to-all", "/networks/riverside-tenants-circle/talk/{news}/", "stella"),
    Stop("post-edit", "/networks/harbour-kitchen/talk/{thread}/{mine}/edit/", "amina"),
    Stop("post-delete", "/networks/harbour-kitchen/talk/{thread}/{mine}/delete/", "amina"),
    Stop("post-remove", "/networks/riverside-tenants-circle/talk/{news}/{theirs}/remove/",
         "stella"),
    Stop("post-remove-error", "/networks/riverside-tenants-circle/talk/{news}/{theirs}/remove/",
         "stella", press),
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
    Stop("invitations", "/networks/riverside-tenants-circle/invitations/", "stella"),
    Stop("invitations-empty", "/networks/{lonely}/invitations/", "amina"),
    Stop("invite", "/networks/riverside-tenants-circle/invitations/mail/", "stella"),
    Stop("invite-error", "/networks/riverside-tenants-circle/invitations/mail/", "stella", press),
    Stop("invite-checked", "/networks/riverside-tenants-circle/invitations/mail/", "stella",
         check_addresses),
    Stop("invite-link", "/networks/riverside-tenants-circle/invitations/link/", "stella"),
    Stop("link", "/networks/riverside-tenants-circle/invitations/{link}/", "stella"),
    Stop("link-over", "/networks/riverside-tenants-circle/invitations/{old_link}/", "stella"),
    Stop("invitation", "/invitations/{token}/", "", end="/invitations/"),
    Stop("invitation", "/invitations/{token}/", "amina", end="/invitations/"),
    Stop("invitation-member", "/invitations/{token}/", "stella", end="/invitations/"),
    Stop("invitation-by-mail", "/invitations/{mailed}/", "", end="/invitations/"),
    Stop("invitation-over", "/invitations/no-such-thing/", status=410),
    Stop("refused", "/invitations/refused/", "amina"),
    Stop("refused-empty", "/invitations/refused/", "felipe"),
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
    "inbox:read", "networks:admit", "people:keep_draft", "networks:found_step",
    "networks:send_again", "networks:revoke", "take_back_no",
    "networks:post_answer",
    "searches:look", "searches:forget",
    "desk:run_import", "desk:drop_import", "desk:import_report", "desk:decide_alike",
    "networks:directory_csv", "networks:directory_atom", "networks:profile",
}  # fmt: skip

PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from networks.actions.answering import say_no
from networks.actions.editions import load_file
from networks.actions.founding import found
from networks.actions.petitions import ask_to_take_away, claim, hidden_proof
from networks.actions.inviting import (
    hidden_token, invite_by_link, invite_by_mail, new_token, revoke)
from networks.actions.searching import save_search
from networks.finding import Asked
from networks.models import Edition, Listing, Membership, Network, Petition, Progress
from solidarity.outbox.models import Job, State
from solidarity.people.actions import keep_draft
from solidarity.people.models import Person
from solidarity.threads.models import Post
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
circle = Network.objects.get(slug="riverside-tenants-circle")
stella = Person.objects.get(handle="stella")
link, old_link, declined, never = (
    invite_by_link(circle.pk, most_uses=25, days=14, message="Bring biscuits.", by=stella,
                   at=now()) for each in range(4))
say_no(declined.token_digest, by=amina, forever=False, at=now())
say_no(never.token_digest, by=amina, forever=True, at=now())
revoke(old_link.pk, by=stella, at=now())
mailed = new_token()
invite_by_mail(circle.pk, "olu@example.org", language="en", message="", by=stella, at=now())
circle.invitations.filter(address="olu@example.org").update(token_digest=hidden_token(mailed))
admin = Person.objects.get(handle="admin")
done = Edition.objects.filter(state="done").first()
table = b"id,name,town\\n1,Lark Bakery,Leeds\\n2,,York\\n"
file, checked, running = (
    load_file(table, "bakeries.csv", mapping={"source": name, "fields": {}}, by=admin, at=now())
    for name in ("", "Bakeries", "Bakeries"))
Edition.objects.filter(pk=checked.pk).update(
    state="checked", counts={"new": 1, "refused": 1}, report=done.report)
Edition.objects.filter(pk=running.pk).update(state="running")
Progress.objects.create(edition=running, done=4000)
pot = Network.objects.get(slug="la-olla-del-puerto")
ask_to_take_away(pot.pk, by=None, place="", mailbox="info", words="", at=now())
claim(pot.pk, by=amina, mailbox="hola", words="", at=now())
proofs = {}
for wish in ("removal", "claim"):
    proofs[wish] = new_token()
    pot.petitions.filter(wish=wish).update(token_digest=hidden_proof(proofs[wish]))
Listing.objects.create(source=done.source, key="L", network=lonely, seen_at=now(), fields={
    "name": "Lane of Lamps", "summary": lonely.summary, "place": "Leeds", "country": "GB",
    "website": ""})
pots = Post.objects.get(author=amina, is_opening=True)
news = Post.objects.get(thread__is_announcement=True, is_opening=False)
print(json.dumps({
    "link": link.pk, "old_link": old_link.pk, "token": link.link_token, "mailed": mailed,
    "thread": pots.thread_id, "mine": pots.pk, "news": news.thread_id, "theirs": news.pk,
    "lonely": lonely.slug, "file": file.pk, "checked": checked.pk, "running": running.pk,
    "done": done.pk, "proof": proofs["claim"], "proof_removal": proofs["removal"],
    "petition": Petition.objects.filter(state="waiting").latest("pk").pk,
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
    some = {"unclaimed": "some", "lonely": "some", "asked": 1, "link": 1, "old_link": 2}
    some |= {"token": "some", "mailed": "some", "proof": "some", "proof_removal": "some"}
    some |= dict.fromkeys(("file", "checked", "running", "done", "petition"), 1)
    some |= dict.fromkeys(("thread", "mine", "news", "theirs"), 1)
    paths = [path for stop in STOPS for path in (stop.path, stop.end) if path]
    return {resolve(urlsplit(path.format_map(some)).path).view_name for path in paths}
