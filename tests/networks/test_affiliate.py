from datetime import timedelta

import pytest

from networks.actions.affiliating import affiliate, part
from networks.models import Affiliation, AffiliationPath, AffiliationState, LogEntry
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def chain(make_network):
    """Four networks, a to d, each in the next."""
    a, b, c, d = (make_network(name) for name in "ABCD")
    for member, body in [(a, b), (b, c), (c, d)]:
        affiliate(member, body, by=None, at=NOON)
    return a, b, c, d


def steps():
    rows = AffiliationPath.objects.order_by("ancestor_id", "descendant_id")
    return {
        (path.descendant.name, path.ancestor.name): path.steps
        for path in rows.select_related("ancestor", "descendant")
    }


def test_a_network_becomes_part_of_a_body(garden, coalition, ana):
    affiliation = affiliate(garden, coalition, by=ana, at=NOON)

    assert (affiliation.state, affiliation.since) == (AffiliationState.ACTIVE, NOON)
    assert steps() == {("Garden", "Coalition"): 1}


def test_the_log_of_the_body_says_which_network_came(garden, coalition, ana):
    affiliate(garden, coalition, by=ana, at=NOON)

    entry = LogEntry.objects.get(network=coalition)
    assert (entry.network, entry.verb, entry.other, entry.by) == (
        coalition, "affiliated", garden, ana,
    )  # fmt: skip


def test_what_belongs_to_a_member_belongs_to_the_body(chain):
    assert steps() == {
        ("A", "B"): 1, ("A", "C"): 2, ("A", "D"): 3,
        ("B", "C"): 1, ("B", "D"): 2, ("C", "D"): 1,
    }  # fmt: skip


def test_the_shortest_way_counts(chain):
    a, _b, _c, d = chain

    affiliate(a, d, by=None, at=NOON)

    assert steps()["A", "D"] == 1


def test_two_affiliates_once_is_enough(garden, coalition):
    affiliate(garden, coalition, by=None, at=NOON)

    with pytest.raises(Refused, match="affiliated already"):
        affiliate(garden, coalition, by=None, at=NOON + timedelta(1))

    assert LogEntry.objects.filter(network=coalition).count() == 1
    assert Affiliation.objects.get().since == NOON


def test_who_parted_may_come_back(garden, coalition):
    affiliate(garden, coalition, by=None, at=NOON)
    part(garden, coalition, by=None, at=NOON)

    affiliate(garden, coalition, by=None, at=NOON + timedelta(1))

    assert Affiliation.objects.get().state == AffiliationState.ACTIVE
    assert steps() == {("Garden", "Coalition"): 1}


@pytest.mark.parametrize(("member", "body"), [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)])
def test_no_network_ends_up_in_itself(chain, member, body):
    before = steps()

    with pytest.raises(Refused, match="member of itself"):
        affiliate(chain[member], chain[body], by=None, at=NOON)

    assert steps() == before
    assert Affiliation.objects.count() == 3
    assert LogEntry.objects.count() == 6


@races
def test_two_halves_of_a_circle_drawn_at_once_make_no_circle(make_network):
    for n in range(5):
        a, b = make_network(f"A{n}"), make_network(f"B{n}")

        results = at_once(
            lambda a=a, b=b: affiliate(a, b, by=None, at=NOON),
            lambda a=a, b=b: affiliate(b, a, by=None, at=NOON),
        )

        assert len(raised(results, Refused)) == 1
        assert Affiliation.objects.filter(member__in=[a, b]).count() == 1


@races
def test_a_longer_circle_drawn_at_once_stays_open_somewhere(make_network):
    ring = [make_network(name) for name in "ABCDE"]

    results = at_once(
        *[lambda n=n: affiliate(ring[n], ring[(n + 1) % 5], by=None, at=NOON) for n in range(5)]
    )

    assert len(raised(results, Refused)) == 1
    assert len(steps()) == 10


@races
def test_asked_for_many_times_at_once_it_is_done_once(garden, coalition):
    results = at_once(*[lambda: affiliate(garden, coalition, by=None, at=NOON)] * 6)

    assert len(raised(results, Refused)) == 5
    assert LogEntry.objects.filter(network=coalition).count() == 1
