"""The pages of stewardship, removals and reports, as readers without JavaScript meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import now

from networks.actions import choosing, keeping, reporting
from networks.actions.reporting import Matter
from networks.actions.ways import write_ways
from networks.models import Network, Proposal, ProposalKind, Report, Role, State
from solidarity.base.stale import fingerprint
from solidarity.inbox.actions import worded
from solidarity.inbox.models import Notice
from solidarity.threads import actions as talk
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(garden, ana, make_member):
    make_member(garden, ana)
    return ana


@pytest.fixture
def rudi(garden, make_person, make_member):
    person = make_person("rudi")
    make_member(garden, person)
    return person


def removed(garden, person, by, *, bars=True):
    held = garden.memberships.get(person=person)
    return keeping.remove(held.pk, reason="Why so", bars=bars, days=None, by=by, at=now())


def report_of(garden, whom, by, **fields):
    url = f"/networks/garden/members/{whom.handle}/"
    matter = Matter(whom, url, whom.display_name, network=garden, whom=whom)
    wanted = {"harm": "other", "words": "Heron words", "touches": "", "is_named": False} | fields
    return reporting.report(matter, **wanted, by=by, at=now())


def test_a_member_s_page_offers_what_its_reader_may_do(garden, member, rudi, cleo):
    steward = Page(visit(cleo).get("/networks/garden/members/rudi/"))
    other = Page(visit(member).get("/networks/garden/members/rudi/"))
    own = Page(visit(rudi).get("/networks/garden/members/rudi/"))

    remove, report = "members/rudi/remove/", "members/rudi/report/"
    assert any(remove in link for link in steward.links)
    assert not any(remove in link for link in other.links)
    assert any(report in link for link in other.links)
    assert not any(report in link for link in own.links)


def test_a_removal_without_a_reason_is_refused_and_keeps_what_was_chosen(garden, rudi, cleo):
    client = visit(cleo)
    response = client.post(
        "/networks/garden/members/rudi/remove/", {"reason": "", "returns": "365"}
    )

    page = Page(response)
    assert page.status == 422
    assert "Nobody is removed or paused without one" in page.main
    assert page.form("reason").fields["returns"] == ["365"]
    assert garden.memberships.get(person=rudi).state == State.ACTIVE


def test_a_removal_is_done_and_said(garden, rudi, cleo):
    client = visit(cleo)
    answer = client.post(
        "/networks/garden/members/rudi/remove/",
        {"reason": "It hurt.", "returns": "365"},
        follow=True,
    )

    assert "has been told why" in Page(answer).main
    held = garden.memberships.get(person=rudi)
    assert held.state == State.BANNED
    assert held.banned_until > now() + timedelta(days=364)


def test_whoever_was_removed_reads_why_on_the_page_of_a_hidden_network_s_measure(
    hidden_with, make_member, ana
):
    network, steward = hidden_with
    make_member(network, ana)
    measure = removed(network, ana, steward)
    client = visit(ana)

    assert client.get(network.get_absolute_url()).status_code == 404
    page = Page(client.get(measure.get_absolute_url()))
    assert "Why so" in page.main
    sent = client.post(measure.get_absolute_url(), {"words": "Not so."}, follow=True)
    assert "Your answer is with the stewards" in Page(sent).main
    again = client.post(measure.get_absolute_url(), {"words": "Once more."})
    assert again.status_code == 422
    assert "Once more." in again.content.decode()


@pytest.fixture
def hidden_with(make_network, make_person):
    steward = make_person("hana")
    return make_network("Quiet", visibility="hidden", steward=steward), steward


def test_a_measure_is_nobody_else_s(garden, member, rudi, cleo):
    measure = removed(garden, rudi, cleo)
    missing = visit(member).get("/account/measures/999999/")

    for person in (member, cleo):
        answer = visit(person).get(measure.get_absolute_url())
        assert answer.status_code == missing.status_code == 404


def test_the_stewards_take_it_back_on_its_page(garden, rudi, cleo):
    measure = removed(garden, rudi, cleo)
    client = visit(cleo)
    address = f"/networks/garden/measures/{measure.pk}/"

    refused = client.post(address, {"act": "lift", "words": ""})
    assert refused.status_code == 422
    client.post(address, {"act": "lift", "words": "We were wrong."})

    assert garden.memberships.get(person=rudi).state == State.ACTIVE
    assert "We were wrong." in Page(client.get(address)).main


def test_the_log_says_it_in_words_and_when_it_ends(garden, member, rudi, cleo):
    held = garden.memberships.get(person=rudi)
    keeping.pause(held.pk, reason="Rest.", days=7, by=cleo, at=now())
    removed(garden, rudi, cleo)

    log = Page(visit(member).get("/networks/garden/log/")).main
    assert "Cleo paused Rudi until" in log
    assert "Cleo removed Rudi. No return until the stewards open the door again." in log


def test_whoever_is_paused_reads_but_her_post_is_refused_and_kept(garden, rudi, cleo):
    held = garden.memberships.get(person=rudi)
    keeping.pause(held.pk, reason="Rest.", days=7, by=cleo, at=now())
    client = visit(rudi)

    assert client.get("/networks/garden/talk/").status_code == 200
    sent = client.post("/networks/garden/talk/new/", {"title": "Hey", "words": "Heron", "key": "k"})
    assert sent.status_code == 422
    assert "Heron" in sent.content.decode()
    assert "You are paused here" in Page(client.get("/networks/garden/")).main


def test_the_stewards_page_says_who_until_when_and_how(garden, member, cleo):
    garden.memberships.filter(person=cleo).update(role_until=NOON.date())
    page = Page(visit(member).get("/networks/garden/stewards/"))

    assert "Term over since" in page.main
    assert "The stewards choose new ones" in page.main


def test_who_confirmed_is_there_by_name_for_those_who_belong(garden, member, rudi, cleo):
    Network.objects.filter(pk=garden.pk).update(choosing="half")
    client = visit(member)
    client.post("/networks/garden/stewards/propose/", {"handle": "@Rudi", "reason": "Calm"})
    proposal = Proposal.objects.get()

    page = Page(visit(rudi).get("/networks/garden/stewards/"))
    assert "Confirmed by Ana" in page.main
    visit(rudi).post(f"/networks/garden/stewards/{proposal.pk}/", {"act": "agree"})
    visit(cleo).post(f"/networks/garden/stewards/{proposal.pk}/", {"act": "confirm"})

    assert garden.memberships.get(person=rudi).role == Role.STEWARD


def test_all_who_confirmed_stand_on_the_page_of_a_proposal(garden, member, rudi, cleo, ben):
    proposal = choosing.propose(
        garden.pk, handle="rudi", kind="steward", reason="", by=cleo, at=now()
    )
    address = f"/networks/garden/stewards/{proposal.pk}/"

    page = Page(visit(member).get(address)).main
    assert "All who confirmed it or object Cleo" in page
    missing = visit(ben).get("/networks/garden/stewards/999999/")
    assert visit(ben).get(address).status_code == missing.status_code == 404


def test_a_handle_that_nobody_has_is_refused_and_kept(garden, member):
    sent = visit(member).post(
        "/networks/garden/stewards/propose/", {"handle": "nobody", "reason": "Calm"}
    )

    assert sent.status_code == 422
    assert "There is no member" in Page(sent).main
    assert Page(sent).form("handle").fields["reason"] == ["Calm"]


def test_an_act_that_there_is_not_is_a_404(garden, member, cleo):
    proposal = choosing.propose(
        garden.pk, handle="ana", kind="steward", reason="", by=cleo, at=now()
    )

    for act in ("", "crown", "__class__"):
        answer = visit(member).post(f"/networks/garden/stewards/{proposal.pk}/", {"act": act})
        assert answer.status_code == 404


def test_the_stewards_page_costs_the_same_for_one_proposal_and_for_many(
    garden, cleo, make_person, make_member
):
    people = [make_person() for _each in range(12)]
    for person in people:
        make_member(garden, person)
    Network.objects.filter(pk=garden.pk).update(choosing="two_thirds")
    choosing.propose(
        garden.pk, handle=people[0].handle, kind=ProposalKind.STEWARD, reason="", by=cleo, at=now()
    )
    client = visit(cleo)
    counts = []
    for more in (0, 8):
        for person in people[1 : 1 + more]:
            choosing.propose(
                garden.pk,
                handle=person.handle,
                kind=ProposalKind.STEWARD,
                reason="",
                by=person,
                at=now(),
            )
        with CaptureQueriesContext(connection) as asked:
            client.get("/networks/garden/stewards/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_how_stewards_are_chosen_is_changed_and_a_second_tab_sees_both(garden, cleo):
    client = visit(cleo)
    form = Page(client.get("/networks/garden/stewards/way/")).form("choosing")
    client.post("/networks/garden/stewards/way/", form.filled(choosing="half"))
    garden.refresh_from_db()
    assert garden.choosing == "half"

    late = client.post("/networks/garden/stewards/way/", form.filled(choosing="two_thirds"))

    assert late.status_code == 422
    assert "Saved meanwhile" in Page(late).main


def test_a_post_is_reported_where_it_stands(garden, member, rudi, cleo):
    post = talk.start(garden, by=rudi, title="Hm", words="Bad heron", key="k", at=NOON).opening
    address = f"/networks/garden/talk/{post.thread_id}/{post.pk}/report/"
    client = visit(member)
    assert "Bad heron" in Page(client.get(address)).main

    refused = client.post(address, {"words": "It is bad."})
    assert refused.status_code == 422
    assert "It is bad." in refused.content.decode()
    done = client.post(address, {"harm": "hate", "words": "It is bad."}, follow=True)

    assert "You are told when somebody takes it up" in Page(done).main
    queue = Page(visit(cleo).get("/networks/garden/reports/")).main
    assert "Hate against people" in queue
    assert "Ana" not in queue


def test_only_one_who_said_so_is_named_to_those_who_handle_it(garden, member, rudi, cleo):
    hers = report_of(garden, rudi, member)
    page = Page(visit(cleo).get(f"/networks/garden/reports/{hers.pk}/")).main
    assert "Somebody who would rather not say" in page
    assert "Ana" not in page

    Report.objects.filter(pk=hers.pk).update(is_named=True)
    assert "Ana" in Page(visit(cleo).get(f"/networks/garden/reports/{hers.pk}/")).main


def test_a_report_says_which_part_of_which_version_it_touches(garden, member, rudi, cleo):
    fields = {"by": cleo, "why": "To begin.", "seen": fingerprint({"words": ""})}
    write_ways("garden", words="# Ours\n\n- We listen.\n- We share.", at=now(), **fields)
    address = "/networks/garden/members/rudi/report/"
    client = visit(member)
    assert 'value="We share."' in client.get(address).content.decode()

    told = {"harm": "other", "words": "He shouts.", "part": "We listen.", "touches": "To all."}
    client.post(address, told)

    made = Report.objects.get()
    assert made.touches == "We listen. · To all."
    page = Page(visit(cleo).get(f"/networks/garden/reports/{made.pk}/"))
    assert "/networks/garden/ways/1/" in page.links


def test_where_there_are_no_ways_of_working_nobody_is_asked_about_them(member, rudi):
    page = visit(member).get("/networks/garden/members/rudi/report/").content.decode()
    assert "ways of working" not in page


def test_a_report_about_a_steward_is_on_none_of_her_pages(garden, member, cleo, make_person):
    made = report_of(garden, cleo, member, words="Heron words")
    admin = make_person("ada", is_admin=True)
    client = visit(cleo)

    for path in ("reports/", "measures/", "log/", "", "stewards/", "members/ana/"):
        assert "Heron" not in client.get(f"/networks/garden/{path}").content.decode()
    assert "Heron" not in client.get("/inbox/").content.decode()
    missing = client.get("/networks/garden/reports/999999/")
    there = client.get(f"/networks/garden/reports/{made.pk}/")
    assert there.status_code == missing.status_code == 404
    assert client.get(f"/desk/reports/{made.pk}/").status_code == 404
    assert "Heron words" in Page(visit(admin).get(f"/desk/reports/{made.pk}/")).main


def test_an_admin_takes_a_network_out_of_the_directory_and_its_page_says_so(
    garden, member, cleo, make_person
):
    made = report_of(garden, cleo, member)
    client = visit(make_person("ada", is_admin=True))
    address = f"/desk/reports/{made.pk}/"
    assert "Garden" in Page(client.get("/networks/")).main

    assert client.post(address, {"act": "unlist", "words": ""}).status_code == 422
    client.post(address, {"act": "unlist", "words": "It sells things."})

    assert "Garden" not in Page(client.get("/networks/")).main
    assert "Not in the directory" in Page(visit(cleo).get("/networks/garden/")).main
    assert "It sells things." in Page(visit(cleo).get("/networks/garden/log/")).main
    client.post(address, {"act": "list", "words": "It stopped."})
    assert "Garden" in Page(client.get("/networks/")).main


def test_one_s_own_reports_say_how_they_go(garden, member, rudi, cleo):
    made = report_of(garden, rudi, member)
    visit(cleo).post(f"/networks/garden/reports/{made.pk}/", {"act": "take"})
    client = visit(member)
    assert "Taken up" in Page(client.get("/account/reports/")).main

    visit(cleo).post(f"/networks/garden/reports/{made.pk}/", {"words": "We talked."})

    assert "We talked." in Page(client.get("/account/reports/")).main
    assert "Heron" not in Page(visit(rudi).get("/account/reports/")).main


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_everything_that_is_told_has_a_line_and_a_mail(
    language, garden, member, rudi, cleo, make_person, make_member, ben, make_network
):
    admin = make_person("ada", is_admin=True)
    make_member(garden, ben, role=Role.STEWARD)
    held = garden.memberships.get(person=rudi)
    pause = keeping.pause(held.pk, reason="Rest.", days=7, by=cleo, at=now())
    keeping.reply(pause.pk, words="Why?", by=rudi, at=now())
    keeping.uphold(pause.pk, words="So.", by=cleo, at=now())
    keeping.lift(pause.pk, words="Enough.", by=cleo, at=now())
    gone = removed(garden, rudi, cleo)
    keeping.reopen(gone.pk, words="Welcome.", by=cleo, at=now())
    handed = choosing.propose(
        garden.pk, handle="ana", kind="hand_over", reason="", by=ben, at=now()
    )
    choosing.agree(handed.pk, by=member, at=now())
    recall = choosing.propose(
        garden.pk, handle="cleo", kind="recall", reason="Alone", by=member, at=now()
    )
    choosing.confirm(recall.pk, by=ben, at=now())
    stay = choosing.propose(garden.pk, handle="ben", kind="steward", reason="", by=member, at=now())
    choosing.agree(stay.pk, by=ben, at=now())
    made = report_of(garden, ben, cleo)
    reporting.take(made.pk, by=admin, at=now(), at_desk=True)
    reporting.ask_stewards(made.pk, words="What?", by=admin, at=now())
    reporting.unlist(made.pk, words="Why", by=admin, at=now())
    reporting.list_again(made.pk, words="Again", by=admin, at=now())
    reporting.close(made.pk, words="Done", by=admin, at=now(), at_desk=True)

    kinds = set()
    for person in (rudi, member, cleo, ben, admin):
        person.interface_language = language
        person.save(update_fields=["interface_language"])
        with translation.override(language):
            assert visit(person).get("/inbox/").status_code == 200
        for notice in Notice.objects.filter(person=person).select_related("person"):
            subject, text = worded(notice)
            assert "\n" not in subject
            assert subject
            assert notice.about_url in text
            kinds.add(notice.kind)
    assert len(kinds) >= 18
    assert visit(member).get("/networks/garden/log/").status_code == 200
