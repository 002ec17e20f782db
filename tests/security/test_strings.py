"""Whatever somebody types into whatever field: done or a clear message, and all of it still there.

And wherever it is shown afterwards, nothing of it runs (CVE-2026-45572, CVE-2026-44282,
CVE-2026-23891: stored XSS in pages and in the user name; CVE-2024-32469, CVE-2024-41673,
CVE-2024-39910, CVE-2023-34089, CVE-2023-32693, CVE-2023-51447: in paging, versions, filters,
redirects).
"""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from networks.actions.joining import decline, join
from networks.models import Membership, Network, State
from solidarity.base.models import Counter
from solidarity.base.words import one_line
from solidarity.inbox.actions import worded
from solidarity.inbox.models import Notice
from solidarity.people.models import Person
from solidarity.threads import actions as talk
from tests.fixtures.networks import new_member, new_network
from tests.fixtures.people import NOON, new_person
from tests.pages.reading import Page, visit
from tests.security.corpus import OWN, as_typed, large_collection
from tests.security.markup import assert_harmless

pytestmark = pytest.mark.django_db
ADDED = large_collection()
SINGLY = "HOSTILE_STRINGS_SINGLY" in os.environ
AT_ONCE = {len(OWN): 4, len(ADDED): 20}
CLEAR = {200, 204, 302, 400, 404, 422}


@pytest.fixture(params=["our own", "the larger one"])
def each(request):
    """Each collection in turn; the larger one where it is at hand."""
    found = OWN if request.param == "our own" else ADDED
    if not found:
        pytest.skip("no larger collection here: name one with HOSTILE_STRINGS=")
    return [as_typed(words) for words in found]


@pytest.fixture
def strings(each):
    """What is typed into one field: four of our own together, twenty of the larger collection.

    HOSTILE_STRINGS_SINGLY=1 types them one by one, which takes minutes.
    """
    return each if SINGLY else together(each, AT_ONCE[len(each)])


def together(strings, number):
    """So many strings in one, a line each."""
    return ["\n".join(strings[start : start + number]) for start in range(0, len(strings), number)]


@dataclass
class Desk:
    """A browser, and the address of a form whose fields take words."""

    client: Client
    path: str
    fields: tuple[str, ...]
    others: dict[str, Any] = field(default_factory=dict)
    shown_at: tuple[str, ...] = ()

    def type(self, words: str) -> None:
        """Send the words in every field at once; look at what comes back, and where it is shown."""
        response = self.client.post(self.path, self.others | dict.fromkeys(self.fields, words))
        assert response.status_code in CLEAR, (self.path, response.status_code, words)
        if response.status_code in {200, 422}:
            assert_harmless(response, words)
            self._still_there(Page(response), words)
        for path in self.shown_at:
            shown = self.client.get(path)
            assert shown.status_code in {200, 302}, (path, words)
            assert_harmless(shown, words)

    def _still_there(self, page: Page, words: str) -> None:
        assert page.heading, (self.path, words)
        forms = [form for form in page.forms if self.fields[0] in form.fields]
        assert forms, (self.path, words)
        for name in self.fields:
            (kept,) = forms[0].fields[name] or [""]
            # A browser sends line breaks as CR LF and shows them as LF.
            assert _plain(kept) == _plain(words), (self.path, name, words)


def _plain(words: str) -> str:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return lines.replace("\ufffd", "").strip()


def forget_limits():
    """Whoever types a thousand strings an hour would be told to rest."""
    Counter.objects.all().delete()
    cache.clear()


def type_all(desk, strings):
    """Type each, and rest every now and then."""
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        desk.type(words)


PLAIN_DOOR = {"visibility": "public", "join_policy": "ask"}


def test_founding(ana, each, strings):
    new = "/networks/new"
    check = (f"{new}/check/",)
    client = visit(ana)
    client.post(f"{new}/", {"name": "n", "summary": "s"})
    client.post(f"{new}/reach/", {"causes": ["food"]})
    client.post(f"{new}/door/", PLAIN_DOOR)
    type_all(
        Desk(client, f"{new}/", ("name", "summary", "story"), shown_at=check),
        each if len(each) == len(OWN) else strings,
    )
    client.post(f"{new}/", {"name": "n", "summary": "s"})
    type_all(Desk(client, f"{new}/door/", ("questions",), PLAIN_DOOR, check), strings)


