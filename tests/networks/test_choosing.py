"""Choosing and recalling stewards, handing over, stepping down; terms that end."""

from datetime import timedelta

import pytest

from networks.actions import choosing
from networks.actions.choosing import settle_proposals
from networks.actions.joining import leave
from networks.models import (
    Choosing,
    Membership,
    Network,
    NetworkState,
    Proposal,
    ProposalKind,
    ProposalState,
    Role,
)
from networks.queries import open_proposals
from solidarity.base.refused import Refused
from tests.networks.proposing import LATER, RECALL, agree, confirm, propose, role_of
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def seeking(make_network, make_person, make_member):
    """A network without stewards that 12 members are in."""
    network = make_network("Asleep", steward=None)
    people = [make_person(f"sleeper-{number}") for number in range(12)]
    for person in people:
        make_member(network, person)
    return network, people


def test_the_only_steward_takes_in_another_who_agrees(garden, cleo, members, logged, told):
    dora = members[0]
    proposal = propose(garden, dora, cleo)
    assert told(dora) == ["networks.asked_to_steward"]
    assert role_of(garden, dora) == Role.MEMBER

    assert agree(proposal, dora)

    held = garden.memberships.get(person=dora)
    assert (held.role, held.role_since) == (Role.STEWARD, LATER.date())
    assert held.role_until == LATER.date() + timedelta(days=365)
    assert logged(garden) == [("proposed", cleo, dora), ("chosen", None, dora)]
    assert told(dora)[-1] == "networks.chosen"


def test_nobody_becomes_a_steward_against_her_will(garden, cleo, members):
    proposal = propose(garden, members[0], cleo)

    choosing.decline(proposal.pk, by=members[0], at=LATER)

    with pytest.raises(Refused, match="is over"):
        agree(proposal, members[0])
    assert role_of(garden, members[0]) == Role.MEMBER


def test_nobody_agrees_for_another(garden, cleo, members):
    proposal = propose(garden, members[0], cleo)

    for other in (cleo, members[1]):
        with pytest.raises(Refused, match="Only whom it is about"):
            agree(proposal, other)


def test_where_the_stewards_choose_members_do_not_confirm(garden, members):
    proposal = propose(garden, members[0], members[0])

    with pytest.raises(Refused, match="the stewards confirm"):
        confirm(proposal, members[1])
    assert role_of(garden, members[0]) == Role.MEMBER


def test_where_members_choose_more_than_half_of_them_must_confirm(
    by_members, members, told, jobs_done
):
    proposal = propose(by_members, members[0], members[0])
    jobs_done("networks.put_proposal")
    assert told(members[1]) == ["networks.steward_proposed"]
    assert not confirm(proposal, members[1])

    assert confirm(proposal, members[2])

    assert role_of(by_members, members[0]) == Role.STEWARD
    with pytest.raises(Refused, match="is over"):
        confirm(proposal, members[3])


def test_two_thirds_of_five_are_four(by_members, members, cleo):
    Network.objects.filter(pk=by_members.pk).update(choosing=Choosing.TWO_THIRDS)
    proposal = propose(by_members, members[0], members[0])
    assert not confirm(proposal, members[1])
    assert not confirm(proposal, members[2])

    assert confirm(proposal, cleo)


def test_a_number_of_members(by_members, members):
    Network.objects.filter(pk=by_members.pk).update(choosing=Choosing.NUMBER, choosing_number=2)
    proposal = propose(by_members, members[0], members[0])

    assert confirm(proposal, members[1])


def test_confirming_twice_counts_once(by_members, members):
    proposal = propose(by_members, members[0], members[0])

    assert not confirm(proposal, members[1])
    assert not confirm(proposal, members[1])

    assert open_proposals(by_members, at=LATER).get().confirmed == 2


def test_a_word_is_taken_back(by_members, members):
    proposal = propose(by_members, members[0], members[0])
    confirm(proposal, members[1])

    choosing.take_word_back(proposal.pk, by=members[1], at=LATER)

    assert not confirm(proposal, members[2])


