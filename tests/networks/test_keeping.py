"""Removing and pausing a member, her answer, and what the stewards make of it."""

from datetime import timedelta

import pytest

from networks.actions import keeping
from networks.actions.inviting import invite_by_link
from networks.actions.joining import join, leave
from networks.models import (
    InvitationState,
    LogWords,
    Measure,
    MeasureState,
    Membership,
    Network,
    Role,
    State,
)
from networks.queries import readers_of
from networks.rules import standing_of, voice_of, why_not_invite
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def remove(member, by, *, bars=False, days=None, at=LATER):
    return keeping.remove(member.pk, reason="It hurt.", bars=bars, days=days, by=by, at=at)


def pause(member, by, *, days=7, at=LATER):
    return keeping.pause(member.pk, reason="Rest a while.", days=days, by=by, at=at)


@pytest.fixture
def member(garden, ana, make_member):
    return make_member(garden, ana)


def test_a_steward_removes_a_member_who_is_told_why(garden, ana, cleo, member, logged, told):
    measure = remove(member, cleo)

    member.refresh_from_db()
    assert (member.state, member.role) == (State.LEFT, Role.MEMBER)
    assert logged(garden) == [("removed", cleo, ana)]
    assert told(ana) == ["networks.removed"]
    notice = ana.notices.get()
    assert notice.words == "It hurt."
    assert notice.about_url == f"/account/measures/{measure.pk}/"
    assert LogWords.objects.get(entry=measure.entry).words == "It hurt."


def test_her_open_invitations_are_taken_back(garden, ana, cleo, member):
    garden.members_invite = True
    garden.save()
    link = invite_by_link(garden.pk, most_uses=9, days=14, message="", by=ana, at=NOON)

    remove(member, cleo)

    link.refresh_from_db()
    assert link.state == InvitationState.REVOKED


def test_she_may_come_in_again_as_everybody_does(garden, ana, cleo, member):
    remove(member, cleo)

    assert join(garden.pk, by=ana, answers={}, at=LATER).state == State.ASKED


def test_a_door_closed_for_a_time_opens_by_itself(garden, ana, cleo, member):
    remove(member, cleo, bars=True, days=90)

    with pytest.raises(Refused, match="closed this network"):
        join(garden.pk, by=ana, answers={}, at=LATER + timedelta(days=89))
    assert join(garden.pk, by=ana, answers={}, at=LATER + timedelta(days=91)).state == State.ASKED
    member.refresh_from_db()
    assert member.banned_until is None


def test_a_door_closed_without_an_end_stays_closed(garden, ana, cleo, member):
    remove(member, cleo, bars=True)

    with pytest.raises(Refused, match="closed this network"):
        join(garden.pk, by=ana, answers={}, at=LATER + timedelta(days=9999))


@pytest.mark.parametrize("act", [remove, pause])
def test_only_stewards_do_it(garden, member, ben, make_member, logged, act):
    make_member(garden, ben, role=Role.FACILITATOR)

    with pytest.raises(Refused, match="Only the stewards"):
        act(member, ben)
    assert logged(garden) == []


@pytest.mark.parametrize("act", [remove, pause])
def test_a_steward_of_another_network_does_not(member, ben, make_network, act):
    make_network(steward=ben)

    with pytest.raises(Refused, match="Only the stewards"):
        act(member, ben)


@pytest.mark.parametrize("act", [remove, pause])
def test_not_to_another_steward(garden, cleo, second_steward, act):
    held = garden.memberships.get(person=second_steward)

    with pytest.raises(Refused, match="members can recall"):
        act(held, cleo)


@pytest.mark.parametrize("act", [remove, pause])
def test_not_to_herself(garden, cleo, act):
    with pytest.raises(Refused, match="This is you"):
        act(garden.memberships.get(person=cleo), cleo)


@pytest.mark.parametrize("state", [s for s in State if s != State.ACTIVE])
def test_not_to_one_who_is_no_member(garden, ana, cleo, make_member, state):
    with pytest.raises(Refused, match="no member"):
        remove(make_member(garden, ana, state=state), cleo)


def test_a_hidden_network_is_not_there_for_strangers(hidden, ana, cleo, make_member):
    with pytest.raises(Network.DoesNotExist):
        remove(make_member(hidden, ana), cleo)


def test_whoever_is_paused_reads_but_does_not_write_or_invite(
    garden, ana, cleo, member, logged, told
):
    garden.members_invite = True
    pause(member, cleo, days=7)

    during = standing_of(ana, garden, at=LATER + timedelta(days=6))
    after = standing_of(ana, garden, at=LATER + timedelta(days=8))
    assert during.is_member
    assert during.is_paused
    assert "paused you" in why_not_invite(during, garden)
    assert not after.is_paused
    assert why_not_invite(after, garden) == ""
    assert logged(garden) == [("paused", cleo, ana)]
    assert told(ana) == ["networks.paused"]


def test_the_voice_of_one_who_is_paused(garden, ana, make_member):
    member = make_member(garden, ana)
    member.paused_until = standing_of(ana, garden).at + timedelta(days=1)
    member.save()

    voice = voice_of(garden, ana)

    assert (voice.reads, voice.writes, voice.keeps_order) == (True, False, False)


