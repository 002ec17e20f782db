"""Guests by invitation, and public meetings near a place."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from meetings.actions.convening import convene
from meetings.actions.inviting import (
    ask_guest,
    come_as_guest,
    forget_invitations,
    hidden_token,
    open_invitations,
    take_guest_back,
)
from meetings.models import Audience, Guest, Meeting, MinutesVersion, Redaction
from meetings.queries.coming import asked_to
from meetings.queries.mine import meetings_of_hers
from networks.models import Membership, PlaceName, State, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Letter
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
FAR = NOON.replace(year=2099)


@pytest.fixture
def meeting(make_network, make_meeting, cleo):
    cellar = make_network("Cellar", visibility=Visibility.HIDDEN)
    return make_meeting(cellar, audience=Audience.GUESTS, starts_at=FAR, convened_by=cleo)


def ask(meeting, by, whom):
    return ask_guest(meeting.pk, by=by, whom=whom, at=NOON)


def test_somebody_here_is_asked_and_told_and_sees_this_meeting_alone(meeting, cleo, ben):
    ask(meeting, cleo, "@ben")
    ask(meeting, cleo, "@ben")

    assert Notice.objects.filter(kind="meetings.guest", person=ben).count() == 1
    assert visit(ben).get(meeting.get_absolute_url()).status_code == 200
    assert visit(ben).get("/networks/cellar/").status_code == 404
    assert visit(ben).get("/networks/cellar/meetings/").status_code == 404


def test_members_do_not_ask_guests(meeting, make_member, ana):
    make_member(meeting.body, ana)

    with pytest.raises(Refused, match="Stewards and facilitators"):
        ask(meeting, ana, "@cleo")


def test_a_members_meeting_has_no_guests(garden, cleo, make_meeting):
    with pytest.raises(Refused, match="not for guests"):
        ask(make_meeting(garden), cleo, "@ben")


def test_an_address_gets_a_letter_and_is_not_kept(meeting, cleo):
    ask(meeting, cleo, "dora@example.org")
    ask(meeting, cleo, "Dora@example.org")

    letter = Letter.objects.get()
    assert "Spring meeting" in letter.subject
    assert "/meetings/invitation/" in letter.body
    assert "dora" not in str(list(Guest.objects.values()))


def test_whoever_holds_the_token_becomes_the_guest_once(meeting, cleo, ben, ana):
    ask(meeting, cleo, "dora@example.org")
    path = Letter.objects.get().body.split("/meetings/invitation/")[1].split()[0]
    browser = visit(ben)

    assert browser.get(f"/meetings/invitation/{path}").url == "/meetings/invitation/"
    assert "Spring meeting" in Page(browser.get("/meetings/invitation/")).main
    assert browser.post("/meetings/invitation/").url == meeting.get_absolute_url()

    assert Guest.objects.get().person == ben
    assert visit(ana).get(f"/meetings/invitation/{path}").status_code == 410


def test_who_has_no_account_signs_up_first(meeting, cleo):
    ask(meeting, cleo, "dora@example.org")
    path = Letter.objects.get().body.split("/meetings/invitation/")[1].split()[0]
    browser = visit()
    browser.get(f"/meetings/invitation/{path}")

    assert "/account/signup/" in browser.post("/meetings/invitation/").url


def test_taken_back_it_is_closed_again(meeting, cleo, ben):
    guest = ask(meeting, cleo, "@ben")

    take_guest_back(guest.pk, by=cleo, at=NOON)

    assert visit(ben).get(meeting.get_absolute_url()).status_code == 404


def letter_path():
    return Letter.objects.get().body.split("/meetings/invitation/")[1].split()[0]


def is_open(path):
    return visit().get(f"/meetings/invitation/{path}").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"called_off_at": NOON},
        {"starts_at": NOON - timedelta(days=2), "ends_at": NOON - timedelta(days=1)},
        {"audience": Audience.MEMBERS},
    ],
)
def test_an_invitation_ends_with_what_it_invites_to(meeting, cleo, ben, change):
    ask(meeting, cleo, "dora@example.org")
    path = letter_path()
    assert is_open(path)

    Meeting.objects.update(**change)

    assert not is_open(path)
    assert come_as_guest(hidden_token(path.strip("/")), by=ben, at=now()) is None
    assert forget_invitations(at=now()) == 1
    assert not Guest.objects.exists()


def test_an_invitation_without_a_date_ends_after_ninety_days(meeting, cleo):
    ask(meeting, cleo, "dora@example.org")
    Meeting.objects.update(starts_at=None, ends_at=None)

    assert open_invitations(NOON + timedelta(days=89)).exists()
    assert not open_invitations(NOON + timedelta(days=91)).exists()


def test_taken_back_an_invitation_by_mail_is_over_and_what_is_open_is_kept(meeting, cleo):
    guest = ask(meeting, cleo, "dora@example.org")
    path = letter_path()
    assert forget_invitations(at=NOON) == 0

    take_guest_back(guest.pk, by=cleo, at=NOON)

    assert not is_open(path)


def test_a_meeting_that_is_for_members_alone_by_now_is_not_her_guests_any_more(meeting, cleo, ben):
    guest = ask(meeting, cleo, "@ben")
    Meeting.objects.update(audience=Audience.MEMBERS)

    assert visit(ben).get(meeting.get_absolute_url()).status_code == 404
    take_guest_back(guest.pk, by=cleo, at=NOON)


@pytest.fixture
def lisbon(db):
    for number, (name, country, north, east) in enumerate(
        [("Lisbon", "PT", 38.72, -9.14), ("Porto", "PT", 41.15, -8.61)]
    ):
        PlaceName.objects.create(
            town=number, words=name.lower(), name=name, country=country, latitude=north,
            longitude=east, people=500_000,
        )  # fmt: skip


def public(network, by, place, title):
    return convene(
        network, by=by, at=NOON, title=title, audience=Audience.PUBLIC, zone="UTC", place=place,
        starts_at=FAR, ends_at=FAR + timedelta(hours=1),
    )  # fmt: skip


def test_public_meetings_are_found_near_a_town_by_anybody(garden, cleo, lisbon):
    public(garden, cleo, "Rua 1, Lisbon, Portugal", "Sowing")
    public(garden, cleo, "Porto", "Reaping")

    page = Page(visit().get("/meetings/public/?near=Lisbon&km=50"))

    assert "Sowing" in page.main
    assert "Reaping" not in page.main
    assert "Reaping" in Page(visit().get("/meetings/public/")).main
    assert "know no town" in Page(visit().get("/meetings/public/?near=Nowhere")).main


def test_what_is_not_public_is_never_found(garden, cleo, lisbon, make_meeting):
    make_meeting(garden, "Inner circle", starts_at=FAR, place="Lisbon")

    assert "Inner circle" not in Page(visit(cleo).get("/meetings/public/")).main


def test_whom_the_stewards_shut_out_is_a_guest_no_more(meeting, make_member, cleo, ben):
    ask(meeting, cleo, "@ben")
    make_member(meeting.body, ben)
    Membership.objects.filter(network=meeting.body, person=ben).update(state=State.BANNED)

    assert visit(ben).get(meeting.get_absolute_url()).status_code == 404
    assert not meetings_of_hers(ben).exists()
    assert ben not in asked_to(meeting)
    with pytest.raises(Refused, match="closed this network"):
        ask(meeting, cleo, "@ben")


def test_a_meeting_that_is_for_members_alone_since_is_closed_to_its_guests(meeting, cleo, ben):
    guest = ask(meeting, cleo, "@ben")
    Meeting.objects.filter(pk=meeting.pk).update(audience=Audience.MEMBERS)

    assert visit(ben).get(meeting.get_absolute_url()).status_code == 404
    take_guest_back(guest.pk, by=cleo, at=NOON)
    assert not Guest.objects.exists()


def test_a_guest_of_a_hidden_network_is_led_to_no_page_that_is_closed_to_her(meeting, cleo, ben):
    Guest.objects.create(meeting=meeting, person=ben, at=NOON)
    MinutesVersion.objects.create(meeting=meeting, number=1, words="All", by=cleo, at=NOON)
    Redaction.objects.create(meeting=meeting, words="Some", of_number=1, at=NOON, out_at=NOON)
    browser = visit(ben)

    page = Page(browser.get(meeting.get_absolute_url()))

    theirs = [link for link in page.links if link.startswith("/networks/cellar/")]
    assert theirs
    assert [browser.get(link).status_code for link in theirs] == [200] * len(theirs)


def test_whoever_comes_from_outside_knows_who_reads_that_she_comes(garden, ben, cleo, make_meeting):
    public = make_meeting(garden, starts_at=FAR, audience=Audience.PUBLIC)

    words = "Those who belong here, and guests, read who comes."
    assert words in Page(visit(ben).get(public.get_absolute_url())).main
    assert words not in Page(visit(cleo).get(public.get_absolute_url())).main