def test_places_and_websites(ana, strings):
    client, reach = visit(ana), "/networks/new/reach/"
    causes = {"causes": ["food"]}
    type_all(Desk(client, reach, ("place", "website"), causes), strings)


def test_how_one_works(ana, strings):
    asked = ("aims_short", "aims_long", "organising")
    type_all(Desk(visit(ana), "/networks/new/work/", asked), strings)


def test_settings_of_a_network(garden, cleo, strings):
    client, path = visit(cleo), "/networks/garden/settings/"
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        form = Page(client.get(path)).form("name", "seen")
        fields = ("name", "summary", "story", "place")
        Desk(client, path, fields, form.filled(), ("/networks/garden/",)).type(words)


def test_questions_to_those_who_ask(garden, cleo, strings):
    client, path = visit(cleo), "/networks/garden/settings/questions/"
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        form = Page(client.get(path)).form("words_1", "seen")
        Desk(client, path, ("words_2",), form.filled(), ("/networks/garden/join/",)).type(words)


def test_ways_of_working(garden, cleo, strings):
    client, ways = visit(cleo), "/networks/garden/ways/"
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        form = Page(client.get(f"{ways}new/")).form("words", "seen")
        desk = Desk(client, f"{ways}new/", ("words", "why"), form.filled(), (ways,))
        desk.type(words)
        assert_harmless(client.get(f"{ways}changes/"), words) if number else None


def test_words_on_a_request(garden, ana, strings):
    join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    mine = "/networks/garden/request/"
    type_all(Desk(visit(ana), mine, ("words",), shown_at=(mine,)), strings)


def test_texts_for_answers(garden, cleo, strings):
    texts = "/networks/garden/requests/texts/"
    type_all(Desk(visit(cleo), texts, ("title", "words"), shown_at=(texts,)), strings)


def test_what_the_queue_is_asked_for(garden, ana, cleo, strings):
    join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    client = visit(cleo)
    for words in strings:
        asked = dict.fromkeys(("q", "state", "sort", "asks", "after", "act", "pick"), words)
        for path in ("requests/", "requests/several/", "ways/", "ways/changes/"):
            response = client.get(f"/networks/garden/{path}", asked)
            assert response.status_code in {200, 302, 404}
            assert_harmless(response, words)


def test_asking_to_join(make_network, ana, cleo, strings):
    garden = make_network("Garden", questions=["Why?", "Since when?"])
    client, steward = visit(ana), visit(cleo)
    desk = Desk(client, "/networks/garden/join/", ("answer_1", "answer_2"))
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        desk.type(words)
        if Membership.objects.filter(person=ana, state=State.ASKED).exists():
            assert_harmless(steward.get("/networks/garden/requests/"), words)
            Membership.objects.filter(person=ana).delete()
    assert garden.log.exists()


def test_declining(garden, ana, cleo, strings):
    asked = join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    client = visit(cleo)
    path = f"/networks/garden/requests/{asked.pk}/decline/"
    type_all(Desk(client, path, ("reason",)), strings[:1])
    for number, words in enumerate(strings):
        Membership.objects.filter(pk=asked.pk).update(state=State.ASKED)
        Desk(client, path, ("reason",)).type(words)
        if number % 25 == 24 or number == len(strings) - 1:
            for response in (client.get("/networks/garden/log/"), visit(ana).get("/inbox/")):
                assert response.status_code == 200
                assert_harmless(response, *strings[number - 24 : number + 1])


def test_what_one_says_of_oneself(ana, strings):
    client, path = visit(ana), "/account/profile/"
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        form = Page(client.get(path)).form("display_name", "moves_me")
        ana.refresh_from_db()
        shown = (ana.get_absolute_url(),)
        Desk(client, path, ("display_name", "moves_me", "place"), form.filled(), shown).type(words)
    forget_limits()


