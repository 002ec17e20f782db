"""Inviting by mail and by link: who may, whom one may, and what is kept of it."""

from datetime import timedelta

import pytest

from networks.actions.answering import say_no
from networks.actions.inviting import (
    GOOD_FOR,
    checked_lines,
    hidden_token,
    invite_by_link,
    invite_by_mail,
    resend,
    revoke,
    tidy_invitations,
)
from networks.actions.joining import leave
from networks.models import Invitation, InvitationState, JoinPolicy, Network, Role, State
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.outbox.models import Job, Letter
from tests.fixtures.people import NOON
from tests.networks.tokens import token_in
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def mail(network, by, pasted, *, at=NOON, language="en", message=""):
    return invite_by_mail(network.pk, pasted, language=language, message=message, by=by, at=at)


def link(network, by, *, most_uses=1, days=14, at=NOON):
    return invite_by_link(network.pk, most_uses=most_uses, days=days, message="", by=by, at=at)


def codes(checked):
    return [each.fate.code for each in checked]


def test_an_invitation_is_a_letter_and_leaves_a_trace(garden, cleo, logged):
    mail(garden, cleo, "Nia <Nia@Example.org>", message="Come!")

    letter, invitation = Letter.objects.get(), Invitation.objects.get()
    assert letter.address == invitation.address == "nia@example.org"
    assert letter.subject == "Invitation to Garden"
    assert "Cleo invites you to Garden." in letter.body
    assert "Come!" in letter.body
    assert Job.objects.get(kind="outbox.letter").payload == {"letter": letter.pk}
    assert (invitation.expires_at, invitation.most_uses) == (NOON + GOOD_FOR, 1)
    assert logged(garden) == [("invited", cleo, None)]
    assert garden.log.get().facts == {"way": "mail", "people": 1}


def test_a_hidden_network_stands_in_no_subject(hidden):
    steward = hidden.memberships.get().person
    mail(hidden, steward, "nia@example.org")

    letter = Letter.objects.get()
    assert letter.subject == "An invitation for you"
    assert "invites you to Hidden Harbour." in letter.body


def test_the_letter_speaks_the_language_that_was_chosen(garden, cleo):
    mail(garden, cleo, "nia@example.org", language="ar")

    assert "Hello" not in Letter.objects.get().body


def test_only_a_digest_of_the_token_is_kept(garden, cleo):
    mail(garden, cleo, "nia@example.org")
    made = link(garden, cleo)
    token = token_in(Letter.objects.get().body)

    rows = str(list(Invitation.objects.values()))
    assert len(token) >= 43
    assert token not in rows
    assert made.link_token not in rows
    assert Invitation.objects.filter(token_digest=hidden_token(token)).exists()
    assert Invitation.objects.filter(token_digest=hidden_token(made.link_token)).exists()


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, False),
        ({"members_invite": True}, True),
        ({"join_policy": JoinPolicy.OPEN}, True),
        ({"join_policy": JoinPolicy.OPEN, "visibility": "hidden"}, False),
        ({"join_policy": JoinPolicy.INVITATION}, False),
    ],
)
def test_members_invite_where_they_are_let_or_anybody_can_come_in(
    make_network, make_member, ana, fields, may
):
    network = make_network(**fields)
    make_member(network, ana)

    if may:
        link(network, ana)
    else:
        with pytest.raises(Refused, match="Only the stewards"):
            link(network, ana)
    assert network.invitations.exists() == may


@pytest.mark.parametrize("state", [State.ASKED, State.LEFT, State.BANNED, State.DECLINED])
def test_who_is_no_member_invites_nobody(make_network, make_member, ana, state):
    network = make_network(members_invite=True)
    make_member(network, ana, state=state)

    with pytest.raises(Refused):
        mail(network, ana, "nia@example.org")
    assert not Letter.objects.exists()


def test_a_hidden_network_is_not_there_for_others(hidden, ana):
    with pytest.raises(Network.DoesNotExist):
        link(hidden, ana)


def test_each_line_gets_its_fate(garden, cleo, ana, ben, make_member, make_person):
    make_member(garden, ana)
    make_member(garden, ben, state=State.BANNED)
    make_person("stranger")
    mail(garden, cleo, "twice@example.org\nno@example.org")
    say_no(
        Invitation.objects.get(address="no@example.org").token_digest,
        by=None, forever=False, at=NOON,
    )  # fmt: skip

    pasted = (
        "name,mail\nAna,ANA@example.org\nben@example.org; stranger@example.org\n"
        '"Doe, Nia" <nia@example.org>, nia@example.org\ntwice@example.org\nno@example.org\n@'
    )
    checked = checked_lines(garden, pasted, at=NOON)
    assert codes(checked) == [
        "invalid", "invalid", "member", "blocked", "fine", "fine", "duplicate", "invited",
        "refused", "invalid",
    ]  # fmt: skip

    before = Letter.objects.count()
    sent = mail(garden, cleo, pasted)
    assert [each.line.address for each in sent if each.is_fine] == [
        "stranger@example.org", "nia@example.org",
    ]  # fmt: skip
    assert Letter.objects.count() == before + 2


