"""Ways of working: versions, agreeing, objecting, and who comes in under which."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from networks.actions.answering import accept
from networks.actions.inviting import invite_by_link
from networks.actions.joining import join
from networks.actions.ways import (
    accept_ways,
    meet_objection,
    object_to_ways,
    put_ways,
    ways_words,
    write_ways,
)
from networks.models import JoinPolicy, LogEntry, Network, Objection, Role, State, WaysVersion
from networks.queries import (
    Shares,
    objections_to,
    shares_of,
    ways_in_force,
)
from networks.rules import is_behind, standing_of
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.networks.needing import needs
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def write(network, by, words="We listen.", why="A beginning.", seen=None):
    network.refresh_from_db()
    seen = seen or fingerprint(ways_words(network))
    return write_ways(network.slug, by=by, words=words, why=why, seen=seen, at=LATER)


def put(version):
    """Let the job run that tells the members."""
    put_ways(Job.objects.get(kind="networks.put_ways", payload={"version": version.pk}))


def object_(network, by, number, words="It forbids shouting."):
    return object_to_ways(network.slug, by=by, number=number, words=words, key=words, at=LATER)


@pytest.fixture
def member(garden, ana, make_member):
    """Ana's membership of the garden."""
    return make_member(garden, ana)


def test_a_steward_writes_versions_and_each_keeps_its_number_and_why(garden, cleo, logged):
    write(garden, cleo, "We *listen*.")
    second = write(garden, cleo, "We listen, and we ask.", "Listening is not enough.")

    garden.refresh_from_db()
    assert garden.ways_number == 2
    assert (second.number, second.by, second.at) == (2, cleo, LATER)
    assert "<em>listen</em>" in WaysVersion.objects.get(number=1).words_html
    assert logged(garden) == [("ways", cleo, None)] * 2
    assert LogEntry.objects.latest("pk").facts == {"number": 2}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_only_stewards_write_them(garden, ana, make_member, role):
    make_member(garden, ana, role=role)

    with pytest.raises(Refused, match="Only the stewards"):
        write(garden, ana)


def test_the_same_words_are_no_new_version(garden, cleo):
    write(garden, cleo)

    with pytest.raises(Refused, match="Nothing is changed"):
        write(garden, cleo)


def test_who_began_with_an_older_version_sees_both(garden, cleo):
    seen = fingerprint(ways_words(garden))
    write(garden, cleo)

    with pytest.raises(Stale):
        write(garden, cleo, "We shout.", seen=seen)