def test_those_who_left_count_no_more(by_members, members):
    proposal = propose(by_members, members[0], members[0])
    confirm(proposal, members[1])
    leave(by_members.pk, by=members[1], at=LATER)

    shown = open_proposals(by_members, at=LATER).get()

    assert (shown.confirmed, shown.electors) == (1, 4)
    assert not confirm(proposal, members[2])


def test_those_who_came_in_since_do_not_confirm(by_members, members, ana, make_member):
    proposal = propose(by_members, members[0], members[0])
    make_member(by_members, ana, asked_at=LATER + timedelta(hours=1))

    with pytest.raises(Refused, match="You came in later"):
        confirm(proposal, ana, at=LATER + timedelta(hours=2))
    assert open_proposals(by_members, at=LATER).get().electors == 5


def test_whoever_is_paused_still_has_a_voice_in_a_recall(by_members, members, cleo):
    by_members.memberships.filter(person=members[1]).update(paused_until=LATER + timedelta(days=9))
    proposal = propose(by_members, cleo, members[0], RECALL)
    confirm(proposal, members[1])

    assert confirm(proposal, members[2])

    assert role_of(by_members, cleo) == Role.MEMBER


def test_whoever_is_paused_is_not_proposed(garden, members, cleo):
    garden.memberships.filter(person=members[1]).update(paused_until=LATER + timedelta(days=9))

    with pytest.raises(Refused, match="paused"):
        propose(garden, members[1], cleo)


@pytest.mark.parametrize("kind", ProposalKind.values)
def test_outsiders_propose_nothing(garden, ana, cleo, members, kind):
    with pytest.raises(Refused):
        propose(garden, cleo if kind == RECALL else members[0], ana, kind)

    assert not Proposal.objects.exists()


def test_a_steward_of_another_network_has_no_word_here(by_members, members, ana, make_network):
    make_network(steward=ana)
    proposal = propose(by_members, members[0], members[0])

    with pytest.raises(Refused, match="Only members"):
        confirm(proposal, ana)


def test_only_members_are_proposed(garden, ana, cleo):
    with pytest.raises(Refused, match="no member"):
        propose(garden, ana, cleo)


def test_the_members_recall_a_steward_even_where_stewards_choose(
    garden, members, cleo, logged, told, jobs_done
):
    proposal = propose(garden, cleo, members[0], RECALL, reason="She decides alone.")
    jobs_done("networks.put_proposal")
    assert told(cleo) == ["networks.recall_of_you"]
    assert told(members[1]) == ["networks.recall_proposed"]
    with pytest.raises(Refused, match="about you"):
        confirm(proposal, cleo)
    confirm(proposal, members[1])

    assert confirm(proposal, members[2])

    garden.refresh_from_db()
    assert role_of(garden, cleo) == Role.MEMBER
    assert garden.state == NetworkState.SEEKING
    assert logged(garden)[-1] == ("recalled", None, cleo)
    assert "networks.recalled" in told(cleo)
    jobs_done("networks.tell_members")
    assert "networks.seeking" in told(members[3])


def test_whoever_stepped_down_is_not_recalled(garden, cleo, members, second_steward, logged):
    proposal = propose(garden, cleo, members[0], RECALL)
    choosing.step_down(garden.pk, by=cleo, at=LATER)
    for person in members[1:3]:
        confirm(proposal, person)

    with pytest.raises(Refused, match="no steward"):
        confirm(proposal, members[3])
    assert logged(garden)[-1] == ("stepped_down", cleo, None)


def test_one_of_two_cannot_recall_the_other(garden, cleo, ana, make_member):
    make_member(garden, ana)
    propose(garden, cleo, ana, RECALL)

    assert role_of(garden, cleo) == Role.STEWARD


def test_only_stewards_are_recalled(garden, members):
    with pytest.raises(Refused, match="no steward"):
        propose(garden, members[1], members[0], RECALL)


def test_the_same_is_proposed_once_at_a_time(by_members, members):
    propose(by_members, members[0], members[1])

    with pytest.raises(Refused, match="proposed already"):
        propose(by_members, members[0], members[2])


