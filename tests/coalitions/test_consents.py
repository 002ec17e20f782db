"""A network's yes: by its own decision, with its reservations; none is bound without it."""

import pytest

from coalitions.actions.consenting import ask_own_people, consent_decided, write_down
from coalitions.models import Consent
from coalitions.queries.agreement import in_force
from coalitions.queries.consents import agreed_inside, consents_of
from decisions.actions.closing import close_if_due
from decisions.actions.councils import ask_network
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.models import Mandate, Stage, Who
from networks.models import Kind, LogEntry, Visibility
from solidarity.base.refused import Refused
from tests.coalitions.agreeing import DAY, MINUTE, again, brought, opened, propose, ready, said
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(table, cleo, adopted):
    ready(propose(table, cleo), cleo)
    adopted()
    return in_force(table)


def ask(version, network, by, *, reservations="", at=NOON + 20 * DAY):
    key = f"{network.pk}-{version.pk}"
    return ask_own_people(version.pk, network.pk, by=by, reservations=reservations, key=key, at=at)


def decided(decision, by, choice="agree", *, at=NOON + 20 * DAY):
    """The network's own people decide."""
    round = open_round(decision.pk, by=by, at=at)
    said(round, [(by, choice)])
    return again(decision)


def test_a_network_says_yes_by_its_own_decision(version, kitchen, ana):
    decision = decided(ask(version, kitchen, ana, reservations="Not on Mondays."), ana)

    consent = Consent.objects.get(version=version, network=kitchen)
    assert decision.network == kitchen
    assert (consent.inner, consent.by) == (decision.number, None)
    assert consent.reservations == "Not on Mondays."
    assert consent.at == decision.rounds.get().counted_at


def test_both_logs_say_so(version, kitchen, ana, table):
    decided(ask(version, kitchen, ana), ana)

    inside = LogEntry.objects.get(network=kitchen, facts__consent=1)
    outside = LogEntry.objects.get(network=table, facts__consent=1)
    assert (inside.other, outside.other) == (table, kitchen)


def test_the_question_is_talked_about_at_once_and_asked_once(version, kitchen, ana):
    asked = ask(version, kitchen, ana)

    assert asked.stage == Stage.DISCUSSION
    assert asked.versions.get().words.startswith("Version 1 of the agreement")
    assert ask(version, kitchen, ana, reservations="Later.").pk == asked.pk


def test_met_again_it_is_one_yes(version, kitchen, ana):
    decision = decided(ask(version, kitchen, ana), ana)

    _consent, is_new = consent_decided(decision, at=NOON + 60 * DAY)

    assert not is_new
    assert Consent.objects.count() == 1


def test_a_no_changes_nothing_and_the_network_reads_as_not_having_said_yes(
    version, kitchen, ana, cleo
):
    decided(ask(version, kitchen, ana), ana, "block")

    found = consents_of(cleo, version)
    assert {(each.network.name, each.consent) for each in found.said} == {
        ("Kitchen", None), ("Garden", None)
    }  # fmt: skip
    assert (found.yes, found.total, found.silent) == (0, 2, 2)


def test_a_hidden_network_is_counted_and_named_to_those_alone_who_may_know_of_it(
    version, make_network, make_affiliation, table, ana, ben
):
    quiet = make_network("Quiet", steward=ben, visibility=Visibility.HIDDEN)
    make_affiliation(quiet, table)

    names = {each.network.name for each in consents_of(ana, version).said}
    assert names == {"Garden", "Kitchen"}
    assert consents_of(ana, version).total == 3
    assert "Quiet" in {each.network.name for each in consents_of(ben, version).said}


def test_an_older_version_is_not_agreed_to_any_more(version, table, kitchen, ana, cleo, adopted):
    decision = ask(version, kitchen, ana)
    ready(propose(table, cleo, "A van.", title="Van"), cleo)
    adopted(at=NOON + 30 * DAY)

    with pytest.raises(Refused, match="newer version"):
        ask(version, kitchen, ana, at=NOON + 60 * DAY)
    with pytest.raises(Refused, match="newer version"):
        decided(decision, ana, at=NOON + 60 * DAY)
    assert not Consent.objects.exists()


def test_who_is_no_member_of_the_network_does_not_ask_it(version, kitchen, cleo):
    with pytest.raises(Refused, match="Only those who belong"):
        ask(version, kitchen, cleo)


def test_a_network_that_is_not_in_it_says_no_yes(version, make_network, ben):
    far = make_network("Far", steward=ben)
    with pytest.raises(Refused, match="not part of the coalition"):
        ask(version, far, ben)


def test_a_coalition_in_the_coalition_is_asked_through_its_own_networks(
    version, make_coalition, make_network, make_affiliation, table, ben, make_member
):
    farm = make_network("Farm", steward=ben)
    inner = make_coalition(farm, name="Farms", steward=ben)
    make_affiliation(inner, table)

    asked = ask(version, inner, ben)

    assert inner.kind == Kind.COALITION
    assert asked.who == Who.NETWORKS


def test_what_its_people_said_for_the_council_is_written_down_with_one_press(
    table, kitchen, garden, ana, cleo
):
    ready(propose(table, cleo), cleo)
    round = opened(brought(table, cleo))
    elector = round.electors.get(network=kitchen)
    ask_network(elector.pk, at=NOON + MINUTE)
    inner = Mandate.objects.get(elector=elector).inner
    asked = inner.rounds.get()
    take_position(asked.pk, by=ana, choice="agree", key="in", at=NOON + 2 * MINUTE)
    close_if_due(asked.pk, at=asked.closes_at)
    said(round, [(cleo, "agree", garden), (ana, "agree", kitchen)])
    version = in_force(table)
    assert agreed_inside(kitchen, version) == inner
    assert agreed_inside(garden, version) is None

    consent = write_down(version.pk, kitchen.pk, by=ana, reservations="", at=round.closes_at + DAY)

    assert (consent.inner, consent.by) == (inner.number, ana)
    with pytest.raises(Refused, match="not decided this yet"):
        write_down(version.pk, garden.pk, by=cleo, reservations="", at=round.closes_at + DAY)


def test_a_member_alone_writes_down_no_yes(table, version, kitchen, ben, make_member):
    make_member(kitchen, ben)
    with pytest.raises(Refused, match="A steward of the network"):
        write_down(version.pk, kitchen.pk, by=ben, reservations="", at=NOON + 30 * DAY)
