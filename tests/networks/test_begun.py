"""Who hears that a conversation has begun on a board: in digests, quietly, as each one chose."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.talking import start_on, take_off, tell_begun
from networks.actions.ways import object_to_ways, write_ways
from networks.models import Membership, Network, Role, SharedThread
from solidarity.base.stale import fingerprint
from solidarity.inbox.actions import compose_some, make_feed, send_some
from solidarity.inbox.models import Mail, Notice
from solidarity.inbox.queries import unread_count
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.people.actions import keep_away
from solidarity.people.actions.leaving import erase
from solidarity.people.models import Person
from solidarity.threads.actions import take_back, take_down
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 22, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ben_in(garden, ben, make_member):
    make_member(garden, ben)
    return ben


@pytest.fixture
def eva(make_person):
    return make_person("eva")


@pytest.fixture
def begin(garden, ana, make_member):
    """`begin("Soup")`: Ana begins a conversation in the garden, and a worker does its part."""
    make_member(garden, ana)

    def begin(title="Soup", *, on=None, by=ana, at=NOON, words="Who brings pots?", **more):
        thread = start_on(on or [garden], by=by, title=title, words=words, key=title, at=at, **more)
        carry_out_all(at)
        return thread

    return begin


def carry_out_all(at):
    for job in Job.objects.filter(kind="networks.tell_begun", state="waiting"):
        assert carry_out(job.pk, at=at)


def told_of_talk(person):
    return Notice.objects.filter(person=person, kind="networks.talk_begun").count()


@pytest.fixture
def digest(time_machine):
    """`digest()`: the mails that leave on Sunday at five."""

    def digest(at=SUNDAY):
        time_machine.move_to(at, tick=False)
        while compose_some(at=at):
            pass
        while send_some(at=at):
            pass
        return {message.to[0]: message for message in sent.outbox}

    return digest


def test_members_read_of_it_in_their_next_digest_by_network(begin, ben_in, digest):
    thread = begin("Soup")
    begin("Bread")
    assert sent.outbox == [], "never at once, unless somebody wants it so"

    body = digest()[ben_in.email].body

    assert "Garden\n-----" in body
    assert body.index("Garden: Bread") < body.index("Garden: Soup")
    assert thread.get_absolute_url() in body


def test_it_counts_as_nothing_that_one_must_read(begin, ben_in):
    begin("Soup")

    assert unread_count(ben_in) == 0
    page = Page(visit(ben_in).get("/inbox/"))
    assert "New conversation in Garden: Soup" in page.main


def test_nobody_is_told_of_her_own(begin, ana, digest):
    begin("Soup")

    assert told_of_talk(ana) == 0
    assert ana.email not in digest()


@pytest.mark.parametrize("kind", ["mute", "block"])
def test_who_keeps_her_away_is_not_told(begin, ana, ben_in, kind):
    keep_away(ben_in, ana, kind, at=NOON)
    begin("Soup")

    assert told_of_talk(ben_in) == 0


def test_who_mutes_her_before_the_digest_reads_nothing_of_it(begin, ana, ben_in, digest):
    begin("Soup")
    keep_away(ben_in, ana, "mute", at=NOON)

    assert ben_in.email not in digest(), "nothing empty is sent"
    assert not Mail.objects.filter(person=ben_in).exists()


def test_who_has_left_is_not_told_and_reads_nothing_of_it(
    begin, garden, ben_in, leave, digest, make_person, make_member
):
    begin("Soup")
    leave(garden, ben_in)
    begin("Bread")

    assert told_of_talk(ben_in) == 1
    assert "Soup" not in Page(visit(ben_in).get("/inbox/")).main
    assert ben_in.email not in digest()


def test_of_a_hidden_network_only_those_hear_who_belong(
    begin, ana, ben, eva, make_network, make_member, leave, digest
):
    cellar = make_network("Cellar", visibility="hidden")
    for person in (ana, ben, eva):
        make_member(cellar, person)
    begin("Wine", on=[cellar])
    leave(cellar, eva)

    mails = digest()

    assert "Cellar: Wine" in mails[ben.email].body
    assert eva.email not in mails


@pytest.mark.parametrize("removal", ["author", "steward"])
def test_what_was_removed_is_told_no_more(begin, ana, ben_in, garden, make_member, digest, removal):
    steward = Membership.objects.get(network=garden, role=Role.STEWARD).person
    thread = begin("Soup")
    if removal == "author":
        take_back(thread.opening.pk, by=ana, at=NOON)
    else:
        take_down(thread.opening.pk, by=steward, reason="No soup.", at=NOON)

    assert ben_in.email not in digest()
    assert "Soup" not in Page(visit(ben_in).get("/inbox/")).main


def test_what_was_mailed_is_read_here_without_what_was_removed_since(begin, ana, ben_in, digest):
    begin("Bread")
    thread = begin("Soup")
    digest()
    take_back(thread.opening.pk, by=ana, at=NOON)
    mail = Mail.objects.get(person=ben_in)

    page = Page(visit(ben_in).get(f"/inbox/mails/{mail.pk}/"))

    assert "Garden: Bread" in page.main
    assert "Soup" not in page.main
    assert "A conversation that has gone" in page.main


def test_removed_before_the_job_ran_it_is_told_to_nobody(begin, garden, ana, ben_in):
    thread = start_on([garden], by=ana, title="Soup", words="Pots?", key="soup", at=NOON)
    take_back(thread.opening.pk, by=ana, at=NOON)
    carry_out_all(NOON)

    assert told_of_talk(ben_in) == 0


def test_each_chooses_how_often_and_that_for_one_network_alone(
    begin, garden, ana, ben_in, eva, make_network, make_member, choose, digest
):
    farm = make_network("Farm")
    for person in (ana, ben_in, eva):
        make_member(farm, person)
    make_member(garden, eva)
    choose(ben_in, source=garden.pk, news="never")
    choose(eva, news="daily")

    begin("Soup")
    begin("Hay", on=[farm])

    daily = digest(datetime(2026, 3, 20, 17, tzinfo=UTC))
    assert set(daily) == {eva.email}
    assert "Soup" in daily[eva.email].body
    weekly = digest()
    assert "Farm: Hay" in weekly[ben_in.email].body
    assert "Soup" not in weekly[ben_in.email].body
    assert told_of_talk(ben_in) == 2, "the inbox and feeds show it all the same"


def test_who_wants_news_at_once_gets_a_mail_with_the_words(begin, ben_in, choose):
    choose(ben_in, news="once")
    begin("Soup")
    for job in Job.objects.filter(kind="inbox.mail"):
        carry_out(job.pk, at=NOON)

    (message,) = sent.outbox
    assert message.subject == "New conversation in Garden: Soup"
    assert "Who brings pots?" in message.body


def test_a_mail_at_once_about_what_is_gone_stays_away(begin, ana, ben_in, choose):
    choose(ben_in, news="once")
    thread = begin("Soup")
    take_back(thread.opening.pk, by=ana, at=NOON)
    for job in Job.objects.filter(kind="inbox.mail"):
        assert carry_out(job.pk, at=NOON)

    assert sent.outbox == []


def test_news_to_everybody_is_told_as_such_and_not_twice(begin, garden, ben_in):
    steward = Membership.objects.get(network=garden, role=Role.STEWARD).person
    begin("Party", by=steward, to_all=True)

    assert told_of_talk(ben_in) == 0


def test_who_is_called_by_name_is_not_told_once_more(begin, ben_in):
    begin("Soup", words="@ben, pots?")

    assert list(ben_in.notices.values_list("kind", flat=True)) == ["threads.called"]


def test_who_reads_a_shared_one_on_two_boards_is_told_once_and_where_she_reads_it(
    begin, garden, ana, ben_in, eva, make_network, make_member, digest
):
    farm = make_network("Farm")
    for person in (ana, ben_in, eva):
        make_member(farm, person)
    thread = begin("Hay", on=[garden, farm])

    mails = digest()

    assert told_of_talk(ben_in) == 1
    assert f"/networks/garden/talk/{thread.pk}/" in mails[ben_in.email].body
    assert f"/networks/farm/talk/{thread.pk}/" in mails[eva.email].body
    assert "Garden" not in mails[eva.email].body


def test_what_a_steward_took_off_her_board_is_told_there_no_more(
    begin, ana, eva, make_network, make_person, make_member, garden, digest
):
    farm = make_network("Farm", steward=(dora := make_person("dora")))
    for person in (ana, eva):
        make_member(farm, person)
    thread = begin("Hay", on=[garden, farm])
    take_off(thread.pk, farm.pk, by=dora, reason="Not ours.", at=NOON)

    assert SharedThread.objects.filter(network=farm, off_at=None).count() == 0
    assert eva.email not in digest()


def test_an_objection_stands_on_the_board_so_members_hear_of_it(begin, garden, ana, ben_in):
    steward = Membership.objects.get(network=garden, role=Role.STEWARD).person
    begin("Soup")
    write_ways(
        "garden", by=steward, words="We share.", why="To begin.",
        seen=fingerprint({"words": ""}), at=NOON,
    )  # fmt: skip
    object_to_ways("garden", by=ana, number=1, words="Not all.", key="o", at=NOON)
    carry_out_all(NOON)

    assert told_of_talk(ben_in) == 2


def test_a_job_that_runs_twice_tells_once(begin, garden, ben_in):
    thread = begin("Soup")
    job = Job.objects.get(kind="networks.tell_begun")
    tell_begun(job)

    assert told_of_talk(ben_in) == 1
    assert job.payload == {"thread": thread.pk}


def test_a_network_of_thousands_is_told_by_a_job_some_hundreds_at_a_time(garden, ana, make_member):
    make_member(garden, ana)
    many = [
        Person(email=f"m{n}@example.org", handle=f"m{n}", display_name=f"M{n}") for n in range(2100)
    ]
    Person.objects.bulk_create(many)
    Membership.objects.bulk_create(
        Membership(network=garden, person=person, role="member", state="active", asked_at=NOON)
        for person in many
    )

    with CaptureQueriesContext(connection) as page:
        start_on([garden], by=ana, title="Soup", words="Pots?", key="soup", at=NOON)
    assert not Notice.objects.exists(), "no page waits for thousands of notices"
    job = Job.objects.get(kind="networks.tell_begun")
    with CaptureQueriesContext(connection) as work:
        tell_begun(job)

    assert Notice.objects.filter(kind="networks.talk_begun").count() == 2101  # and the steward
    assert len(page) < 40
    assert len(work) < 60, "five hundred at a time, not one by one"


def test_what_is_too_much_for_one_job_goes_on_in_the_next(
    begin, garden, make_person, make_member, monkeypatch
):
    from networks.actions import talking

    monkeypatch.setattr(talking, "TOLD_TOGETHER", 2)
    monkeypatch.setattr(talking, "TOLD_IN_A_JOB", 4)
    people = [make_person(f"m{n}") for n in range(9)]
    for person in people:
        make_member(garden, person)

    begin("Soup")
    assert sum(map(told_of_talk, people)) < 9
    carry_out_all(NOON)
    carry_out_all(NOON)

    assert [told_of_talk(person) for person in people] == [1] * 9
    assert Job.objects.filter(kind="networks.tell_begun").count() == 3


def test_a_page_of_the_inbox_asks_once_for_all_titles(begin, ben_in):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            visit(ben_in).get("/inbox/")
        return len(asked)

    begin("Soup")
    few = queries()
    for n in range(10):
        begin(f"Soup {n}")
    assert queries() == few


def test_her_feed_brings_it_until_she_may_not_read_it(begin, garden, ben_in, leave):
    begin("Soup")
    address = f"/feeds/{make_feed(ben_in, None, at=NOON)}/"
    assert "Garden: Soup" in visit(ben_in).get(address).content.decode()

    leave(Network.objects.get(slug="garden"), ben_in)

    assert "Soup" not in visit(ben_in).get(address).content.decode()


@pytest.mark.parametrize("leaves_words", [True, False])
def test_when_its_author_goes_for_good_it_is_told_no_more(begin, ana, ben_in, leaves_words):
    begin("Soup")
    erase(ana, leaves_words=leaves_words, at=NOON)

    assert told_of_talk(ben_in) == 0