def test_handles(ana, strings):
    client, path = visit(ana), "/account/profile/"
    form = Page(client.get(path)).form("display_name", "moves_me")
    desk = Desk(client, path, ("handle",), form.filled())
    for words in strings:
        response = client.post(path, form.filled(handle=words))
        assert response.status_code in CLEAR
        if response.status_code == 422:
            assert_harmless(response, words)
        elif response.status_code == 302:
            form = Page(client.get(path)).form("display_name", "moves_me")
            assert client.get(response.headers["Location"]).status_code == 200
    assert desk.path


def test_drafts(ana, strings):
    client = visit(ana)
    for number, words in enumerate(strings):
        if number % 100 == 0:
            forget_limits()
        response = client.post("/account/drafts/found/", {"name": words, "x" + words: "y"})
        assert response.status_code in {204, 400, 422}, words
        assert_harmless(client.get("/networks/new/"), words)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/signup/", ("display_name", "email")),
        ("/account/login/", ("login",)),
        ("/account/login/code/", ("email",)),
        ("/account/password/reset/", ("email",)),
    ],
)
def test_the_doors(strings, path, fields):
    type_all(Desk(visit(), path, fields), strings)


def test_a_name_at_signing_up_is_taken_whole(strings):
    path = "/account/signup/"
    for number, words in enumerate(strings):
        if number % 10 == 0:
            forget_limits()
        typed = {"email": f"new{number}@example.org"}
        response = visit().post(path, typed | {"display_name": words})
        assert response.status_code in CLEAR, words
        assert_harmless(response, words)


def test_codes(ana, strings):
    forget_limits()
    client = visit()
    client.post("/account/login/", {"login": "ana@example.org"})
    for number, words in enumerate(strings):
        if number % 2 == 0:
            forget_limits()
            client = visit()
            client.post("/account/login/", {"login": "ana@example.org"})
        response = client.post("/account/login/code/confirm/", {"code": words})
        assert response.status_code in CLEAR, words
        assert_harmless(response, words)
        assert "_auth_user_id" not in client.session


def test_new_passwords_and_addresses(ana, strings):
    client = visit(ana)
    for number, words in enumerate(strings):
        if number % 4 == 0:
            forget_limits()
        for path, typed in (
            ("/account/password/set/", {"password1": words[:14], "password2": words}),
            ("/account/email/", {"action_add": "", "email": words}),
        ):
            response = client.post(path, typed)
            assert response.status_code in CLEAR, (path, words)
            assert_harmless(response, words)


@pytest.mark.parametrize("parameter", ["q", "cause", "after"])
def test_searching(garden, strings, parameter):
    client = visit()
    for words in strings:
        response = client.get("/networks/", {parameter: words})
        assert response.status_code in {200, 400}, words
        assert_harmless(response, words)
        if parameter == "q" and response.status_code == 200:
            kept = Page(response).form("q").fields["q"]
            assert one_line(_plain(kept[0] if kept else "")) == one_line(_plain(words)), words


def test_places_in_lists_and_ways_back(garden, make_person):
    client = visit(make_person("root", is_admin=True))
    new_member(garden, Person.objects.get(handle="root"))
    lists = ("/inbox/", "/desk/", "/networks/garden/log/", "/networks/garden/members/")
    for words in map(as_typed, OWN):
        for path in lists:
            response = client.get(path, {"after": words})
            assert response.status_code == 200, (path, words)
            assert_harmless(response, words)
        for path in ("/account/login/", "/account/signup/", "/account/email/"):
            response = (visit() if "email" not in path else client).get(path, {"next": words})
            assert response.status_code in {200, 302}, (path, words)
            assert_harmless(response, words)
        sent = {"next": words, "language": words}
        assert client.post("/language/", sent).status_code == 302
        assert client.get("/dev/mailbox/", {"to": words}).status_code == 200
        assert client.post("/dev/sign-in/", {"handle": words}).status_code in {302, 404}, words


