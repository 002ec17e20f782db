"""Reports: who handles them, who is told, who never learns of them."""

from datetime import timedelta

import pytest

from networks.actions import choosing, reporting
from networks.actions.reporting import Matter
from networks.finding import Asked, tally
from networks.models import LogEntry, LogWords, Network, ProposalKind, Report, ReportState, Role
from networks.queries import reports_at_desk, reports_in
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.threads import actions as talk
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


@pytest.fixture
def admin(make_person):
    return make_person("ada", is_admin=True)


@pytest.fixture
def member(garden, ana, make_member):
    """Ana, a member of the garden who reports."""
    make_member(garden, ana)
    return ana


@pytest.fixture
def rude(garden, make_person, make_member):
    """Rudi, another member."""
    rudi = make_person("rudi")
    make_member(garden, rudi)
    return rudi


def about(person, network):
    url = f"/networks/{network.slug}/members/{person.handle}/"
    return Matter(person, url, person.display_name, network=network, whom=person)


def say(matter, by, *, at=LATER, **fields):
    wanted = {"harm": "harassment", "words": "He shouts.", "touches": "", "is_named": False}
    return reporting.report(matter, **wanted | fields, by=by, at=at)


def as_network(network):
    return Matter(network, network.get_absolute_url(), network.name, network=network)


def test_what_a_member_does_goes_to_the_stewards(garden, member, rude, cleo, admin, told):
    made = say(about(rude, garden), member)

    assert list(reports_in(cleo, garden)) == [made]
    assert not reports_at_desk(admin).exists()
    assert told(cleo) == ["networks.reported"]
    assert told(rude) == told(admin) == []


def test_what_a_steward_does_goes_to_the_admins_and_no_steward_sees_it(
    garden, member, cleo, second_steward, admin, told
):
    made = say(about(cleo, garden), member)

    assert list(reports_at_desk(admin)) == [made]
    assert not reports_in(cleo, garden).exists()
    assert not reports_in(second_steward, garden).exists()
    assert told(admin) == ["networks.reported_to_desk"]
    assert told(cleo) == told(second_steward) == []


def test_it_goes_to_the_admins_when_whom_it_is_about_becomes_a_steward(
    garden, member, rude, cleo, admin
):
    made = say(about(rude, garden), member)
    proposal = choosing.propose(
        garden.pk, handle="rudi", kind=ProposalKind.STEWARD, reason="", by=cleo, at=LATER
    )
    choosing.agree(proposal.pk, by=rude, at=LATER)

    assert not reports_in(cleo, garden).exists()
    assert list(reports_at_desk(admin)) == [made]
    with pytest.raises(Report.DoesNotExist):
        reporting.take(made.pk, by=rude, at=LATER)


def test_a_network_as_such_goes_to_the_admins(garden, ana, cleo, admin, told):
    made = say(as_network(garden), ana)

    assert list(reports_at_desk(admin)) == [made]
    assert not reports_in(cleo, garden).exists()
    assert told(cleo) == []


def test_where_nobody_looks_after_a_network_the_admins_do(make_network, ana, rude, admin):
    asleep = make_network(steward=None)
    made = say(about(rude, asleep), ana)

    assert list(reports_at_desk(admin)) == [made]


def test_a_person_outside_of_networks_goes_to_the_admins(ana, ben, admin):
    made = say(Matter(ben, "/people/ben/", "Ben", whom=ben), ana)

    assert list(reports_at_desk(admin)) == [made]


def test_an_admin_does_not_see_what_is_about_her_or_a_network_of_hers(
    garden, ana, admin, make_member, make_person
):
    say(Matter(admin, "/people/ada/", "Ada", whom=admin), ana)
    say(as_network(garden), ana)
    make_member(garden, admin, role=Role.STEWARD)

    assert not reports_at_desk(admin).exists()
    assert reports_at_desk(make_person("ara", is_admin=True)).count() == 2


def test_whoever_reported_is_told_when_it_is_taken_up_and_closed(garden, member, rude, cleo, told):
    made = say(about(rude, garden), member)
    reporting.take(made.pk, by=cleo, at=LATER)
    reporting.close(made.pk, words="We talked with him.", by=cleo, at=LATER)

    made.refresh_from_db()
    assert (made.state, made.done, made.taken_by) == ("closed", "We talked with him.", cleo)
    assert told(member) == ["networks.report_taken", "networks.report_closed"]
    assert told(rude) == []


def test_the_log_says_that_a_report_was_handled_and_nothing_more(garden, member, rude, cleo):
    made = say(about(rude, garden), member)
    reporting.take(made.pk, by=cleo, at=LATER)
    reporting.close(made.pk, words="We talked with him.", by=cleo, at=LATER)

    entries = LogEntry.objects.filter(network=garden).order_by("pk")
    assert [(each.verb, each.by, each.whom, each.facts) for each in entries] == [
        ("took_up", cleo, None, {"at_desk": False}),
        ("handled", cleo, None, {"at_desk": False}),
    ]
    assert not LogWords.objects.exists()