def test_a_proposal_runs_out_after_thirty_days(by_members, members):
    proposal = propose(by_members, members[0], members[0])
    late = LATER + timedelta(days=30)

    with pytest.raises(Refused, match="is over"):
        confirm(proposal, members[1], at=late)
    assert not open_proposals(by_members, at=late).exists()
    propose(by_members, members[0], members[1], at=late)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.EXPIRED


def test_whoever_proposed_takes_it_back(by_members, members, logged):
    proposal = propose(by_members, members[0], members[1])

    with pytest.raises(Refused, match="Only whoever proposed"):
        choosing.drop(proposal.pk, by=members[2], at=LATER)
    choosing.drop(proposal.pk, by=members[1], at=LATER)

    assert logged(by_members)[-1] == ("dropped", members[1], members[0])
    with pytest.raises(Refused, match="is over"):
        confirm(proposal, members[2])


def test_a_dormant_network_finds_a_steward_by_three_in_seven_days(seeking, logged, told, jobs_done):
    network, people = seeking
    proposal = propose(network, people[0], people[0])
    confirm(proposal, people[1])
    confirm(proposal, people[2])
    settle_proposals(at=LATER + timedelta(days=6))
    assert role_of(network, people[0]) == Role.MEMBER

    settle_proposals(at=LATER + timedelta(days=7))

    network.refresh_from_db()
    assert network.state == NetworkState.ACTIVE
    assert role_of(network, people[0]) == Role.STEWARD
    assert logged(network)[-1] == ("chosen", None, people[0])
    jobs_done("networks.tell_members")
    assert "networks.found_stewards" in told(people[5])


def test_not_when_as_many_object(seeking):
    network, people = seeking
    proposal = propose(network, people[0], people[0])
    for number in (1, 2):
        confirm(proposal, people[number])
    for number in (3, 4, 5):
        confirm(proposal, people[number], objects_to=True)

    settle_proposals(at=LATER + timedelta(days=8))

    network.refresh_from_db()
    assert network.state == NetworkState.SEEKING


def test_more_than_half_find_one_at_once(seeking):
    network, people = seeking
    proposal = propose(network, people[0], people[0])

    done = [confirm(proposal, person) for person in people[1:7]]

    assert done == [False] * 5 + [True]


def test_one_objects_only_while_stewards_are_sought(by_members, members):
    proposal = propose(by_members, members[0], members[0])

    with pytest.raises(Refused, match="does not confirm"):
        confirm(proposal, members[1], objects_to=True)


def test_what_is_hidden_is_not_there(hidden, ana, make_member, cleo):
    make_member(hidden, ana)
    proposal = propose(hidden, ana, ana)

    for act in (confirm, agree):
        with pytest.raises(Network.DoesNotExist):
            act(proposal, cleo)


@races
def test_two_last_confirmations_make_one_steward(garden, make_person, make_member, logged):
    Network.objects.filter(pk=garden.pk).update(choosing=Choosing.HALF)
    people = [make_person() for _each in range(4)]
    for person in people:
        make_member(garden, person)
    proposal = propose(garden, people[0], people[0])
    confirm(proposal, people[1])

    results = at_once(lambda: confirm(proposal, people[2]), lambda: confirm(proposal, people[3]))

    assert [each for each in results if each is True] == [True]
    assert len(raised(results, Refused)) == 1
    assert [verb for verb, _by, _whom in logged(garden)].count("chosen") == 1
    assert Membership.objects.filter(network=garden, role=Role.STEWARD).count() == 2


@races
def test_a_recall_and_stepping_down_cannot_cross(garden, cleo, make_person, make_member, logged):
    people = [make_person() for _each in range(3)]
    for person in people:
        make_member(garden, person)
    proposal = propose(garden, cleo, people[0], RECALL)
    confirm(proposal, people[1])

    results = at_once(
        lambda: confirm(proposal, people[2]),
        lambda: choosing.step_down(garden.pk, by=cleo, at=LATER),
    )

    raised(results, Refused)
    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    verbs = [verb for verb, _by, _whom in logged(garden)]
    assert verbs.count("recalled") + verbs.count("stepped_down") == 1
