"""Answering an invitation: yes, no, never; and two at once."""

from datetime import timedelta

import pytest

from networks.actions.answering import Over, accept, say_no, take_back_no
from networks.actions.inviting import (
    GOOD_FOR,
    checked_lines,
    hidden_address,
    hidden_token,
    invite_by_link,
    invite_by_mail,
    resend,
    revoke,
)
from networks.models import Invitation, Membership, NetworkState, Refusal, Role, State
from solidarity.base.refused import Refused
from solidarity.outbox.models import Letter
from tests.fixtures.people import NOON
from tests.networks.tokens import token_in
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def invited(garden, cleo):
    """The digest of a token that was mailed to nia@example.org."""
    return mailed(garden, cleo)


def mailed(network, by, address="nia@example.org"):
    invite_by_mail(network.pk, address, language="en", message="", by=by, at=NOON)
    return hidden_token(token_in(Letter.objects.latest("pk").body))


def linked(network, by, most_uses=1):
    made = invite_by_link(network.pk, most_uses=most_uses, days=14, message="", by=by, at=NOON)
    return made.token_digest


def test_who_accepts_is_a_member_at_once_and_the_log_says_who_invited(
    garden, invited, ana, cleo, logged, told
):
    membership = accept(invited, by=ana, at=NOON)

    assert (membership.state, membership.role) == (State.ACTIVE, Role.MEMBER)
    assert membership.answered_by == cleo
    assert logged(garden)[-1] == ("accepted", ana, cleo)
    assert told(ana) == ["networks.welcome"]
    assert told(cleo) == ["networks.accepted"]
    done = Invitation.objects.get()
    assert (done.state, done.answered_by, done.uses) == ("accepted", ana, 1)
    assert (done.address, done.address_digest) == ("", "")


def test_a_mailed_invitation_is_used_once(invited, ana, ben):
    accept(invited, by=ana, at=NOON)

    with pytest.raises(Over):
        accept(invited, by=ben, at=NOON)


def test_a_link_is_used_as_often_as_was_said(garden, cleo, ana, ben, make_person):
    link = linked(garden, cleo, most_uses=2)
    accept(link, by=ana, at=NOON)
    accept(link, by=ben, at=NOON)

    with pytest.raises(Over):
        accept(link, by=make_person(), at=NOON)


@pytest.mark.parametrize("before", [State.ASKED, State.DECLINED, State.WITHDRAWN, State.LEFT])
def test_whoever_once_asked_or_left_comes_in(garden, invited, ana, make_member, before):
    old = make_member(garden, ana, state=before)

    assert accept(invited, by=ana, at=NOON).pk == old.pk
    old.refresh_from_db()
    assert old.state == State.ACTIVE


def test_the_banned_are_refused_kindly_and_the_link_stays_good(garden, cleo, ana, make_member):
    make_member(garden, ana, state=State.BANNED)
    link = linked(garden, cleo)

    with pytest.raises(Refused, match="We are sorry"):
        accept(link, by=ana, at=NOON)
    assert Membership.objects.get(person=ana).state == State.BANNED
    assert Invitation.objects.get().uses == 0


def test_a_member_uses_no_invitation_up(garden, cleo):
    link = linked(garden, cleo)

    with pytest.raises(Refused, match="member already"):
        accept(link, by=cleo, at=NOON)
    assert Invitation.objects.get().uses == 0


def test_nobody_comes_in_while_there_is_no_steward(garden, invited, ana, cleo):
    garden.memberships.update(role=Role.MEMBER)
    garden.state = NetworkState.SEEKING
    garden.save(update_fields=["state"])

    with pytest.raises(Refused, match="looking for new stewards"):
        accept(invited, by=ana, at=NOON)


def test_a_token_does_not_outlive_its_time(invited, ana):
    accept_at = NOON + GOOD_FOR
    with pytest.raises(Over):
        accept(invited, by=ana, at=accept_at)
    with pytest.raises(Over):
        say_no(invited, by=None, forever=False, at=accept_at)

    assert accept(invited, by=ana, at=accept_at - timedelta(seconds=1))


def test_a_token_dies_when_it_is_taken_back_or_sent_again(garden, invited, ana, cleo):
    pk = Invitation.objects.get().pk
    resend(pk, by=cleo, at=NOON)
    with pytest.raises(Over):
        accept(invited, by=ana, at=NOON)

    revoke(pk, by=cleo, at=NOON)
    with pytest.raises(Over):
        accept(Invitation.objects.get().token_digest, by=ana, at=NOON)


@pytest.mark.parametrize("state", [State.LEFT, State.BANNED])
def test_whoever_is_gone_lets_nobody_in(garden, ana, ben, make_member, state):
    steward = make_member(garden, ben, role=Role.STEWARD)
    link = linked(garden, ben)
    Membership.objects.filter(pk=steward.pk).update(state=state, role=Role.MEMBER)

    with pytest.raises(Over):
        accept(link, by=ana, at=NOON)