def test_no_notice_names_whoever_reported(garden, member, rude, cleo):
    say(about(rude, garden), member)

    for notice in Notice.objects.filter(person=cleo):
        assert "Ana" not in notice.words + notice.about_words + notice.about_url


def test_what_it_quotes_is_forgotten_when_it_is_closed(garden, member, rude, cleo):
    post = talk.start(garden, by=rude, title="Ha", words="Bad words.", key="k", at=NOON).opening
    matter = Matter(post, "/x/", "Ha", network=garden, whom=rude, quoted=post.words)
    made = say(matter, member)
    assert made.quoted == "Bad words."

    reporting.close(made.pk, words="Taken down.", by=cleo, at=LATER)

    made.refresh_from_db()
    assert made.quoted == ""


def test_one_does_not_report_oneself(garden, member):
    with pytest.raises(Refused, match="your own"):
        say(about(member, garden), member)


def test_the_same_is_reported_once_at_a_time(garden, member, rude, cleo):
    made = say(about(rude, garden), member)
    with pytest.raises(Refused, match="reported this already"):
        say(about(rude, garden), member)

    reporting.close(made.pk, words="Done.", by=cleo, at=LATER)

    assert say(about(rude, garden), member).pk != made.pk


def test_ten_reports_a_day(garden, ana, make_person):
    for number in range(10):
        person = make_person(f"p-{number}")
        say(Matter(person, "/", person.display_name, whom=person), ana)

    with pytest.raises(TooOften):
        say(as_network(garden), ana)


@pytest.mark.parametrize("act", ["take", "close"])
def test_nobody_else_handles_it(garden, member, rude, ben, make_network, admin, act):
    made = say(about(rude, garden), member)
    make_network(steward=ben)
    how = {"words": "x"} if act == "close" else {}

    for person in (member, rude, ben, admin):
        with pytest.raises(Report.DoesNotExist):
            getattr(reporting, act)(made.pk, **how, by=person, at=LATER)
    with pytest.raises(Report.DoesNotExist):
        getattr(reporting, act)(made.pk, **how, by=ben, at=LATER, at_desk=True)


def test_a_steward_does_not_handle_what_is_at_the_desk(garden, member, cleo, second_steward):
    made = say(about(cleo, garden), member)

    for person in (cleo, second_steward):
        with pytest.raises(Report.DoesNotExist):
            reporting.close(made.pk, words="Nothing.", by=person, at=LATER)
        with pytest.raises(Report.DoesNotExist):
            reporting.close(made.pk, words="Nothing.", by=person, at=LATER, at_desk=True)


def test_an_admin_asks_the_stewards_but_not_the_one_it_is_about(
    garden, member, cleo, second_steward, admin, told
):
    made = say(about(cleo, garden), member)

    reporting.ask_stewards(made.pk, words="What happened?", by=admin, at=LATER)

    assert told(second_steward) == ["networks.admins_ask"]
    assert told(cleo) == []
    assert LogEntry.objects.get(network=garden).verb == "asked_them"


def test_an_admin_takes_a_network_out_of_the_directory_with_a_reason_that_it_sees(
    garden, ana, cleo, admin, told
):
    made = say(as_network(garden), ana)

    reporting.unlist(made.pk, words="It sells things.", by=admin, at=LATER)

    assert tally(ana, Asked("", {})).count == 0
    assert Network.objects.visible_to(ana).filter(pk=garden.pk).exists()
    entry = LogEntry.objects.get(network=garden)
    assert (entry.verb, entry.by, entry.written.words) == ("unlisted", admin, "It sells things.")
    assert told(cleo) == ["networks.unlisted"]
    with pytest.raises(Refused, match="out of the directory already"):
        reporting.unlist(made.pk, words="Again.", by=admin, at=LATER)
    reporting.list_again(made.pk, words="It stopped.", by=admin, at=LATER)
    assert tally(ana, Asked("", {})).count == 1
    assert told(cleo) == ["networks.unlisted", "networks.listed"]


def test_stewards_take_nothing_out_of_the_directory(garden, ana, cleo):
    made = say(as_network(garden), ana)

    with pytest.raises(Report.DoesNotExist):
        reporting.unlist(made.pk, words="x", by=cleo, at=LATER)


@races
def test_of_two_stewards_at_once_one_takes_it_up(
    garden, ana, cleo, second_steward, make_member, make_person
):
    rudi = make_person("rudi")
    make_member(garden, rudi)
    make_member(garden, ana)
    made = say(about(rudi, garden), ana)

    results = at_once(
        lambda: reporting.take(made.pk, by=cleo, at=LATER),
        lambda: reporting.take(made.pk, by=second_steward, at=LATER),
    )

    assert len(raised(results, Refused)) == 1
    assert LogEntry.objects.filter(network=garden, verb="took_up").count() == 1


@races
def test_a_double_click_reports_once(ana, ben):
    matter = Matter(ben, "/people/ben/", "Ben", whom=ben)

    results = at_once(lambda: say(matter, ana), lambda: say(matter, ana))

    assert len(raised(results, Refused)) == 1
    assert Report.objects.get().state == ReportState.NEW
