"""One conversation on the boards of several networks."""

import pytest

from networks.actions.talking import start_on, take_off
from networks.models import LogEntry, Network, Role, SharedThread, State
from networks.queries import board_of
from networks.queries.talking import talked_of_lately
from networks.rules import voice_of
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.people.actions import keep_away
from solidarity.threads.actions import comment, take_down
from solidarity.threads.models import Thread
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm(make_network, make_person):
    return make_network("Farm", steward=make_person("dora"))


@pytest.fixture
def shared(garden, farm, ana, make_member):
    """Ana, a member of both, shares a conversation."""
    make_member(garden, ana)
    make_member(farm, ana)
    return share([garden, farm], by=ana)


def share(networks, *, by, key="shared", words="Who bakes?", **more):
    return start_on(networks, by=by, title="Bread", words=words, key=key, at=NOON, **more)


def on(network):
    return [thread.pk for thread in board_of(network, after="", size=30).rows]


def dora_of(farm):
    return farm.memberships.get(role=Role.STEWARD).person


def test_it_is_one_thread_on_both_boards(shared, garden, farm):
    assert Thread.objects.count() == 1
    assert on(garden) == on(farm) == [shared.pk]


def test_members_of_either_read_and_answer_in_one_place(shared, garden, farm, ben, make_member):
    make_member(farm, ben)

    comment(shared.pk, by=ben, words="I do.", key="ben", at=NOON)

    page = Page(visit(ben).get(f"/networks/farm/talk/{shared.pk}/"))
    assert "I do." in page.main
    assert not voice_of(garden, ben).reads


def test_those_of_neither_read_nothing(shared, ben):
    assert not shared.voice_of(ben).reads
    for slug in ("garden", "farm"):
        assert visit(ben).get(f"/networks/{slug}/talk/{shared.pk}/").status_code == 404
    with pytest.raises(Refused):
        comment(shared.pk, by=ben, words="I do.", key="ben", at=NOON)


@pytest.mark.parametrize("state", [State.BANNED, State.LEFT, State.ASKED])
def test_one_shares_only_where_one_talks(state, garden, farm, ana, make_member):
    make_member(garden, ana)
    make_member(farm, ana, state=state)

    with pytest.raises(Refused, match="where you talk yourself"):
        share([garden, farm], by=ana)

    assert not Thread.objects.exists()


def test_the_same_form_twice_is_one_thread(shared, garden, farm, ana):
    assert share([garden, farm], by=ana) == shared
    assert SharedThread.objects.count() == 2


def test_a_steward_takes_it_off_her_board_and_elsewhere_it_stays(shared, garden, farm, ana, told):
    dora = dora_of(farm)

    take_off(shared.pk, farm.pk, by=dora, reason="About cities.", at=NOON)

    assert (on(garden), on(farm)) == ([shared.pk], [])
    assert visit(dora).get(f"/networks/farm/talk/{shared.pk}/").status_code == 404
    assert told(ana) == ["networks.taken_off"]
    assert LogEntry.objects.get(network=farm, verb="took_off").written.words == "About cities."
    assert not shared.voice_of(dora).reads


def test_the_front_page_tells_of_what_was_said_last_on_each_board(
    shared, garden, farm, ana, ben, cleo
):
    start_on([garden], by=ana, title="Soup", words="Who cooks?", key="own", at=NOON)

    assert lately(ben, garden) == ["Soup", "Bread"]
    assert lately(ben, farm) == ["Bread"]
    comment(shared.pk, by=ana, words="I do.", key="c", at=NOON)
    assert lately(ben, garden) == ["Bread", "Soup"]
    take_off(shared.pk, garden.pk, by=cleo, reason="Not here.", at=NOON)
    assert lately(ben, garden) == ["Soup"]
    assert lately(ben, farm) == ["Bread"]


def test_the_front_page_leaves_out_what_somebody_began_whom_she_muted(
    shared, garden, ana, ben, cleo
):
    keep_away(ben, ana, "mute", at=NOON)

    assert lately(ben, garden) == []
    assert lately(cleo, garden) == ["Bread"]


def lately(viewer, network):
    return [each.title for each in talked_of_lately(viewer, network, most=3)]


def test_the_owner_can_take_it_off_too(shared, garden, farm, cleo):
    take_off(shared.pk, garden.pk, by=cleo, reason="Not ours.", at=NOON)

    assert (on(garden), on(farm)) == ([], [shared.pk])
    assert not shared.voice_of(cleo).reads


def test_members_take_nothing_off(shared, farm, ana):
    with pytest.raises(Refused, match="Only the stewards"):
        take_off(shared.pk, farm.pk, by=ana, reason="No", at=NOON)


def test_only_the_stewards_where_it_was_written_delete_for_all(shared, garden, farm, cleo):
    dora = dora_of(farm)
    with pytest.raises(Refused, match="Only the stewards"):
        take_down(shared.opening.pk, by=dora, reason="No", at=NOON)

    take_down(shared.opening.pk, by=cleo, reason="No", at=NOON)


def test_each_is_called_where_she_reads_it_and_by_no_other_name(
    garden, farm, ana, ben, make_member
):
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")
    make_member(garden, ana)
    make_member(farm, ana)
    make_member(farm, ben)

    thread = share([garden, farm], by=ana, words="What do you say, @ben and @cleo?")

    told = {notice.person.handle: notice for notice in Notice.objects.filter(kind="threads.called")}
    assert told["ben"].about_url == f"/networks/farm/talk/{thread.pk}/"
    assert told["ben"].about_words == "Farm"
    assert told["cleo"].about_words == "Garden"


def test_a_hidden_network_is_not_named_to_those_of_the_others(
    shared, garden, farm, ana, ben, make_member
):
    make_member(farm, ben)
    address = f"/networks/farm/talk/{shared.pk}/"
    assert "Garden" in Page(visit(ben).get(address)).main
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")

    for path in (address, "/networks/farm/talk/", "/networks/farm/"):
        page = Page(visit(ben).get(path))
        assert "Garden" not in page.html
        assert "garden" not in page.html
        assert "Shared with" not in page.main
    assert "Garden" in Page(visit(ana).get(address)).main


def test_own_and_shared_stand_in_one_order_over_all_pages(garden, farm, ana, make_member):
    make_member(garden, ana)
    make_member(farm, ana)
    made = []
    for number in range(7):
        boards = [garden, farm] if number % 3 == 0 else [farm, garden][number % 2 : number % 2 + 1]
        made.append((share(boards, by=ana, key=f"key-{number}"), boards))
    wanted = [thread.pk for thread, boards in reversed(made) if garden in boards]

    read, after = [], ""
    while True:
        page = board_of(garden, after=after, size=2)
        read += [thread.pk for thread in page.rows]
        if not (after := page.older):
            break

    assert read == wanted


def test_the_form_offers_her_other_networks_and_shares(garden, farm, ana, make_member):
    make_member(garden, ana)
    make_member(farm, ana)
    client = visit(ana)
    form = Page(client.get("/networks/garden/talk/new/")).form("title")

    client.post("/networks/garden/talk/new/", form.filled(title="B", words="W", boards=["farm"]))

    assert len(on(farm)) == 1
