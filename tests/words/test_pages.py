"""Pages and mails in Spanish and Arabic: none of our English is left in them.

All that people wrote here is in Arabic letters, so that in Arabic no Latin letter is left at all.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.core import context as now_served
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from networks.actions.affiliating import affiliate, part
from networks.actions.founding import found
from networks.actions.joining import admit, decline, join, leave
from networks.actions.searching import look, save_search
from networks.finding import Asked
from networks.models import JoinPolicy, Membership, Network, State, Visibility
from solidarity.base.compile_messages import compile_messages
from solidarity.inbox.actions import worded
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job, Letter
from solidarity.outbox.models import State as JobState
from solidarity.people.adapter import AccountAdapter
from solidarity.people.models import Person
from solidarity.people.notices import tell_owner
from solidarity.people.sessions import SessionStore
from solidarity.ui.views import csrf_failure
from tests.fixtures.people import NOON, new_person
from tests.pages.reading import visit
from tests.words.catalogues import LANGUAGES, ROOT
from tests.words.seen import english_in, latin_in, page

pytestmark = pytest.mark.django_db
# A zone, a format and a source are called so in every language; so is what a job is.
# What was typed is shown as it was typed.
NAMES = {
    "zzzz",
    "UTC",
    "Markdown",
    "Common",
    "Cause",
    "Foundation",
    "Perceptions",
    "Matter",
    "cookies",
}
GARDEN = "/networks/garden/"
LONG = "م" * 9000


@dataclass
class World:
    """Somebody of every standing, who read the same language."""

    language: str
    steward: Person
    member: Person
    applicant: Person
    stranger: Person
    request: Membership
    hidden: Network

    def client(self, who: str = "") -> Any:
        """The browser of somebody; of one who is not signed in where it is empty."""
        person = getattr(self, who) if who else None
        return visit(person, headers={"Accept-Language": self.language})


@pytest.fixture(autouse=True, scope="module")
def compiled():
    """What Django reads is made of what is written."""
    compile_messages()


@pytest.fixture(params=LANGUAGES)
def world(db, request):
    """A garden with members, requests, a coalition, a log of every act, and notices of it all."""
    language = request.param

    def person(handle: str, name: str, **fields: Any) -> Person:
        usual = {"display_name": name, "interface_language": language, "page_seen_by": "everyone"}
        return new_person(handle, **usual | fields)

    said = {
        "moves_me": "الماء", "moves_me_html": "<p>الماء</p>", "place": "تونس",
        "languages": ["ar"], "causes": ["food", "water"],
    }  # fmt: skip
    steward = person("steward", "نورة", is_admin=True, **said)
    member, applicant = person("member", "سليم"), person("applicant", "هند")
    stranger, leaver = person("stranger", "ريم"), person("leaver", "زيد")

    def network(slug: str, name: str, **fields: Any) -> Network:
        wanted = {"name": name, "summary": "نزرع معًا", "causes": ["food"], "place": "صفاقس"}
        made = found(by=steward, at=NOON, questions=["لماذا؟"], fields=wanted | fields)
        shown = {"shows_members": True, "shows_affiliations": True}
        Network.objects.filter(pk=made.pk).update(slug=slug, **shown)
        made.refresh_from_db()
        return made

    garden = network("garden", "البستان", story="بدأنا صغارًا", languages=["ar"])
    table = network("table", "المائدة")
    hidden = network("hidden", "الستار", visibility=Visibility.HIDDEN)
    for each in (member, leaver, applicant):
        join(garden.pk, by=each, answers={1: "أحب الأرض"}, at=NOON)
    admit(_asked(member).pk, by=steward, at=NOON)
    decline(_asked(leaver).pk, by=steward, reason="المكان ضيق", at=NOON)
    join(garden.pk, by=leaver, answers={1: "أحبها"}, at=NOON + timedelta(hours=1))
    admit(_asked(leaver).pk, by=steward, at=NOON)
    leave(garden.pk, by=leaver, at=NOON)
    affiliate(garden, table, by=steward, at=NOON)
    lonely = network("lonely", "الوحيدة", join_policy=JoinPolicy.OPEN)
    join(lonely.pk, by=member, answers={}, at=NOON)
    leave(lonely.pk, by=steward, at=NOON)
    search = save_search(Asked("", {"cause": "water"}), name="الماء", by=member, at=NOON)
    network("spring", "النبع", causes=["water"])
    look(search, Asked("", {"cause": "water"}), at=NOON)
    Job.objects.create(
        kind="inbox.mail", key="1", state=JobState.DEAD, attempts=12, asked_at=NOON, due_at=NOON,
        ended_at=NOON, last_error="SMTPServerDisconnected",
    )  # fmt: skip
    return World(language, steward, member, applicant, stranger, _asked(applicant), hidden)


def _asked(person: Person) -> Membership:
    return Membership.objects.get(person=person, state=State.ASKED)


def assert_in_words_of(language, response, status=200):
    """The page is in that language, in its direction, and says nothing of ours in English."""
    assert response.status_code == status
    seen = page(response, language)
    assert seen.said_language == language
    assert seen.direction == ("rtl" if language == "ar" else "ltr")
    assert english_in(seen.words) == []
    if language == "ar":
        assert set(latin_in(seen.words)) - NAMES == set()


PAGES = {
    "": (
        "/", "/help/", "/networks/", "/networks/?q=zzzz", "/networks/?q=zzzz&cause=water",
        "/networks/?cause=food", "/networks/?q=zzzz&country=KE&kind=group&sort=active",
        GARDEN, f"{GARDEN}members/", f"{GARDEN}affiliations/",
        "/networks/table/affiliations/", "/networks/lonely/", "/people/steward/",
        "/account/login/", "/account/login/?by=password", "/account/login/code/",
        "/account/signup/", "/account/password/reset/", "/account/inactive/",
        "/account/frozen/",
    ),
    "stranger": (
        "/", "/inbox/", GARDEN, f"{GARDEN}join/", "/networks/new/", "/account/",
        "/people/stranger/", "/networks/?country=KE&q=zzzz", "/account/searches/",
        "/account/security/", "/account/security/app/", "/account/security/passkeys/",
        "/account/security/codes/", "/account/security/link/", "/account/security/freeze/",
        "/account/reauthenticate/",
        "/inbox/choices/", "/inbox/choices/garden/", "/inbox/mails/", "/inbox/address/",
    ),
    "member": (
        "/account/searches/", "/", "/inbox/", GARDEN, f"{GARDEN}log/", f"{GARDEN}leave/",
        "/networks/lonely/log/",
        "/people/steward/",
    ),
    "applicant": ("/", GARDEN, f"{GARDEN}withdraw/"),
    "steward": (
        "/", "/inbox/", "/desk/", GARDEN, f"{GARDEN}members/", f"{GARDEN}log/",
        f"{GARDEN}requests/", "/networks/hidden/requests/", f"{GARDEN}settings/",
        "/networks/hidden/", "/networks/table/leave/", "/networks/lonely/affiliations/",
        "/account/", "/account/profile/", "/account/email/", "/account/password/set/",
        "/account/logout/", "/people/steward/", "/account/security/", "/desk/frozen/",
        "/account/security/app/", "/account/security/codes/", "/account/reauthenticate/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_pages_are_in_the_readers_language(world, who):
    client = world.client(who)

    for path in PAGES[who]:
        assert_in_words_of(world.language, client.get(path))


def test_english_would_be_found(world):
    """The same page in English says much that is ours."""
    seen = page(world.client().get("/help/", headers={"Accept-Language": "en"}), "en")

    assert len(english_in(seen.words)) > 10
    assert len(latin_in(seen.words)) > 100


def test_what_is_not_there_is_said_in_the_readers_language(world):
    assert_in_words_of(world.language, world.client().get("/networks/nowhere/"), 404)
    assert_in_words_of(world.language, world.client("stranger").get("/networks/hidden/"), 404)
    assert_in_words_of(world.language, world.client("stranger").get("/desk/"), 404)


def test_the_settings_name_continents_and_languages(world):
    """The cities are called as the tz database calls them."""
    seen = page(world.client("stranger").get("/account/settings/"), world.language)

    assert english_in(seen.words) == []
    assert {"es": "Océano Índico", "ar": "المحيط الهندي"}[world.language] in seen.words


WRONG: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("", "/account/login/", {"login": ""}),
    ("", "/account/login/", {"login": "سلام"}),
    ("", "/account/login/?by=password", {"login": "steward@example.org", "password": "لا"}),
    ("", "/account/login/?by=password", {"login": "", "password": ""}),
    ("", "/account/signup/", {"email": "", "display_name": ""}),
    ("", "/account/signup/", {"email": "سلام", "display_name": LONG}),
    ("", "/account/password/reset/", {"email": ""}),
    ("stranger", f"{GARDEN}join/", {}),
    ("stranger", f"{GARDEN}join/", {"answer_1": LONG}),
    ("stranger", "/networks/new/", {"name": "", "summary": ""}),
    ("stranger", "/networks/new/", {"name": LONG, "summary": LONG, "story": LONG}),
    ("stranger", "/account/searches/", {"name": "", "query": "cause=food"}),
    ("stranger", "/account/searches/", {"name": "الخبز", "query": ""}),
    ("steward", f"{GARDEN}settings/", {"founded_year": "x", "capacity": "x", "country": "x"}),
    ("steward", f"{GARDEN}settings/", {"founded_year": "3000"}),
    ("stranger", "/networks/new/reach/", {}),
    ("stranger", "/networks/new/reach/", {"causes": ["١"], "website": "؟", "languages": ["١"]}),
    ("stranger", "/networks/new/work/", {"founded_year": "3019", "capacity": "١"}),
    ("stranger", "/networks/new/work/", {"founded_year": "١", "organising": LONG}),
    ("stranger", "/networks/new/door/", {}),
    ("stranger", "/networks/new/door/", {"visibility": "١", "join_policy": "١"}),
    ("steward", f"{GARDEN}settings/", {}),
    ("steward", f"{GARDEN}settings/", {"name": LONG, "questions": "أ\nب\nج\nد\nه\nو"}),
    ("stranger", "/account/security/app/", {"code": "1"}),
    ("stranger", "/account/security/app/", {"code": ""}),
    ("stranger", "/account/security/passkeys/", {"name": "", "credential": "x"}),
    ("stranger", "/account/security/passkeys/", {"name": "هاتفي", "credential": "{}"}),
    ("stranger", "/account/reauthenticate/", {"code": ""}),
    ("stranger", "/account/reauthenticate/", {"code": "1"}),
    ("steward", "/account/reauthenticate/", {"code": "1"}),
    ("steward", "/desk/frozen/", {"handle": "zzzz", "reason": ""}),
    ("steward", "/desk/frozen/", {"handle": "steward", "reason": "هكذا"}),
    ("steward", "/account/profile/", {}),
    ("steward", "/account/profile/", {"handle": "؟", "display_name": "؟!", "place": LONG}),
    ("stranger", "/account/email/", {"action_add": "1", "email": ""}),
    ("stranger", "/account/email/", {"action_add": "1", "email": "stranger@example.org"}),
    ("stranger", "/account/password/set/", {"password1": ""}),
    ("stranger", "/account/password/set/", {"password1": "قصير"}),
    ("stranger", "/account/password/set/", {"password1": "stranger@example.org"}),
    ("stranger", "/account/password/set/", {"password1": "1qaz2wsx3edc4rfv"}),
)


def test_what_is_wrong_is_said_in_the_readers_language(world):
    """Whatever Django or allauth say of a form is there as well."""
    for who, path, typed in WRONG:
        response = world.client(who).post(path, typed)
        if response.status_code in {301, 302}:
            response = world.client(who).get(response.headers["Location"])
        assert response.status_code in {200, 422}, path
        assert_in_words_of(world.language, response, response.status_code)


def test_declining_without_a_reason(world):
    path = f"{GARDEN}requests/{world.request.pk}/decline/"

    assert_in_words_of(world.language, world.client("steward").get(path))
    assert_in_words_of(world.language, world.client("steward").post(path, {}), 422)


def test_what_was_saved_meanwhile_is_shown_in_the_readers_language(world):
    client = world.client("steward")
    typed = {
        "name": "البستان الجديد", "summary": "نزرع", "causes": ["food", "water"],
        "visibility": "public", "join_policy": "open", "seen": "other",
    }  # fmt: skip
    response = client.post(f"{GARDEN}settings/", typed)

    assert_in_words_of(world.language, response, 422)


def test_checking_a_network_before_it_is_founded(world):
    client = world.client("stranger")
    client.post("/networks/new/", {"name": "السدرة", "summary": "ظل"})
    client.post("/networks/new/reach/", {"causes": ["food", "water"]})
    assert_in_words_of(world.language, client.get("/networks/new/work/"))
    client.post("/networks/new/door/", {"visibility": "public", "join_policy": "open"})

    assert_in_words_of(world.language, client.get("/networks/new/check/"))
    assert_in_words_of(world.language, client.post("/networks/new/check/", follow=True))


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "413.html", "429.html", "500.html", "503.html"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_trouble(name, language):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with override(language):
        html = render_to_string(name, {}, request)

    assert english_in(html) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_a_form_that_was_open_too_long(language):
    with override(language):
        response = csrf_failure(RequestFactory().get("/"))

    assert english_in(response.content.decode()) == []


def test_notices_are_mailed_in_the_readers_language(world):
    for job in Job.objects.filter(kind="networks.tell_members", state="waiting"):
        assert carry_out(job.pk, at=NOON + timedelta(days=99))
    kinds = set()
    for notice in Notice.objects.select_related("person"):
        kinds.add(notice.kind)
        subject, body = worded(notice)
        assert english_in(f"{subject} {body}") == []
        if world.language == "ar":
            assert set(latin_in(f"{subject} {body}")) <= {"networks"}

    assert kinds == {
        f"networks.{name}"
        for name in ("asked", "welcome", "declined", "seeking", "finds", "spoke_sought")
    }


MAILS = sorted(
    path.name.removesuffix("_message.txt")
    for path in (ROOT / "templates/account/email").glob("*_message.txt")
    if not path.name.startswith("base_")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_about_accounts_are_in_the_readers_language(db, language):
    reader = new_person("reader", interface_language=language)
    request = RequestFactory().get("/")
    request.user, request.session = reader, SessionStore()
    filled = dict.fromkeys(("to_email", "from_email", "deleted_email"), "a@example.org")
    with now_served.request_context(request):
        for name in MAILS:
            AccountAdapter(request).send_mail(f"account/email/{name}", reader.email, filled)

    assert Letter.objects.count() == len(MAILS) > 9
    for letter in Letter.objects.all():
        words = f"{letter.subject} {letter.body}"
        assert len(letter.body) > 80
        assert english_in(words) == []
        if language == "ar":
            assert latin_in(words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_about_safety_are_in_the_readers_language(db, language):
    reader = new_person("reader", interface_language=language, display_name="نورة")
    kinds = sorted(path.stem for path in (ROOT / "templates/people/mails").glob("*.txt"))
    filled = {"reason": "هكذا", "words": "…", "left": 3}
    for kind in kinds:
        if kind != "base":
            tell_owner(reader, kind, at=NOON, **filled)

    assert Letter.objects.count() == len(kinds) - 1 > 9
    for letter in Letter.objects.all():
        assert english_in(f"{letter.subject} {letter.body}") == []
        if language == "ar":
            assert set(latin_in(f"{letter.subject} {letter.body}")) <= {"account", "security"}


def test_a_network_that_parted_is_told_in_the_log(world):
    garden, table = (Network.objects.get(slug=slug) for slug in ("garden", "table"))
    part(garden, table, by=world.steward, at=NOON)

    assert_in_words_of(world.language, world.client("steward").get("/networks/table/log/"))