def test_a_version_can_never_be_changed_or_deleted(garden, cleo):
    write(garden, cleo)

    for act in (
        lambda: WaysVersion.objects.update(words="We obey."),
        lambda: WaysVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()


def test_who_writes_it_has_agreed_and_every_other_member_is_asked(
    garden, cleo, ana, ben, member, make_member, told
):
    make_member(garden, ben, state=State.LEFT)

    version = write(garden, cleo)
    put(version)
    put(version)

    assert told(ana) == ["networks.new_ways"]
    assert told(cleo) == told(ben) == []
    assert [kind for kind, *_ in needs(ana)] == ["ways"]
    assert needs(cleo) == []


def test_nobody_is_told_of_a_version_that_was_replaced_meanwhile(garden, cleo, ana, member, told):
    first = write(garden, cleo)
    write(garden, cleo, "We ask.")

    put(first)

    assert told(ana) == []


def test_a_member_agrees_and_it_is_kept(garden, cleo, ana, member):
    version = write(garden, cleo)

    accept_ways(garden.slug, by=ana, number=1, at=LATER)

    member.refresh_from_db()
    assert member.accepted_ways == version
    assert shares_of(version) == Shares(agreed=2, members=2, objecting=0)
    assert needs(ana) == []


@pytest.mark.parametrize("number", [0, 1, 3])
def test_one_agrees_to_the_version_in_force_and_to_no_other(garden, cleo, ana, member, number):
    write(garden, cleo)
    write(garden, cleo, "We ask.")

    with pytest.raises(Refused, match="newer version"):
        accept_ways(garden.slug, by=ana, number=number, at=LATER)


def test_a_stranger_agrees_to_nothing(garden, cleo, ana):
    write(garden, cleo)

    with pytest.raises(Refused, match="not a member"):
        accept_ways(garden.slug, by=ana, number=1, at=LATER)
    with pytest.raises(Refused, match="not a member"):
        object_(garden, ana, 1)


def test_who_objects_is_heard_and_stays_under_her_old_version(
    garden, cleo, ana, member, logged, told
):
    first = write(garden, cleo)
    accept_ways(garden.slug, by=ana, number=1, at=LATER)
    second = write(garden, cleo, "We never shout.")

    objection = object_(garden, ana, 2)

    member.refresh_from_db()
    assert member.accepted_ways == first
    assert objection.thread.owner == garden
    assert objection.thread.opening.words == "It forbids shouting."
    assert told(cleo) == ["networks.objected"]
    assert logged(garden)[-1] == ("objected", ana, None)
    assert shares_of(second) == Shares(agreed=1, members=2, objecting=1)
    assert is_behind(standing_of(ana, garden), Network.objects.get(pk=garden.pk))
    assert needs(ana) == []


def test_one_objects_once_to_a_version(garden, cleo, ana, member):
    write(garden, cleo)
    object_(garden, ana, 1)

    with pytest.raises(Refused, match="objected to this version already"):
        object_(garden, ana, 1, "Once more.")
    assert Objection.objects.count() == 1


def test_who_agreed_does_not_object_any_more(garden, cleo, ana, member):
    write(garden, cleo)
    accept_ways(garden.slug, by=ana, number=1, at=LATER)

    with pytest.raises(Refused, match="agreed to this version already"):
        object_(garden, ana, 1)


def test_a_steward_answers_the_objection_and_she_can_agree(garden, cleo, ana, member, logged, told):
    version = write(garden, cleo)
    objection = object_(garden, ana, 1)

    meet_objection(objection.pk, by=cleo, words="We meant indoors.", at=LATER)

    objection.refresh_from_db()
    assert (objection.answer, objection.answered_by) == ("We meant indoors.", cleo)
    assert told(ana) == ["networks.objection_met"]
    assert logged(garden)[-1] == ("met", cleo, ana)
    assert [kind for kind, *_ in needs(ana)] == ["ways"]
    accept_ways(garden.slug, by=ana, number=1, at=LATER)
    assert shares_of(version).agreed == 2


def test_an_objection_is_answered_once_and_by_a_steward(
    garden, cleo, ana, ben, member, make_member
):
    make_member(garden, ben)
    write(garden, cleo)
    objection = object_(garden, ana, 1)

    with pytest.raises(Refused, match="Only the stewards"):
        meet_objection(objection.pk, by=ben, words="No.", at=LATER)
    meet_objection(objection.pk, by=cleo, words="We meant indoors.", at=LATER)
    with pytest.raises(Refused, match="already"):
        meet_objection(objection.pk, by=cleo, words="Again.", at=LATER)


def test_a_steward_of_another_network_does_not_answer_here(
    garden, cleo, ana, ben, member, make_network
):
    make_network(steward=ben)
    write(garden, cleo)
    objection = object_(garden, ana, 1)

    with pytest.raises(Refused, match="Only the stewards"):
        meet_objection(objection.pk, by=ben, words="No.", at=LATER)


def test_who_left_is_not_counted_nor_shown_objecting(garden, cleo, ana, member):
    version = write(garden, cleo)
    object_(garden, ana, 1)
    member.state = State.LEFT
    member.save()

    assert shares_of(version) == Shares(agreed=1, members=1, objecting=0)
    assert list(objections_to(version)) == []


def test_newcomers_agree_when_they_ask(garden, cleo, ana):
    version = write(garden, cleo)

    with pytest.raises(Refused, match="Read the ways of working"):
        join(garden.pk, by=ana, answers={}, at=LATER)
    membership = join(garden.pk, by=ana, answers={}, ways=1, at=LATER)

    assert membership.accepted_ways == version


def test_a_newcomer_does_not_agree_to_a_version_that_is_no_longer_in_force(garden, cleo, ana):
    write(garden, cleo)
    write(garden, cleo, "We ask.")

    with pytest.raises(Refused, match="just been changed"):
        join(garden.pk, by=ana, answers={}, ways=1, at=LATER)


def test_who_comes_by_an_invitation_agrees_too_and_a_refusal_costs_no_use(garden, cleo, ana):
    version = write(garden, cleo)
    link = invite_by_link(garden.pk, most_uses=1, days=14, message="", by=cleo, at=LATER)

    with pytest.raises(Refused, match="Read the ways of working"):
        accept(link.token_digest, by=ana, at=LATER)
    membership = accept(link.token_digest, by=ana, ways=1, at=LATER)

    assert membership.accepted_ways == version


def test_where_there_are_none_nobody_is_asked(garden, ana):
    assert ways_in_force(garden) is None
    assert join(garden.pk, by=ana, answers={}, at=LATER).accepted_ways is None


@races
def test_agreeing_and_a_new_version_do_not_cross(garden, cleo, ana, member):
    write(garden, cleo)
    garden.refresh_from_db()
    seen = fingerprint(ways_words(garden))
    results = at_once(
        lambda: accept_ways(garden.slug, by=ana, number=1, at=LATER),
        lambda: write_ways(garden.slug, by=cleo, words="We ask.", why="More.", seen=seen, at=LATER),
    )

    refusals = raised(results, Refused)
    member.refresh_from_db()
    if refusals:
        assert "newer version" in refusals[0]
        assert member.accepted_ways is None
    else:
        assert member.accepted_ways.number == 1


@races
def test_joining_and_a_new_version_do_not_cross(make_network, cleo, ana):
    bread = make_network("Bread", join_policy=JoinPolicy.OPEN)
    write(bread, cleo)
    bread.refresh_from_db()
    seen = fingerprint(ways_words(bread))
    results = at_once(
        lambda: join(bread.pk, by=ana, answers={}, ways=1, at=LATER),
        lambda: write_ways(bread.slug, by=cleo, words="We ask.", why="More.", seen=seen, at=LATER),
    )

    if raised(results, Refused):
        assert not bread.memberships.filter(person=ana).exists()
    else:
        assert bread.memberships.get(person=ana).accepted_ways.number == 1


@races
def test_of_two_new_versions_at_once_one_is_kept_and_one_is_shown(garden, cleo, second_steward):
    seen = fingerprint(ways_words(garden))
    acts = [
        lambda by=by: write_ways(
            garden.slug, by=by, words=f"{by} speaks.", why="Mine.", seen=seen, at=LATER
        )
        for by in (cleo, second_steward)
    ]

    assert len(raised(at_once(*acts), Stale)) == 1
    assert WaysVersion.objects.get().number == 1


@races
def test_of_two_stewards_who_answer_an_objection_the_first_counts(
    garden, cleo, second_steward, ana, member
):
    write(garden, cleo)
    objection = object_(garden, ana, 1)
    results = at_once(
        *[
            lambda by=by: meet_objection(objection.pk, by=by, words=str(by), at=LATER)
            for by in (cleo, second_steward)
        ]
    )

    assert raised(results, Refused) == ["Another steward has answered this objection already."]
