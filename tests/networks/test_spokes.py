"""Who speaks for a network in a body: choosing, alternates, terms, recall, leaving."""

from datetime import timedelta

import pytest

from networks.actions import choosing, keeping
from networks.actions.affiliating import part
from networks.actions.joining import leave
from networks.actions.spokes import lay_voice_down
from networks.models import Choosing, LogEntry, ProposalKind, ProposalState, Role, Spoke, Verb
from networks.notices import spoke_terms_end
from networks.queries.spokes import speaks_for, spokes_for, voices_of
from solidarity.base.refused import Refused
from tests.networks.proposing import LATER, agree, confirm
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SPOKE, ALTERNATE = ProposalKind.SPOKE, ProposalKind.ALTERNATE
END, OVER = ProposalKind.SPOKE_END, ProposalKind.SPOKE_OVER


@pytest.fixture
def place(garden, coalition, make_affiliation):
    """The garden belongs to the coalition."""
    return make_affiliation(garden, coalition)


def propose(place, who, by, kind=SPOKE, *, reason="She listens.", at=LATER):
    return choosing.propose(
        place.member_id, handle=who.handle, kind=kind, reason=reason, affiliation=place.pk,
        by=by, at=at,
    )  # fmt: skip


def appointed(place, who, by, kind=SPOKE, *, at=LATER):
    proposal = propose(place, who, by, kind, at=at)
    if who != by:
        agree(proposal, who, at=at)
    return Spoke.objects.get(affiliation=place, person=who, ended_at=None)


def names(place):
    return [(s.person.handle, s.is_alternate) for s in spokes_for(place.member, place.body)]


def test_the_steward_proposes_a_spoke_who_agrees_and_speaks_for_a_term(
    place, garden, coalition, cleo, members, logged, told
):
    dora = members[0]
    proposal = propose(place, dora, cleo)
    assert told(dora) == ["networks.asked_to_speak"]
    assert not speaks_for(dora, garden, coalition)

    assert agree(proposal, dora)

    assert speaks_for(dora, garden, coalition)
    spoke = Spoke.objects.get(person=dora)
    assert (spoke.since, spoke.until) == (LATER.date(), LATER.date() + timedelta(days=365))
    assert logged(garden)[-2:] == [("proposed", cleo, dora), ("speaks", None, dora)]
    assert told(dora)[-1] == "networks.speaks"


def test_the_body_hears_that_somebody_speaks_and_not_who(place, coalition, cleo, members):
    appointed(place, members[0], cleo)

    heard = LogEntry.objects.get(network=coalition, verb=Verb.SPEAKS)
    assert (heard.by, heard.whom, heard.other) == (None, None, place.member)


def test_nobody_speaks_against_her_will(place, garden, coalition, cleo, members):
    proposal = propose(place, members[0], cleo)

    choosing.decline(proposal.pk, by=members[0], at=LATER)

    assert not speaks_for(members[0], garden, coalition)


def test_a_stranger_cannot_be_proposed(place, cleo, ana):
    with pytest.raises(Refused, match="no member"):
        propose(place, ana, cleo)


def test_where_members_choose_more_than_half_confirm(place, by_members, coalition, members):
    proposal = propose(place, members[0], members[0])

    assert not confirm(proposal, members[1])
    assert confirm(proposal, members[2])

    assert speaks_for(members[0], by_members, coalition)


def test_where_stewards_choose_members_do_not_confirm(place, members):
    proposal = propose(place, members[0], members[0])

    with pytest.raises(Refused, match="who speaks for it"):
        confirm(proposal, members[1])


def test_an_alternate_stands_beside_the_spoke(place, cleo, members, told):
    appointed(place, members[0], cleo)
    appointed(place, members[1], cleo, ALTERNATE)

    assert names(place) == [("member-1", False), ("member-2", True)]
    assert told(members[1])[-1] == "networks.stands_in"


def test_a_new_spoke_takes_the_place_of_the_old_who_is_told(place, cleo, members, told):
    appointed(place, members[0], cleo)
    appointed(place, members[1], cleo)

    assert names(place) == [("member-2", False)]
    assert told(members[0])[-1] == "networks.spoke_replaced"


def test_an_alternate_may_become_the_spoke_and_is_an_alternate_no_more(place, cleo, members):
    appointed(place, members[0], cleo, ALTERNATE)
    appointed(place, members[0], cleo)

    assert names(place) == [("member-1", False)]


def test_the_spoke_cannot_stand_in_for_herself(place, cleo, members):
    appointed(place, members[0], cleo)

    with pytest.raises(Refused, match="the spoke already"):
        propose(place, members[0], cleo, ALTERNATE)


def test_who_is_confirmed_again_begins_a_new_term(place, cleo, members):
    appointed(place, members[0], cleo)
    later = LATER + timedelta(days=400)

    appointed(place, members[0], cleo, at=later)

    spoke = Spoke.objects.get(person=members[0])
    assert (spoke.since, spoke.until) == (LATER.date(), later.date() + timedelta(days=365))


def test_the_members_recall_a_spoke_and_the_network_hears_that_nobody_speaks(
    place, garden, coalition, cleo, members, told
):
    appointed(place, members[0], cleo)
    proposal = propose(place, members[0], members[1], END)
    confirm(proposal, members[2])

    assert confirm(proposal, members[3])

    assert not speaks_for(members[0], garden, coalition)
    assert told(members[0])[-2:] == ["networks.spoke_recall_of_you", "networks.spoke_recalled"]
    assert told(cleo)[-1] == "networks.spoke_sought"
    assert garden.memberships.get(person=members[0]).state == "active"


