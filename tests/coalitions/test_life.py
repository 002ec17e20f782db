"""A coalition's life: exploring, forming, active, resting, ended; lineage, and what goes on."""

import re

import pytest

from coalitions.actions.life import carry_on, take_force, words_carried
from coalitions.actions.texts import words_of_text, write_text
from coalitions.carrying.moving_on import MOVE_ON
from coalitions.models import Carries, Phase
from coalitions.queries.life import checks_of, coalition_of, lineage_of, moves_of
from decisions.actions.writing import draft
from networks.actions.affiliating import part
from networks.actions.approaching import approach
from networks.actions.joining import join
from networks.actions.tying import confirm
from networks.actions.tying import propose as propose_tie
from networks.models import Descent, Lineage, Side, TieKind
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.coalitions.grounding import decided, fresh, point, write
from tests.fixtures.people import NOON
from tests.pages.reading import visit

pytestmark = pytest.mark.django_db
TEXT, MOVE = "coalitions.common_text", "coalitions.move_on"


@pytest.fixture
def table(make_network, make_person, make_affiliation, garden):
    """A coalition of the garden (cleo) and the kitchen (kim), which dora looks after."""
    table = make_network("Table", kind="coalition", steward=make_person("dora"), join_policy="open")
    kitchen = make_network("Kitchen", steward=make_person("kim"))
    for each in (garden, kitchen):
        make_affiliation(each, table)
    table.kitchen, table.kim = kitchen, kitchen.memberships.get().person
    table.dora = table.memberships.get().person
    return table


@pytest.fixture
def forming(table, garden, cleo):
    """Two sides are there and a common text is adopted."""
    point(table, garden, cleo)
    point(table, table.kitchen, table.kim)
    write(table, cleo)
    decided(table, table.dora, TEXT, {"number": 1})
    return table


@pytest.fixture
def active(forming):
    """Its agreement is in force."""
    take_force(fresh(forming), version=1, decision=1000, at=NOON)
    return forming


def phase(network):
    return coalition_of(fresh(network)).phase


def moved(table, move, *others):
    about = {"move": move, "others": [each.pk for each in others]}
    return decided(table, table.dora, MOVE, about)


def test_a_coalition_begins_by_exploring_and_says_what_it_takes(table):
    checks = checks_of(coalition_of(table))

    assert phase(table) == Phase.EXPLORING
    assert [check.is_met for check in checks] == [False, False]


def test_it_forms_with_two_sides_and_an_adopted_common_text(forming, cleo):
    assert phase(forming) == Phase.FORMING
    assert coalition_of(forming).closeness == 3
    assert [entry.facts["life"] for entry in moves_of(cleo, forming)] == ["forming", "text"]


def test_a_text_alone_does_not_let_it_form(table, garden, cleo):
    point(table, garden, cleo)
    write(table, cleo)

    decided(table, table.dora, TEXT, {"number": 1})

    assert phase(table) == Phase.EXPLORING
    assert [check.is_met for check in checks_of(coalition_of(table))] == [False, True]


def test_a_second_side_that_comes_later_lets_it_form(table, garden, cleo):
    point(table, garden, cleo)
    write(table, cleo)
    decided(table, table.dora, TEXT, {"number": 1})

    point(table, table.kitchen, table.kim)

    assert phase(table) == Phase.FORMING


def test_a_text_that_is_not_adopted_holds_nothing(table, cleo):
    write(table, cleo)

    decided(table, table.dora, TEXT, {"number": 1}, choice="no")

    assert coalition_of(table).common_number == 0


def test_an_earlier_version_cannot_come_in_force_after_a_later_one(forming, cleo):
    write(forming, cleo, "We feed each other and the birds.")
    write(forming, cleo, "We feed everybody.")
    decided(forming, forming.dora, TEXT, {"number": 3})

    with pytest.raises(Exception, match="in force already"):
        decided(forming, forming.dora, TEXT, {"number": 2})


def test_two_who_write_the_text_at_once_see_both(table, cleo):
    seen = fingerprint(words_of_text(table))
    write(table, table.kim)

    with pytest.raises(Stale):
        write_text(table.pk, by=cleo, words="Other", closeness=1, why="", seen=seen, at=NOON)


def test_an_agreement_in_force_makes_it_active_and_it_rests_and_wakes(active):
    assert phase(active) == Phase.ACTIVE
    moved(active, "rest")
    assert phase(active) == Phase.RESTING
    moved(active, "wake")
    assert phase(active) == Phase.ACTIVE


def test_only_an_active_coalition_rests(forming):
    with pytest.raises(Refused, match="agreement must be in force"):
        moved(forming, "rest")


def test_networks_part_as_friends_at_any_point_and_its_doors_close(
    table, garden, cleo, ana, make_network
):
    moved(table, "friends")

    coalition = coalition_of(fresh(table))
    assert (coalition.phase, coalition.parted_as_friends) == (Phase.ENDED, True)
    with pytest.raises(Refused, match="nobody comes in"):
        join(table.pk, by=ana, answers={}, ways=0, at=NOON)
    with pytest.raises(Refused, match="has ended"):
        point(fresh(table), garden, cleo)
    with pytest.raises(Refused, match="whether to open it again"):
        draft("table", by=table.dora, fields={"title": "Bread?", "subject": "daily"}, at=NOON)
    other = make_network("Other")
    with pytest.raises(Refused, match="no network comes in"):
        approach(
            other.pk, table.pk, side=Side.MEMBER, message="May we?", by=cleo, key="k",
            at=NOON,
        )  # fmt: skip