def test_who_is_paused_lets_nobody_in_until_the_pause_is_over(make_network, make_member, ana, ben):
    network = make_network(members_invite=True)
    member = make_member(network, ben)
    link = linked(network, ben, most_uses=2)
    member.paused_until = NOON + timedelta(days=2)
    member.save()

    with pytest.raises(Over):
        accept(link, by=ana, at=NOON + timedelta(days=1))
    with pytest.raises(Over):
        say_no(link, by=None, forever=False, at=NOON + timedelta(days=1))
    assert not network.memberships.filter(person=ana).exists()
    assert accept(link, by=ana, at=NOON + timedelta(days=2))


def test_a_members_invitation_dies_with_the_members_right_to_invite(
    make_network, make_member, ana, ben, cleo
):
    network = make_network(members_invite=True)
    make_member(network, ben)
    of_member, of_steward = linked(network, ben), linked(network, cleo)
    network.members_invite = False
    network.save()

    with pytest.raises(Over):
        accept(of_member, by=ana, at=NOON)
    assert accept(of_steward, by=ana, at=NOON)


def test_it_stays_good_where_anybody_can_come_in(make_network, make_member, ana, ben):
    network = make_network(members_invite=True, join_policy="open")
    make_member(network, ben)
    link = linked(network, ben)
    network.members_invite = False
    network.save()

    assert accept(link, by=ana, at=NOON)


def test_a_steward_no_more_lets_in_only_where_members_do(garden, make_member, ana, ben):
    steward = make_member(garden, ben, role=Role.STEWARD)
    link = linked(garden, ben)
    Membership.objects.filter(pk=steward.pk).update(role=Role.MEMBER)

    with pytest.raises(Over):
        accept(link, by=ana, at=NOON)
    garden.members_invite = True
    garden.save()
    assert accept(link, by=ana, at=NOON)


def test_an_invitation_that_rests_keeps_nobody_from_being_invited(
    make_network, make_member, ben, cleo
):
    network = make_network(members_invite=True)
    member = make_member(network, ben)
    mailed(network, ben)
    (open_one,) = checked_lines(network, "nia@example.org", at=NOON)
    member.paused_until = NOON + timedelta(days=2)
    member.save()
    (rests,) = checked_lines(network, "nia@example.org", at=NOON)

    assert (open_one.fate.code, rests.fate.code) == ("invited", "fine")
    mailed(network, cleo)
    states = network.invitations.order_by("pk").values_list("state", "invited_by")
    assert list(states) == [("expired", ben.pk), ("sent", cleo.pk)]


def test_who_says_no_is_not_asked_again_by_this_network(garden, make_network, invited, cleo):
    say_no(invited, by=None, forever=False, at=NOON)

    other = make_network("Other")
    (here,) = checked_lines(garden, "NIA@example.org", at=NOON)
    (there,) = checked_lines(other, "nia@example.org", at=NOON)
    assert (here.fate.code, there.fate.code) == ("refused", "fine")
    assert Invitation.objects.get().state == "declined"
    assert "nia" not in str(list(Invitation.objects.values()) + list(Refusal.objects.values()))


def test_never_means_by_no_network(make_network, invited):
    say_no(invited, by=None, forever=True, at=NOON)

    (there,) = checked_lines(make_network("Other"), "nia@example.org", at=NOON)
    assert there.fate.code == "refused"


def test_the_no_to_a_link_is_hers_and_the_link_stays_good(garden, cleo, ana, ben):
    link = linked(garden, cleo)
    say_no(link, by=ana, forever=False, at=NOON)
    say_no(link, by=None, forever=False, at=NOON)

    assert Refusal.objects.get().address_digest == hidden_address(ana.email)
    assert accept(link, by=ben, at=NOON)


def test_a_no_is_hers_to_take_back(garden, cleo, ana, ben):
    say_no(mailed(garden, cleo, ana.email), by=None, forever=False, at=NOON)
    refusal = Refusal.objects.get()

    take_back_no(refusal.pk, by=ben)
    assert Refusal.objects.exists()
    take_back_no(refusal.pk, by=ana)
    assert not Refusal.objects.exists()


@races
def test_of_two_with_a_link_for_one_the_first_comes_in(garden, cleo, ana, ben):
    link = linked(garden, cleo)

    results = at_once(lambda: accept(link, by=ana, at=NOON), lambda: accept(link, by=ben, at=NOON))

    assert raised(results, Over) == ["This invitation is no longer good."]
    assert garden.memberships.filter(person__in=[ana, ben]).count() == 1


@races
def test_two_clicks_of_one_person_use_a_link_up_once(garden, cleo, ana):
    link = linked(garden, cleo, most_uses=2)

    results = at_once(*[lambda: accept(link, by=ana, at=NOON)] * 2)

    assert raised(results, Refused) == ["You are a member already."]
    assert Invitation.objects.get().uses == 1


@races
def test_taking_back_and_accepting_do_not_cross(garden, cleo, ana):
    link = linked(garden, cleo)
    pk = Invitation.objects.get().pk

    results = at_once(lambda: accept(link, by=ana, at=NOON), lambda: revoke(pk, by=cleo, at=NOON))

    assert len(raised(results, Refused)) == 1
    came_in = garden.memberships.filter(person=ana).exists()
    assert Invitation.objects.get().state == ("accepted" if came_in else "revoked")
