"""Home, the inbox, the desk, the language switch, and what development alone shows."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils.timezone import now

from networks.actions import tying
from networks.actions.joining import admit, join
from solidarity.outbox.models import Job, Letter
from tests.fixtures.people import NOON
from tests.networks.proposing import propose
from tests.pages.reading import Page, visit
from tests.servers import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(garden, ana):
    """ana waits for an answer of garden."""
    return join(garden.pk, by=ana, answers={1: "I love soil"}, at=NOON)


def test_home_shows_a_steward_who_waits_for_her(garden, cleo, ana, asked):
    hers, his = (Page(visit(who).get("/")) for who in (cleo, ana))

    assert "1 person asks to join Garden" in hers.main
    assert "/networks/garden/requests/" in hers.links
    assert "Nothing waits for you" in his.main
    assert "Asked to join" in his.main


def test_home_asks_whom_others_would_like_as_a_steward(garden, cleo, ana, make_member):
    make_member(garden, ana)
    proposal = propose(garden, ana, cleo, at=now())
    hers, others = (Page(visit(who).get("/")) for who in (ana, cleo))

    assert "Will you be a steward of Garden?" in hers.main
    assert f"/networks/garden/stewards/{proposal.pk}/" in hers.links
    assert "Will you be a steward" not in others.main


def test_home_shows_a_tie_to_those_who_can_confirm_it(garden, cleo, make_network, make_person):
    farm = make_network("Farm", steward=make_person("dora"))
    dora = farm.memberships.get().person
    tying.propose(farm.pk, garden.pk, kind="ally", note="", by=dora, at=NOON)
    to_confirm, proposed = (Page(visit(who).get("/")) for who in (cleo, dora))

    assert "Farm proposes a tie with Garden" in to_confirm.main
    assert "/networks/garden/alliances/" in to_confirm.links
    assert "proposes a tie" not in proposed.main


def test_home_greets_who_is_new_with_a_way_on(ben):
    page = Page(visit(ben).get("/"))

    assert "Hello Ben" in page.main
    assert "You are in no network yet" in page.main
    assert "/networks/" in page.links


def test_opening_a_notice_marks_it_read_and_leads_there(garden, cleo, ana, asked):
    client = visit(cleo)
    notice = cleo.notices.get()
    page = Page(client.get("/inbox/"))
    assert "Ana asks to join Garden" in page.main
    assert "New" in page.main
    assert "1 unread" in page.words_in("nav")
    response = client.post(f"/inbox/{notice.pk}/read/")

    assert response.headers["Location"] == f"/networks/garden/requests/{asked.pk}/"
    notice.refresh_from_db()
    assert notice.read_at
    assert "unread" not in Page(client.get("/inbox/")).words_in("nav")


def test_looking_at_the_inbox_marks_nothing(garden, cleo, asked):
    visit(cleo).get("/inbox/")

    assert cleo.notices.get().read_at is None


def test_marking_all_touches_nobody_elses(garden, cleo, ana, asked):
    admit(asked.pk, by=cleo, at=NOON)
    visit(cleo).post("/inbox/read/")

    assert cleo.notices.get().read_at
    assert ana.notices.get().read_at is None


def test_a_notice_of_another_is_not_there(garden, cleo, ben, asked):
    notice = cleo.notices.get()

    assert visit(ben).post(f"/inbox/{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.fixture
def dead(db):
    """A letter that could not be sent."""
    letter = Letter.objects.create(address="x@example.org", subject="s", body="b")
    return Job.objects.create(
        kind="outbox.letter", key="outbox.letter:1", payload={"letter": letter.pk}, state="dead",
        due_at=NOON, asked_at=NOON, attempts=14, last_error="SMTPDataError",
    )  # fmt: skip


def test_an_admin_tries_dead_work_again(dead, make_person):
    client = visit(make_person("root", is_admin=True))
    page = Page(client.get("/desk/"))
    assert "outbox.letter" in page.main
    assert "x@example.org" not in page.html
    client.post(f"/desk/{dead.pk}/revive/")

    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("waiting", 0)
    assert "All is well" in Page(client.get("/desk/")).main
    assert client.post(f"/desk/{dead.pk}/revive/").status_code == 404


def test_an_admin_gives_dead_work_up_with_its_letter(dead, make_person):
    client = visit(make_person("root", is_admin=True))
    client.post(f"/desk/{dead.pk}/bury/")

    assert not Job.objects.exists()
    assert not Letter.objects.exists()
    assert client.post(f"/desk/{dead.pk}/bury/").status_code == 404


def test_for_everybody_else_there_is_no_desk(dead, garden, cleo):
    client = visit(cleo)
    for answer in (client.get("/desk/"), client.post(f"/desk/{dead.pk}/bury/")):
        assert answer.status_code == 404
    assert Job.objects.filter(pk=dead.pk).exists()


def test_the_language_stays_chosen_and_one_stays_where_one_was():
    client = visit()
    response = client.post("/language/", {"language": "ar", "next": "/networks/?q=a&cause=food"})

    assert response.headers["Location"] == "/networks/?q=a&cause=food"
    page = Page(client.get("/networks/"))
    (html,) = [element for element in page.elements if element.tag == "html"]
    assert html.attributes == {"lang": "ar", "dir": "rtl"}


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
        "\\\\evil.example", "http:evil.example", "javascript:alert(1)", "/%5cevil.example/..//x.y",
        "/\tevil", "/\n/evil.example", "\t//evil.example", "/\x00", "evil.example", "",
        "https:/evil.example", "//evil.example\\@127.0.0.1/", "/networks/\r\nSet-Cookie: a=b",
    ],
)  # fmt: skip
def test_the_language_switch_leads_to_no_other_host(address):
    response = visit().post("/language/", {"language": "es", "next": address})

    assert response.status_code == 302
    location = response.headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\n" not in location
    assert "Set-Cookie" not in response.headers


def test_a_language_that_we_do_not_speak_changes_nothing():
    response = visit().post("/language/", {"language": "tlh", "next": "/"})

    assert response.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_production_has_no_pages_of_development():
    code = (
        "import django; django.setup();"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/dev/', '/dev/mailbox/', '/dev/sign-in/', '/dev/ui/'):\n"
        "    try: resolve(path); print('there', path)\n"
        "    except Resolver404: pass\n"
        "from django.conf import settings\n"
        "print([app for app in settings.INSTALLED_APPS if 'dev' in app], settings.DEBUG)"
    )
    production = os.environ | {
        "DEVELOPMENT": "",
        "SITE_URL": "https://example.org",
        "ALLOWED_HOSTS": "example.org",
        "MAILBOX_DIR": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=production, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "[] False"


@pytest.mark.parametrize("address", ["/nothing/", "/networks/nothing/", "/people/nobody/"])
def test_what_is_not_there_has_a_page_with_ways_on(address):
    page = Page(visit().get(address))

    assert page.status == 404
    assert page.heading == "There is nothing here"
    assert "/networks/" in page.links