def test_nobody_is_paused_twice_at_once(cleo, member):
    pause(member, cleo)

    with pytest.raises(Refused, match="paused already"):
        pause(member, cleo, at=LATER + timedelta(days=1))


def test_she_answers_once_and_the_stewards_are_told(garden, ana, cleo, member, logged, told):
    measure = remove(member, cleo)

    keeping.reply(measure.pk, words="I was not there.", by=ana, at=LATER)

    measure.refresh_from_db()
    assert (measure.state, measure.answer) == (MeasureState.ANSWERED, "I was not there.")
    assert logged(garden)[-1] == ("answered", ana, None)
    assert told(cleo) == ["networks.answered"]
    with pytest.raises(Refused, match="have answered"):
        keeping.reply(measure.pk, words="And more.", by=ana, at=LATER)


def test_nobody_else_answers_for_her(cleo, ben, member):
    measure = remove(member, cleo)

    for other in (cleo, ben):
        with pytest.raises(Network.DoesNotExist):
            keeping.reply(measure.pk, words="She did.", by=other, at=LATER)


def test_what_was_done_is_taken_back(garden, ana, cleo, member, logged, told):
    measure = remove(member, cleo, bars=True)

    keeping.lift(measure.pk, words="We were wrong.", by=cleo, at=LATER)

    member.refresh_from_db()
    assert (member.state, member.banned_until) == (State.ACTIVE, None)
    assert logged(garden)[-1] == ("lifted", cleo, ana)
    assert told(ana) == ["networks.removed", "networks.lifted"]
    with pytest.raises(Refused, match="taken back already"):
        keeping.lift(measure.pk, words="Again.", by=cleo, at=LATER)


def test_a_pause_is_taken_back(ana, garden, cleo, member):
    measure = pause(member, cleo)

    keeping.lift(measure.pk, words="Enough.", by=cleo, at=LATER)

    assert not standing_of(ana, garden, at=LATER).is_paused


def test_what_stands_can_still_be_taken_back_later(ana, cleo, member):
    measure = remove(member, cleo)
    keeping.uphold(measure.pk, words="It stands.", by=cleo, at=LATER)

    with pytest.raises(Refused, match="have closed this"):
        keeping.reply(measure.pk, words="But", by=ana, at=LATER)
    with pytest.raises(Refused, match="decided this already"):
        keeping.uphold(measure.pk, words="Yes.", by=cleo, at=LATER)
    keeping.lift(measure.pk, words="Now we know more.", by=cleo, at=LATER)

    member.refresh_from_db()
    assert member.state == State.ACTIVE


def test_only_the_door_is_opened_again(garden, ana, cleo, member, logged):
    measure = remove(member, cleo, bars=True)

    keeping.reopen(measure.pk, words="A year has passed.", by=cleo, at=LATER)

    member.refresh_from_db()
    assert member.state == State.LEFT
    assert logged(garden)[-1] == ("reopened", cleo, ana)
    with pytest.raises(Refused, match="open to this person"):
        keeping.reopen(measure.pk, words="Again.", by=cleo, at=LATER)


def test_taking_back_an_old_removal_is_no_way_round_a_new_one(garden, ana, cleo, member):
    first = remove(member, cleo)
    Membership.objects.filter(pk=member.pk).update(state=State.ACTIVE)
    remove(member, cleo, bars=True)

    keeping.lift(first.pk, words="Long ago.", by=cleo, at=LATER)

    member.refresh_from_db()
    assert member.state == State.BANNED


def test_members_and_other_stewards_decide_nothing(garden, ben, cleo, member, make_member, ana):
    measure = remove(member, cleo)
    make_member(garden, ben)

    for act in (keeping.uphold, keeping.lift, keeping.reopen):
        with pytest.raises(Refused, match="Only the stewards"):
            act(measure.pk, words="No.", by=ben, at=LATER)


def test_whoever_may_not_return_does_not_belong_by_a_network_of_hers(
    garden, ana, cleo, make_network, make_member, make_affiliation
):
    make_affiliation(make_network("Bed", steward=ana), garden)
    assert standing_of(ana, garden).belongs
    member = make_member(garden, ana)
    remove(member, cleo, bars=True)
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")

    assert not standing_of(ana, garden).belongs
    assert not Network.objects.visible_to(ana).filter(pk=garden.pk).exists()
    assert not readers_of(garden).filter(pk=ana.pk).exists()
    Membership.objects.filter(pk=member.pk).update(banned_until=LATER)
    assert standing_of(ana, garden).belongs
    assert Network.objects.visible_to(ana).filter(pk=garden.pk).exists()
    assert readers_of(garden).filter(pk=ana.pk).exists()


@races
def test_of_two_stewards_at_once_one_removes(garden, ana, cleo, second_steward, make_member):
    member = make_member(garden, ana)

    results = at_once(lambda: remove(member, cleo), lambda: remove(member, second_steward))

    assert len(raised(results, Refused)) == 1
    assert Measure.objects.count() == 1


@races
def test_removing_and_leaving_cannot_cross(garden, ana, cleo, make_member, logged):
    member = make_member(garden, ana)

    results = at_once(lambda: remove(member, cleo), lambda: leave(garden.pk, by=ana, at=LATER))

    assert len(raised(results, Refused)) == 1
    assert len(logged(garden)) == 1
