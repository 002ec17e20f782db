"""What adopting a decision sets in motion: admitting, affiliating, stewards, ways of working."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.models import LeaveRequest
from decisions.models import (
    Elector,
    Position,
    Subject,
    UsualMethod,
    Who,
)
from networks.actions import choosing
from networks.actions.affiliating import affiliate
from networks.actions.approaching import approach
from networks.actions.choosing import carry_decided, change_way, way_of
from networks.actions.joining import decline
from networks.actions.ways import write_ways
from networks.models import (
    Affiliation,
    AffiliationState,
    Choosing,
    LogEntry,
    Network,
    NetworkState,
    Role,
    Side,
    State,
)
from networks.queries import ways_in_force
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from tests.decisions.moving import LATER, carried, in_words, new_decision, new_round, why_not
from tests.fixtures.people import NOON
from tests.networks.proposing import agree, confirm, propose, role_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_decision(garden):
    """The garden, whose decisions choose stewards and change the ways of working."""
    garden.choosing, garden.ways_decided = Choosing.DECISION, True
    garden.save()
    return garden


def last_entry(network):
    return LogEntry.objects.filter(network=network).order_by("-pk")[0]


def test_an_applicant_is_let_in_once_and_the_log_names_the_decision(garden, cleo, asked, told):
    decision = new_decision(
        garden, cleo, effect="networks.admit", effect_about={"request": asked.pk}
    )
    assert in_words(decision) == f"Let {asked.person.display_name} in"

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    asked.refresh_from_db()
    entry = last_entry(garden)
    assert (asked.state, asked.answered_by) == (State.ACTIVE, None)
    assert (entry.verb, entry.by, entry.facts) == ("admitted", None, {"decision": 1})
    assert told(asked.person) == ["networks.welcome"]


def test_who_was_declined_meanwhile_is_not_let_in(garden, cleo, asked):
    decision = new_decision(
        garden, cleo, effect="networks.admit", effect_about={"request": asked.pk}
    )
    decline(asked.pk, by=cleo, reason="Full.", at=NOON)

    assert why_not(decision)
    with pytest.raises(Refused, match="withdrawn"):
        carried(decision)


def test_a_decision_lets_nobody_into_another_network(garden, cleo, asked, make_network):
    other = make_network("Orchard", steward=cleo)
    decision = new_decision(
        other, cleo, effect="networks.admit", effect_about={"request": asked.pk}
    )

    with pytest.raises(Refused, match="not there any more"):
        carried(decision)
    asked.refresh_from_db()
    assert asked.state == State.ASKED


@pytest.mark.parametrize("part", [Who.CIRCLE, Who.AFFECTED])
def test_a_part_of_the_network_lets_nobody_in(garden, cleo, asked, part):
    decision = new_decision(
        garden, cleo, effect="networks.admit", effect_about={"request": asked.pk}, who=part
    )

    with pytest.raises(Refused, match="part of the network"):
        carried(decision)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"in_room": True}, "by hand"),
        ({"options": ["a", "b"]}, "yes or no"),
        ({"subject": Subject.DAILY}, "another kind"),
        ({"quorum": "1/3"}, "at least half"),
    ],
)
def test_what_everybody_did_not_say_yes_to_here_sets_nothing_in_motion(
    garden, cleo, asked, fields, why
):
    decision = new_decision(
        garden, cleo, effect="networks.admit", effect_about={"request": asked.pk}, **fields
    )

    with pytest.raises(Refused, match=why):
        carried(decision)


def test_the_usual_method_decides_what_sets_something_in_motion(garden, cleo, asked):
    usual = {"name": "super_majority", "share": "2/3"}
    UsualMethod.objects.create(network=garden, subject="people", method=usual, quorum="1/4")
    about = {"effect": "networks.admit", "effect_about": {"request": asked.pk}}

    with pytest.raises(Refused, match="another method"):
        carried(new_decision(garden, cleo, **about))
    with pytest.raises(Refused, match="more must take part"):
        carried(new_decision(garden, cleo, method=usual, quorum="1/5", **about))
    assert carried(new_decision(garden, cleo, method=usual, quorum="1/4", **about))["done"]


def test_a_network_that_asks_is_let_in(garden, cleo, coalition, told):
    made = approach(
        garden.pk, coalition.pk, side=Side.MEMBER, by=cleo, message="May we?", key="a", at=NOON
    )
    decision = new_decision(
        coalition, None, effect="networks.affiliate", effect_about={"approach": made.pk}
    )
    assert why_not(decision) == ""
    assert in_words(decision) == f"Let the network {garden.name} in"

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    assert Affiliation.objects.get(member=garden, body=coalition).state == AffiliationState.ACTIVE
    assert last_entry(coalition).facts == {"decision": 1}
    assert last_entry(garden).facts == {"up": True}
    assert "networks.accepted_in" in told(cleo)


def test_only_the_network_that_was_asked_says_yes(garden, cleo, coalition):
    made = approach(
        garden.pk, coalition.pk, side=Side.MEMBER, by=cleo, message="May we?", key="a", at=NOON
    )
    decision = new_decision(
        garden, cleo, effect="networks.affiliate", effect_about={"approach": made.pk}
    )

    with pytest.raises(Refused, match="that was asked"):
        carried(decision)


def test_a_network_is_asked_to_leave_and_both_are_told(garden, cleo, coalition, told):
    affiliation = affiliate(garden, coalition, by=None, at=NOON)
    decision = new_decision(
        coalition, None, effect="networks.part", effect_about={"affiliation": affiliation.pk}
    )
    assert in_words(decision) == f"Ask the network {garden.name} to leave"
    told_at = timezone.now() - timedelta(days=40)
    LeaveRequest.objects.create(
        body=coalition, network=garden, reason="We hear nothing of you.", told_at=told_at,
        answer_until=told_at + timedelta(days=14), decide_from=told_at + timedelta(days=30),
    )  # fmt: skip

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    affiliation.refresh_from_db()
    assert affiliation.state == AffiliationState.ENDED
    assert last_entry(coalition).facts == {"decision": 1}
    assert told(cleo)[-1] == "networks.parted"


def test_the_name_of_a_hidden_network_is_not_told_to_all(hidden, coalition):
    affiliation = affiliate(hidden, coalition, by=None, at=NOON)
    decision = new_decision(
        coalition, None, effect="networks.part", effect_about={"affiliation": affiliation.pk}
    )

    assert hidden.name not in in_words(decision)


def test_a_decision_makes_a_steward_of_who_said_yes(by_decision, cleo, members, told, time_machine):
    time_machine.move_to(LATER, tick=False)
    proposal = propose(by_decision, members[0], cleo)
    decision = new_decision(
        by_decision, cleo, effect="networks.steward", effect_about={"proposal": proposal.pk}
    )
    assert "has not said yes" in why_not(decision)
    with pytest.raises(Refused, match="has not said yes"):
        carried(decision)

    agree(proposal, members[0])
    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    assert role_of(by_decision, members[0]) == Role.STEWARD
    assert last_entry(by_decision).facts == {"decision": 1}
    assert told(members[0])[-1] == "networks.chosen"


def test_a_decision_recalls_a_steward(by_decision, cleo, members):
    proposal = propose(by_decision, cleo, members[0], "recall")
    decision = new_decision(
        by_decision, members[0], effect="networks.steward", effect_about={"proposal": proposal.pk}
    )
    assert in_words(decision) == f"Recall {cleo.display_name} as a steward"

    carried(decision)

    assert role_of(by_decision, cleo) == Role.MEMBER
    by_decision.refresh_from_db()
    assert by_decision.state == NetworkState.SEEKING


def test_where_decisions_choose_nobody_confirms(by_decision, cleo, members, jobs_done, told):
    proposal = propose(by_decision, members[0], members[0])
    jobs_done("networks.put_proposal")

    with pytest.raises(Refused, match="a decision says"):
        confirm(proposal, members[1])
    assert told(members[1]) == []
    assert role_of(by_decision, members[0]) == Role.MEMBER


def test_members_recall_a_steward_by_confirming_as_ever(by_decision, cleo, members):
    proposal = propose(by_decision, cleo, members[0], "recall")
    confirm(proposal, members[1])

    assert confirm(proposal, members[2])
    assert role_of(by_decision, cleo) == Role.MEMBER


def test_where_members_confirm_no_decision_makes_stewards(garden, cleo, members):
    proposal = propose(garden, members[0], members[0])
    decision = new_decision(
        garden, cleo, effect="networks.steward", effect_about={"proposal": proposal.pk}
    )

    with pytest.raises(Refused, match="no decision chooses"):
        carried(decision)


def test_a_network_without_stewards_finds_them_by_confirming_as_ever(by_decision, cleo, members):
    Network.objects.filter(pk=by_decision.pk).update(state=NetworkState.SEEKING)
    by_decision.memberships.filter(person=cleo).update(role=Role.MEMBER)
    proposal = propose(by_decision, members[0], members[0])
    confirm(proposal, members[1])

    assert confirm(proposal, members[2])
    assert role_of(by_decision, members[0]) == Role.STEWARD


def test_stewards_do_not_take_back_what_decisions_hold(by_decision, cleo):
    for taken in ({"choosing": Choosing.HALF}, {"ways_decided": False}):
        saved = way_of(by_decision)
        with pytest.raises(Refused, match="only a decision gives back"):
            change_way(
                by_decision.pk, by=cleo, fields=saved | taken, seen=fingerprint(saved), at=NOON
            )


@pytest.mark.parametrize("what", ["choosing", "ways_decided"])
def test_a_decision_gives_it_back(by_decision, cleo, what):
    decision = new_decision(
        by_decision, cleo, subject=Subject.RULES, effect="networks.give_back",
        effect_about={"what": what},
    )  # fmt: skip
    assert why_not(decision) == ""

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    by_decision.refresh_from_db()
    assert way_of(by_decision)[what] == {"choosing": "stewards", "ways_decided": False}[what]
    assert why_not(decision)
    assert last_entry(by_decision).facts == {"fields": [what], "decision": 1}


def test_the_text_that_was_decided_becomes_the_ways_of_working(
    by_decision, cleo, members, jobs_done, told
):
    decision = new_decision(
        by_decision, cleo, subject=Subject.RULES, words="We listen first.",
        effect="networks.ways", effect_about={"after": 0},
    )  # fmt: skip
    held = new_round(decision)
    for number, (person, choice) in enumerate([(cleo, "yes"), (members[0], "no")], start=1):
        elector = Elector.objects.create(round=held, number=number, person=person)
        Position.objects.create(elector=elector, round=held, choice=choice, at=NOON, key="k")

    assert carried(decision) == {"done": True, "version": 1}
    assert carried(decision) == {"done": True, "version": 1}

    by_decision.refresh_from_db()
    version = ways_in_force(by_decision)
    assert (version.number, version.words, version.by) == (1, "We listen first.", None)
    assert version.decision == decision.number
    accepted = dict(by_decision.memberships.values_list("person", "accepted_ways"))
    assert accepted[cleo.pk] == version.pk
    assert accepted[members[0].pk] is None
    jobs_done("networks.put_ways")
    assert told(cleo) == []
    assert told(members[0]) == ["networks.new_ways"]


def test_ways_that_changed_meanwhile_are_not_written_over(by_decision, cleo):
    decision = new_decision(
        by_decision, cleo, subject=Subject.RULES, effect="networks.ways", effect_about={"after": 0}
    )
    new_round(decision)
    Network.objects.filter(pk=by_decision.pk).update(ways_number=1)

    by_decision.refresh_from_db()
    assert "newer version" in why_not(decision)
    with pytest.raises(Refused, match="newer version"):
        carried(decision)


def test_where_decisions_change_the_ways_stewards_do_not(by_decision, cleo):
    with pytest.raises(Refused, match="a decision changes"):
        write_ways(
            by_decision.slug, by=cleo, words="Mine.", why="I want.",
            seen=fingerprint({"words": ""}), at=NOON,
        )  # fmt: skip


def test_a_usual_method_is_changed(garden, cleo):
    about = {"subject": "money", "method": {"name": "super_majority", "share": "2/3"}}
    decision = new_decision(
        garden, cleo, subject=Subject.RULES, effect="decisions.usual_method",
        effect_about=about | {"quorum": "1/2"},
    )  # fmt: skip
    assert why_not(decision) == ""

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}

    held = UsualMethod.objects.get(network=garden, subject="money")
    assert (held.method, held.quorum) == (about["method"], "1/2")
    assert LogEntry.objects.filter(network=garden).count() == 1


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"subject": "money", "method": {"name": "dice"}},
        {"subject": "money", "method": {"name": "majority"}, "quorum": "3"},
    ],
)
def test_a_method_that_cannot_be_read_is_none(garden, cleo, about):
    decision = new_decision(
        garden, cleo, subject=Subject.RULES, effect="decisions.usual_method", effect_about=about
    )

    with pytest.raises(Refused):
        carried(decision)


def test_a_proposal_is_carried_once(by_decision, cleo, members):
    proposal = propose(by_decision, members[0], members[0])

    assert carry_decided(proposal.pk, decision=7, at=LATER)
    assert not carry_decided(proposal.pk, decision=8, at=LATER)
    with pytest.raises(Refused):
        choosing.confirm(proposal.pk, by=cleo, at=LATER)
