"""What one network keeps to itself, tried from another: names, addresses, and who is paused."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from networks.actions import petitions
from networks.actions.joining import join
from networks.actions.keeping import pause
from networks.actions.talking import start_on
from networks.actions.ways import write_ways
from networks.models import (
    Likeness,
    LogEntry,
    Membership,
    Network,
    NetworkState,
    Report,
    Role,
    Verb,
    WaysVersion,
)
from solidarity.base.limits import Limit, TooOften
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.threads.actions import comment, react, take_down
from solidarity.threads.models import Answer
from tests.fixtures.people import NOON
from tests.networks.proposing import RECALL, STEWARD, propose
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm(make_network, make_person):
    return make_network("Farm", steward=make_person("dora"))


@pytest.fixture
def harbour(make_network, cleo):
    """A hidden network; cleo looks after it."""
    return make_network("Hidden Harbour", visibility="hidden", steward=cleo)


@pytest.fixture
def shared(harbour, farm, ana, make_member):
    """Ana, a member of both, begins it in the hidden one and shares it with the farm."""
    make_member(harbour, ana)
    make_member(farm, ana)
    return start_on(
        [harbour, farm], by=ana, title="Bread", words="Who bakes?", key="shared", at=NOON
    )


def pauses(network, person):
    Membership.objects.filter(network=network, person=person).update(
        paused_until=now() + timedelta(days=9)
    )


def tells(response, *words):
    """Which of `words` stand anywhere in the answer, where it leads included."""
    said = (response.content.decode() + response.headers.get("Location", "")).lower()
    return [word for word in words if word in said]


def test_one_who_is_paused_begins_nothing_on_that_board_from_another(
    garden, farm, ana, make_member
):
    make_member(garden, ana)
    make_member(farm, ana)
    pauses(farm, ana)

    with pytest.raises(Refused, match="where you talk yourself"):
        start_on([garden, farm], by=ana, title="B", words="W", key="k", at=NOON)

    page = Page(visit(ana).get("/networks/garden/talk/new/"))
    assert "Farm" not in page.main


@pytest.mark.parametrize("where", ["harbour", "farm"])
def test_one_who_is_paused_on_one_board_only_reads_what_it_shares(where, request, shared, ana):
    pauses(request.getfixturevalue(where), ana)

    voice = shared.voice_of(ana)
    assert (voice.reads, voice.writes) == (True, False)
    with pytest.raises(Refused, match="not write"):
        comment(shared.pk, by=ana, words="I do.", key="k", at=NOON)
    with pytest.raises(Refused, match="not write"):
        react(shared.opening.pk, by=ana, kind=Answer.THANKS, is_said=True)


def test_those_of_one_board_hear_no_name_of_a_hidden_one_when_their_words_are_taken_down(
    shared, farm, ben, cleo, make_member
):
    make_member(farm, ben)
    post = comment(shared.pk, by=ben, words="I do.", key="k", at=NOON)

    take_down(post.pk, by=cleo, reason="Not now.", at=NOON)

    told = Notice.objects.get(person=ben, kind="threads.taken_down")
    assert told.about_words == "Farm"
    assert told.about_url == f"/networks/farm/talk/{shared.pk}/"


@pytest.mark.parametrize("act", ["edit", "delete", "answer"])
def test_no_address_of_posts_leads_to_a_board_that_is_hidden(act, shared, farm, ben, make_member):
    make_member(farm, ben)
    post = comment(shared.pk, by=ben, words="I do.", key="k", at=NOON)
    client = visit(ben)
    for method, sent in ((client.get, {}), (client.post, {"words": "X", "say": "thanks"})):
        answer = method(f"/posts/{post.pk}/{act}/", sent)

        assert answer.status_code in {404, 405}
        assert tells(answer, "harbour") == []


def test_a_report_on_a_shared_post_leads_to_the_board_it_was_read_on(
    shared, farm, ben, make_member
):
    make_member(farm, ben)
    client = visit(ben)
    path = f"/networks/farm/talk/{shared.pk}/{shared.opening.pk}/report/"

    client.post(path, {"harm": "other", "words": "Look.", "touches": ""})

    made = Report.objects.get()
    assert made.about_url.startswith(f"/networks/farm/talk/{shared.pk}/")
    for person, page in (
        (ben, "/account/reports/"),
        (ben, path),
        (farm.memberships.get(role=Role.STEWARD).person, f"/networks/farm/reports/{made.pk}/"),
    ):
        assert tells(visit(person).get(page), "harbour") == [], page


def test_a_merged_page_does_not_lead_to_one_that_was_hidden_since(make_network, ana, cleo):
    kept = make_network("Hidden Harbour", steward=cleo)
    old = make_network("Harbour 2", steward=None, state=NetworkState.UNCLAIMED)
    Network.objects.filter(pk=old.pk).update(
        state=NetworkState.MERGED, visibility="hidden", merged_into=kept
    )
    assert visit().get("/networks/harbour-2/").headers["Location"] == kept.get_absolute_url()
    Network.objects.filter(pk=kept.pk).update(visibility="hidden")

    for page in ("", "murmurations.json"):
        for person in (None, ana):
            answer = visit(person).get(f"/networks/harbour-2/{page}")
            assert answer.status_code == 404
            assert tells(answer, "hidden-harbour") == []
    assert visit(cleo).get("/networks/harbour-2/murmurations.json").status_code == 404
    assert visit(cleo).get("/networks/harbour-2/").status_code == 301


def test_the_feed_does_not_tell_that_something_is_done_in_a_hidden_network(garden, harbour, cleo):
    client = visit()
    before = client.get("/networks/directory.atom")
    LogEntry.objects.create(network=harbour, verb=Verb.CHANGED, at=now(), by=cleo)

    after = client.get("/networks/directory.atom")

    assert after["ETag"] == before["ETag"]
    assert "Last-Modified" not in after
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")
    mark = {"If-None-Match": before["ETag"]}
    assert client.get("/networks/directory.atom", headers=mark).status_code == 200


@pytest.mark.parametrize("page", ["directory.csv", "directory.atom", "garden/murmurations.json"])
def test_what_admins_took_out_of_the_directory_is_given_out_nowhere(garden, page):
    Network.objects.filter(pk=garden.pk).update(unlisted_at=NOON)

    answer = visit().get(f"/networks/{page}")

    said = b"".join(answer).decode()
    assert "garden" not in said.lower().replace("/networks/garden", "")
    assert answer.status_code == (404 if "garden" in page else 200)


def test_one_who_is_paused_proposes_no_steward_but_may_propose_a_recall(
    garden, ana, ben, cleo, make_member
):
    make_member(garden, ana)
    make_member(garden, ben)
    pauses(garden, ana)

    with pytest.raises(Refused, match="not write"):
        propose(garden, ben, ana, STEWARD, at=now())
    assert propose(garden, cleo, ana, RECALL, at=now())


def test_whom_an_admin_grants_a_claim_is_not_paused_meanwhile(
    make_network, ana, ben, make_member, make_person
):
    """The first claimant, a steward for now, let her rival in and paused her."""
    bakery = make_network(
        "Lark", steward=None, state=NetworkState.UNCLAIMED, website="https://lark.example.org"
    )
    first = petitions.claim(bakery.pk, by=ana, mailbox="info", words="", at=now())
    petitions.prove(first.token_digest, by=ana, at=now())
    second = petitions.claim(bakery.pk, by=ben, mailbox="", words="It is ours.", at=now())
    member = make_member(bakery, ben)
    pause(member.pk, reason="x", days=30, by=ana, at=now())

    admin = make_person("root", is_admin=True)
    petitions.decide(second.pk, is_granted=True, reason="Known.", by=admin, at=now())

    member.refresh_from_db()
    assert (member.role, member.paused_until) == (Role.STEWARD, None)


def test_new_ways_of_working_are_not_put_to_the_members_again_and_again(garden, cleo, monkeypatch):
    monkeypatch.setattr("networks.actions.ways.PROPOSING", Limit(1, timedelta(days=1)))

    def write(words, before):
        seen = fingerprint({"words": before})
        write_ways("garden", by=cleo, words=words, why="x", seen=seen, at=NOON)

    write("One.", "")
    with pytest.raises(TooOften):
        write("Two.", "One.")
    assert WaysVersion.objects.get().words == "One."


def test_a_pair_is_not_compared_by_those_who_are_no_admins(make_network, cleo):
    pair = [
        make_network(name, steward=None, state=NetworkState.UNCLAIMED) for name in ("Lark", "Larks")
    ]
    alike = Likeness.objects.create(first=pair[0], second=pair[1], why="name")

    for act in ("first", "second", "different"):
        assert visit(cleo).post(f"/desk/alike/{alike.pk}/", {"act": act}).status_code == 404
    alike.refresh_from_db()
    assert alike.state == "open"


def test_one_who_is_paused_is_not_asked_to_answer_requests(
    garden, ana, ben, make_member, make_person
):
    """She could not: the page of requests is not there for her meanwhile."""
    Network.objects.filter(pk=garden.pk).update(admission="members")
    make_member(garden, ana)
    make_member(garden, ben)
    pauses(garden, ana)

    join(garden.pk, by=make_person("olu"), answers={1: "x"}, at=now())
    assert carry_out(Job.objects.get(kind="networks.put_request").pk, at=now())

    assert Notice.objects.filter(person=ben, kind="networks.asked").exists()
    assert not Notice.objects.filter(person=ana).exists()
    assert "/networks/garden/requests/" in Page(visit(ben).get("/")).links
    assert "/networks/garden/requests/" not in Page(visit(ana).get("/")).links
    assert visit(ana).get("/networks/garden/requests/").status_code == 404