def test_choices_that_were_not_offered(garden, cleo, ana):
    steward, member = visit(cleo), visit(ana)
    for words in together([as_typed(words) for words in OWN], 1 if SINGLY else 6):
        forget_limits()
        form = Page(steward.get("/networks/garden/settings/")).form("name", "seen")
        for name in ("visibility", "join_policy", "causes", "languages", "seen", "website"):
            response = steward.post("/networks/garden/settings/", form.filled(**{name: words}))
            assert response.status_code in {302, 422}, (name, words)
            assert_harmless(response, words)
        for name in ("interface_language", "time_zone"):
            sent = {"interface_language": "en", "time_zone": "UTC"} | {name: words}
            response = member.post("/account/settings/", sent)
            assert response.status_code in {302, 422}, (name, words)
            assert_harmless(response, words)


def stored_names(strings):
    """Networks and people called by these strings, as far as a form would take them."""
    from solidarity.people.forms.fields import NameField

    field_ = NameField(max_length=60, required=False)
    names = []
    for words in strings:
        try:
            names.append(field_.clean(words[:60]))
        except Exception:  # noqa: BLE001, S112 what the form refuses is never stored
            continue
    return [name for name in dict.fromkeys(names) if name]


def test_names_are_harmless_on_every_page_that_shows_them(cleo, each):
    names = stored_names(each)
    anonymous, steward = visit(), visit(cleo)
    for start in range(0, len(names), 20):
        some = names[start : start + 20]
        body = new_network(f"Body {start}", steward=cleo, kind="coalition")
        for number, name in enumerate(some, start=start):
            person = new_person(f"p{number}", display_name=name, page_seen_by="everyone")
            network = new_network(
                name, slug=f"n{number}", steward=cleo, place=name, summary=name, shows_members=True
            )
            asked = new_member(body, person, state=State.ASKED)
            if number % 4 == 0:
                decline(asked.pk, by=cleo, reason=name, at=NOON)
            new_member(network, person)
        last = start + len(some) - 1
        paths = ["/", "/inbox/", f"/people/p{last}/"]
        paths += [f"{body.get_absolute_url()}{tab}" for tab in ("log/", "requests/")]
        paths += [f"/networks/n{last}/{tab}" for tab in ("", "members/", "leave/", "settings/")]
        shown = [(steward, path) for path in paths]
        shown += [(anonymous, path) for path in ("/", "/networks/", f"/networks/n{last}/members/")]
        for client, path in shown:
            response = client.get(path)
            assert response.status_code == 200, (path, some)
            assert_harmless(response, *some)


def test_names_make_no_headers_of_mails(cleo, each):
    for number, words in enumerate(each):
        # As nasty as the database takes it, past every form.
        name = words.replace("\0", "")[:60] or "x"
        person = new_person(f"p{number}", display_name=name)
        network = Network(pk=number + 1, slug=f"n{number}", name=name)
        for kind in ("asked", "declined", "welcome", "seeking"):
            notice = Notice(
                person=person, kind=f"networks.{kind}", about_words=str(network), words=name,
                about_url=network.get_absolute_url(),
            )  # fmt: skip
            subject, body = worded(notice)
            sent = EmailMessage(" ".join(subject.split()), body, settings.MAIL_FROM, ["x@y.org"])
            head = sent.message().as_bytes().split(b"\n\n")[0]
            assert b"\nBcc:" not in head
            names = {line.split(b":")[0].lower() for line in head.split(b"\n") if line[:1] > b" "}
            assert names == {
                b"content-type", b"mime-version", b"content-transfer-encoding", b"subject",
                b"from", b"to", b"date", b"message-id",
            }  # fmt: skip


def test_talking(ana, strings):
    garden = new_network("Garden", steward=ana)
    client, board = visit(ana), "/networks/garden/talk/"
    type_all(Desk(client, f"{board}new/", ("title", "words"), shown_at=(board,)), strings)
    thread = talk.start(garden, by=ana, title="Soup", words="Who?", key="soup", at=NOON)
    address = thread.get_absolute_url()
    type_all(Desk(client, address, ("words",), shown_at=(address,)), strings)
    edit = f"{address}{thread.opening.pk}/edit/"
    type_all(Desk(client, edit, ("title", "words"), {"seen": ""}, (address,)), strings)
