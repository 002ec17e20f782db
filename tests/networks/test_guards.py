"""What the database itself refuses, whatever the code above it does."""

import pytest
from django.db import IntegrityError, connection, transaction

from networks.models import (
    Affiliation,
    AffiliationPath,
    JoinAnswer,
    JoinQuestion,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
)
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def refused(act, match):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()


def network(**fields):
    wanted = {"name": "X", "slug": "x", "summary": "x", "founded_at": NOON, "state": "seeking"}
    return Network.objects.create(**wanted | fields)


@races
def test_an_active_network_without_a_steward_is_refused_at_commit():
    refused(lambda: network(state=NetworkState.ACTIVE), "is active and has no steward")

    assert not Network.objects.exists()


@races
def test_a_network_cannot_be_made_active_without_a_steward():
    orphan = network()

    refused(lambda: Network.objects.filter(pk=orphan.pk).update(state="active"), "has no steward")


@races
@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.LEFT, "role": Role.MEMBER},
        {"role": Role.MEMBER},
        {"role": Role.FACILITATOR},
        {"state": State.BANNED, "role": Role.MEMBER},
    ],
)
def test_the_last_steward_cannot_go_while_the_network_is_active(garden, cleo, changes):
    mine = Membership.objects.filter(network=garden, person=cleo)

    refused(lambda: mine.update(**changes), "has no steward")

    assert mine.get().role == Role.STEWARD


@races
def test_the_last_stewards_row_cannot_be_deleted(garden):
    refused(lambda: Membership.objects.filter(network=garden).delete(), "has no steward")


@races
def test_a_network_that_seeks_stewards_has_none(garden, ana):
    refused(lambda: Network.objects.filter(pk=garden.pk).update(state="seeking"), "has a steward")
    orphan = network()
    refused(
        lambda: Membership.objects.create(
            network=orphan, person=ana, role=Role.STEWARD, state=State.ACTIVE, asked_at=NOON
        ),
        "has a steward",
    )


@races
def test_within_one_transaction_the_order_does_not_matter(garden, cleo, ana):
    with transaction.atomic():
        Membership.objects.filter(person=cleo).update(state=State.LEFT, role=Role.MEMBER)
        Membership.objects.create(
            network=garden, person=ana, role=Role.STEWARD, state=State.ACTIVE, asked_at=NOON
        )

    garden.refresh_from_db()
    assert garden.state == NetworkState.ACTIVE


@pytest.mark.parametrize("state", [s for s in State if s != State.ACTIVE])
@pytest.mark.parametrize("role", [Role.STEWARD, Role.FACILITATOR])
def test_nobody_has_a_role_without_being_a_member(garden, ana, make_member, state, role):
    refused(lambda: make_member(garden, ana, state=state, role=role), "only_members_hold_a_role")


def test_nobody_is_in_a_network_twice(garden, ana, make_member):
    make_member(garden, ana)

    refused(lambda: make_member(garden, ana, state=State.LEFT), "one_membership_a_person")


def test_no_two_networks_share_an_address():
    network()

    refused(network, "slug")


def test_a_network_has_a_name():
    refused(lambda: network(name=""), "network_has_a_name")


def test_what_nobody_claimed_is_public_facts():
    refused(lambda: network(state="unclaimed", visibility="hidden"), "unclaimed_is_public_facts")


def test_no_network_is_affiliated_with_itself(garden):
    refused(
        lambda: Affiliation.objects.create(member=garden, body=garden, since=NOON),
        "nobody_in_itself",
    )


def test_no_network_is_above_itself(garden):
    refused(
        lambda: AffiliationPath.objects.create(ancestor=garden, descendant=garden, steps=2),
        "no_circles",
    )


def test_two_networks_are_affiliated_once(garden, coalition):
    Affiliation.objects.create(member=garden, body=coalition, since=NOON)

    refused(
        lambda: Affiliation.objects.create(member=garden, body=coalition, since=NOON),
        "one_affiliation_a_pair",
    )


def test_questions_and_answers_have_one_place_each(garden, asked):
    refused(
        lambda: JoinQuestion.objects.create(network=garden, position=1, words="x"),
        "questions_in_order",
    )
    JoinAnswer.objects.create(membership=asked, position=1, question="x")
    refused(
        lambda: JoinAnswer.objects.create(membership=asked, position=1, question="y"),
        "answers_in_order",
    )


def test_the_search_column_cannot_be_written(garden):
    write = "UPDATE networks_network SET search = ''"

    with (
        pytest.raises(Exception, match="search"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(write)
