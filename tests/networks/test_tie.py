"""Ties: proposed by one, confirmed by the other, seen by those who may know of both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from networks.actions.tying import confirm, propose, untie
from networks.models import LogEntry, Network, Role, Tie, TieKind
from networks.queries import log_of, ties_proposed, ties_seen
from networks.rules import Standing, standing_of
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


@pytest.fixture
def farm(make_network, make_person):
    """A public group that dora looks after."""
    return make_network("Farm", steward=make_person("dora"))


def steward(network):
    return network.memberships.get(role=Role.STEWARD).person


def tie(one, other, kind=TieKind.ALLY, *, note="We share seeds.", at=NOON, **more):
    return propose(one.pk, other.pk, kind=kind, note=note, by=steward(one), at=at, **more)


def tied(one, other, kind=TieKind.ALLY):
    made = tie(one, other, kind)
    return confirm(made.pk, other.pk, by=steward(other), at=NOON)


def seen(viewer, network):
    return [made.far_from(network).name for made in ties_seen(viewer, network, Standing())]


def test_a_tie_is_one_when_the_other_confirms_it(garden, farm, ana, told):
    made = tie(garden, farm)
    assert seen(ana, garden) == []

    confirm(made.pk, farm.pk, by=steward(farm), at=LATER)

    assert (seen(ana, garden), seen(ana, farm)) == (["Farm"], ["Garden"])
    assert told(steward(farm)) == ["networks.tie_proposed"]
    assert told(steward(garden)) == ["networks.tie_made"]


def test_who_proposed_does_not_confirm(garden, farm):
    made = tie(garden, farm)

    with pytest.raises(Refused, match="that was asked confirm"):
        confirm(made.pk, garden.pk, by=steward(garden), at=LATER)


@pytest.mark.parametrize("act", ["propose", "confirm", "untie"])
def test_members_do_not_tie_and_do_not_untie(act, garden, farm, ana, make_member):
    make_member(garden, ana)
    make_member(farm, ana)
    made = tie(farm, garden)

    acts = {
        "propose": lambda: propose(
            garden.pk, farm.pk, kind=TieKind.SISTER, note="", by=ana, at=NOON
        ),
        "confirm": lambda: confirm(made.pk, garden.pk, by=ana, at=NOON),
        "untie": lambda: untie(made.pk, garden.pk, by=ana, reason="", at=NOON),
    }

    with pytest.raises(Refused, match="Only the stewards"):
        acts[act]()


def test_stewards_of_a_third_network_do_not_touch_it(garden, farm, make_network, make_person):
    third = make_network("Third", steward=make_person("eve"))
    made = tie(garden, farm)

    with pytest.raises(Refused):
        confirm(made.pk, third.pk, by=steward(third), at=LATER)
    with pytest.raises(Refused):
        untie(made.pk, third.pk, by=steward(third), reason="", at=LATER)


@pytest.mark.parametrize("side", ["one", "other"])
def test_either_side_ends_it_and_both_logs_say_so(side, garden, farm, ana):
    made = tied(garden, farm)
    network = garden if side == "one" else farm

    untie(made.pk, network.pk, by=steward(network), reason="Far away.", at=LATER)

    assert seen(ana, garden) == []
    entries = LogEntry.objects.filter(verb="tie_ended")
    assert {(each.network.name, each.written.words) for each in entries} == {
        ("Garden", "Far away."), ("Farm", "Far away."),
    }  # fmt: skip


def test_a_kind_without_direction_stands_once_whoever_proposes(garden, farm):
    tie(garden, farm)

    with pytest.raises(Refused, match="You can confirm it"):
        tie(farm, garden)
    with pytest.raises(Refused, match="waits for Farm"):
        tie(garden, farm)


def test_learning_has_a_direction_and_both_can_learn(garden, farm):
    one = tied(garden, farm, TieKind.LEARNS)
    other = tied(farm, garden, TieKind.LEARNS)
    with pytest.raises(Refused, match="tied like this already"):
        tie(farm, garden, TieKind.LEARNS, is_learner=False)

    assert {(one.one, one.other), (other.one, other.other)} == {(garden, farm), (farm, garden)}


def test_the_database_keeps_one_tie_of_a_kind_a_pair(garden, farm):
    made = tied(garden, farm)
    fields = {"by_one": True, "since": NOON, "kind": TieKind.ALLY}
    wrong = [
        Tie(one=made.one, other=made.other, **fields),
        Tie(one=made.other, other=made.one, **fields),
        Tie(one=garden, other=garden, **fields | {"kind": TieKind.LEARNS}),
    ]

    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_what_ended_can_begin_again(garden, farm, ana):
    made = tied(garden, farm)
    untie(made.pk, garden.pk, by=steward(garden), reason="", at=LATER)

    tied(farm, garden)

    assert seen(ana, garden) == ["Farm"]


def test_a_tie_with_a_hidden_network_is_not_there_for_others(garden, hidden, ana, make_member):
    make_member(garden, ana)
    tied(hidden, garden)
    hana, cleo = steward(hidden), steward(garden)

    assert seen(ana, garden) == []
    assert [entry.verb for entry in log_of(ana, garden)] == []
    assert "Hidden Harbour" in [
        made.far_from(garden).name for made in ties_seen(cleo, garden, standing_of(cleo, garden))
    ]
    assert seen(hana, hidden) == ["Garden"]


def test_a_network_that_went_hidden_leaves_the_ties_of_others(garden, farm, ana):
    tied(garden, farm)
    Network.objects.filter(pk=farm.pk).update(visibility="hidden")

    assert seen(ana, garden) == []


def test_proposals_are_for_the_stewards_of_both(garden, farm):
    made = tie(garden, farm)

    assert ties_proposed(garden) == ties_proposed(farm) == [made]


@races
def test_two_stewards_confirm_at_once_and_one_counts(garden, farm, make_person, make_member):
    eve, dora = make_person("eve"), steward(farm)
    make_member(farm, eve, role=Role.STEWARD)
    made = tie(garden, farm)

    results = at_once(
        lambda: confirm(made.pk, farm.pk, by=dora, at=LATER),
        lambda: confirm(made.pk, farm.pk, by=eve, at=LATER),
    )

    assert raised(results, Refused) == ["Another steward has confirmed it already."]
    assert LogEntry.objects.filter(verb="tie_made", network=farm).count() == 1


@races
def test_both_propose_at_once_and_one_tie_waits(garden, farm):
    cleo, dora = steward(garden), steward(farm)

    results = at_once(
        lambda: propose(garden.pk, farm.pk, kind=TieKind.ALLY, note="", by=cleo, at=NOON),
        lambda: propose(farm.pk, garden.pk, kind=TieKind.ALLY, note="", by=dora, at=NOON),
    )

    assert len(raised(results, Refused)) == 1
    assert Tie.objects.count() == 1