def test_an_account_elsewhere_changes_nothing_of_what_the_inviter_sees(garden, cleo, ben):
    known, unknown = checked_lines(garden, "ben@example.org\nnobody@example.org", at=NOON)

    assert known.fate == unknown.fate


def test_one_can_be_invited_again_when_the_first_ran_out(garden, cleo):
    mail(garden, cleo, "nia@example.org")
    later = NOON + GOOD_FOR

    assert codes(mail(garden, cleo, "nia@example.org", at=later)) == ["fine"]
    assert list(Invitation.objects.order_by("pk").values_list("state", "address")) == [
        ("expired", ""), ("sent", "nia@example.org"),
    ]  # fmt: skip


def test_sending_again_kills_the_first_link_and_gives_it_time(garden, cleo):
    mail(garden, cleo, "nia@example.org")
    first = Invitation.objects.get()

    later = NOON + timedelta(days=20)
    resend(first.pk, by=cleo, at=later)

    (old, new) = (token_in(letter.body) for letter in Letter.objects.order_by("pk"))
    again = Invitation.objects.get()
    assert old != new
    assert again.token_digest == hidden_token(new)
    assert (again.state, again.expires_at) == (InvitationState.SENT, later + GOOD_FOR)


def test_only_whoever_invited_sends_again(garden, cleo, second_steward):
    mail(garden, cleo, "nia@example.org")

    with pytest.raises(Refused, match="Only whoever invited"):
        resend(Invitation.objects.get().pk, by=second_steward, at=NOON)
    assert Letter.objects.count() == 1


def test_a_steward_takes_back_what_others_sent_and_the_address_is_forgotten(
    garden, cleo, second_steward, logged
):
    mail(garden, cleo, "nia@example.org", message="Come!")
    revoke(Invitation.objects.get().pk, by=second_steward, at=NOON)

    gone = Invitation.objects.get()
    assert (gone.state, gone.address, gone.address_digest, gone.message) == ("revoked", "", "", "")
    assert logged(garden)[-1] == ("revoked", second_steward, None)
    with pytest.raises(Refused, match="taken back already"):
        revoke(gone.pk, by=cleo, at=NOON)


def test_a_member_takes_back_her_own_alone(make_network, make_member, ana, ben, cleo):
    network = make_network(members_invite=True)
    make_member(network, ana)
    make_member(network, ben)
    made = link(network, ana)

    with pytest.raises(Refused, match="Only the stewards"):
        revoke(made.pk, by=ben, at=NOON)
    revoke(made.pk, by=ana, at=NOON)


def test_who_leaves_leaves_no_open_invitation(garden, cleo, ben, make_member):
    make_member(garden, ben, role=Role.STEWARD)
    made = link(garden, ben)
    leave(garden.pk, by=ben, at=NOON)

    made.refresh_from_db()
    assert made.state == InvitationState.REVOKED


def test_two_hundred_a_day_are_enough(garden, cleo):
    for part in range(2):
        mail(garden, cleo, "\n".join(f"p{part}-{n}@example.org" for n in range(100)))

    with pytest.raises(TooOften):
        mail(garden, cleo, "one.more@example.org")
    assert Letter.objects.count() == 200


def test_a_hundred_cost_few_queries(garden, cleo, django_assert_max_num_queries):
    pasted = "\n".join(f"p{n}@example.org" for n in range(100))

    with django_assert_max_num_queries(25):
        mail(garden, cleo, pasted)


def test_what_ran_out_is_written_down_and_a_month_later_forgotten(garden, cleo):
    mail(garden, cleo, "nia@example.org", message="Come!")
    tidy_invitations(at=NOON + GOOD_FOR)
    kept = Invitation.objects.get()
    assert (kept.state, kept.address) == (InvitationState.EXPIRED, "nia@example.org")

    tidy_invitations(at=NOON + GOOD_FOR + timedelta(days=31))
    kept.refresh_from_db()
    assert (kept.address, kept.address_digest, kept.message) == ("", "", "")
    with pytest.raises(Refused, match="forgotten the address"):
        resend(kept.pk, by=cleo, at=NOON)


@races
def test_a_list_sent_twice_at_once_writes_to_nobody_twice(garden, cleo):
    act = lambda: mail(garden, cleo, "nia@example.org\nolu@example.org")  # noqa: E731

    results = at_once(act, act)

    assert raised(results, Refused) == []
    assert Letter.objects.count() == Invitation.objects.count() == 2