def test_only_who_speaks_can_be_recalled(place, members):
    with pytest.raises(Refused, match="does not speak"):
        propose(place, members[0], members[1], END)


def test_a_spoke_hands_over_the_rest_of_her_term(place, cleo, members, told):
    old = appointed(place, members[0], cleo)

    agree(propose(place, members[1], members[0], OVER, reason=""), members[1])

    new = Spoke.objects.get(affiliation=place, ended_at=None)
    assert (new.person, new.until) == (members[1], old.until)
    assert told(members[0])[-1] == "networks.voice_handed_over"


def test_who_is_no_spoke_hands_nothing_over(place, cleo, members):
    appointed(place, members[0], cleo, ALTERNATE)

    for who in (members[0], members[2]):
        with pytest.raises(Refused, match="not the spoke"):
            propose(place, members[1], who, OVER)


def test_who_lays_it_down_speaks_no_more_and_the_stewards_are_told(
    place, garden, coalition, cleo, members, told, logged
):
    appointed(place, members[0], cleo)

    lay_voice_down(place.pk, by=members[0], at=LATER)

    assert spokes_for(garden, coalition) == []
    assert logged(garden)[-1] == ("spoke_ended", members[0], members[0])
    assert told(cleo)[-1] == "networks.spoke_sought"
    with pytest.raises(Refused, match="do not speak"):
        lay_voice_down(place.pk, by=members[1], at=LATER)


def test_who_leaves_speaks_no_more_even_if_she_comes_back(
    place, garden, coalition, cleo, members, make_member
):
    appointed(place, members[0], cleo)

    leave(garden.pk, by=members[0], at=LATER)
    garden.memberships.filter(person=members[0]).update(state="active")

    assert not speaks_for(members[0], garden, coalition)


def test_who_is_removed_speaks_no_more(place, garden, coalition, cleo, members):
    appointed(place, members[0], cleo)

    keeping.remove(
        garden.memberships.get(person=members[0]).pk, reason="Because.", bars=False, days=None,
        by=cleo, at=LATER,
    )  # fmt: skip

    assert not Spoke.objects.filter(ended_at=None).exists()


def test_when_the_affiliation_ends_nobody_speaks_nor_is_proposed(
    place, garden, coalition, cleo, members
):
    appointed(place, members[0], cleo)
    waiting = propose(place, members[1], cleo)

    part(garden, coalition, by=cleo, at=LATER)

    waiting.refresh_from_db()
    assert waiting.state == ProposalState.EXPIRED
    assert not Spoke.objects.filter(ended_at=None).exists()
    with pytest.raises(Refused, match="does not belong"):
        propose(place, members[1], cleo)


def test_a_network_that_comes_into_a_body_is_told_that_nobody_speaks_yet(place, cleo, told):
    assert told(cleo) == ["networks.spoke_sought"]


def test_the_end_of_a_term_is_told_once_to_spoke_and_stewards(place, cleo, members, told):
    appointed(place, members[0], cleo)

    for days in (340, 341, 370, 371):
        spoke_terms_end(at=LATER + timedelta(days=days))

    for who in (members[0], cleo):
        ends = [kind for kind in told(who) if "spoke_term" in kind]
        assert ends == ["networks.spoke_term_ends", "networks.spoke_term_over"]


def test_one_may_speak_for_two_networks(place, coalition, cleo, members, make_network,
                                        make_member, make_affiliation):  # fmt: skip
    farm = make_network("Apple Farm", steward=cleo)
    make_member(farm, members[0])
    there = make_affiliation(farm, coalition)
    appointed(place, members[0], cleo)
    appointed(there, members[0], cleo)

    assert [each.name for each in voices_of(members[0], coalition)] == [
        farm.name,
        place.member.name,
    ]


@races
def test_two_chosen_at_the_same_moment_leave_one_spoke(
    garden, coalition, cleo, members, make_affiliation
):
    place = make_affiliation(garden, coalition)
    one, two = (propose(place, who, cleo) for who in members[:2])

    results = at_once(lambda: agree(one, members[0]), lambda: agree(two, members[1]))

    assert raised(results, Refused) == []
    assert Spoke.objects.filter(affiliation=place, ended_at=None).count() == 1


def test_pages_are_for_those_who_belong(place, garden, coalition, client, cleo, ana, members):
    page = f"/networks/{garden.slug}/affiliations/{coalition.slug}/spokes/"
    appointed(place, members[0], cleo)
    garden.choosing = Choosing.HALF
    garden.save()

    for who, status in ((cleo, 200), (members[1], 200), (ana, 404)):
        client.force_login(who)
        assert client.get(page).status_code == status
    client.force_login(members[1])
    sent = client.post(page + "recall/", {"handle": members[0].handle, "reason": ""})
    assert sent.status_code == 422
    client.post(page + "recall/", {"handle": members[0].handle, "reason": "Silent."})
    assert "Silent." in client.get(page).content.decode()
    assert client.get(f"/networks/{garden.slug}/stewards/").context["proposals"] == []


def test_the_page_of_the_body_names_those_who_speak_to_those_who_belong(
    place, garden, coalition, client, cleo, ana, members
):
    appointed(place, members[0], cleo)
    page = f"/networks/{coalition.slug}/affiliations/"

    client.force_login(members[1])
    assert members[0].display_name in client.get(page).content.decode()
    client.force_login(ana)
    assert members[0].display_name not in client.get(page).content.decode()


def test_a_steward_alone_does_not_speak_without_being_chosen(place, garden, coalition, cleo):
    assert garden.memberships.get(person=cleo).role == Role.STEWARD
    assert not speaks_for(cleo, garden, coalition)