def test_an_ended_coalition_is_opened_again_by_a_decision(active):
    moved(active, "end")
    assert fresh(active).ended_at

    moved(fresh_with(active), "reopen")

    assert phase(active) == Phase.ACTIVE
    assert fresh(active).ended_at is None


def fresh_with(table):
    again = fresh(table)
    again.dora = table.dora
    return again


def test_an_ended_coalition_decides_nothing_else_of_its_life(active):
    moved(active, "end")

    with pytest.raises(Refused, match="only be opened again"):
        moved(fresh_with(active), "rest")


@pytest.fixture
def others(make_network, make_person):
    """Two more coalitions, each with a steward of its own as `dora`."""
    made = [make_network(name, kind="coalition", steward=make_person(name.lower()))
            for name in ("North", "South")]  # fmt: skip
    for each in made:
        each.dora = each.memberships.get().person
    return made


def test_a_coalition_goes_on_in_another_once_both_have_decided_it(active, others):
    north = others[0]

    moved(active, "into", north)
    assert phase(active) == Phase.ACTIVE
    assert not Lineage.objects.exists()

    moved(north, "out_of", active)
    line = Lineage.objects.get()
    assert (line.earlier, line.later, line.how) == (active, north, Descent.MERGED)
    assert phase(active) == Phase.ENDED
    assert [kin.network for kin in lineage_of(north.dora, north)] == [active]
    assert [kin.network for kin in lineage_of(active.dora, active)] == [north]


def test_it_divides_when_every_part_has_said_yes(active, others):
    north, south = others
    moved(north, "out_of", active)
    moved(active, "into", north, south)
    assert phase(active) == Phase.ACTIVE

    moved(south, "out_of", active)

    assert phase(active) == Phase.ENDED
    assert set(Lineage.objects.values_list("later", "how")) == {
        (north.pk, Descent.SPLIT), (south.pk, Descent.SPLIT),
    }  # fmt: skip


def test_no_coalition_is_made_the_heir_of_another_without_its_own_decision(active, others):
    moved(active, "into", others[0])

    assert lineage_of(others[0].dora, others[0]) == []


def test_a_group_is_no_coalition_to_go_on_in(active, garden):
    with pytest.raises(Refused, match="no coalition"):
        moved(active, "into", garden)


def say(table, network, by, words="The seed library."):
    seen = fingerprint(words_carried(table, network))
    return carry_on(table.pk, network, by=by, words=words, seen=seen, at=NOON)


def test_after_the_end_each_network_says_what_it_goes_on_with(active, garden, cleo):
    with pytest.raises(Refused, match="has ended"):
        say(active, garden, cleo)
    moved(active, "friends")

    say(active, garden, cleo)
    say(active, garden, cleo, "The seed library, on Mondays.")

    assert Carries.objects.get().words == "The seed library, on Mondays."
    with pytest.raises(Refused):
        say(active, garden, active.kim)


def test_a_network_that_has_left_says_likewise(active, garden, cleo):
    part(garden, active, by=cleo, at=NOON)

    assert say(active, garden, cleo)


def test_a_decision_met_twice_is_done_once(active):
    outcome = moved(active, "rest")
    decision = outcome.round.decision
    assert MOVE_ON.carry_out(decision, NOON) == {"done": False}
    assert phase(active) == Phase.RESTING


def the_life(person):
    return visit(person).get("/networks/table/life/").content.decode()


def test_who_parted_as_friends_is_offered_the_tie_that_says_so(table, cleo):
    assert "Staying friends" not in the_life(cleo)
    moved(table, "friends")

    address = "/networks/garden/alliances/new/?to=kitchen&amp;way=parted"
    assert address in the_life(cleo)
    form = visit(cleo).get(address.replace("&amp;", "&")).content.decode()
    assert re.search(r'value="parted"[^>]*checked', form)


def test_a_tie_of_friends_is_offered_until_both_have_confirmed_it(table, garden, cleo):
    moved(table, "friends")
    tie = propose_tie(garden.pk, table.kitchen.pk, kind=TieKind.PARTED, note="", by=cleo, at=NOON)
    assert "proposed, not confirmed yet" in the_life(cleo)

    confirm(tie.pk, table.kitchen.pk, by=table.kim, at=NOON)
    assert "Staying friends" not in the_life(cleo)


def test_only_stewards_are_offered_it_and_not_after_another_end(
    table, garden, cleo, make_member, ana
):
    make_member(garden, ana)
    moved(table, "end")
    assert "Staying friends" not in the_life(cleo)
    moved(fresh_with(table), "reopen")
    moved(fresh_with(table), "friends")

    assert "Staying friends" in the_life(cleo)
    assert "Staying friends" not in the_life(ana)


def test_a_hidden_network_is_offered_to_nobody_who_does_not_know_of_it(
    table, cleo, ana, make_network, make_affiliation
):
    make_affiliation(make_network("Cellar", visibility="hidden", steward=ana), table)
    moved(table, "friends")

    assert "Cellar" not in the_life(cleo)
